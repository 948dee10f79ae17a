"""A consent that the controller ends, or that was never valid; how it stood and will stand at other moments."""

from services.disclosure.domain.read_subject_state import subject_state_from
from tests.integration.consent.service import NOTES, Service


def status(service: Service, consent: dict[str, str], as_of: str = "") -> str:
    path = f"/v1/consents/{consent['id']}" + (f"?as_of={as_of}" if as_of else "")
    found: str = service.get(path).get_json()["status"]
    return found


def test_a_consent_that_the_controller_revokes_is_told_apart_from_one_withdrawn(service: Service) -> None:
    consent = service.give()
    ended = service.withdraw(consent, how="revoked")
    assert (ended["how"], ended["consent_status"], status(service, consent)) == ("revoked", "revoked", "revoked")
    [row] = service.rows("SELECT type FROM outbox WHERE topic = 'consent.changes.v1' ORDER BY seq DESC LIMIT 1")
    assert row.type == "ConsentRevoked"


def test_what_was_never_valid_counts_at_no_moment_even_when_it_was_withdrawn_before(service: Service) -> None:
    consent = service.give()
    service.withdraw(consent)
    ended = service.withdraw(consent, how="invalidated")
    assert (ended["at"], ended["consent_status"]) == (consent["given_at"], "invalidated")
    assert status(service, consent, "2026-02-02T00:00:00Z") == "invalidated"


def test_how_a_consent_stands_can_be_asked_of_any_moment(service: Service) -> None:
    consent = service.give()
    service.withdraw(consent, {"items": [NOTES]})
    moments = {
        "2026-01-31T00:00:00Z": "not-yet-given",
        "2026-02-02T00:00:00Z": "in-force",
        "2026-03-02T00:00:00Z": "partly-withdrawn",
        "2027-01-31T22:59:59Z": "partly-withdrawn",
        "2027-01-31T23:00:00Z": "expired",
    }
    assert {moment: status(service, consent, moment) for moment in moments} == moments


def test_the_gate_is_told_how_a_consent_ended(service: Service) -> None:
    service.withdraw(service.give(), how="revoked")
    [consent] = subject_state_from(service.state()).consents
    assert [one.how for one in consent.withdrawals] == ["revoked"]


def test_the_gate_reads_countries_and_periods_and_channels_as_they_were_given(service: Service) -> None:
    days = {"from": "2026-01-01", "until": "2026-02-01"}
    consent = service.give(
        recipients=[{"kind": "insurer", "country": "SE"}], items=[{"category": "dx", "period": days}]
    )
    service.withdraw(consent, {"channels": ["email"]})
    [read] = subject_state_from(service.state()).consents
    assert (read.scope.recipients[0].country, read.expression) == ("SE", "explicit")
    assert read.scope.items[0].period is not None
    assert read.withdrawals[0].part.channels == {"email"}
    assert status(service, consent) == "partly-withdrawn"


def test_a_renewal_names_the_older_consent_of_the_same_person(service: Service) -> None:
    older = service.give()
    assert service.give(renews=older["id"])["renews"] == older["id"]
    of_another = service.give(subject={"cpr": "0202021234"})
    body = service.post("/v1/consents", {**a_body(older), "renews": of_another["id"]})
    assert [error["pointer"] for error in body.get_json()["errors"]] == ["/renews"]


def a_body(consent: dict[str, str]) -> dict[str, object]:
    said = ("controller", "given_at", "given_by", "form", "channel", "text", "scope")
    return {name: consent[name] for name in said} | {"subject": {"reference": consent["subject"]}}
