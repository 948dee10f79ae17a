"""What was decided by custody, before and after the person decides: judged at every read, whatever has run."""

import json
from typing import Any

import pytest

from tests.integration.consent.service import CPR, Service, a_consent, a_delegation, an_objection
from tests.servers.service_client import body_of

CHILD = "0105114234"
"""Born on 1 May 2011: fifteen two months after the tests' first day."""

SUBJECT = {"cpr": CHILD}
EVE, BIRTHDAY = "2026-04-30T12:00:00Z", "2026-05-01T12:00:00Z"
BY_CUSTODY = {"authority": "custody", "reference": "parent-1"}
REPRESENTATIVE = {"authority": "representative", "reference": "guardian-1"}
OWN_WORD = {"channel": "self-service"}


def by_custody(service: Service, **said: Any) -> dict[str, Any]:
    return service.give(subject=SUBJECT, given_by=BY_CUSTODY, purposes=["claims"], **said)


def raised(service: Service, **said: Any) -> dict[str, Any]:
    return service.object_to({}, subject=SUBJECT, raised_by=BY_CUSTODY, **said)


def status(service: Service, consent: dict[str, Any], as_of: str | None = None) -> str:
    query = f"?as_of={as_of}" if as_of else ""
    found: str = body_of(service.get(f"/v1/consents/{consent['id']}{query}"))["status"]
    return found


def listed(service: Service, what: str, **said: Any) -> list[dict[str, Any]]:
    search = {"controller": "hospital", "subject": SUBJECT} | said
    found: list[dict[str, Any]] = body_of(service.post(f"/v1/{what}/search", search))[what]
    return found


def lift(service: Service, objection: dict[str, Any], token: str | None = None, **said: Any) -> Any:
    return service.post(f"/v1/objections/{objection['id']}/lift", {"channel": "self-service"} | said, token)


def grow_up(service: Service) -> None:
    service.clock.move(days=61)


def test_a_consent_given_by_custody_is_paused_from_the_birthday_on(service: Service) -> None:
    consent = by_custody(service)
    assert (consent["status"], status(service, consent, EVE)) == ("in-force", "in-force")
    assert status(service, consent, BIRTHDAY) == "paused"
    grow_up(service)
    assert status(service, consent) == "paused"
    assert [one["status"] for one in listed(service, "consents")] == ["paused"]
    assert status(service, consent, EVE) == "in-force"


def test_a_persons_own_yes_renews_what_is_paused(service: Service) -> None:
    paused = by_custody(service)
    grow_up(service)
    own = service.give(subject=SUBJECT, purposes=["claims"], renews=paused["id"], given_at="2026-05-01T12:00:00Z")
    assert [one["status"] for one in listed(service, "consents")] == ["in-force", "paused"]
    assert own["renews"] == paused["id"]


def test_what_is_paused_can_be_withdrawn_by_either(service: Service) -> None:
    for withdrawn_by in ({"authority": "self"}, BY_CUSTODY):
        consent = by_custody(service)
        grow_up(service)
        answer = service.withdraw(consent, withdrawn_by=withdrawn_by)
        assert (answer["consent_status"], answer["withdrawn_by"]) == ("withdrawn", withdrawn_by)
        service.clock.move(days=-61)


def test_what_is_paused_is_no_longer_about_to_lapse(service: Service) -> None:
    by_custody(service, stated_end="2026-05-10")
    service.clock.move(days=50)
    expiring = {"controller": "hospital", "within_days": 30}
    assert len(body_of(service.post("/v1/consents/expiring", expiring))["consents"]) == 1
    service.clock.move(days=11)
    assert body_of(service.post("/v1/consents/expiring", expiring))["consents"] == []


def test_custody_ends_on_the_birthday(service: Service) -> None:
    given = body_of(
        service.post(
            "/v1/delegations",
            a_delegation(subject=SUBJECT, kind="custody", given_by=BY_CUSTODY, accepted=True, powers=["view", "give"]),
        ),
        201,
    )
    assert (given["status"], given["powers_in_force"]) == ("in-force", ["view", "give"])
    [then] = listed(service, "delegations", as_of=BIRTHDAY)
    grow_up(service)
    [now] = listed(service, "delegations")
    assert then == now
    assert (now["status"], now["powers_in_force"]) == ("expired", [])
    assert "2026-05-01" in now["status_explanation"]


