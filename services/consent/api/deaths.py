"""/v1/deaths: record that somebody has died, list, read, and retract."""

from uuid import UUID

from services.consent.api import examples
from services.consent.api.callers import reach, recorder, spoken_of
from services.consent.api.context import dependencies
from services.consent.api.death_schemas import (
    DeathAnswer,
    DeathsAnswer,
    RecordDeathRequest,
    RecordedDeathAnswer,
    RetractDeathRequest,
)
from services.consent.api.idempotency import idempotency_key
from services.consent.api.request_schemas import SearchRequest
from services.consent.api.subject_lists import page_of_subject
from services.consent.use_cases.read_death import read_death
from services.consent.use_cases.record_death import RecordDeath, record_death
from services.consent.use_cases.retract_death import RetractDeath, retract_death
from services.consent.use_cases.search_deaths import search_deaths
from shared.events.envelope import Document
from shared.web.idempotency import IdempotencyHeader
from shared.web.operations import CHANGING_ONE_THING, OF_ONE_THING, RECORDING_ONCE, WITH_BODY_OF_ONE_THING, operation
from shared.web.preconditions import ETAG, ChangeHeader, entity_tag_of, expected_versions
from shared.web.strict_json import StrictBlueprint

Headers = dict[str, str]

blueprint = StrictBlueprint("deaths", __name__, url_prefix="/v1/deaths", description="Who has died.")


@blueprint.post("")
@operation(blueprint, RECORDING_ONCE)
@blueprint.arguments(RecordDeathRequest, example=examples.DEATH)
@blueprint.arguments(IdempotencyHeader, location="headers")
@blueprint.response(201, RecordedDeathAnswer)
def record(body: Document, headers: Headers) -> Document:
    """Record that somebody has died; the same once more succeeds and changes nothing.

    The same day with other proof is refused (409), as another day is (422): retract what is on record if it is wrong.
    From that day on the gate judges by the rules for the dead, whoever acted for the person acts for nobody, and
    nobody consents for them. What they had refused stays refused.
    """
    spoken = spoken_of(body["controller"], body.pop("subject"), "view")
    command = RecordDeath(subject=spoken.subject, recorder=recorder(), born=spoken.born, **body)
    return record_death(command, idempotency_key(headers, command), dependencies().surroundings)


@blueprint.post("/search")
@operation(blueprint, WITH_BODY_OF_ONE_THING)
@blueprint.arguments(SearchRequest, example=examples.LIST)
@blueprint.response(200, DeathsAnswer)
def search(body: Document) -> Document:
    """List what was recorded of a subject's death, retracted records too, newest first."""
    return page_of_subject("deaths", body, search_deaths)


@blueprint.get("/<uuid:death_id>")
@operation(blueprint, OF_ONE_THING)
@blueprint.response(200, DeathAnswer, headers=ETAG)
def read(death_id: UUID) -> tuple[Document, Headers]:
    """Read one record, a retracted one too."""
    death = read_death(str(death_id), reach("view"), dependencies().surroundings)
    return death, entity_tag_of(death)


@blueprint.post("/<uuid:death_id>/retraction")
@operation(blueprint, CHANGING_ONE_THING)
@blueprint.arguments(RetractDeathRequest, required=False, example=examples.NOTHING_TO_SAY)
@blueprint.arguments(ChangeHeader, location="headers")
@blueprint.response(200, DeathAnswer, headers=ETAG)
def retract(_: Document, headers: Headers, death_id: UUID) -> tuple[Document, Headers]:
    """Take a record back that is of the wrong person or day; what it ended is in force again."""
    command = RetractDeath(str(death_id), recorder(), reach("view"), expected_versions(headers))
    death = retract_death(command, idempotency_key(headers, command), dependencies().surroundings)
    return death, entity_tag_of(death)
