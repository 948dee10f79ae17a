"""People act for others by a delegation in force, do what it lets them and nothing more, and both names are kept."""

from dataclasses import replace
from typing import Any

import pytest

from services.consent.domain.acting import may_act_by
from services.consent.domain.consent import Giver, Recorder
from services.consent.domain.errors import SubjectNotFound
from services.consent.domain.reach import Reach
from services.consent.storage.unit_of_work import PostgresUnits
from services.consent.use_cases.give_consent import GiveConsent, give_consent
from shared.subject_references import NamedSubject
from shared.web.request_context import new_trace
from tests.integration.consent.service import Service, a_consent, a_delegation, an_objection
from tests.integration.consent.test_authority_by_age import (
    BY_CUSTODY,
    CHILD,
    OWN_WORD,
    REPRESENTATIVE,
    SUBJECT,
    grow_up,
)
from tests.servers.service_client import body_of
from tests.servers.subject_keys import keys
from tests.unit.consent.builders import a_grant, a_pack

PARENT = "0202021234"
POWERS = ["view", "give", "withdraw"]
REFERENCE = keys("k1").references_of_cpr("hospital", PARENT)[0]


def delegated(service: Service, **said: Any) -> dict[str, Any]:
    """Let the parent act for the child by custody, unless otherwise said."""
    usual = {"subject": SUBJECT, "kind": "custody", "given_by": BY_CUSTODY, "accepted": True, "powers": POWERS}
    delegate = {"delegate": {"kind": "own-gp", "cpr": PARENT}}
    created: dict[str, Any] = body_of(service.post("/v1/delegations", a_delegation(**usual | delegate | said)), 201)
    return created


def a_yes(authority: str = "custody", **said: Any) -> dict[str, Any]:
    by = {"authority": authority}
    return a_consent(subject=SUBJECT, purposes=["claims"], form="electronic", given_by=by, **OWN_WORD | said)


def what_the_parent_can_do(service: Service, ids: dict[str, str]) -> dict[str, int]:
    """Try everything, and return what was answered; `ids` are a consent's and an objection's."""
    token, search = service.issuer.person(PARENT), {"controller": "hospital", "subject": SUBJECT}
    no = an_objection(subject=SUBJECT, **OWN_WORD)
    answers = {
        "read": service.get(f"/v1/consents/{ids['consent']}", token),
        "receipt": service.get(f"/v1/consents/{ids['consent']}/receipt", token),
        "search": service.post("/v1/consents/search", search, token),
        "recalls": service.post("/v1/recalls/search", search, token),
        "give": service.post("/v1/consents", a_yes(ids.get("authority", "custody")), token),
        "object": service.post("/v1/objections", no, token),
        "preview": service.post(f"/v1/consents/{ids['consent']}/withdrawals/preview", OWN_WORD, token),
        "withdraw": service.post(f"/v1/consents/{ids['consent']}/withdrawals", OWN_WORD, token),
        "lift": service.post(f"/v1/objections/{ids['objection']}/lift", OWN_WORD, token),
    }
    return {name: answer.status_code for name, answer in answers.items()}


def ids(service: Service, **said: str) -> dict[str, str]:
    consent = service.give(subject=SUBJECT, given_by=BY_CUSTODY, purposes=["claims"])
    objection = service.object_to({}, subject=SUBJECT, raised_by=BY_CUSTODY)
    return {"consent": consent["id"], "objection": objection["id"]} | said


NOTHING = dict.fromkeys(("read", "receipt", "search", "recalls", "give", "object", "preview", "withdraw", "lift"), 404)
VIEW = {"read": 200, "receipt": 200, "search": 200, "recalls": 200}
GIVE = {"give": 201}
WITHDRAW = {"object": 201, "preview": 200, "withdraw": 201, "lift": 200}


@pytest.mark.parametrize(
    ("powers", "able"), [(["view"], VIEW), (["give"], GIVE), (["withdraw"], WITHDRAW), (POWERS, VIEW | GIVE | WITHDRAW)]
)
def test_a_delegate_may_do_what_the_delegation_lets_them(service: Service, powers: list[str], able: Any) -> None:
    delegated(service, powers=powers)
    assert what_the_parent_can_do(service, ids(service)) == NOTHING | able


def test_both_names_are_kept(service: Service) -> None:
    delegation = delegated(service)
    assert delegation["delegate"]["id"] == REFERENCE
    token, both = service.issuer.person(PARENT), {"authority": "custody", "reference": REFERENCE}
    consent = body_of(service.post("/v1/consents", a_yes(), token), 201)
    assert (consent["subject"], consent["given_by"]) == (delegation["subject"], both)
    withdrawn = body_of(service.post(f"/v1/consents/{consent['id']}/withdrawals", OWN_WORD, token), 201)
    assert withdrawn["withdrawn_by"] == both
    objection = body_of(service.post("/v1/objections", an_objection(subject=SUBJECT, **OWN_WORD), token), 201)
    assert objection["raised_by"] == both
    lifted = body_of(service.post(f"/v1/objections/{objection['id']}/lift", OWN_WORD, token))
    assert lifted["lift"]["lifted_by"] == both


@pytest.mark.parametrize(
    "said",
    [
        {"accepted": False},
        {"delegate": {"kind": "own-gp", "cpr": "0303031234"}},
        {"delegate": {"kind": "own-gp", "id": "p-1"}},
        {"from": "2026-03-02"},
        {"subject": {"cpr": "0404124234"}},
    ],
)
def test_nobody_acts_by_what_is_not_in_force_for_them(service: Service, said: dict[str, Any]) -> None:
    delegated(service, **said)
    assert what_the_parent_can_do(service, ids(service)) == NOTHING


