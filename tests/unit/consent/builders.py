"""Consents, withdrawals and a small policy pack, in memory; whatever does not matter to a test has a default."""

from dataclasses import fields
from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from services.consent.domain.consent import Consent, Giver, Grant, Recorded, Text, Withdrawal
from services.consent.domain.scope import Item, Part, Recipient, Scope
from shared.policy_packs.consent_text import ConsentText
from shared.policy_packs.lines import ConsentKind
from shared.policy_packs.model import (
    AgeOfConsent,
    Category,
    Channel,
    LegalReference,
    Name,
    Pack,
    Purpose,
    RecipientKind,
    SubjectRole,
)
from shared.policy_packs.validity import Validity, copenhagen_date, validity_of

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
INSURER_A = Recipient("insurer", "insurer-a")
INSURER_B = Recipient("insurer", "insurer-b")

_versions = count(1)


def a_scope(**said: Any) -> Scope:
    usual: dict[str, Any] = {"recipients": (INSURER_A,), "purposes": ("insurance-payment",), "items": (Item("dx"),)}
    return Scope(**usual | said)


def a_grant(**said: Any) -> Grant:
    usual: dict[str, Any] = {
        "given_at": NOON,
        "given_by": Giver("self"),
        "form": "written",
        "channel": "desk",
        "text": Text("insurer-payment", "3", "da"),
        "scope": a_scope(),
    }
    return Grant(**usual | said)


def a_consent(
    *withdrawn: Part,
    consent_class: str = "other",
    stated_end: date | None = None,
    withdrawn_at: datetime = NOON,
    **said: Any,
) -> Consent:
    grant = a_grant(stated_end=stated_end, **said)
    validity: Validity = validity_of(consent_class, copenhagen_date(grant.given_at), stated_end)
    withdrawals = tuple(a_withdrawal(part, withdrawn_at) for part in withdrawn)
    return Consent("c-1", "hospital", "k1.someone", grant, validity, recorded(), withdrawals)


def a_withdrawal(part: Part, at: datetime = NOON) -> Withdrawal:
    found = recorded()
    return Withdrawal(f"w-{found.state_version}", at, part, "phone", found)


def recorded(at: datetime = NOON) -> Recorded:
    return Recorded(at, "desk-screen", next(_versions))


WORDS = Name(en="My insurer may have what the payment takes.", da="Mit selskab må få det, betalingen kræver.")
PURPOSES = {"insurance-payment": "other", "second-opinion": "treatment", "claims": "until-withdrawn"}
INSURER_PAYMENT = ConsentText("insurer-payment", {"3": frozenset(PURPOSES)}, says={"3": WORDS})


def a_pack(**other: Any) -> Pack:
    """Return a pack with a purpose of each class."""
    said = {
        "controller": "hospital",
        "version": "1",
        "name": _name("hospital"),
        "categories": {code: Category(code, _name(code), "health") for code in ("dx", "notes")},
        "category_classes": {"health": frozenset({"art6", "art9"})},
        "labels": {"psychiatry": _name("psychiatry")},
        "channels": {"email": Channel("email", _name("email"), encrypted=False, private=False)},
        "ages_of_consent": {
            name: AgeOfConsent(name, (((begins, None), age),))
            for name, begins, age in (("health", date(1998, 10, 1), 15), ("uk", date(1970, 1, 1), 16))
        },
        "default_subject_role": "patient",
        "subject_roles": {
            code: SubjectRole(code, _name(code), secrecy=True, age_of_consent=age)
            for code, age in (("patient", None), ("uk-patient", "uk"))
        },
        "consent_kinds": (),
        "rules": (),
        "retention": (),
        "consent_texts": {"insurer-payment": INSURER_PAYMENT},
        "recipient_kinds": {code: RecipientKind(code, _name(code)) for code in ("insurer", "own-gp")},
        "entities": {},
        "legal_references": {code: _law(code) for code in ("G9a", "SUL-44")},
        "objections": {"refusal": ("SUL-44",)},
        "purposes": {
            code: Purpose(code, _name(code), kind, frozenset(), consent_form="written" if kind == "other" else "any")
            for code, kind in PURPOSES.items()
        },
    }
    # The consent service reads nothing else of a pack.
    unread: dict[str, Any] = {each.name: None for each in fields(Pack)}
    return Pack(**unread | said | other)


def a_consent_kind(**said: Any) -> ConsentKind:
    usual: dict[str, Any] = {
        "id": "hospital.payment",
        "says": _name("payment"),
        "rows": (),
        "law": ("G9a", "SUL-44"),
        "lines": (),
        "purposes": frozenset({"insurance-payment"}),
        "categories": frozenset({"dx", "notes"}),
        "texts": ("insurer-payment",),
        "forms": ("written", "electronic", "oral"),
        "given_by": ("self", "custody", "representative"),
        "on_withdrawal": Name(en="You pay yourself.", da="Du betaler selv."),
    }
    return ConsentKind(**usual | said)


def _law(code: str) -> LegalReference:
    return LegalReference(code, Name(en=f"The law {code}", da=f"Loven {code}"))


def _name(code: str) -> Name:
    return Name(en=f"{code} in English", da=f"{code} på dansk")
