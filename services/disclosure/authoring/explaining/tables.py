"""Tables that are shown to people who write packs, on a terminal or in a README."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Table:
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def table(title: str, columns: Iterable[str], rows: Iterable[Iterable[str]]) -> Table:
    return Table(title, tuple(columns), tuple(tuple(row) for row in rows))


def markdown(shown: Table) -> str:
    """Return the table with its heading; a column nobody has anything to say in is left out."""
    wanted = [place for place, _ in enumerate(shown.columns) if any(row[place] for row in shown.rows)]
    lines = [
        [shown.columns[place] for place in wanted],
        ["---"] * len(wanted),
        *([_cell(row[place]) for place in wanted] for row in shown.rows),
    ]
    body = "\n".join(f"| {' | '.join(line)} |" if line[0] != "---" else f"|{'|'.join(line)}|" for line in lines)
    return f"### {shown.title}\n\n{body}\n"


def _cell(text: str) -> str:
    return " ".join(text.replace("|", "\\|").split())
