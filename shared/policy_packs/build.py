"""Turns checked content into the pack's values."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from shared.policy_packs.build_rules import (
    build_consent_kind,
    build_retention,
    build_right,
    build_rule,
    codes_of,
)
from shared.policy_packs.consent_text import ConsentText
from shared.policy_packs.model import (
    AgeOfConsent,
    Category,
    Channel,
    CountryList,
    Entity,
    Fact,
    LegalReference,
    ObligationKind,
    Pack,
    Purpose,
    RecipientKind,
    Rows,
    SubjectRole,
)
from shared.policy_packs.name import Name
from shared.policy_packs.rule import SECTIONS

Said = Mapping[str, Any]
_Word = TypeVar("_Word")


def build_pack(said: Said, law: Said, digest: str) -> Pack:
    return Pack(
        controller=said["controller"],
        version=said["version"],
        digest=digest,
        name=_name(said["name"]),
        home=said["home"],
        default_subject_role=said["default_subject_role"],
        act_within_minutes=said["act_within_minutes"],
        objections={kind: tuple(codes) for kind, codes in said["objections"].items()},
        open_to_objection=frozenset(said["open_to_objection"]),
        rows=_rows(said["rows"]),
        rules=tuple(build_rule(rule, step, said) for section, step in SECTIONS.items() for rule in said[section]),
        consent_kinds=tuple(build_consent_kind(one, said) for one in said["consent_kinds"]),
        retention=tuple(build_retention(one, said) for one in said["retention"]),
        rights=tuple(build_right(one, said) for one in said["rights"]),
        **_words(said),
        **_law(law),
    )


def _rows(said: Said | None) -> Rows | None:
    return Rows(said["prefix"], said["last"], said["outside"]) if said else None


def _words(said: Said) -> dict[str, Any]:
    return {
        "entities": _each(said["entities"], lambda code, one: Entity(code, _name(one), one["country"])),
        "subject_roles": _each(said["subject_roles"], _subject_role),
        "categories": _each(said["categories"], _category),
        "labels": _each(said["labels"], lambda _, one: _name(one)),
        "descriptive_labels": frozenset(code for code, one in said["labels"].items() if one["descriptive"]),
        "recipient_kinds": _each(said["recipient_kinds"], _recipient_kind),
        "purposes": {code: _purpose(code, one, said["categories"]) for code, one in said["purposes"].items()},
        "facts": _each(said["facts"], _fact),
        "channels": _each(
            said["channels"], lambda code, one: Channel(code, _name(one), one["encrypted"], one["private"])
        ),
        "professions": _each(said["professions"], lambda _, one: _name(one)),
        "obligations": _each(said["obligations"], lambda code, one: ObligationKind(code, _name(one), one["before"])),
        "consent_texts": _each(said["consent_texts"], _consent_text),
    }


def _law(law: Said) -> dict[str, Any]:
    return {
        "category_classes": {code: frozenset(keys) for code, keys in law["category_classes"].items()},
        "country_lists": _each(law["country_lists"], _country_list),
        "ages_of_consent": _each(law["ages_of_consent"], _age_of_consent),
        "legal_references": _each(law["references"], _legal_reference),
    }


def _each(said: Mapping[str, Any], build: Callable[[str, Any], _Word]) -> dict[str, _Word]:
    return {code: build(code, one) for code, one in said.items()}


def _name(said: Said) -> Name:
    return Name(said["en"], said["da"])


def _subject_role(code: str, said: Said) -> SubjectRole:
    return SubjectRole(
        code=code,
        name=_name(said),
        secrecy=said["secrecy"],
        age_of_consent=said["age_of_consent"],
        law=tuple(said["law"]),
        home=said["home"],
        after_death=said["after_death"],
    )


def _category(code: str, said: Said) -> Category:
    return Category(
        code, _name(said), said["category_class"], (*said["parts"], *said["narrower"]), tuple(said["parts"])
    )


def _recipient_kind(code: str, said: Said) -> RecipientKind:
    return RecipientKind(code, _name(said), said["within"], said["country"], said["is_subject"])


def _purpose(code: str, said: Said, categories: Iterable[str]) -> Purpose:
    return Purpose(
        code,
        _name(said),
        consent_class=said["consent_class"],
        needs=codes_of(said["needs"], categories),
        needs_for={kind: codes_of(needs, categories) for kind, needs in said["needs_for"].items()},
        hl7=said["hl7"],
        lookup=said["lookup"],
        marketing=said["marketing"],
        # The Health Act asks for writing where a consent lapses after a year; elsewhere any clear act will do.
        consent_form=said["consent_form"] or ("written" if said["consent_class"] == "other" else "any"),
        age_of_consent=said["age_of_consent"],
        refuse_too_broad=frozenset(said["refuse_too_broad"]),
        nothing_narrower=frozenset(said["nothing_narrower"]),
        open_channels=frozenset(said["open_channels"]),
    )


def _fact(name: str, said: Said) -> Fact:
    return Fact(name, said["fact_type"], _name(said), tuple(said["values"]))


def _consent_text(text_id: str, said: Said) -> ConsentText:
    versions = said["versions"]
    return ConsentText(
        id=text_id,
        versions={number: frozenset(one["purposes"]) for number, one in versions.items()},
        replaced={one["replaces"]: number for number, one in versions.items() if one["replaces"] is not None},
        says={number: _name(one["says"]) for number, one in versions.items()},
    )


def _country_list(name: str, said: Said) -> CountryList:
    members = {
        country: tuple((period["begins"], period["ends"]) for period in periods) for country, periods in said.items()
    }
    return CountryList(name, members)


def _age_of_consent(name: str, said: Iterable[Said]) -> AgeOfConsent:
    return AgeOfConsent(name, tuple(((one["begins"], one["ends"]), one["age"]) for one in said))


def _legal_reference(code: str, said: Said) -> LegalReference:
    return LegalReference(code, _name(said), said["explicit"], said["open_to_objection"])
