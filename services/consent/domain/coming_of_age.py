"""From which day a person decides for themself, and nobody by custody: the ages of the pack's purposes and roles.

The role of the subject is the pack's usual one where none is named; one with an age of its own goes before the purpose.
"""

from collections.abc import Collection, Iterator
from datetime import date

from shared.policy_packs.ages import birthday
from shared.policy_packs.model import Pack


def age_needed(purposes: Collection[str], role: str | None, pack: Pack, day: date) -> int | None:
    """Return the highest age that one of the purposes asks of people in a role on a day; None where no law says."""
    return max((age for _, age in _in_force(purposes, role, pack, day)), default=None)


def highest_age(pack: Pack) -> int:
    """Return the highest age that a law of the pack asks of anybody for anything, on any day; 0 where none does."""
    return max((age for one in pack.ages_of_consent.values() for _, age in one.ages), default=0)


def decides_from(
    born: date | None, purposes: Collection[str] | None, role: str | None, pack: Pack | None, day: date
) -> date | None:
    """Return the day from which a person in a role decides about all of these purposes; about everything if None.

    By the law as it is on `day`, which may come before or after the day returned (Sundhedsloven § 17,
    Databeskyttelsesloven § 6(2), Family Law Reform Act 1969 s. 8). None where no law gives an age, or nobody knows
    the pack or the birthday.
    """
    if born is None or pack is None:
        return None
    asked = pack.purposes if purposes is None else purposes
    return max((max(begins, birthday(born, age)) for begins, age in _in_force(asked, role, pack, day)), default=None)


def decides_in_some_role_from(
    born: date | None, purposes: Collection[str] | None, pack: Pack | None, day: date
) -> date | None:
    """Return the day from which a person decides about all of these purposes in at least one role of the pack.

    It is what counts for a no, which reaches the person's data in every role; otherwise as `decides_from`.
    """
    days = [decides_from(born, purposes, role, pack, day) for role in (pack.subject_roles if pack else ())]
    return min((found for found in days if found is not None), default=None)


def anybody_may_decide_if_born_by(pack: Pack, day: date) -> date:
    """Return the last date of birth of anybody, in whatever role, who by law decides about anything on a day."""
    lowest = min(
        (age for role in pack.subject_roles for _, age in _in_force(pack.purposes, role, pack, day)), default=None
    )
    return date.min if lowest is None else _years_before(day, lowest)


def _years_before(day: date, years: int) -> date:
    """Return the last day that lies so many full years back: on 29 February, nobody born on 1 March is older yet."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


def _in_force(purposes: Collection[str], role: str | None, pack: Pack, day: date) -> Iterator[tuple[date, int]]:
    """Give the ages in force on a day, each with its first day; words that the pack has dropped ask for none."""
    for name in {pack.age_of_consent_in(role, purpose) for purpose in purposes if purpose in pack.purposes}:
        for (begins, ends), age in pack.ages_of_consent[name].ages:
            if begins <= day < (ends or date.max):
                yield begins, age
