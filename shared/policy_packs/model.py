"""A policy pack as values: the words a controller uses and its dated rules, with nothing left to look up."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from shared.policy_packs.consent_text import ConsentText
from shared.policy_packs.lines import ConsentKind, RetentionLine, RightLine
from shared.policy_packs.name import Name
from shared.policy_packs.rule import Rule

CONSENT_CLASSES = ("treatment", "other", "until-withdrawn")
CONSENT_FORMS = ("written", "any")
FACT_TYPES = ("boolean", "text", "date", "code", "categories")
OBJECTION_KINDS = ("refusal", "marketing", "restriction", "lookup-refusal", "particular-situation")

Period = tuple[date, date | None]
"""The first day and, unless it is open, the first day after."""


def row_names(prefix: str, last: int) -> tuple[str, ...]:
    return tuple(f"{prefix}-{number:02d}" for number in range(1, last + 1))


@dataclass(frozen=True, slots=True)
class Category:
    """`narrower` can be sent in its place; `parts` are those of them that it is made of, which a no to it reaches."""

    code: str
    name: Name
    category_class: str
    narrower: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()


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
    """`needs` are the categories the purpose can need at all, `needs_for` the same for one recipient kind.

    `refuse_too_broad` are the recipient kinds whose request is denied as a whole when any of it may not go;
    those in `nothing_narrower` are not told what would where data with a guarded label are kept back, of which the
    rest would tell.
    `open_channels` are the categories that may go to the subject unencrypted, by ordinary mail or text message.
    """

    code: str
    name: Name
    consent_class: str
    needs: frozenset[str]
    needs_for: Mapping[str, frozenset[str]] = field(default_factory=dict)
    hl7: str | None = None
    lookup: bool = False
    marketing: bool = False
    consent_form: str = "any"
    age_of_consent: str = "health"
    refuse_too_broad: frozenset[str] = frozenset()
    nothing_narrower: frozenset[str] = frozenset()
    open_channels: frozenset[str] = frozenset()


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
    """`secrecy` says that a duty of confidentiality stands beside the GDPR, so that a third key is needed.

    `home` is the country in whose law these people stand, where it is not the pack's.
    `age_of_consent` holds in the place of the purpose's, for people under another law. `law`, the duty of
    confidentiality itself, stands behind every no that no rule speaks for. `after_death` is the role that these people
    have from the day of their death on, where that is another.
    """

    code: str
    name: Name
    secrecy: bool
    age_of_consent: str | None = None
    law: tuple[str, ...] = ()
    home: str | None = None
    after_death: str | None = None


@dataclass(frozen=True, slots=True)
class Entity:
    """One of the legal entities that together are the controller."""

    code: str
    name: Name
    country: str


@dataclass(frozen=True, slots=True)
class ObligationKind:
    """What a caller may have to do; `before` says that it comes before the data leave."""

    code: str
    name: Name
    before: bool


@dataclass(frozen=True, slots=True)
class CountryList:
    """Countries by the dates between which they belong to the list."""

    name: str
    members: Mapping[str, tuple[Period, ...]]

    def has(self, country: str | None, day: date) -> bool:
        """Whether a country belongs to the list on a day; one that nobody stated does not."""
        periods = self.members.get(country, ()) if country is not None else ()
        return any(begins <= day and (ends is None or day < ends) for begins, ends in periods)


@dataclass(frozen=True, slots=True)
class LegalReference:
    """`explicit`: a consent behind it must be explicit; `open_to_objection`: article 21(1) reaches what rests on it."""

    code: str
    name: Name
    explicit: bool = False
    open_to_objection: bool = False


@dataclass(frozen=True, slots=True)
class AgeOfConsent:
    """From what age people consent for themselves, by the periods in which that age held."""

    name: str
    ages: tuple[tuple[Period, int], ...]


@dataclass(frozen=True, slots=True)
class Rows:
    """The numbered requirements the pack answers to, and those of them that lie outside the gate, with the reason."""

    prefix: str
    last: int
    outside: Mapping[str, str]

    def every(self) -> tuple[str, ...]:
        return row_names(self.prefix, self.last)


@dataclass(frozen=True, slots=True)
class Pack:
    """`objections` are the legal references behind each kind of objection, `home` the country the controller acts in.

    `open_to_objection` are references that an objection on grounds of one's own situation reaches by the controller's
    promise, beyond the law. `descriptive_labels` only tell data apart; every other label marks data people guard,
    which a consent must name.
    """

    controller: str
    version: str
    digest: str
    name: Name
    home: str
    default_subject_role: str
    act_within_minutes: int
    objections: Mapping[str, tuple[str, ...]]
    open_to_objection: frozenset[str]
    entities: Mapping[str, Entity]
    rows: Rows | None
    subject_roles: Mapping[str, SubjectRole]
    categories: Mapping[str, Category]
    labels: Mapping[str, Name]
    descriptive_labels: frozenset[str]
    recipient_kinds: Mapping[str, RecipientKind]
    purposes: Mapping[str, Purpose]
    facts: Mapping[str, Fact]
    channels: Mapping[str, Channel]
    professions: Mapping[str, Name]
    obligations: Mapping[str, ObligationKind]
    consent_texts: Mapping[str, ConsentText]
    category_classes: Mapping[str, frozenset[str]]
    country_lists: Mapping[str, CountryList]
    ages_of_consent: Mapping[str, AgeOfConsent]
    legal_references: Mapping[str, LegalReference]
    rules: tuple[Rule, ...]
    consent_kinds: tuple[ConsentKind, ...]
    retention: tuple[RetentionLine, ...]
    rights: tuple[RightLine, ...]

    def home_of(self, role: str | None) -> str:
        """Return the country in which whoever is somewhere unsaid is taken to be, for data of people in a role."""
        known = self.subject_roles.get(role or self.default_subject_role)
        return (known and known.home) or self.home

    def age_of_consent_in(self, role: str | None, purpose: str) -> str:
        """Return the name of the age from which people in a role, the usual one if none is named, decide themselves."""
        known = self.subject_roles.get(role or self.default_subject_role)
        return (known and known.age_of_consent) or self.purposes[purpose].age_of_consent

    def lineage_of(self, kind: str) -> frozenset[str]:
        """Return a recipient kind and every kind that it lies within: a no to any of these reaches it."""
        within = self.recipient_kinds[kind].within
        return frozenset({kind}) if within is None else frozenset({kind}) | self.lineage_of(within)
