"""/v1/policy-packs: which policies are in force, and the words they know."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from flask_smorest import Blueprint

from services.disclosure.api.context import dependencies
from services.disclosure.api.vocabulary_schemas import PolicyPacksSchema, VocabularySchema
from shared.events.envelope import Document
from shared.policy_packs.model import Pack
from shared.policy_packs.name import Name
from shared.web.authentication import current_caller
from shared.web.operations import ALWAYS_POSSIBLE, OF_ONE_THING, operation
from shared.web.problems import Problem

blueprint = Blueprint("policy-packs", __name__, url_prefix="/v1/policy-packs", description="What checks are judged by.")


@blueprint.get("")
@operation(blueprint, ALWAYS_POSSIBLE)
@blueprint.response(200, PolicyPacksSchema)
def read_all() -> Document:
    """List the policy packs in force."""
    return {"policy_packs": [_summary(pack) for _, pack in sorted(_visible_packs().items())]}


@blueprint.get("/<controller>")
@operation(blueprint, OF_ONE_THING)
@blueprint.response(200, VocabularySchema)
def read(controller: str) -> Document:
    """Read the words that a controller's checks may use."""
    packs = _visible_packs()
    if controller not in packs:
        raise Problem("not-found", "There is no policy pack of this controller that the access token may see.")
    return _vocabulary(packs[controller])


def _visible_packs() -> dict[str, Pack]:
    allowed = current_caller().controllers
    return {name: policy.pack for name, policy in dependencies().gate.policies.items() if name in allowed}


def _summary(pack: Pack) -> Document:
    return {
        "controller": pack.controller,
        "version": pack.version,
        "digest": pack.digest,
        "name": pack.name.en,
    }


def _vocabulary(pack: Pack) -> Document:
    named: Mapping[str, Mapping[str, Any]] = {
        "entities": pack.entities,
        "subject_roles": pack.subject_roles,
        "recipient_kinds": pack.recipient_kinds,
        "purposes": pack.purposes,
        "categories": pack.categories,
        "channels": pack.channels,
        "obligations": pack.obligations,
    }
    plain: Mapping[str, Mapping[str, Name]] = {"labels": pack.labels, "professions": pack.professions}
    return {
        **_summary(pack),
        **{kind: {code: asdict(word.name) for code, word in words.items()} for kind, words in named.items()},
        **{kind: {code: asdict(name) for code, name in words.items()} for kind, words in plain.items()},
        "facts": {
            fact.name: {"type": fact.fact_type, "meaning": asdict(fact.description), "values": list(fact.values)}
            for fact in pack.facts.values()
        },
        "reasons": {
            code: {"clerk": asdict(sentences.clerk), "subject": asdict(sentences.subject)}
            for code, sentences in dependencies().reasons.items()
        },
    }
