"""A death on record ends what others may do for the person, is told to the gate, and can be taken back."""

from datetime import timedelta
from typing import Any

import pytest

from services.consent.use_cases.announce_authority import announce_authority
from tests.integration.consent.service import Service, a_consent, a_delegation
from tests.integration.consent.test_acting_for_others import PARENT, delegated
from tests.integration.consent.test_announcing_authority import service as service  # noqa: PLC0414
from tests.integration.consent.test_authority_by_age import BY_CUSTODY, SUBJECT, grow_up, listed
from tests.integration.consent.test_changes import everything
from tests.servers.service_client import body_of

NAMED = {"controller": "hospital", "subject": SUBJECT}
DAY = "2026-02-20"


def died(service: Service, **said: Any) -> dict[str, Any]:
    """Record that the child has died, and return the answer."""
    recorded: dict[str, Any] = body_of(service.post("/v1/deaths", {**NAMED, "died_on": DAY} | said), 201)
    return recorded


def retracted(service: Service, death: dict[str, Any]) -> dict[str, Any]:
    answer: dict[str, Any] = body_of(service.post(f"/v1/deaths/{death['id']}/retraction", {}))
    return answer


def on_record(service: Service) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = body_of(service.post("/v1/deaths/search", NAMED))["deaths"]
    return found


def state(service: Service) -> dict[str, Any]:
    return service.states(SUBJECT)[0]


def test_a_death_is_told_to_the_gate_until_it_is_taken_back(service: Service) -> None:
    proof = [{"kind": "note", "reference": "certificate-7"}]
    death = died(service, evidence=proof)
    assert (death["died_on"], death["evidence"], death["effective"]["how"]) == (DAY, proof, "confirmed")
    assert (state(service)["died_on"], state(service)["version"]) == (DAY, death["state_version"])
    taken_back = retracted(service, death)
    assert taken_back["retracted"]["state_version"] == death["state_version"] + 1
    assert "died_on" not in state(service)
    assert on_record(service) == [taken_back]
    assert retracted(service, death) == taken_back


def test_a_record_is_read_and_retracted_as_it_was_read_or_not_at_all(service: Service) -> None:
    death = died(service)
    path = f"/v1/deaths/{death['id']}"
    read = service.get(path)
    assert body_of(read) == {name: value for name, value in death.items() if name != "effective"}
    assert (read.headers["ETag"], death["version"]) == ('"1"', 1)
    assert service.post(f"{path}/retraction", {}, if_match='"2"').status_code == 412
    assert service.post(f"{path}/retraction", {}, if_match='"1"').headers["ETag"] == '"2"'
    assert body_of(service.get(path)) == on_record(service)[0]
    assert service.post(f"{path}/retraction", {}, if_match='"1"').status_code == 412


def test_a_death_is_on_record_once_and_another_day_takes_its_retraction_first(service: Service) -> None:
    death = died(service)
    assert died(service)["id"] == death["id"]
    other = service.post("/v1/deaths", {**NAMED, "died_on": "2026-02-21"})
    assert [one["pointer"] for one in body_of(other, 422)["errors"]] == ["/died_on"]
    retracted(service, death)
    assert [one["died_on"] for one in [died(service, died_on="2026-02-21"), *on_record(service)]] == [
        "2026-02-21",
        "2026-02-21",
        DAY,
    ]


def test_a_second_record_with_other_proof_is_refused(service: Service) -> None:
    proof = [{"kind": "note", "reference": "certificate-7"}]
    death = died(service, evidence=proof)
    for again in ({"evidence": proof}, {}):
        assert died(service, **again)["id"] == death["id"]
    other = {**NAMED, "died_on": DAY, "evidence": [{"kind": "note", "reference": "certificate-8"}]}
    assert body_of(service.post("/v1/deaths", other), 409)["type"] == "/problems/recorded-otherwise"
    assert [one["evidence"] for one in on_record(service)] == [proof]


def test_nobody_dies_on_a_day_that_has_not_come(service: Service) -> None:
    tomorrow = service.post("/v1/deaths", {**NAMED, "died_on": "2026-03-02"})
    assert [one["pointer"] for one in body_of(tomorrow, 422)["errors"]] == ["/died_on"]
    # In Denmark it is that day an hour before midnight in UTC.
    service.clock.now += timedelta(hours=11, minutes=30)
    assert died(service, died_on="2026-03-02")["died_on"] == "2026-03-02"