def test_an_objection_raised_by_custody_becomes_the_persons_own(service: Service) -> None:
    objection = raised(service)
    assert (objection["held_by"], objection["raised_by"]) == ("custody", BY_CUSTODY)
    assert [one["held_by"] for one in listed(service, "objections", as_of=BIRTHDAY)] == ["self"]
    grow_up(service)
    refused = body_of(lift(service, objection, lifted_by=BY_CUSTODY), 422)
    assert [error["pointer"] for error in refused["errors"]] == ["/lifted_by/authority"]
    assert "2026-05-01" in refused["errors"][0]["detail"]
    lifted = body_of(lift(service, objection, service.issuer.person(CHILD)))
    assert (lifted["status"], lifted["lift"]["lifted_by"]) == ("lifted", {"authority": "self"})


def test_a_child_who_signs_in_lifts_and_withdraws_only_its_own(service: Service) -> None:
    consent, objection, token = by_custody(service), raised(service), service.issuer.person(CHILD)
    own = body_of(service.post("/v1/objections", an_objection(subject=SUBJECT, **OWN_WORD), token), 201)
    assert own["held_by"] == "self"
    withdrawals = f"/v1/consents/{consent['id']}/withdrawals"
    for answer, pointer in (
        (service.post(withdrawals, OWN_WORD, token), "/withdrawn_by/authority"),
        (lift(service, objection, token), "/lifted_by/authority"),
    ):
        assert [error["pointer"] for error in body_of(answer, 422)["errors"]] == [pointer]
    assert body_of(lift(service, own, token))["status"] == "lifted"
    grow_up(service)
    assert service.post(withdrawals, OWN_WORD, token).status_code == 201
    assert lift(service, objection, token).status_code == 200


@pytest.mark.parametrize(
    ("path", "said", "pointer"),
    [
        ("consents", a_consent(subject=SUBJECT, given_at="2011-04-30T12:00:00Z", given_by=BY_CUSTODY), "/given_at"),
        ("consents", a_consent(subject={"cpr": "0101014234"}, given_at="2015-12-31T12:00:00Z"), "/given_by/authority"),
        ("objections", an_objection(subject=SUBJECT, raised_at="2011-04-30T12:00:00Z"), "/raised_at"),
    ],
)
def test_what_somebody_was_too_young_or_not_born_to_say_then_is_refused_now(
    shared_service: Service, path: str, said: dict[str, Any], pointer: str
) -> None:
    answer = shared_service.post(f"/v1/{path}", said)
    assert [error["pointer"] for error in body_of(answer, 422)["errors"]] == [pointer]


def test_what_somebody_gave_too_young_is_without_authority_as_soon_as_their_birthday_is_kept(service: Service) -> None:
    reference = {"reference": service.give(subject=SUBJECT, given_by=REPRESENTATIVE)["subject"]}
    own = service.give(subject=reference, purposes=["claims"])
    by_custody(service)
    grow_up(service)
    assert status(service, own) == "without-authority"


def test_nobody_objects_by_custody_once_the_person_decides(service: Service) -> None:
    grow_up(service)
    answer = service.post("/v1/objections", an_objection(subject=SUBJECT, raised_by=BY_CUSTODY))
    assert [error["pointer"] for error in body_of(answer, 422)["errors"]] == ["/raised_by/authority"]


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/v1/consents", a_consent(subject=SUBJECT, purposes=["claims"], given_by=REPRESENTATIVE)),
        ("/v1/objections", an_objection(subject=SUBJECT)),
        ("/v1/delegations", a_delegation(subject=SUBJECT, given_by=REPRESENTATIVE)),
        ("/v1/delegations", a_delegation()),
        ("/v1/consents", a_consent(subject={"cpr": CPR}, given_by={"authority": "self"})),
    ],
)
def test_no_date_of_birth_is_kept_where_nothing_was_decided_by_custody(
    service: Service, path: str, said: dict[str, Any]
) -> None:
    body_of(service.post(path, said), 201)
    assert service.rows("SELECT * FROM birth_dates") == []


