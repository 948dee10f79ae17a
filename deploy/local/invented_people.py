"""CPR numbers that are well-formed and belong to nobody.

Until 2007 every number issued satisfied modulus 11, but for a few birth dates, all of them a first of January.
A number with another birth date in the last century that fails the check has therefore never been issued.
"""

from datetime import date, timedelta

_FIRST_BIRTHDAY = date(1940, 1, 2)
_DAYS = 21_900
_WEIGHTS = (4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
MOST_PEOPLE = _DAYS


def invented_cpr(number: int) -> str:
    """Return the CPR number of the invented person with this number, counted from 0."""
    birthday = _FIRST_BIRTHDAY + timedelta(days=number * 37 % _DAYS)
    if (birthday.month, birthday.day) == (1, 1):
        birthday += timedelta(days=1)
    digits = f"{birthday:%d%m%y}{1000 + number % 2900:04d}"
    return digits if not _satisfies_modulus_11(digits) else f"{digits[:6]}{int(digits[6:]) + 1:04d}"


def _satisfies_modulus_11(digits: str) -> bool:
    return sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, digits, strict=True)) % 11 == 0
