"""/v1/policy-packs: which policies are in force, and the words they know."""

from collections.abc import Mapping
from typing import Any

from flask_smorest import Blueprint

from services.disclosure.api.context import dependencies
from services.disclosure.api.schemas import PolicyPacksSchema, VocabularySchema
from shared.policy_packs.model import Name, Pack
from shared.web.authentication import current_caller
from shared.web.problems import Problem

blueprint = Blueprint("policy-packs", __name__, url_prefix="/v1/policy-packs")


@blueprint.get("")
@blueprint.response(200, PolicyPacksSchema)
def list_policy_packs() -> dict[str, Any]:
    """List the policy packs in force."""
    return {"policy_packs": [_summary(pack) for _, pack in sorted(_visible_packs().items())]}


@blueprint.get("/<controller>")
@blueprint.response(200, VocabularySchema)
@blueprint.alt_response(404, description="No such pack, or not of the caller's controllers.")
def read_policy_pack(controller: str) -> dict[str, Any]:
    """Read the words that a controller's checks may use."""
    packs = _visible_packs()
    if controller not in packs:
        raise Problem("not-found", "There is no such policy pack here.")
    return _vocabulary(packs[controller])


def _visible_packs() -> dict[str, Pack]:
    allowed = current_caller().controllers
    return {name: policy.pack for name, policy in dependencies().gate.policies.items() if name in allowed}


def _summary(pack: Pack) -> dict[str, Any]:
    return {
        "controller": pack.controller,
        "version": pack.version,
        "digest": pack.digest,
        "name": pack.name.en,
    }


def _vocabulary(pack: Pack) -> dict[str, Any]:
    named: Mapping[str, Mapping[str, Any]] = {
        "subject_roles": pack.subject_roles,
        "recipient_kinds": pack.recipient_kinds,
        "purposes": pack.purposes,
        "categories": pack.categories,
        "channels": pack.channels,
    }
    plain: Mapping[str, Mapping[str, Name]] = {"labels": pack.labels, "professions": pack.professions}
    return {
        **_summary(pack),
        **{kind: {code: word.name.en for code, word in words.items()} for kind, words in named.items()},
        **{kind: {code: name.en for code, name in words.items()} for kind, words in plain.items()},
        "facts": {
            fact.name: {"type": fact.fact_type, "meaning": fact.description.en, "values": list(fact.values)}
            for fact in pack.facts.values()
        },
    }