def test_nobody_acts_by_what_has_ended_or_lapsed(service: Service) -> None:
    lapsing = {"kind": "guardianship", "given_by": REPRESENTATIVE, "until": "2026-03-03"}
    delegated(service, **lapsing)
    given = delegated(service)
    body_of(service.post(f"/v1/delegations/{given['id']}/end", {"channel": "desk"}))
    things = ids(service, authority="representative")
    assert what_the_parent_can_do(service, things) == NOTHING | VIEW | GIVE | WITHDRAW
    service.clock.move(days=2)
    assert what_the_parent_can_do(service, things) == NOTHING


def test_nobody_acts_by_custody_for_somebody_who_decides(service: Service) -> None:
    delegated(service)
    things = ids(service)
    grow_up(service)
    assert what_the_parent_can_do(service, things) == NOTHING


def test_a_representative_acts_on_after_the_birthday(service: Service) -> None:
    delegated(service, kind="guardianship", given_by=REPRESENTATIVE)
    grow_up(service)
    token = service.issuer.person(PARENT)
    said = a_yes("representative", given_at="2026-05-01T12:00:00Z")
    given = body_of(service.post("/v1/consents", said, token), 201)
    assert given["given_by"] == {"authority": "representative", "reference": REFERENCE}


def test_a_delegate_claims_no_other_authority_and_no_other_name(service: Service) -> None:
    delegated(service)
    token = service.issuer.person(PARENT)
    for by in ({"authority": "self"}, {"authority": "custody", "reference": "parent-2"}):
        answer = service.post("/v1/consents", a_yes() | {"given_by": by}, token)
        assert [error["pointer"] for error in body_of(answer, 422)["errors"]] == ["/given_by"]
    consent = body_of(service.post("/v1/consents", a_yes(), token), 201)
    said = {**OWN_WORD, "withdrawn_by": {"authority": "self"}}
    answer = service.post(f"/v1/consents/{consent['id']}/withdrawals", said, token)
    assert [error["pointer"] for error in body_of(answer, 422)["errors"]] == ["/withdrawn_by"]


def test_a_delegate_is_shown_nothing_in_the_name_of_somebody_else(service: Service) -> None:
    delegated(service)
    path = f"/v1/consents/{ids(service)['consent']}/withdrawals/preview"
    said = {**OWN_WORD, "withdrawn_by": {"authority": "self"}}
    problem = body_of(service.post(path, said, service.issuer.person(PARENT)), 422)
    assert [error["pointer"] for error in problem["errors"]] == ["/withdrawn_by"]
    assert service.permits.asked == []


def test_where_nobody_said_when_the_child_was_born_nobody_acts_by_custody_at_a_screen(service: Service) -> None:
    reference = {"reference": service.give(subject=SUBJECT, given_by=REPRESENTATIVE)["subject"]}
    delegated(service, subject=reference)
    assert (
        service.get(f"/v1/consents/{service.give(subject=reference)['id']}", service.issuer.person(PARENT)).status_code
        == 404
    )


def test_a_key_may_rotate_under_a_delegate(service: Service) -> None:
    delegated(service)
    things = ids(service)
    service.use_keys("k2", "k1")
    assert what_the_parent_can_do(service, things) == NOTHING | VIEW | GIVE | WITHDRAW


def test_the_number_of_a_delegate_is_kept_nowhere(service: Service) -> None:
    delegated(service)
    kept = service.rows(
        "SELECT mandate::text, (SELECT string_agg(encode(payload, 'escape'), '') FROM outbox) FROM delegations"
    )
    assert PARENT not in str(kept)
    assert CHILD not in str(kept)


def test_what_ended_while_a_request_was_under_way_lets_nobody_act(service: Service) -> None:
    given = delegated(service)
    reach = Reach(
        frozenset({"hospital"}),
        frozenset({REFERENCE}),
        lambda one: may_act_by(one, "give", service.clock.now, a_pack()),
    )
    subject = NamedSubject((given["subject"],), identified=False)
    grant = a_grant(given_at=service.clock.now, given_by=Giver("custody", REFERENCE))
    command = GiveConsent("hospital", subject, Recorder("patient-pages"), grant, None, reach)
    surroundings = replace(service.surroundings, units=PostgresUnits(service.surroundings.units._engine, new_trace))
    body_of(service.post(f"/v1/delegations/{given['id']}/end", {"channel": "desk"}))
    with pytest.raises(SubjectNotFound):
        give_consent(command, None, surroundings)
    assert service.rows("SELECT FROM consents") == []


def test_a_british_parent_acts_at_a_screen_until_the_child_decides_in_some_role(service: Service) -> None:
    delegation = delegated(service, subject_role="uk-patient")
    said = a_yes(subject_role="uk-patient")
    token, danish = service.issuer.person(PARENT), ids(service)
    service.clock.move(days=60)
    assert service.post("/v1/consents", said, token).status_code == 201
    assert service.get(f"/v1/consents/{danish['consent']}", token).status_code == 200
    service.clock.move(days=1)
    search = {"controller": "hospital", "subject": SUBJECT}
    [then] = body_of(service.post("/v1/delegations/search", search))["delegations"]
    assert (then["id"], then["status"]) == (delegation["id"], "in-force")
    assert what_the_parent_can_do(service, danish) == NOTHING
