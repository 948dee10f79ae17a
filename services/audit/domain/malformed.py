"""Why a message can be no entry."""

from enum import StrEnum


class Reason(StrEnum):
    """The closed list of reasons for quarantine; a value is never used again for something else."""

    NOT_JSON = "not-json"
    TOO_LARGE = "too-large"
    NO_ENVELOPE = "no-envelope"
    HEADER_MISSING = "header-missing"
    HEADER_WRONG = "header-wrong"
    TYPES_DISAGREE = "types-disagree"
    FIELD_MISSING = "field-missing"
    FIELD_WRONG = "field-wrong"
    DATE_OUT_OF_RANGE = "date-out-of-range"
    ID_TAKEN = "id-taken"
    POSITION_TAKEN = "position-taken"
    REFUSED_BY_DATABASE = "refused-by-database"


class Malformed(Exception):
    """A message that can be no entry. `detail` names the field or header at fault and never repeats its content."""

    def __init__(self, reason: Reason, detail: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.detail = detail
