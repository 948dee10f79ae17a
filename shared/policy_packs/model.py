"""A policy pack as values: the words a controller uses and its dated rules, with nothing left to look up."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

FactValue = bool | str
"""A date is kept as its ISO text, which sorts as the date does."""

DECISION_DAY = "decision-day"
"""The one word a date condition may use instead of a date."""

OPERATORS = ("is", "in", "is_recipient", "on_or_after", "after", "on_or_before", "before")
CONSENT_CLASSES = ("treatment", "other", "until-withdrawn")
FACT_TYPES = ("boolean", "text", "date", "code")
STEPS = ("bar", "duty", "consent", "basis")
OBJECTION_KINDS = ("refusal", "marketing", "restriction", "lookup-refusal")


@dataclass(frozen=True, slots=True)
class Name:
    """What people are shown for a word of the pack."""

    en: str
    da: str


@dataclass(frozen=True, slots=True)
class Category:
    code: str
    name: Name
    category_class: str
    narrower: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RecipientKind:
    """`within` is the kind a no to which also reaches this one; `country` holds where none is stated."""

    code: str
    name: Name
    within: str | None = None
    country: str | None = None
    is_subject: bool = False


@dataclass(frozen=True, slots=True)
class Purpose:
    """`needs` are the categories the purpose can need at all, `needs_for` the same for one recipient kind."""

    code: str
    name: Name
    consent_class: str
    needs: frozenset[str]
    needs_for: Mapping[str, frozenset[str]] = field(default_factory=dict)
    hl7: str | None = None
    lookup: bool = False
    marketing: bool = False


@dataclass(frozen=True, slots=True)
class Fact:
    name: str
    fact_type: str
    description: Name
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Channel:
    """A private channel can be opened by the addressee only."""

    code: str
    name: Name
    encrypted: bool
    private: bool


@dataclass(frozen=True, slots=True)
class SubjectRole:
    """`secrecy` says that a duty of confidentiality stands beside the GDPR, so that a third key is needed."""

    code: str
    name: Name
    secrecy: bool


@dataclass(frozen=True, slots=True)
class Condition:
    fact: str
    operator: str
    values: tuple[FactValue, ...] = ()


@dataclass(frozen=True, slots=True)
class AnyOf:
    conditions: tuple[Condition, ...]


Requirement = Condition | AnyOf


@dataclass(frozen=True, slots=True)
class AttestationDemand:
    """Somebody of one of these professions must have judged the disclosure necessary."""

    professions: frozenset[str]


@dataclass(frozen=True, slots=True)
class ObligationTemplate:
    kind: str
    to: str | None = None
    deadline_days: int | None = None
    only_over_objection: bool = False


@dataclass(frozen=True, slots=True)
class CountryList:
    """Countries by the dates between which they belong to the list."""

    name: str
    members: Mapping[str, tuple[tuple[date, date | None], ...]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One dated line of a pack; which of its parts are used depends on its step."""

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
    outside: str | None = None
    unencrypted: bool = False
    reason: str | None = None
    when: tuple[Requirement, ...] = ()
    attestation: AttestationDemand | None = None
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    obligations: tuple[ObligationTemplate, ...] = ()
    stands_against_refusal: bool = False
    restriction_gate: str | None = None
    rows: tuple[str, ...] = ()
    law: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pack:
    """`objections` are the legal references behind each kind of objection."""

    controller: str
    version: str
    digest: str
    name: Name
    default_subject_role: str
    act_within_minutes: int
    objections: Mapping[str, tuple[str, ...]]
    subject_roles: Mapping[str, SubjectRole]
    categories: Mapping[str, Category]
    labels: Mapping[str, Name]
    recipient_kinds: Mapping[str, RecipientKind]
    purposes: Mapping[str, Purpose]
    facts: Mapping[str, Fact]
    channels: Mapping[str, Channel]
    professions: Mapping[str, Name]
    obligations: Mapping[str, Name]
    category_classes: Mapping[str, frozenset[str]]
    country_lists: Mapping[str, CountryList]
    legal_references: Mapping[str, str]
    rules: tuple[Rule, ...]
