"""What a step finds about an item: a permission with its rule, or a refusal with its reason."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from services.disclosure.domain.subject_state import Consent, Delegation
from services.disclosure.engine.compile import CompiledRule


@dataclass(slots=True)
class Permission:
    """What was relied upon; `also` are the ids of further rules that permit."""

    compiled: CompiledRule
    consent: Consent | None = None
    delegation: Delegation | None = None
    also: tuple[str, ...] = ()


@dataclass(slots=True)
class Refusal:
    """`law` is what stands behind the no: the bar's, the objection's, or that of the rules that fell short.

    `barred_by` is a bar that something stated would lift; `other_channels` are those for which this is no obstacle.
    """

    reason: str
    law: tuple[str, ...] = ()
    rule: str | None = None
    objection: str | None = None
    would_permit_if: tuple[Mapping[str, Any], ...] = ()
    barred_by: CompiledRule | None = None
    other_channels: tuple[str, ...] = ()


Finding = Permission | Refusal
