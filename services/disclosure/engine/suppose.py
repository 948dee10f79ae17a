"""The same situation with something more stated or given: how the engine asks itself what would have been."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from services.disclosure.domain.check import Attestation, Item
from services.disclosure.domain.subject_state import (
    Consent,
    Delegation,
    ItemScope,
    Part,
    RecipientScope,
    Scope,
)
from services.disclosure.engine.consents import weigh
from services.disclosure.engine.objections import objections_against
from services.disclosure.engine.situation import Situation
from shared.policy_packs.rule import FactValue

_THE_SUBJECT = {"authority": "self"}
SOMEBODY = "somebody"
"""Stands for whoever attests, and for the id of what is only supposed."""


def granted(situation: Situation, item: Item, way: Mapping[str, Any]) -> tuple[Situation, Item]:
    """Return the situation and the item as they would be if exactly this were supplied."""
    supposed = with_facts(situation, way["fact"]) if "fact" in way else situation
    if "attestation" in way:
        supposed = _stating(supposed, attestation=Attestation(SOMEBODY, way["attestation"]["profession"]))
    if "channel" in way:
        supposed = _with_channel(supposed, way["channel"])
    if "consent" in way:
        supposed = _with_consent(supposed, way["consent"])
    if "delegation" in way:
        supposed = _with_delegation(supposed, way["delegation"])
    if "form" in way:
        item = replace(item, form=way["form"])
    if "narrower" in way:
        item = replace(item, category=way["narrower"][0]["category"])
    return supposed, item


def with_facts(situation: Situation, facts: Mapping[str, FactValue]) -> Situation:
    together = {**situation.stated.facts, **facts}
    return _stating(situation, facts=together)


def _stating(situation: Situation, **stated: Any) -> Situation:
    """The check itself stays as it was asked: the steps look at what is stated."""
    return situation.supposing(stated=situation.stated._replace(**stated))


def _with_channel(situation: Situation, code: str) -> Situation:
    """Some objections are about channels."""
    supposed = _stating(situation, channel=code).supposing(channel=situation.policy.pack.channels[code])
    return supposed.supposing(objections=objections_against(supposed))


def _with_consent(situation: Situation, wanted: Mapping[str, Any]) -> Situation:
    scope = wanted["scope"]
    consent = Consent(
        id=SOMEBODY,
        given_at=situation.at,
        given_on=situation.day,
        authority=wanted.get("given_by", _THE_SUBJECT)["authority"],
        form=wanted["form"],
        form_exemption=None,
        course=None,
        stated_end=None,
        scope=Scope(_recipients(scope), frozenset(scope["purposes"]), _items(scope)),
        withdrawals=(),
        expression=wanted.get("expression", "ordinary"),
    )
    return situation.supposing(weighed=(*situation.weighed, weigh(consent, situation)))


def _with_delegation(situation: Situation, wanted: Mapping[str, Any]) -> Situation:
    if situation.has_died:
        return situation
    delegation = Delegation(
        id=SOMEBODY,
        kind=wanted["kind"],
        delegate=RecipientScope(**wanted["delegate"]),
        authority=wanted.get("given_by", _THE_SUBJECT)["authority"],
        begins=situation.day,
        until=None,
        ended_at=None,
        part=Part(items=_items(wanted["part"])),
    )
    return situation.supposing(delegations=(delegation,))


def _recipients(wanted: Mapping[str, Any]) -> tuple[RecipientScope, ...]:
    return tuple(RecipientScope(**one) for one in wanted["recipients"])


def _items(wanted: Mapping[str, Any]) -> tuple[ItemScope, ...]:
    return tuple(ItemScope(**one) for one in wanted["items"])
