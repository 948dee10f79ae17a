"""A consent as it was given, and what has been withdrawn of it since."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Protocol

from services.consent.domain.scope import WHOLE, Cell, Part, Scope
from shared.policy_packs.name import Name
from shared.policy_packs.validity import Validity


@dataclass(frozen=True, slots=True)
class Recorder:
    """Who enters a change: a client and, where somebody other than the subject uses it, that member of staff."""

    client: str
    staff: str | None = None


@dataclass(frozen=True, slots=True)
class Recorded:
    """When a change was entered, by which client, and as which version of the subject's state.

    `staff` is the member of staff who entered it for the subject, as the issuer of tokens calls them.
    """

    at: datetime
    by: str
    state_version: int
    staff: str | None = None


class HasRecorded(Protocol):
    """Whatever was entered once, and knows when, by whom and as which version."""

    @property
    def recorded(self) -> Recorded: ...


@dataclass(frozen=True, slots=True)
class Giver:
    """With what authority somebody consented and, unless it was the subject, a reference to who."""

    authority: str
    reference: str | None = None


@dataclass(frozen=True, slots=True)
class Text:
    """The exact words that were agreed to, and the SHA-256 of what was shown."""

    id: str
    version: str
    language: str
    sha256: str | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where the proof of a consent is kept, and its SHA-256 when it is a file."""

    kind: str
    reference: str
    sha256: str | None = None


@dataclass(frozen=True, slots=True)
class Grant:
    """What was agreed to, by whom, how and when: the part of a consent that never changes.

    `expression` is explicit or ordinary; `kind` a consent kind of the policy pack; `renews` the id of an older consent;
    `follows` the id of a consent that the person had refused before; `subject_role` the role of the pack in which the
    person consents, the usual one where nobody said.
    """

    given_at: datetime
    given_by: Giver
    form: str
    channel: str
    text: Text
    scope: Scope
    form_exemption: str | None = None
    course: str | None = None
    stated_end: date | None = None
    evidence: tuple[Evidence, ...] = ()
    expression: str = "explicit"
    kind: str | None = None
    renews: str | None = None
    follows: str | None = None
    subject_role: str | None = None


@dataclass(frozen=True, slots=True)
class Consequence:
    """What the controller announces for the case that a consent of a kind is withdrawn."""

    kind: str
    says: Name


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A consent, or part of one, that no longer counts; what was sent before stays lawful.

    `how`: withdrawn by the person, revoked by the controller, or invalidated because it was never valid, such as one
    given without authority (in the terms of DPV). `withdrawn_by` is whose word a withdrawal is, where that was
    said, and `shown_sha256` the digest of what they were shown before. `consequences` are what was announced when
    it was recorded.
    """

    id: str
    at: datetime
    part: Part
    channel: str
    recorded: Recorded
    how: str = "withdrawn"
    evidence: tuple[Evidence, ...] = ()
    withdrawn_by: Giver | None = None
    shown_sha256: str | None = None
    consequences: tuple[Consequence, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportedFrom:
    """The older system that a consent was taken over from, and what the consent is called there."""

    source: str
    id: str


@dataclass(frozen=True, slots=True)
class Consent:
    """A grant and its withdrawals in the order they were recorded. Both only ever grow.

    `subject_born` is the subject's date of birth, kept only of whom something was decided by custody; `subject_died`
    the day of their death, where one is on record.
    """

    id: str
    controller: str
    subject: str
    grant: Grant
    validity: Validity
    recorded: Recorded
    withdrawals: tuple[Withdrawal, ...] = ()
    imported: ImportedFrom | None = None
    subject_born: date | None = None
    subject_died: date | None = None

    @property
    def version(self) -> int:
        return 1 + len(self.withdrawals)

    def withdrawal_of(self, part: Part) -> Withdrawal | None:
        """Return the latest withdrawal of a part that is wholly withdrawn already, otherwise nothing.

        A part that has nothing in common with the scope counts as not withdrawn: saying no to it is kept.
        """
        cells = list(part.common_with(self.grant.scope.bound_to(self.grant.course)))
        reaching = [w for w in self.withdrawals if w.part.reaches_channels_of(part)]
        found: list[Withdrawal] = []
        for cell in cells:
            covering = _covering(cell, reaching)
            if not covering:
                return None
            found += covering
        return max(found, key=lambda w: w.recorded.state_version, default=None)

    def first_that_left_nothing(self) -> Withdrawal | None:
        """Return the withdrawal, in the order in which they count, since which all is withdrawn; None if it is not."""
        if self.withdrawal_of(WHOLE) is None:
            return None
        in_order = sorted(self.withdrawals, key=lambda w: (w.at, w.recorded.state_version))

        def leaves_nothing(count: int) -> bool:
            return replace(self, withdrawals=tuple(in_order[:count])).withdrawal_of(WHOLE) is not None

        return in_order[bisect_left(range(1, len(in_order)), True, key=leaves_nothing)]


def _covering(cell: Cell, withdrawals: Sequence[Withdrawal]) -> list[Withdrawal]:
    """Return the withdrawals that reach a cell where together they reach all of it, otherwise none."""
    found = [w for w in withdrawals if w.part.contains(cell)]
    if found:
        return found
    pieces = cell.cut_at(day for w in withdrawals for day in w.part.cuts())
    covering = [[w for w in withdrawals if w.part.contains(piece)] for piece in pieces]
    return [w for found in covering for w in found] if all(covering) else []
