"""Why a request cannot be done."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with a request: where, as a JSON pointer into its body, and what, in a sentence."""

    pointer: str
    detail: str


class InvalidRequest(Exception):
    """The request is well formed, yet says something that cannot be so or that the pack does not know."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("the request is invalid")
        self.faults = tuple(faults)


class SubjectNotFound(Exception):
    """Nobody within the caller's reach is named so, whether or not there is anybody."""


class ConsentNotFound(Exception):
    """No consent within the caller's reach has this id."""


class WithdrawalNotFound(Exception):
    """The consent has no withdrawal with this id."""


class PackNotLoaded(Exception):
    """Something was recorded in words of a policy pack that is not loaded here any longer."""


class ObjectionNotFound(Exception):
    """No objection within the caller's reach has this id."""


class NoRoomForNo(Exception):
    """What the subject says no to, all of it together, does not fit into what the gate is told."""


class DelegationNotFound(Exception):
    """No delegation within the caller's reach has this id."""


class DeathNotFound(Exception):
    """No record of a death within the caller's reach has this id."""


class RecallNotFound(Exception):
    """No recall within the caller's reach has this id."""


class WebhookNotFound(Exception):
    """No webhook of the caller's controllers has this id."""


class ChangedSince(Exception):
    """The thing has another version than the caller expects it to have."""


class RecordedOtherwise(Exception):
    """It can be said once, is on record, and says something else there."""


class IdempotencyKeyReused(Exception):
    """The key was used before, for a request that said something else."""


class ImportNotFound(Exception):
    """No import of the caller's controllers has this id."""


class ImportTooLong(Exception):
    """An import has more lines than one may have."""


class ImportUnreadable(Exception):
    """What was sent is no import as a whole; the message says why, without repeating any of it."""
