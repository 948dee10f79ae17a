"""What is stated of a case, as far as conditions look at it."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from services.disclosure.domain.check import Attestation
from shared.policy_packs.rule import FactValue


class Circumstances(NamedTuple):
    """`recipient` is the recipient's id, `channel` a code; what nobody stated is None, or not among the facts."""

    day: date
    facts: Mapping[str, FactValue]
    born: date | None = None
    recipient: str | None = None
    channel: str | None = None
    attestation: Attestation | None = None
