"""What a holder of custody decides in a British role until sixteen, and what not once the person decides in another."""

from tests.integration.consent.service import Service, a_consent, a_delegation, an_objection
from tests.integration.consent.test_authority_by_age import (
    BIRTHDAY,
    BY_CUSTODY,
    CHILD,
    SUBJECT,
    grow_up,
    lift,
    raised,
    status,
)
from tests.servers.service_client import body_of


def test_a_british_parent_consents_until_the_child_is_sixteen(service: Service) -> None:
    grow_up(service)
    said = {"subject": SUBJECT, "purposes": ["claims"], "given_at": BIRTHDAY, "subject_role": "uk-patient"}
    consent = service.give(given_by=BY_CUSTODY, **said)
    assert (consent["subject_role"], consent["status"]) == ("uk-patient", "in-force")
    assert status(service, consent, "2027-04-30T12:00:00Z") == "in-force"
    assert status(service, consent, "2027-05-01T12:00:00Z") == "paused"
    own = service.post("/v1/consents", a_consent(given_by={"authority": "self"}, **said))
    assert [error["pointer"] for error in body_of(own, 422)["errors"]] == ["/given_by/authority"]
    assert (
        service.post("/v1/consents", a_consent(given_by=BY_CUSTODY, **said | {"subject_role": "patient"})).status_code
        == 422
    )


def test_a_british_parent_is_given_custody_until_the_child_is_sixteen(service: Service) -> None:
    grow_up(service)
    custody = {"kind": "custody", "given_by": BY_CUSTODY, "accepted": True}
    said = a_delegation(subject=SUBJECT, subject_role="uk-patient", **custody)
    delegation = body_of(service.post("/v1/delegations", said), 201)
    assert (delegation["subject_role"], delegation["status"]) == ("uk-patient", "in-force")


def test_no_role_that_is_named_lets_custody_say_no_for_somebody_who_decides_in_another(service: Service) -> None:
    objection = raised(service, subject_role="uk-patient")
    assert (objection["subject_role"], objection["held_by"]) == ("uk-patient", "custody")
    grow_up(service)
    no = an_objection(subject=SUBJECT, subject_role="uk-patient", raised_by=BY_CUSTODY)
    for answer, pointer in (
        (service.post("/v1/objections", no), "/raised_by/authority"),
        (lift(service, objection, lifted_by=BY_CUSTODY), "/lifted_by/authority"),
    ):
        assert [error["pointer"] for error in body_of(answer, 422)["errors"]] == [pointer]
    assert body_of(lift(service, objection, service.issuer.person(CHILD)))["status"] == "lifted"