def test_of_whoever_is_named_by_reference_nothing_is_kept_and_nothing_held_against_anybody(service: Service) -> None:
    reference = {"reference": service.give(subject=SUBJECT, given_by=REPRESENTATIVE)["subject"]}
    consent = service.give(subject=reference, given_by=BY_CUSTODY, purposes=["claims"])
    assert service.rows("SELECT * FROM birth_dates") == []
    grow_up(service)
    assert status(service, consent) == "in-force"


def test_the_date_of_birth_is_told_to_nobody(service: Service) -> None:
    consent = by_custody(service)
    raised(service)
    told = [body_of(service.get(f"/v1/consents/{consent['id']}")), service.state(CHILD), *listed(service, "objections")]
    sent = [row.payload for row in service.rows("SELECT payload FROM outbox")]
    assert "2011-05-01" not in f"{told} {sent}"


def test_the_receipt_says_whose_word_it_was(service: Service) -> None:
    consent, objection = by_custody(service), raised(service)
    withdrawal = service.withdraw(consent, withdrawn_by=BY_CUSTODY)
    for path in (f"objections/{objection['id']}", f"consents/{consent['id']}/withdrawals/{withdrawal['id']}"):
        page = service.get(f"/v1/{path}/receipt", accept="text/html", accept_language="en")
        assert "parent-1" in page.get_data(as_text=True)


def test_whoever_names_no_role_is_recorded_in_the_usual_one(service: Service) -> None:
    consent, objection = by_custody(service), raised(service)
    assert (consent["subject_role"], objection["subject_role"]) == ("patient", "patient")
    assert [one["subject_role"] for one in service.state(CHILD)["consents"]] == ["patient"]


def test_what_was_recorded_before_roles_were_kept_counts_as_said_in_the_usual_one(service: Service) -> None:
    consent, objection = by_custody(service), raised(service)
    for table in ("consents", "objections"):
        service.as_owner(f"UPDATE {table} SET subject_role = NULL")
    service.as_owner("UPDATE delegations SET mandate = mandate - 'subject_role'")
    assert "subject_role" not in service.state(CHILD)["consents"][0]
    assert (status(service, consent, EVE), status(service, consent, BIRTHDAY)) == ("in-force", "paused")
    assert [one["held_by"] for one in listed(service, "objections", as_of=BIRTHDAY)] == ["self"]
    assert service.get(f"/v1/objections/{objection['id']}/receipt").status_code == 200


@pytest.mark.parametrize(
    ("path", "body"), [("consents", a_consent), ("objections", an_objection), ("delegations", a_delegation)]
)
def test_a_role_that_the_pack_does_not_have_is_refused(service: Service, path: str, body: Any) -> None:
    answer = service.post(f"/v1/{path}", body(subject_role="uk-patent"))
    assert [error["pointer"] for error in body_of(answer, 422)["errors"]] == ["/subject_role"]


def test_the_role_is_told_to_the_audit_log_and_printed_on_the_receipt(service: Service) -> None:
    consent = by_custody(service, subject_role="uk-patient")
    objection = raised(service, subject_role="uk-patient")
    events = [json.loads(row.payload)["data"] for row in service.rows("SELECT payload FROM outbox ORDER BY seq")]
    assert [one["subject_role"] for one in events if "subject_role" in one] == ["uk-patient"] * 2
    for path in (f"consents/{consent['id']}", f"objections/{objection['id']}"):
        page = service.get(f"/v1/{path}/receipt", accept="text/html", accept_language="en")
        assert "uk-patient in English" in page.get_data(as_text=True)


def test_whose_date_of_birth_is_kept_is_judged_by_it_when_named_by_reference(service: Service) -> None:
    reference = {"reference": by_custody(service)["subject"]}
    own = service.post("/v1/consents", a_consent(subject=reference, purposes=["claims"]))
    grow_up(service)
    for path, said in (
        ("consents", a_consent(subject=reference, purposes=["claims"], given_by=BY_CUSTODY, given_at=BIRTHDAY)),
        ("objections", an_objection(subject=reference, raised_by=BY_CUSTODY)),
    ):
        answer = service.post(f"/v1/{path}", said)
        assert [error["pointer"].rsplit("/", 1)[1] for error in body_of(answer, 422)["errors"]] == ["authority"]
    assert [error["pointer"] for error in body_of(own, 422)["errors"]] == ["/given_by/authority"]