def test_nobody_dies_before_they_were_born(service: Service) -> None:
    number = service.post("/v1/deaths", {**NAMED, "died_on": "2011-04-30"})
    reference = {"reference": service.give(subject=SUBJECT, given_by=BY_CUSTODY)["subject"]}
    kept = service.post("/v1/deaths", {**NAMED, "subject": reference, "died_on": "2011-04-30"})
    for answer in (number, kept):
        assert [one["pointer"] for one in body_of(answer, 422)["errors"]] == ["/died_on"]
    assert died(service, died_on="2011-05-01")["died_on"] == "2011-05-01"


def test_whoever_acted_for_the_person_acts_for_nobody(service: Service) -> None:
    delegated(service)
    token = service.issuer.person(PARENT)
    assert service.post("/v1/consents/search", NAMED, token).status_code == 200
    death = died(service)
    assert service.post("/v1/consents/search", NAMED, token).status_code == 404
    (over,) = listed(service, "delegations")
    assert (over["status"], over["powers_in_force"]) == ("expired", [])
    assert over["status_explanation"] == f"The person for whom it was died on {DAY}."
    retracted(service, death)
    assert service.post("/v1/consents/search", NAMED, token).status_code == 200


def test_that_it_ended_is_told_by_the_death_alone(service: Service) -> None:
    delegated(service)
    died(service)
    assert announce_authority(service.surroundings) == 0


def test_nobody_lifts_for_the_dead_what_they_refused(service: Service) -> None:
    objection = service.object_to({}, subject=SUBJECT, raised_by=BY_CUSTODY)
    died(service)
    lift = {"channel": "desk", "lifted_by": BY_CUSTODY}
    refused = service.post(f"/v1/objections/{objection['id']}/lift", lift)
    assert [one["pointer"] for one in body_of(refused, 422)["errors"]] == ["/at"]


@pytest.mark.parametrize(("given_at", "status"), [("2026-02-20T10:00:00Z", 201), ("2026-02-21T10:00:00Z", 422)])
def test_nobody_consents_for_the_dead(service: Service, given_at: str, status: int) -> None:
    died(service)
    assert (
        service.post("/v1/consents", a_consent(subject=SUBJECT, given_by=BY_CUSTODY, given_at=given_at)).status_code
        == status
    )


def test_the_consent_of_somebody_who_has_died_is_explained_so(service: Service) -> None:
    consent, death = service.give(subject=SUBJECT, given_by=BY_CUSTODY), died(service)
    said_before = service.give(subject=SUBJECT, given_by=BY_CUSTODY, given_at=f"{DAY}T10:00:00Z")
    read = body_of(service.get(f"/v1/consents/{consent['id']}"))
    for one in (said_before, read, *listed(service, "consents")):
        assert one["status"] == "in-force"
        assert one["status_explanation"].startswith(f"The person died on {DAY}: ")
    retracted(service, death)
    assert body_of(service.get(f"/v1/consents/{consent['id']}"))["status_explanation"] == consent["status_explanation"]


def test_nobody_is_let_in_for_the_dead(service: Service) -> None:
    died(service)
    assert service.post("/v1/delegations", a_delegation(subject=SUBJECT)).status_code == 422


def test_what_the_person_had_said_can_still_be_withdrawn_and_refused(service: Service) -> None:
    consent = service.give(subject=SUBJECT, given_by=BY_CUSTODY)
    died(service)
    assert service.withdraw(consent)["consent_status"] == "withdrawn"
    service.object_to({}, subject=SUBJECT)


def test_nobody_is_reminded_of_the_consents_of_the_dead(service: Service) -> None:
    service.give(subject=SUBJECT, given_by=BY_CUSTODY, given_at="2025-03-10T10:00:00Z")
    asked = {"controller": "hospital", "within_days": 30}
    assert len(body_of(service.post("/v1/consents/expiring", asked))["consents"]) == 1
    died(service)
    assert body_of(service.post("/v1/consents/expiring", asked))["consents"] == []


def test_a_child_who_has_died_does_not_come_of_age(service: Service) -> None:
    service.object_to({}, subject=SUBJECT, raised_by=BY_CUSTODY)
    died(service)
    grow_up(service)
    assert announce_authority(service.surroundings) == 0


def test_both_are_told_to_the_audit_log(service: Service) -> None:
    death = died(service)
    retracted(service, death)
    told = [one for one in everything(service) if one["type"].startswith("Death")]
    assert [one["type"] for one in told] == ["DeathRecorded", "DeathRetracted"]
    assert {name: told[0]["data"][name] for name in ("death", "died_on", "state_version")} == {
        "death": death["id"],
        "died_on": DAY,
        "state_version": death["state_version"],
    }
