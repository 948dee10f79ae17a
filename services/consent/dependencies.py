"""What the edges of the service are handed."""

from dataclasses import dataclass

from services.consent.use_cases.surroundings import Surroundings
from shared.subject_references import SubjectKeys


@dataclass(frozen=True, slots=True)
class Dependencies:
    """What use cases are handed, and the keys that turn CPR numbers into references at the door."""

    surroundings: Surroundings
    subject_keys: SubjectKeys
