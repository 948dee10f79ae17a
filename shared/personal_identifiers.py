"""The numbers that a person may be named by, each of one kind: CPR numbers, and those that stand in for one."""

import re
from datetime import date

from stdnum.dk import cpr as danish_cpr
from stdnum.exceptions import ValidationError

X_ECPR = "x-ecpr"
"""National replacement number of Danish health care, DDMMYYCAAG with C 1 or 7; unique in the whole country."""
D_ECPR = "d-ecpr"
"""Decentral replacement number, DDMMYYCAAG with C 0, 5 or 6; unique with whoever issued it only."""
ADMINISTRATIVE = "administrative"
"""Ten digits as the CPR Office advises: a birth date whose first digit is raised by 6; unique with its issuer only."""

REPLACEMENT_KINDS = (X_ECPR, D_ECPR, ADMINISTRATIVE)
ISSUED_LOCALLY = (D_ECPR, ADMINISTRATIVE)

SIGN_BETWEEN = "[ .:/_+-]?"
"""Pattern of what may stand between the date of birth and the rest of a number, where one stands in a text."""

_CENTURIES = {X_ECPR: {"1": 1900, "7": 2000}, D_ECPR: {"0": 1900, "5": 1900, "6": 2000}}
_WITH_LETTERS = re.compile("[0-9]{7}[A-Z]{2}[0-9]")
_RAISED_BY = 6


class InvalidIdentifier(ValueError):
    """The text is not an identifier of the kind it claims to be. Never carries the text itself."""


def validate_cpr(text: str) -> str:
    """Return a CPR number as ten digits, or raise InvalidIdentifier.

    Modulus 11 is not asked for: numbers issued since 2007 need not satisfy it.
    """
    try:
        return danish_cpr.validate(text)
    except ValidationError:
        raise InvalidIdentifier("is not a CPR number") from None


def birth_date(cpr: str) -> date:
    """Return the date of birth that a CPR number carries; the number must be valid.

    A replacement number tells none that can be relied on: where it is not known, the date may be the day of issue.
    """
    born: date = danish_cpr.get_birth_date(cpr)
    return born


def validate_replacement(kind: str, text: str) -> str:
    """Return a replacement number of one of REPLACEMENT_KINDS as ten characters, or raise InvalidIdentifier.

    The formats are those of the national eCPR service (nspop.dk, «eCPR formater») and of the CPR Office
    (cpr.dk, «Erstatningspersonnummer i eksterne systemer»). No number is of two kinds, and none is a CPR number.
    """
    number = danish_cpr.compact(text).upper()
    valid = _is_administrative(number) if kind == ADMINISTRATIVE else _is_ecpr(number, _CENTURIES[kind])
    if not valid:
        raise InvalidIdentifier("is not a replacement number of this kind")
    return number


def _is_ecpr(number: str, centuries: dict[str, int]) -> bool:
    if not _WITH_LETTERS.fullmatch(number) or number[6] not in centuries:
        return False
    try:
        date(centuries[number[6]] + int(number[4:6]), int(number[2:4]), int(number[:2]))
    except ValueError:
        return False
    return True


def _is_administrative(number: str) -> bool:
    raised = number[:1]
    return raised in {"6", "7", "8", "9"} and danish_cpr.is_valid(f"{int(raised) - _RAISED_BY}{number[1:]}")
