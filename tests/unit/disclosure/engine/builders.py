"""A pack of a few words, and rules, checks and states in it; each test names only what it is about."""

from datetime import UTC, date, datetime
from random import Random
from typing import Any

from services.disclosure.domain.check import Attestation, Check, Item, Recipient
from services.disclosure.domain.decision import Decision, ItemDecision
from services.disclosure.domain.subject_state import (
    Consent,
    Delegation,
    ItemScope,
    Objection,
    Part,
    RecipientScope,
    Scope,
    SubjectState,
)
from services.disclosure.engine.compile import Policy, compile_policy
from services.disclosure.engine.decide import decide
from shared.policy_packs.consent_text import ConsentText
from shared.policy_packs.model import AgeOfConsent, CountryList, Pack, Purpose, RecipientKind
from shared.policy_packs.rule import Rule
from shared.policy_packs.validity import copenhagen_date
from tests.oracle.words import CATEGORIES, KINDS, NAME, PURPOSES, ROLES, words

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
TODAY = date(2026, 11, 20)
DEFAULTS = words(Random(0))
OPEN = (date(2000, 1, 1), None)


def a_purpose(code: str = "pay", **said: Any) -> Purpose:
    ordinary = {"consent_class": "until-withdrawn", "needs": frozenset(CATEGORIES)}
    return Purpose(code, NAME, **(ordinary | said))


def a_policy(*rules: Rule, purpose: Purpose | None = None, **said: Any) -> Policy:
    """Everything is needed for every purpose; `care` is treatment, and people decide for themselves from 15."""
    purposes = {code: a_purpose(code, lookup=code == "look", marketing=code == "ads") for code in PURPOSES}
    purposes["care"] = a_purpose("care", consent_class="treatment")
    if purpose is not None:
        purposes[purpose.code] = purpose
    plain = {
        "purposes": purposes,
        "recipient_kinds": {code: RecipientKind(code, NAME, is_subject=code == "me") for code in KINDS},
        "consent_texts": {"t1": ConsentText("t1", {"1": frozenset({"pay"}), "2": frozenset({"care"})})},
        "country_lists": {"near": CountryList("near", {"DK": (OPEN,), "GB": ((date(2000, 1, 1), TODAY),)})},
        "ages_of_consent": {name: AgeOfConsent(name, ((OPEN, 15),)) for name in ("health", "online-service")},
        "descriptive_labels": frozenset(),
        "objections": {},
        "default_subject_role": "patient",
        "home": "DK",
        "act_within_minutes": 15,
    }
    lines: dict[str, Any] = {"consent_kinds": (), "retention": (), "rights": ()}
    pack = {"controller": "small", "version": "1", "digest": "0", "name": NAME, "rules": rules}
    return compile_policy(Pack(**(DEFAULTS | lines | plain | pack | said)))


def a_rule(step: str = "basis", **said: Any) -> Rule:
    """A rule about everything, with nothing open to objection and no consent that must be explicit."""
    ordinary = {
        "id": step,
        "says": NAME,
        "valid_from": date(2000, 1, 1),
        "valid_until": None,
        "subject_roles": frozenset(ROLES),
        "recipient_kinds": frozenset(KINDS),
        "purposes": frozenset(PURPOSES),
        "categories": frozenset(CATEGORIES),
        "keys": {} if step == "bar" else {"secrecy": ("S1",), "art6": ("L2",), "art9": ("X2",), "cpr": ("C1",)},
        "reason": "disclosure-barred" if step == "bar" else None,
        "delegation_kinds": frozenset({"grant"}) if step == "delegation" else frozenset(),
    }
    return Rule(step=step, **(ordinary | said))


def an_item(category: str = "notes", **said: Any) -> Item:
    return Item(category, **({"course": "K1"} | said))


def a_check(*items: Item, recipient: Recipient | None = None, **said: Any) -> Check:
    ordinary = {"purpose": "pay", "channel": "portal"}
    return Check("small", recipient or Recipient("gp", "r1", "DK"), items=items or (an_item(),), **(ordinary | said))


def a_consent(given_at: datetime = datetime(2026, 6, 1, 8, tzinfo=UTC), **said: Any) -> Consent:
    ordinary = {
        "id": "c1",
        "authority": "self",
        "form": "written",
        "form_exemption": None,
        "course": None,
        "stated_end": None,
        "scope": a_scope(),
        "withdrawals": (),
    }
    return Consent(given_at=given_at, given_on=copenhagen_date(given_at), **(ordinary | said))


def a_scope(*items: ItemScope, recipient: RecipientScope | None = None, purpose: str = "pay") -> Scope:
    return Scope((recipient or RecipientScope("gp"),), frozenset({purpose}), items or (ItemScope("*"),))


def a_delegation(**said: Any) -> Delegation:
    ordinary = {
        "id": "d1",
        "kind": "grant",
        "delegate": RecipientScope("gp", "r1"),
        "authority": "self",
        "begins": date(2026, 1, 1),
        "until": None,
        "ended_at": None,
        "part": Part(),
    }
    return Delegation(**(ordinary | said))


def an_objection(kind: str = "refusal", part: Part | None = None, **said: Any) -> Objection:
    return Objection(
        **({"id": kind, "raised_at": datetime(2026, 7, 1, tzinfo=UTC)} | said), kind=kind, part=part or Part()
    )


def a_state(*things: Consent | Objection | Delegation) -> SubjectState:
    return SubjectState(
        1,
        tuple(one for one in things if isinstance(one, Consent)),
        tuple(one for one in things if isinstance(one, Objection)),
        tuple(one for one in things if isinstance(one, Delegation)),
    )


def decided(policy: Policy, check: Check, *things: Any, at: datetime = NOW) -> Decision:
    return decide(check, a_state(*things), policy, at)


def first(policy: Policy, check: Check, *things: Any, at: datetime = NOW) -> ItemDecision:
    return decided(policy, check, *things, at=at).items[0]


def attested(profession: str = "doctor", **said: Any) -> Attestation:
    return Attestation(**({"by": "Dr. Jensen", "profession": profession} | said))
