"""One dated rule of a policy pack, and the conditions it may set: a short closed list, not a language."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from shared.policy_packs.name import Name
from shared.policy_packs.spans import Span

FactValue = bool | str | tuple[str, ...]
"""A date is kept as its ISO text, which sorts as the date does; a list of categories as a tuple of codes."""

DECISION_DAY = "decision-day"
"""The one word a date condition may use instead of a date."""

OPERATORS = (
    "is",
    "in",
    "is_recipient",
    "is_course",
    "lists_category",
    "stated",
    "on_or_after",
    "after",
    "on_or_before",
    "before",
    "within",
    "kept_for",
)
SECTIONS = {"bars": "bar", "duties": "duty", "consents": "consent", "delegations": "delegation", "bases": "basis"}
"""The sections of a pack that hold rules, each with the step that asks them."""

SECTION_OF = {step: section for section, step in SECTIONS.items()}
STEPS = tuple(SECTION_OF)
LOCKS = ("secrecy", "art6", "art9", "cpr", "crim")
"""What a rule needs keys for, in the order in which a legal basis names them."""

FORMS = ("identified", "pseudonymised", "aggregated", "anonymised")
NO_LONGER_PERSONAL = frozenset({"aggregated", "anonymised"})
DELEGATION_KINDS = ("grant", "custody", "guardianship", "power-of-attorney", "lasting-power")
RESTRICTION_GATES = ("legal-claims", "another-person", "public-interest")


def is_day(value: object) -> bool:
    """Whether a fact's value is a date in the one form in which texts sort as their dates do."""
    try:
        return isinstance(value, str) and date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


@dataclass(frozen=True, slots=True)
class Condition:
    """A fact that must be stated, and what must hold of it."""

    fact: str
    operator: str
    values: tuple[FactValue, ...] = ()
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Age:
    """How old the subject must be on the decision day; an age nobody knows is never met."""

    at_least: int | None = None
    below: int | None = None


@dataclass(frozen=True, slots=True)
class AllOf:
    requirements: tuple["Condition | Age", ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    alternatives: tuple["Condition | Age | AllOf", ...]


Requirement = Condition | Age | AnyOf


@dataclass(frozen=True, slots=True)
class AttestationDemand:
    """Somebody of one of these professions must have judged the disclosure necessary."""

    professions: frozenset[str]


@dataclass(frozen=True, slots=True)
class ObligationTemplate:
    """Due unless all of its conditions are met, such as that a notice has been given already."""

    kind: str
    to: str | None = None
    deadline: Span | None = None
    only_over_objection: bool = False
    unless: tuple[Requirement, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """One dated line of a pack; which of its parts are used depends on its step.

    `custody_until` is the age at which custody ends under this rule; None for the age of consent. `declared_on` is the
    fact that holds the day of a consent which somebody else declares to have.
    """

    id: str
    step: str
    says: Name
    valid_from: date
    valid_until: date | None
    subject_roles: frozenset[str]
    recipient_kinds: frozenset[str]
    purposes: frozenset[str]
    categories: frozenset[str]
    labels: frozenset[str] = frozenset()
    without_labels: frozenset[str] = frozenset()
    recipient_ids: frozenset[str] = frozenset()
    forms: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    channels: frozenset[str] = frozenset()
    outside: tuple[str, ...] = ()
    unencrypted: bool = False
    reason: str | None = None
    when: tuple[Requirement, ...] = ()
    attestation: AttestationDemand | None = None
    explicit: bool = False
    names_country: bool = False
    delegation_kinds: frozenset[str] = frozenset()
    custody_until: int | None = None
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    obligations: tuple[ObligationTemplate, ...] = ()
    stands_against_refusal: bool = False
    declared_on: str | None = None
    restriction_gate: str | None = None
    rows: tuple[str, ...] = ()
    law: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()

    def is_in_force(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_until is None or day < self.valid_until)
