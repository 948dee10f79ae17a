"""What a request would have said to earlier versions: an answer kept by one of them is found again by its digest."""

from collections.abc import Iterator, Mapping
from typing import Any

_FROM_THE_NUMBER = object()
"""Whatever it is: a date of birth follows from the number that names the subject, and says nothing more."""

_COMMANDS_WITH_BIRTHDAYS = ("WithdrawConsent", "RaiseObjection", "LiftObjection", "RequestDelegation")
_CHANGES = ("WithdrawConsent", "LiftObjection", "AnswerObjection", "StepDelegation", "StepRecall")

_CAME_LATER: tuple[Mapping[tuple[str, str], Any], ...] = (
    {("StepDelegation", "ended_by"): None, ("StepDelegation", "born"): None},
    {("RecordDeath", "born"): _FROM_THE_NUMBER, ("RetractDeath", "expected"): None},
    {(command, "expected"): None for command in _CHANGES},
    {("asked", "renews"): None},
    {(within, "subject_role"): None for within in ("grant", "mandate", "RaiseObjection")},
    {("WithdrawConsent", "shown_sha256"): None},
    {
        ("WithdrawConsent", "withdrawn_by"): None,
        ("RaiseObjection", "raised_by"): None,
        ("LiftObjection", "lifted_by"): None,
        **{(command, "born"): _FROM_THE_NUMBER for command in _COMMANDS_WITH_BIRTHDAYS},
    },
    {("grant", "follows"): None},
    {
        ("GiveConsent", "born"): _FROM_THE_NUMBER,
        ("grant", "expression"): "explicit",
        ("grant", "kind"): None,
        ("grant", "renews"): None,
        ("text", "sha256"): None,
        ("recipients", "country"): None,
        ("items", "period"): None,
        ("part", "channels"): None,
        ("WithdrawConsent", "how"): "withdrawn",
        **{(command, "evidence"): () for command in ("WithdrawConsent", "RaiseObjection", "LiftObjection")},
    },
)
"""The fields that requests got, the newest first, each with what it is in a request that does not use it.

Whoever gives a command a field, or something in it, adds the field here.
"""


def earlier_forms(command: str, said: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Give the request as it was before each addition, the latest first.

    A field that is used stays: no earlier version has answered that request.
    """
    for came in _CAME_LATER:
        said = _without(came, command, said)
        yield said


def _without(came: Mapping[tuple[str, str], Any], within: str, said: Any) -> Any:
    if isinstance(said, Mapping):
        return {
            name: _without(came, name, value)
            for name, value in said.items()
            if (within, name) not in came or came[within, name] not in (value, _FROM_THE_NUMBER)
        }
    if isinstance(said, tuple):
        return tuple(_without(came, within, one) for one in said)
    return said
