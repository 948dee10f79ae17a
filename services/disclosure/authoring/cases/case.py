"""A case: an example beside a policy pack, which asks one check and claims what is answered."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from services.disclosure.domain.check import Check
from services.disclosure.domain.subject_state import SubjectState


@dataclass(frozen=True, slots=True)
class Case:
    """`expect` holds what the case claims; what it leaves out it does not claim.

    `if_subject` claims the outcome of the same check had the subject just then said no (`subject_says_no.NOES`).
    """

    name: str
    controller: str
    rows: tuple[str, ...]
    at: datetime
    state: SubjectState
    check: Check
    expect: Mapping[str, Any]
    if_subject: Mapping[str, str] = field(default_factory=dict)
