"""What is asked of the oracle, in the words of the packs' README: who, what, of whom, on which day."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from services.disclosure.domain.check import Check, Item
from services.disclosure.domain.subject_state import SubjectState
from shared.policy_packs.model import Channel, Pack, Purpose, RecipientKind
from shared.policy_packs.rule import Rule
from tests.oracle.naive_dates import danish_day

A_CLOCK_MAY_BE_AHEAD = timedelta(seconds=5)


@dataclass(frozen=True)
class Question:
    """One item of a check, with everything that may matter to it."""

    pack: Pack
    check: Check
    state: SubjectState | None
    at: datetime
    item: Item

    @property
    def day(self) -> date:
        return danish_day(self.at)

    @property
    def has_died(self) -> bool:
        return self.state is not None and self.state.died_on is not None and self.state.died_on <= self.day

    @property
    def named_role(self) -> str:
        return self.check.subject_role or self.pack.default_subject_role

    @property
    def role(self) -> str:
        """Of the dead, the role that the pack has for them; most packs have none."""
        after_death = self.pack.subject_roles[self.named_role].after_death
        return after_death if self.has_died and after_death else self.named_role

    @property
    def kind(self) -> RecipientKind:
        return self.pack.recipient_kinds[self.check.recipient.kind]

    @property
    def purpose(self) -> Purpose:
        return self.pack.purposes[self.check.purpose]

    @property
    def country(self) -> str | None:
        return self.check.recipient.country or self.kind.country

    @property
    def channel(self) -> Channel | None:
        return None if self.check.channel is None else self.pack.channels[self.check.channel]

    def kinds_around(self) -> set[str]:
        """The recipient's kind and those it lies within."""
        found = {self.kind.code}
        for _ in self.pack.recipient_kinds:
            within = {self.pack.recipient_kinds[kind].within for kind in found}
            found |= {kind for kind in within if kind is not None}
        return found

    def is_needed(self) -> bool:
        """Step 9: whether the purpose can need the category at all, of this recipient."""
        needs = self.purpose.needs
        if self.kind.code in self.purpose.needs_for:
            needs = self.purpose.needs_for[self.kind.code]
        return self.item.category in needs

    def basis_of(self, rule: Rule) -> tuple[str, ...]:
        """The keys for the locks of the item's class, and the secrecy key where there is one."""
        locks = self.pack.category_classes[self.pack.categories[self.item.category].category_class]
        basis: list[str] = []
        for lock in ("secrecy", "art6", "art9", "cpr", "crim"):
            if lock == "secrecy" or lock in locks:
                basis += rule.keys.get(lock, ())
        return tuple(basis)

    def rules(self, step: str) -> list[Rule]:
        """The rules of a step that speak of this item, in the pack's order."""
        return [rule for rule in self.pack.rules if rule.step == step and self._is_about(rule)]

    def _is_about(self, rule: Rule) -> bool:
        if self.day < rule.valid_from or (rule.valid_until is not None and self.day >= rule.valid_until):
            return False
        if self.role not in rule.subject_roles or self.kind.code not in rule.recipient_kinds:
            return False
        if self.check.purpose not in rule.purposes or self.item.category not in rule.categories:
            return False
        if rule.labels and not any(label in rule.labels for label in self.item.labels):
            return False
        if any(label in rule.without_labels for label in self.item.labels):
            return False
        return self._is_for_recipient(rule) and (not rule.forms or self.item.form in rule.forms)

    def _is_for_recipient(self, rule: Rule) -> bool:
        """A bar reaches whoever may be meant; a rule that permits only who is stated to be."""
        doubtful = rule.step == "bar"
        named = [(self.check.recipient.id, rule.recipient_ids), (self.country, rule.countries)]
        return all(not wanted or own in wanted or (own is None and doubtful) for own, wanted in named)
