"""Whose word a mandate rests on: custody until the person decides, and the person's own from then on."""

from collections.abc import Iterator
from datetime import date

from services.consent.domain.authority_rules import Speaker
from services.consent.domain.coming_of_age import age_needed, decides_from
from services.consent.domain.delegation import Mandate
from services.consent.domain.errors import Fault
from shared.policy_packs.ages import age_on, birthday
from shared.policy_packs.model import Pack

_GIVEN_AT_WILL = ("grant", "power-of-attorney")


def faults_of_mandator(mandate: Mandate, born: date | None, day: date, pack: Pack) -> Iterator[Fault]:
    """Give a fault where the date of birth is known and whose word it is could not let anybody in on that day.

    Sundhedsloven § 17 and the ages of the pack's purposes and roles, as for consents. What a rule of the pack lets a
    holder of custody see for longer custody is still recorded for.
    """
    needed = age_given_too_young(mandate, born, day, pack)
    if needed is not None:
        yield Fault("/given_by/authority", f"Younger than {needed}, a holder of custody lets somebody in.")
    own_from = own_authority_from(mandate, born, day, pack)
    if own_from is not None and day >= own_from and not view_is_left(mandate, born, day, pack):
        place = "/kind" if mandate.kind == "custody" else "/given_by/authority"
        yield Fault(place, f"Since {own_from} the person decides who is let in, and nobody by custody.")


def faults_of_ender(mandate: Mandate, speaker: Speaker, pack: Pack | None) -> Iterator[Fault]:
    """The person ends what somebody gave, however young they gave it; custody ends nothing that they gave themself.

    Custody, guardianship and lasting powers are the law's or an authority's, and what custody gave for a child the
    child does not end. Of an end that is nobody's stated word nothing is asked.
    """
    place, given_by = "/ended_by/authority", mandate.given_by.authority
    if speaker.authority == "custody" and given_by == "self":
        yield Fault(place, "The person gave it; nobody ends it by custody.")
    if speaker.authority != "self":
        return
    if mandate.kind not in _GIVEN_AT_WILL:
        yield Fault(place, "It rests on the law or an authority, and does not end by the word of the person.")
    own_from = own_authority_from(mandate, speaker.born, speaker.day, pack)
    if own_from is not None and speaker.day < own_from:
        yield Fault(place, f"Until {own_from} a holder of custody ends what was given by custody.")


def age_given_too_young(mandate: Mandate, born: date | None, since: date, pack: Pack | None) -> int | None:
    """Return the age that a mandate asks for, where the subject gave it and was younger on the first day it counts."""
    if born is None or pack is None or mandate.rests_on_custody or mandate.given_by.authority != "self":
        return None
    needed = age_needed(mandate.part.purposes or pack.purposes, mandate.subject_role, pack, since)
    return needed if needed is not None and age_on(since, born) < needed else None


def own_authority_from(mandate: Mandate, born: date | None, day: date, pack: Pack | None) -> date | None:
    """Return the day from which the subject decides what the mandate is about, where it rests on custody."""
    if not mandate.rests_on_custody:
        return None
    return decides_from(born, mandate.part.purposes, mandate.subject_role, pack, day)


def view_until(mandate: Mandate, born: date | None, day: date, pack: Pack | None) -> date | None:
    """Return the birthday that the longest rule of the pack on custody names, for custody itself."""
    if pack is None or born is None or mandate.kind != "custody":
        return None
    ages = [rule.custody_until for rule in pack.rules if rule.custody_until is not None and rule.is_in_force(day)]
    return max((birthday(born, age) for age in ages), default=None)


def view_is_left(mandate: Mandate, born: date | None, day: date, pack: Pack | None) -> bool:
    """Return whether a holder of custody may still see something on a day, by a rule of the pack."""
    until = view_until(mandate, born, day, pack)
    return until is not None and "view" in mandate.powers and day < until
