"""Turns the checked rules and lines of a pack into values."""

from collections.abc import Iterable, Mapping
from typing import Any

from shared.policy_packs.lines import ConsentKind, Keeping, RetentionLine, RightLine
from shared.policy_packs.name import Name
from shared.policy_packs.rule import (
    Age,
    AllOf,
    AnyOf,
    AttestationDemand,
    Condition,
    ObligationTemplate,
    Requirement,
    Rule,
)
from shared.policy_packs.spans import Span

Said = Mapping[str, Any]


def build_rule(said: Said, step: str, pack: Said) -> Rule:
    demand = said.get("attestation")
    return Rule(
        id=said["id"],
        step=step,
        says=Name(**said["says"]),
        valid_from=said["valid_from"],
        valid_until=said["valid_until"],
        subject_roles=codes_of(said["subject_roles"], pack["subject_roles"]),
        recipient_kinds=codes_of(said["to"], pack["recipient_kinds"]),
        purposes=codes_of(said["purposes"], pack["purposes"]),
        categories=codes_of(said["categories"], pack["categories"]),
        labels=frozenset(said["labels"]),
        without_labels=frozenset(said["without_labels"]),
        recipient_ids=frozenset(said["recipient_ids"]),
        forms=frozenset(said["forms"]),
        countries=frozenset(said["countries"]),
        channels=frozenset(said.get("channels", ())),
        outside=tuple(said.get("outside", ())),
        unencrypted=said.get("unencrypted", False),
        reason=said["reason"],
        when=_requirements(said["when"]),
        attestation=AttestationDemand(frozenset(demand["professions"])) if demand else None,
        explicit=said.get("explicit", False),
        names_country=said.get("names_country", False),
        delegation_kinds=frozenset(said.get("delegation", ())),
        custody_until=said.get("custody_until"),
        keys={slot: tuple(codes) for slot, codes in said.get("keys", {}).items()},
        obligations=_obligations(said["obligations"]),
        stands_against_refusal=said.get("stands_against_refusal", False),
        declared_on=said.get("declared_on"),
        restriction_gate=said.get("restriction_gate"),
        rows=(*said["rows"], *_imported_rows(said, pack)),
        law=tuple(said["law"]),
        lines=tuple(said["lines"]),
    )


def _imported_rows(said: Said, pack: Said) -> tuple[str, ...]:
    """The rows that this pack meets by a rule it imports."""
    rows = pack["rows"]
    return tuple(rows["imported"].get(said["id"], ())) if rows else ()


def build_consent_kind(said: Said, pack: Said) -> ConsentKind:
    consequence = said["on_withdrawal"]
    return ConsentKind(
        **_line(said),
        purposes=frozenset(said["purposes"]),
        categories=codes_of(said["categories"], pack["categories"]),
        texts=tuple(said["texts"]),
        forms=tuple(said["forms"]),
        given_by=tuple(said["given_by"]),
        on_withdrawal=Name(**consequence) if consequence else None,
        recall=said["recall"],
    )


def build_retention(said: Said, pack: Said) -> RetentionLine:
    return RetentionLine(
        **_line(said),
        **_for_whom(said, pack),
        keep=tuple(Keeping(one["fact"], one["span"]) for one in said["keep"]),
        holds=tuple(said["holds"]),
    )


def build_right(said: Said, pack: Said) -> RightLine:
    return RightLine(
        **_line(said),
        **_for_whom(said, pack),
        right=said["right"],
        answer=said["answer"],
        due=said["due"],
        while_kept=said["while_kept"],
        obligations=_obligations(said["obligations"]),
    )


def codes_of(said: Any, every: Iterable[str]) -> frozenset[str]:
    return frozenset(every if said == "all" else said)


def _line(said: Said) -> dict[str, Any]:
    return {
        "id": said["id"],
        "says": Name(**said["says"]),
        "rows": tuple(said["rows"]),
        "law": tuple(said["law"]),
        "lines": tuple(said["lines"]),
    }


def _for_whom(said: Said, pack: Said) -> dict[str, Any]:
    return {
        "subject_roles": codes_of(said["subject_roles"], pack["subject_roles"]),
        "categories": codes_of(said["categories"], pack["categories"]),
        "when": _requirements(said["when"]),
    }


def _obligations(said: Iterable[Said]) -> tuple[ObligationTemplate, ...]:
    return tuple(
        ObligationTemplate(
            one["kind"], one["to"], _deadline(one), one["only_over_objection"], _requirements(one["unless"])
        )
        for one in said
    )


def _deadline(said: Said) -> Span | None:
    if "deadline_days" in said:
        return Span(said["deadline_days"], "day")
    return Span(said["deadline_months"], "month") if "deadline_months" in said else None


def _requirements(said: Iterable[Said]) -> tuple[Requirement, ...]:
    return tuple(
        AnyOf(tuple(_alternative(each) for each in one["any_of"])) if "any_of" in one else _simple(one) for one in said
    )


def _alternative(said: Said) -> Condition | Age | AllOf:
    if "all_of" in said:
        return AllOf(tuple(_simple(one) for one in said["all_of"]))
    return _simple(said)


def _simple(said: Said) -> Condition | Age:
    if "fact" not in said:
        return Age(said.get("age_from"), said.get("age_below"))
    return Condition(said["fact"], said["operator"], said["values"], said["span"])
