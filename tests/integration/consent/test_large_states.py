"""However much somebody has agreed to, there is room for a no."""

from typing import Any

from tests.integration.consent.service import Service, a_consent
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
