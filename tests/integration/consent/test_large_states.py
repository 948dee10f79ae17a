"""However much somebody has agreed to, there is room for a no; however much they have refused, for one about all."""

from typing import Any

from tests.integration.consent.service import Service, a_consent, an_objection
from tests.servers.service_client import body_of


def large_items() -> list[dict[str, Any]]:
    """Return about as many as a consent may name, with names about as long as they may be."""
    return [{"category": "dx", "course": f"course-{number}-{'x' * 80}", "episode": "e" * 90} for number in range(50)]


def test_a_yes_is_refused_long_before_a_no_could_not_be_told(service: Service) -> None:
    large = a_consent(scope={"recipients": [{"kind": "insurer"}], "purposes": ["insurance-payment"]})
    large["scope"]["items"] = large_items()
    given = []
    while (answer := service.post("/v1/consents", large)).status_code == 201:
        given.append(answer.get_json())
    refused = body_of(answer, 413)
    assert refused["type"] == "/problems/too-large"
    assert len(given) > 20

    part = {"items": large_items()[1:]}
    for consent in given[:3]:
        assert service.withdraw(consent, part)["part"] == part
    service.object_to(part={"items": large_items()})
    assert service.state()["version"] == len(given) + 4


def test_where_noes_fill_all_room_one_to_everything_is_taken_and_makes_room(service: Service) -> None:
    narrow = [service.object_to({"items": large_items()})["id"]]
    repeat(service, 70)
    problem: dict[str, Any] = {}
    while not problem:
        answer = service.post("/v1/objections", an_objection(part={"items": large_items()}))
        problem = body_of(answer, 413) if answer.status_code == 413 else {}
    assert "one objection that names no items" in problem["detail"]
    standing = {one["id"] for one in service.state()["objections"]}
    assert len(standing) > 70

    wide = service.object_to({"recipients": [{"kind": "own-gp"}]})["id"]
    assert {one["id"] for one in service.state()["objections"]} == standing | {wide}
    body_of(service.post(f"/v1/objections/{narrow[0]}/lift", {"channel": "desk"}))
    service.object_to({"items": large_items()})


def repeat(service: Service, times: int) -> None:
    """Let the person's only objection be on record so many more times."""
    service.as_owner(f"""
        INSERT INTO objections
        SELECT (jsonb_populate_record(one, jsonb_build_object('id', gen_random_uuid(), 'state_version', 1 + number))).*
        FROM objections AS one, generate_series(1, {times}) AS number
    """)
    service.as_owner(f"UPDATE subject_states SET version = {1 + times}")
