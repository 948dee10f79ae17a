"""The lines of a pack beside its rules: what consent is asked for, how long data are kept, how rights are answered."""

from dataclasses import dataclass

from shared.policy_packs.name import Name
from shared.policy_packs.rule import ObligationTemplate, Requirement
from shared.policy_packs.spans import Span

RIGHTS = ("A7-3", "A13", "A14", "A15", "A16", "A17", "A18", "A19", "A20", "A21", "A22", "A77")
"""Rights of the GDPR by article, as DPV names them."""

ANSWERS = ("grant", "refuse", "hold")
LINE_SECTIONS = ("consent_kinds", "retention", "rights")
"""The sections of a pack that hold lines beside its rules."""

AUTHORITIES = ("self", "custody", "representative")
FORMS_OF_CONSENT = ("written", "electronic", "oral")
EXPRESSIONS = ("explicit", "ordinary")
"""How a consent can be expressed so that it counts."""

IMPLIED = "implied"
"""What is silence or a box ticked beforehand, and never counts."""

TAKEN_BACK = ("withdrawn", "revoked", "invalidated")
"""By the subject, by the controller, or because the consent was never valid."""

ANSWERS_TO_OBJECTIONS = ("upheld", "overridden")


@dataclass(frozen=True, slots=True)
class Line:
    """What every line has: an id, a sentence per language, and where it comes from."""

    id: str
    says: Name
    rows: tuple[str, ...]
    law: tuple[str, ...]
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ConsentKind(Line):
    """Something the controller asks consent for; `on_withdrawal` is the consequence it announces, if any.

    `texts` are the ids of the consent texts it is asked with; of each of its purposes one of them tells. `recall` says
    that recipients are told of a withdrawal, because what they got is erased (articles 17 and 19 GDPR).
    """

    purposes: frozenset[str]
    categories: frozenset[str]
    texts: tuple[str, ...]
    forms: tuple[str, ...]
    given_by: tuple[str, ...]
    on_withdrawal: Name | None
    recall: bool = False


@dataclass(frozen=True, slots=True)
class Keeping:
    """Data are kept for this long after the date the fact states."""

    fact: str
    span: Span


@dataclass(frozen=True, slots=True)
class RetentionLine(Line):
    """How long data are kept: the latest of `keep`, and longer while any of the facts in `holds` is true."""

    subject_roles: frozenset[str]
    categories: frozenset[str]
    when: tuple[Requirement, ...]
    keep: tuple[Keeping, ...]
    holds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RightLine(Line):
    """How a request under one right is answered, and how long after its receipt at the latest.

    One with `while_kept` no longer speaks once the pack's own retention lines say that the data are kept no longer.
    """

    right: str
    subject_roles: frozenset[str]
    categories: frozenset[str]
    when: tuple[Requirement, ...]
    answer: str
    due: Span
    obligations: tuple[ObligationTemplate, ...]
    while_kept: bool = False
