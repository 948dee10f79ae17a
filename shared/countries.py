"""The countries there are: the codes of ISO 3166-1 with two letters, as the time zone database lists them."""

import re
from importlib.resources import files

from marshmallow import ValidationError, validate

# Codes that are in wide use and that the standard keeps for nobody.
_MEANT = {"UK": "GB", "EL": "GR"}


def _listed() -> dict[str, str]:
    """Return each code with the country's name."""
    table = (files("tzdata") / "zoneinfo" / "iso3166.tab").read_text(encoding="utf-8")
    return {line[:2]: line[3:] for line in table.splitlines() if not line.startswith("#")}


COUNTRIES = _listed()
_CODES_OF_NAMES = {name.casefold(): code for code, name in COUNTRIES.items()}


class CountryCode(validate.Validator):
    """Takes the code of a country; a JSON Schema can say of it only what it looks like."""

    regex = re.compile(r"^[A-Z]{2}$")

    def __call__(self, value: str) -> str:
        """Return the code, or refuse it without repeating what was said."""
        if value not in COUNTRIES:
            raise ValidationError(f"Not a country code of ISO 3166-1 such as DK.{_nearest(value)}")
        return value


def _nearest(said: str) -> str:
    """By what it means: codes that look alike are countries far apart."""
    code = _MEANT.get(said.upper()) or _CODES_OF_NAMES.get(said.casefold(), said.upper())
    return f" The nearest is {code}." if code in COUNTRIES else ""
