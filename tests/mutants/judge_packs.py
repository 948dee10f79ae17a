"""Runs the cases of a pack against a changed one: only those that could notice, in the corner they ask about."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property

from services.disclosure.authoring.cases.case import Case
from services.disclosure.authoring.cases.case_files import case_from
from services.disclosure.authoring.cases.read_cases import read_cases
from services.disclosure.authoring.cases.run_cases import misses_of
from services.disclosure.authoring.cases.run_line_cases import LineCase, misses_of_line_case
from services.disclosure.engine.compile import Policy, compile_policy
from services.disclosure.engine.situation import named_role, role_if_dead
from shared.policy_packs.load import PACKS_FOLDER, load_pack
from shared.policy_packs.model import Pack
from shared.policy_packs.rule import Rule
from shared.policy_packs.validity import copenhagen_date
from tests.mutants.pack_mutants import PackMutant, mutants_of
from tests.mutants.purpose_mutants import PurposeMutant, purpose_mutants_of

Corner = tuple[str, str, str]
"""A subject role, a recipient kind and a purpose."""


class PackOnTrial:
    """A pack with its cases, sorted by the corner they ask about."""

    def __init__(self, controller: str) -> None:
        self.pack = load_pack(PACKS_FOLDER / controller)
        self.checks: dict[Corner, list[Case]] = {}
        self.line_cases: list[LineCase] = []
        for path, said in read_cases([PACKS_FOLDER / controller / "cases"]):
            case = case_from(said, path, {controller: self.pack})
            if isinstance(case, Case):
                self.checks.setdefault(_corner_of(case, self.pack), []).append(case)
            else:
                self.line_cases.append(case)

    @cached_property
    def _policy(self) -> Policy:
        return compile_policy(replace(self.pack, rules=(), subject_roles={}))

    def survivors(self) -> Iterator[PackMutant | PurposeMutant]:
        for mutant in mutants_of(self.pack):
            if not self._is_noticed(mutant):
                yield mutant
        for changed in purpose_mutants_of(self.pack):
            if not self._is_purpose_noticed(changed):
                yield changed

    def misses(self) -> list[str]:
        """What the cases say of the pack as it is; a trial only means something where that is nothing."""
        cases = [miss for corner in self.checks for miss in self._misses_in(corner, self.pack.rules)]
        return cases + [miss for case in self.line_cases for miss in misses_of_line_case(case, self._policy)]

    def _is_purpose_noticed(self, mutant: PurposeMutant) -> bool:
        for corner in self.checks:
            if mutant.purpose == corner[2] and mutant.kind in (None, corner[1]):
                asked = [case for case in self.checks[corner] if _asks_for(mutant.category, case)]
                if asked and _is_missed(asked, compile_policy(_only(corner, mutant.changed, self.pack.rules))):
                    return True
        return False

    def _is_noticed(self, mutant: PackMutant) -> bool:
        if not isinstance(mutant.original, Rule):
            return self._is_line_noticed(mutant)
        rules = tuple(_swapped(self.pack.rules, mutant))
        spoken = [one for one in (mutant.original, mutant.changed) if isinstance(one, Rule)]
        for corner in [corner for corner in self.checks if any(_speaks_in(one, corner) for one in spoken)]:
            if _is_missed(self.checks[corner], compile_policy(_only(corner, self.pack, rules))):
                self._put_first(corner)
                return True
        return False

    def _put_first(self, corner: Corner) -> None:
        self.checks = {corner: self.checks.pop(corner), **self.checks}

    def _misses_in(self, corner: Corner, rules: tuple[Rule, ...]) -> list[str]:
        policy = compile_policy(_only(corner, self.pack, rules))
        return [miss for case in self.checks[corner] for miss in misses_of(case, policy)]

    def _is_line_noticed(self, mutant: PackMutant) -> bool:
        retention, rights = (tuple(_swapped(lines, mutant)) for lines in (self.pack.retention, self.pack.rights))
        policy = replace(self._policy, pack=replace(self.pack, retention=retention, rights=rights))
        return any(misses_of_line_case(case, policy) for case in self.line_cases)


def _is_missed(cases: list[Case], policy: Policy) -> bool:
    """Return whether the policy answers some case otherwise than it says, and put that case first.

    Whatever notices one change of a rule mostly notices the next one, too.
    """
    for place, case in enumerate(cases):
        if misses_of(case, policy):
            cases.insert(0, cases.pop(place))
            return True
    return False


def _swapped(lines: tuple[object, ...], mutant: PackMutant) -> Iterator[object]:
    for one in lines:
        if one is not mutant.original:
            yield one
        elif mutant.changed is not None:
            yield mutant.changed


def _asks_for(category: str | None, case: Case) -> bool:
    return category is None or any(item.category == category for item in case.check.items)


def _corner_of(case: Case, pack: Pack) -> Corner:
    """Of somebody who has died, the corner of the role that the pack has for the dead."""
    check = case.check
    has_died = case.state.has_died_by(copenhagen_date(case.at))
    role = role_if_dead(check, pack) if has_died else named_role(check, pack)
    return role, check.recipient.kind, check.purpose


def _speaks_in(rule: Rule, corner: Corner) -> bool:
    return corner[0] in rule.subject_roles and corner[1] in rule.recipient_kinds and corner[2] in rule.purposes


def _only(corner: Corner, pack: Pack, rules: tuple[Rule, ...]) -> Pack:
    """The pack with nothing but one corner, which compiles in no time."""
    role, kind, purpose = corner
    within = pack.recipient_kinds[kind].within
    return replace(
        pack,
        subject_roles={code: one for code, one in pack.subject_roles.items() if role in (code, one.after_death)},
        recipient_kinds={code: pack.recipient_kinds[code] for code in (kind, within) if code is not None},
        purposes={purpose: pack.purposes[purpose]},
        rules=tuple(_in_corner(rule, corner) for rule in rules if _speaks_in(rule, corner)),
    )


def _in_corner(rule: Rule, corner: Corner) -> Rule:
    role, kind, purpose = ({one} for one in corner)
    return replace(
        rule,
        subject_roles=frozenset(role),
        recipient_kinds=frozenset(kind),
        purposes=frozenset(purpose),
    )
