"""What may stand in a text that is kept: no number of a person, however it is spelled and whatever stands beside it."""

import re

from marshmallow import ValidationError

from shared.personal_identifiers import SIGN_BETWEEN

# Days from 61 on are those of administrative numbers, whose first digit is raised by 6.
_BORN = "(?:0[1-9]|[12][0-9]|3[01]|6[1-9]|[78][0-9]|9[01])(?:0[1-9]|1[0-2])[0-9]{2}"
_TEN_DIGITS = f"(?<![0-9]){_BORN}{SIGN_BETWEEN}[0-9]{{4}}(?![0-9])"
# Two letters are frequent among other letters and digits, so these count alone only.
_WITH_LETTERS = f"(?<![0-9A-Za-z]){_BORN}-?[0-9][A-Za-z]{{2}}[0-9](?![0-9A-Za-z])"
# One random UUID in a thousand has ten such digits by chance; a wrong no then would be one that nobody can explain.
_UUID = "(?<![0-9A-Za-z])[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}(?![0-9A-Za-z])"
_FREE_OF_NUMBERS = f"(?:{_UUID}|(?!{_UUID}|{_TEN_DIGITS}|{_WITH_LETTERS}).)*$"

# Nearly every text is let through by this already, at a fraction of the cost of the rest.
_SHORT_OF_DIGITS = "(?!.*[0-9]{6})"

NO_PERSON = f"(?:{_SHORT_OF_DIGITS}|(?={_FREE_OF_NUMBERS}))"
"""Lookahead of a pattern, in JSON Schema as well: no CPR number or replacement number stands anywhere in the text.

Ten digits, or two characters of them letters, are one where the first six can be a date of birth and no digit stands
beside them. Whether one was ever issued is not asked: numbers since 2007 have no check digit.
"""

# Numbers of production units are ten digits that begin with 10, so most of them read as born on the tenth of a month.
NO_PERSON_BUT_SITES = f"(?:{_SHORT_OF_DIGITS}|(?=p-10[0-9]{{8}}$|{_FREE_OF_NUMBERS}))"
"""The same, but `p-` and a number that begins with 10, and nothing else, is the number of a production unit (CVR)."""

_NO_PERSON = re.compile(f"{NO_PERSON}.*", re.DOTALL)


def names_no_person(text: str) -> None:
    """Refuse a text in which a number stands that could be a person's; the refusal does not repeat it."""
    if _NO_PERSON.fullmatch(text) is None:
        raise ValidationError("A number here could be a person's, which may stand in subject only.")
