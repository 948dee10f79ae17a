"""Every decision replays bit for bit from what the gate's database holds of it."""

import base64
import json
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

import orjson

from services.disclosure.api.context import EXTENSION
from services.disclosure.authoring.cases.case import Case
from services.disclosure.authoring.cases.case_files import case_from
from services.disclosure.authoring.cases.read_cases import read_cases
from services.disclosure.use_cases.given_state import given_document, given_moment
from services.disclosure.use_cases.ports import Recorded, RecordedDecision
from services.disclosure.use_cases.replay_decision import replay_decision
from shared.policy_packs.in_force import packs_in_force
from shared.policy_packs.load import PACKS_FOLDER
from tests.integration.disclosure.service import Service, a_consent, a_state
from tests.servers.service_client import body_of

EVER = Recorded("aleris", datetime(1990, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC))
# An adult today, who was fourteen when a consent was given in the subject's own name.
ONCE_FOURTEEN = "0101054113"
GIVEN_AT_FOURTEEN = {"given_at": "2019-06-01T09:00:00+00:00", "given_by": {"authority": "self"}, "course": "K1"}


def replayed(gate: Service) -> list[tuple[RecordedDecision, bytes]]:
    """Return every recorded decision, with what replaying it gives."""
    found = gate.app.extensions[EXTENSION].gate
    with found.units.begin() as unit:
        page = unit.recorded.page(EVER, None, 10_000)
    policy = found.policies["aleris"]
    return [(one, orjson.dumps(replay_decision(one.event["data"], one.state, policy))) for one in page]


def decide_case(gate: Service, said: dict[str, Any], case: Case) -> str:
    """Ask what a case asks, with what it gives on file, at its moment; return the decision's id."""
    reference = "k1." + base64.b32encode(sha256(case.name.encode()).digest()[:20]).decode().lower()
    state = given_document(said.get("given") or {})
    gate.clock.now = case.at.astimezone(UTC)
    gate.hear(
        {"type": "SubjectStateChanged", "data": state | {"controller": "aleris", "subject": reference, "version": 3}}
    )
    gate.beat()
    check = {"channel": "electronic", **said["check"], "controller": "aleris", "subject": {"reference": reference}}
    if check.get("attestation") is None:
        check.pop("attestation", None)
    else:
        at = given_moment(check["attestation"].get("at", case.at))
        check["attestation"] = {"by": "somebody", **check["attestation"], "at": at.isoformat()}
    body = json.loads(json.dumps(check, default=lambda day: day.isoformat()))
    return str(body_of(gate.post("/v1/disclosure-checks", body), 201)["id"])


def test_the_decision_of_every_case_replays_bit_for_bit(gate: Service) -> None:
    packs = {"aleris": packs_in_force(PACKS_FOLDER)["aleris"]}
    cases = [(said, case_from(said, path, packs)) for path, said in read_cases([PACKS_FOLDER / "aleris" / "cases"])]
    checks = [(said, case) for said, case in cases if isinstance(case, Case)]
    # In the order of their days, as time goes: a heartbeat never goes back.
    asked = [decide_case(gate, said, case) for said, case in sorted(checks, key=lambda pair: pair[1].at)]
    found = replayed(gate)
    assert {one.event["id"] for one, _ in found} == set(asked)
    assert [one.event["id"] for one, again in found if again != orjson.dumps(one.event["data"]["decision"])] == []


def test_a_decision_replays_although_the_state_has_changed_since(gate: Service) -> None:
    gate.hear(a_state(gate.reference, 1, a_consent()))
    gate.beat()
    decision = gate.check()
    gate.hear(a_state(gate.reference, 2), a_state(gate.reference, 3))
    [(_, again)] = replayed(gate)
    assert again == orjson.dumps(decision)


def test_every_version_of_a_batch_from_kafka_is_kept(gate: Service) -> None:
    gate.hear(*(a_state(gate.reference, version) for version in (2, 1, 3, 3)))
    assert [row.version for row in gate.rows("SELECT version FROM subject_state_versions ORDER BY version")] == [
        1,
        2,
        3,
    ]


def test_an_adults_date_of_birth_is_kept_where_the_answer_depends_on_it(gate: Service) -> None:
    consent = a_consent(**GIVEN_AT_FOURTEEN)
    consent["scope"] = {
        "recipients": [{"kind": "specialist", "id": "s"}],
        "purposes": ["treatment"],
        "items": [{"category": "notes", "course": "K1"}],
    }
    gate.hear(a_state(gate.reference_of(ONCE_FOURTEEN), 1, consent))
    gate.beat()
    gate.check(
        subject={"cpr": ONCE_FOURTEEN},
        recipient={"kind": "specialist", "id": "s", "country": "DK"},
        purpose="treatment",
        items=[{"category": "notes", "course": "K1"}],
        facts=None,
        attestation=None,
    )
    [(recorded, again)] = replayed(gate)
    assert recorded.event["data"]["decision"]["items"][0]["reason"] == "consent-without-authority"
    assert recorded.event["data"]["check"]["subject_born"] == "2005-01-01"
    assert again == orjson.dumps(recorded.event["data"]["decision"])
