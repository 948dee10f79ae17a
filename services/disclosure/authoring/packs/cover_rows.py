"""Which of a pack's declared rows are encoded and proven, which lie outside the gate, and which are neither."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from services.disclosure.authoring.explaining.tables import Table, table
from shared.policy_packs.lines import Line
from shared.policy_packs.model import Pack
from shared.policy_packs.rule import Rule


@dataclass(frozen=True, slots=True)
class RowCover:
    """A row with the ids of the rules and lines that name it, the number of its cases, and why it lies outside."""

    row: str
    encoded: tuple[str, ...]
    cases: int
    outside: str | None

    @property
    def open(self) -> bool:
        return self.outside is None and not (self.encoded and self.cases)


@dataclass(frozen=True, slots=True)
class Coverage:
    """`undeclared` are rows that a rule, line or case names and the pack does not declare."""

    controller: str
    rows: tuple[RowCover, ...]
    undeclared: tuple[str, ...]

    @property
    def gaps(self) -> tuple[str, ...]:
        return (*(one.row for one in self.rows if one.open), *self.undeclared)


def cover_rows(pack: Pack, cases: Mapping[str, int]) -> Coverage:
    """`cases` are how many cases name each row. A pack that declares no rows has nothing to cover."""
    if pack.rows is None:
        return Coverage(pack.controller, (), ())
    declared = pack.rows.every()
    encoded: dict[str, list[str]] = {}
    for row, line in _named(pack):
        encoded.setdefault(row, []).append(line)
    return Coverage(
        pack.controller,
        tuple(
            RowCover(row, tuple(encoded.get(row, ())), cases.get(row, 0), pack.rows.outside.get(row))
            for row in declared
        ),
        tuple(sorted((encoded.keys() | cases.keys()) - set(declared))),
    )


def coverage_table(coverage: Coverage) -> Table:
    shown = [(one.row, _where(one), str(one.cases or ""), _standing(one)) for one in coverage.rows]
    shown += [(row, "", "", "not a row that the pack declares") for row in coverage.undeclared]
    return table(f"Rows of {coverage.controller}", ("row", "where it is encoded", "cases", ""), shown)


def totals(coverage: Coverage) -> str:
    """Return the numbers in one sentence."""
    if not coverage.rows:
        return f"{coverage.controller}: declares no rows."
    outside = sum(one.outside is not None for one in coverage.rows)
    proven = sum(one.outside is None and not one.open for one in coverage.rows)
    gaps = f"; open: {', '.join(coverage.gaps)}" if coverage.gaps else ""
    return f"{coverage.controller}: {len(coverage.rows)} rows, {proven} encoded and proven, {outside} outside{gaps}."


def _named(pack: Pack) -> Iterator[tuple[str, str]]:
    lines: tuple[Rule | Line, ...] = (*pack.rules, *pack.consent_kinds, *pack.retention, *pack.rights)
    for line in lines:
        for row in line.rows:
            yield row, line.id


def _where(one: RowCover) -> str:
    return f"outside: {one.outside}" if one.outside is not None else ", ".join(one.encoded)


def _standing(one: RowCover) -> str:
    if not one.open:
        return ""
    if not one.encoded:
        return "no rule or line names it"
    return "no case proves it"
