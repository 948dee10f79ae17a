"""What renews a consent, and what only looks like it."""

import pytest

from tests.integration.consent.service import Service, a_consent, a_refused_consent
from tests.integration.consent.test_reminders import expiring, on, to_ask_again, with_replaced_texts
from tests.servers.service_client import body_of


@pytest.fixture
def service(service: Service) -> Service:
    return with_replaced_texts(service)


def test_a_renewal_that_was_never_valid_has_renewed_nothing(service: Service) -> None:
    soon = service.give(stated_end="2026-03-20", text=on("2"))
    renewal = service.give(renews=soon["id"], text=on("3"))
    assert (expiring(service), to_ask_again(service)) == ([], [])
    service.withdraw(renewal, how="invalidated")
    assert (expiring(service), to_ask_again(service)) == ([soon["id"]], [soon["id"]])


def test_a_consent_for_other_purposes_renews_nothing(service: Service) -> None:
    consent = service.give()
    text = on("1", "claims")
    for path, said in (
        ("", a_consent(renews=consent["id"], purposes=["claims"], text=text)),
        ("/refused", a_refused_consent(renews=consent["id"], purposes=["claims"], text=text)),
    ):
        refused = body_of(service.post(f"/v1/consents{path}", said), 422)
        assert [error["detail"] for error in refused["errors"]] == ["That consent is for other purposes."]


def test_a_no_to_less_than_was_agreed_to_refuses_no_renewal(service: Service) -> None:
    narrow = {"category": "dx", "course": "K1"}
    consent = service.give(stated_end="2026-03-10", items=[narrow, {"category": "dx"}])
    service.refuse(refused_at="2026-02-28T10:00:00Z", items=[narrow])
    assert expiring(service) == [consent["id"]]
