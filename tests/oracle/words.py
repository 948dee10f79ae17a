"""The words of generated packs, with what is said of them drawn anew for each pack."""

from datetime import date
from random import Random
from typing import Any

from shared.policy_packs.consent_text import ConsentText
from shared.policy_packs.model import (
    CONSENT_CLASSES,
    CONSENT_FORMS,
    AgeOfConsent,
    Category,
    Channel,
    CountryList,
    Fact,
    LegalReference,
    ObligationKind,
    Purpose,
    RecipientKind,
    SubjectRole,
)
from shared.policy_packs.name import Name
from tests.oracle.chance import happens, maybe, most, rarely_some, some

NAME = Name("a word", "et ord")
LABELS = ("psychiatry", "genes")
IDS = ("r1", "r2")
COUNTRIES = ("DK", "GB", "US")
ROLES = ("patient", "member")
KINDS = ("gp", "hospital", "ward", "me")
PURPOSES = ("care", "pay", "ads", "look")
PROFESSIONS = ("doctor", "clerk")
CHANNELS = {"portal": (True, True), "letter": (True, False), "post": (False, True), "mail": (False, False)}
FACTS = {"flag": "boolean", "ref": "text", "when": "date", "code": "code", "listed": "categories", "since": "date"}
CODES = ("a", "b", "c")
_CLASSES = {"notes": "health", "disch": "health", "cpr": "cpr", "bank": "ordinary"}
_NARROWER = {"notes": ("disch", "bank"), "disch": ("cpr",)}
_PARTS = {"notes": ("bank",), "disch": ("cpr",)}
CATEGORIES = tuple(_CLASSES)
LAW = {
    "S1": LegalReference("S1", NAME),
    "L1": LegalReference("L1", NAME, open_to_objection=True),
    "L2": LegalReference("L2", NAME),
    "X1": LegalReference("X1", NAME, explicit=True),
    "X2": LegalReference("X2", NAME),
    "C1": LegalReference("C1", NAME),
    "O1": LegalReference("O1", NAME),
}


def words(chance: Random) -> dict[str, Any]:
    """Everything of a pack but its rules and lines."""
    return {
        **_fixed_words(),
        "recipient_kinds": {
            "gp": RecipientKind("gp", NAME, country=maybe(chance, COUNTRIES)),
            "hospital": RecipientKind("hospital", NAME),
            "ward": RecipientKind("ward", NAME, within="hospital", country=maybe(chance, COUNTRIES)),
            "me": RecipientKind("me", NAME, is_subject=True),
        },
        "purposes": {code: _purpose(chance, code) for code in PURPOSES},
        "consent_texts": {"t1": ConsentText("t1", {"1": some(chance, PURPOSES), "2": frozenset(PURPOSES)})},
        "country_lists": {name: _country_list(chance, name) for name in ("near", "safe")},
        "ages_of_consent": {name: _ages(chance, name) for name in ("health", "online-service")},
        "objections": dict.fromkeys(most(chance, ("refusal", "marketing", "restriction")), ("O1",)),
        "open_to_objection": frozenset({"L1"} if happens(chance, 4) else ()),
        "home": "DK",
        "default_subject_role": chance.choice(ROLES),
        "act_within_minutes": chance.choice([15, 1, 24 * 60]),
    }


def _fixed_words() -> dict[str, Any]:
    return {
        "subject_roles": {
            code: SubjectRole(
                code,
                NAME,
                code == "patient",
                None if code == "patient" else "online-service",
                after_death="member" if code == "patient" else None,
            )
            for code in ROLES
        },
        "categories": {
            code: Category(code, NAME, category_class, _NARROWER.get(code, ()), _PARTS.get(code, ()))
            for code, category_class in _CLASSES.items()
        },
        "labels": dict.fromkeys(LABELS, NAME),
        "descriptive_labels": frozenset(LABELS[-1:]),
        "facts": {name: Fact(name, kind, NAME, CODES if kind == "code" else ()) for name, kind in FACTS.items()},
        "channels": {code: Channel(code, NAME, *said) for code, said in CHANNELS.items()},
        "professions": dict.fromkeys(PROFESSIONS, NAME),
        "obligations": {"tell": ObligationKind("tell", NAME, False), "first": ObligationKind("first", NAME, True)},
        "category_classes": {
            "health": frozenset({"art6", "art9"}),
            "cpr": frozenset({"art6", "cpr"}),
            "ordinary": frozenset({"art6"}),
        },
        "legal_references": LAW,
        "entities": {},
        "rows": None,
    }


def _purpose(chance: Random, code: str) -> Purpose:
    return Purpose(
        code,
        NAME,
        consent_class=chance.choice(CONSENT_CLASSES),
        needs=most(chance, CATEGORIES),
        needs_for={"gp": some(chance, CATEGORIES)} if happens(chance, 4) else {},
        lookup=code == "look",
        marketing=code == "ads",
        consent_form=chance.choice(CONSENT_FORMS),
        age_of_consent=chance.choice(["health", "online-service"]),
        refuse_too_broad=(refused := rarely_some(chance, KINDS)),
        nothing_narrower=refused if happens(chance, 3) else frozenset(),
        open_channels=rarely_some(chance, CATEGORIES, 4),
    )


def _country_list(chance: Random, name: str) -> CountryList:
    edge = chance.choice([date(2026, 6, 1), date(2026, 11, 20)])
    periods: dict[str, tuple[tuple[date, date | None], ...]] = {
        "DK": ((date(1973, 1, 1), None),),
        "GB": ((date(1973, 1, 1), edge), (date(2027, 1, 1), None)),
        "US": ((edge, None),),
    }
    return CountryList(name, {country: periods[country] for country in sorted(some(chance, COUNTRIES))})


def _ages(chance: Random, name: str) -> AgeOfConsent:
    change = chance.choice([date(2024, 1, 1), date(2026, 11, 20)])
    return AgeOfConsent(name, (((date(2000, 1, 1), change), chance.choice([13, 15])), ((change, None), 15)))
