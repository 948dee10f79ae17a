"""Dates of birth that callers state: nobody is asked about before they are born."""

from collections.abc import Mapping
from datetime import date
from typing import Any

NOT_BORN = "The subject is not born yet on the day that is asked about."


def unborn(check: Mapping[str, Any], day: date) -> bool:
    """Return whether a check states a date of birth after a day; dates in the form that is taken compare as text."""
    return bool(check.get("subject_born", "") > day.isoformat())
