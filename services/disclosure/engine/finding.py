"""What a step finds about an item: a permission with its rule, or a refusal with its reason."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from services.disclosure.domain.reason import Reason
from services.disclosure.domain.subject_state import Consent, Delegation
from services.disclosure.engine.compile import CompiledRule


@dataclass(slots=True)
class Permission:
    """`lapses` is the first day on which what was relied upon no longer counts.

    `also` are the ids of further rules that permit.
    """

    compiled: CompiledRule
    consent: Consent | None = None
    delegation: Delegation | None = None
    lapses: date | None = None
    also: tuple[str, ...] = ()


@dataclass(slots=True)
class Refusal:
    """`law` is what stands behind the no: the bar's, the objection's, or that of the rules that fell short.

    `barred_by` is a bar that something stated would lift.
    """

    reason: Reason
    law: tuple[str, ...] = ()
    rule: str | None = None
    objection: str | None = None
    would_permit_if: tuple[Mapping[str, Any], ...] = ()
    barred_by: CompiledRule | None = None
