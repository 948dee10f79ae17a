"""Turns checked content into the pack's values."""

from collections.abc import Iterable, Mapping
from typing import Any

from shared.policy_packs.model import (
    AnyOf,
    AttestationDemand,
    Category,
    Channel,
    Condition,
    CountryList,
    Fact,
    Name,
    ObligationTemplate,
    Pack,
    Purpose,
    RecipientKind,
    Requirement,
    Rule,
    SubjectRole,
)

SECTIONS = {"bars": "bar", "duties": "duty", "consents": "consent", "bases": "basis"}


def build_pack(said: Mapping[str, Any], law: Mapping[str, Any], digest: str) -> Pack:
    return Pack(
        controller=said["controller"],
        version=said["version"],
        digest=digest,
        name=_name(said["name"]),
        default_subject_role=said["default_subject_role"],
        act_within_minutes=said["act_within_minutes"],
        objections={kind: tuple(law) for kind, law in said["objections"].items()},
        subject_roles={
            code: SubjectRole(code, _name(one), one["secrecy"]) for code, one in said["subject_roles"].items()
        },
        categories={code: _category(code, one) for code, one in said["categories"].items()},
        labels=_names(said["labels"]),
        recipient_kinds={code: _recipient_kind(code, one) for code, one in said["recipient_kinds"].items()},
        purposes={code: _purpose(code, one, said["categories"]) for code, one in said["purposes"].items()},
        facts={
            name: Fact(name, one["fact_type"], _name(one), tuple(one["values"])) for name, one in said["facts"].items()
        },
        channels={
            code: Channel(code, _name(one), one["encrypted"], one["private"]) for code, one in said["channels"].items()
        },
        professions=_names(said["professions"]),
        obligations=_names(said["obligations"]),
        category_classes={code: frozenset(keys) for code, keys in law["category_classes"].items()},
        country_lists={name: _country_list(name, one) for name, one in law["country_lists"].items()},
        legal_references={code: one["title"] for code, one in law["references"].items()},
        rules=tuple(_rule(rule, step, said) for section, step in SECTIONS.items() for rule in said[section]),
    )


def _name(said: Mapping[str, Any]) -> Name:
    return Name(said["en"], said["da"])


def _names(said: Mapping[str, Mapping[str, Any]]) -> dict[str, Name]:
    return {code: _name(one) for code, one in said.items()}


def _category(code: str, said: Mapping[str, Any]) -> Category:
    return Category(code, _name(said), said["category_class"], tuple(said["narrower"]))


def _recipient_kind(code: str, said: Mapping[str, Any]) -> RecipientKind:
    return RecipientKind(code, _name(said), said["within"], said["country"], said["is_subject"])


def _purpose(code: str, said: Mapping[str, Any], categories: Iterable[str]) -> Purpose:
    return Purpose(
        code,
        _name(said),
        said["consent_class"],
        _codes(said["needs"], categories),
        {kind: _codes(needs, categories) for kind, needs in said["needs_for"].items()},
        said["hl7"],
        said["lookup"],
        said["marketing"],
    )


def _country_list(name: str, said: Mapping[str, Any]) -> CountryList:
    members = {
        country: tuple((period["begins"], period["ends"]) for period in periods) for country, periods in said.items()
    }
    return CountryList(name, members)


def _codes(said: Any, every: Iterable[str]) -> frozenset[str]:
    return frozenset(every if said == "all" else said)


def _rule(said: Mapping[str, Any], step: str, pack: Mapping[str, Any]) -> Rule:
    demand = said.get("attestation")
    return Rule(
        id=said["id"],
        step=step,
        says=_name(said["says"]),
        valid_from=said["valid_from"],
        valid_until=said["valid_until"],
        subject_roles=_codes(said["subject_roles"], pack["subject_roles"]),
        recipient_kinds=_codes(said["to"], pack["recipient_kinds"]),
        purposes=_codes(said["purposes"], pack["purposes"]),
        categories=_codes(said["categories"], pack["categories"]),
        labels=frozenset(said["labels"]),
        without_labels=frozenset(said["without_labels"]),
        recipient_ids=frozenset(said["recipient_ids"]),
        outside=said.get("outside"),
        unencrypted=said.get("unencrypted", False),
        reason=said["reason"],
        when=tuple(_requirement(one) for one in said["when"]),
        attestation=AttestationDemand(frozenset(demand["professions"])) if demand else None,
        keys={slot: tuple(codes) for slot, codes in said.get("keys", {}).items()},
        obligations=tuple(ObligationTemplate(**one) for one in said["obligations"]),
        stands_against_refusal=said.get("stands_against_refusal", False),
        restriction_gate=said.get("restriction_gate"),
        rows=tuple(said["rows"]),
        law=tuple(said["law"]),
        lines=tuple(said["lines"]),
    )


def _requirement(said: Mapping[str, Any]) -> Requirement:
    if "any_of" in said:
        return AnyOf(tuple(_condition(one) for one in said["any_of"]))
    return _condition(said)


def _condition(said: Mapping[str, Any]) -> Condition:
    return Condition(said["fact"], said["operator"], said["values"])
