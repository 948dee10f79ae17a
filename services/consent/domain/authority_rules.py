"""Whose word counts on a day: by custody until the person decides for themself, by the person from then on.

Where nobody has said when the subject was born, nothing is held against anybody.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from services.consent.domain.coming_of_age import decides_from, decides_in_some_role_from
from services.consent.domain.consent import Consent, Giver
from services.consent.domain.errors import Fault
from services.consent.domain.giver_rules import NOT_BORN
from services.consent.domain.objection import Objection
from services.consent.domain.scope import Part
from shared.policy_packs.model import Pack


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who says something on a day, where that is said, and when the subject was born, where that is known."""

    by: Giver | None
    day: date
    born: date | None

    @property
    def authority(self) -> str | None:
        return self.by.authority if self.by else None


def faults_of_name(by: Giver | None, place: str) -> Iterator[Fault]:
    """Whoever speaks for the subject is named by a reference; `place` is where the request says whose word it is."""
    if by is not None and by.authority != "self" and by.reference is None:
        yield Fault(f"{place}/reference", "Say who it was, by a reference: it was not the subject.")


def faults_of_raiser(part: Part, speaker: Speaker, pack: Pack) -> Iterator[Fault]:
    """Nobody objects by custody for somebody who decides for themself in any role: a no reaches their data in all.

    Nor does anybody before the person was born.
    """
    if speaker.born is not None and speaker.day < speaker.born:
        yield Fault("/raised_at", NOT_BORN)
    own_from = decides_in_some_role_from(speaker.born, part.purposes, pack, speaker.day)
    if speaker.authority == "custody" and own_from is not None and speaker.day >= own_from:
        yield Fault("/raised_by/authority", f"Since {own_from} the person objects, and nobody by custody.")


def faults_of_lifter(objection: Objection, speaker: Speaker, pack: Pack) -> Iterator[Fault]:
    """What was raised by custody is lifted by custody until the person decides, and by nobody but them from then on.

    What was not raised by custody is lifted by custody only while the person is known not to decide yet.
    """
    if objection.authority == "custody" and speaker.by is None:
        yield Fault("/lifted_by", "A holder of custody raised it: say who lifts it.")
    own_from = decides_in_some_role_from(speaker.born, objection.part.purposes, pack, speaker.day)
    if own_from is None:
        if speaker.authority == "custody" and objection.authority != "custody":
            yield Fault("/lifted_by/authority", "Nobody by custody raised it; nobody lifts it by custody.")
        return
    if speaker.authority == "custody" and speaker.day >= own_from:
        yield Fault("/lifted_by/authority", f"Since {own_from} it is the person's own, and nobody lifts it by custody.")
    if speaker.authority == "self" and objection.authority != "self" and speaker.day < own_from:
        yield Fault("/lifted_by/authority", f"Until {own_from} a holder of custody lifts what was raised by custody.")


def faults_of_withdrawer(consent: Consent, speaker: Speaker, pack: Pack | None) -> Iterator[Fault]:
    """What the person gave nobody takes back by custody; what was given for a child the child does not take back.

    A holder of custody can still take back what was given by custody, however old the child has become.
    """
    given_by = consent.grant.given_by.authority
    if speaker.authority == "custody" and given_by == "self":
        yield Fault("/withdrawn_by/authority", "The person gave it; nobody takes it back by custody.")
    purposes, role = consent.grant.scope.purposes, consent.grant.subject_role
    own_from = decides_from(speaker.born, purposes, role, pack, speaker.day)
    if own_from is not None and speaker.authority == "self" and given_by == "custody" and speaker.day < own_from:
        yield Fault("/withdrawn_by/authority", f"Until {own_from} a holder of custody takes back what they gave.")
