"""What cannot have been so at the moment that is asked about: nobody is born later, and nothing is judged later."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from services.disclosure.engine.conditions import CLOCK_TOLERANCE
from shared.policy_packs.validity import copenhagen_date

NOT_BORN = "The subject is not born yet on the day that is asked about."
NOT_ATTESTED = "Nobody has judged this by the moment that is asked about."


def what_lies_ahead(check: Mapping[str, Any], at: datetime) -> Iterator[tuple[str, str]]:
    """Give what a check states that lies after a moment: a pointer into the check, and a sentence."""
    # Dates in the form that is taken compare as text.
    if "subject_born" in check and check["subject_born"] > copenhagen_date(at).isoformat():
        yield "/subject_born", NOT_BORN
    # What another machine stamped may lie as far ahead as the engine lets it.
    if "attestation" in check and datetime.fromisoformat(check["attestation"]["at"]) > at + CLOCK_TOLERANCE:
        yield "/attestation/at", NOT_ATTESTED
