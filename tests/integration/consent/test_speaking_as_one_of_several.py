"""Who holds custody and a power of attorney speaks with the authority they name, while that lasts."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

import pytest

from services.consent.domain.acting import may_act_by
from services.consent.domain.consent import Giver, Recorder
from services.consent.domain.errors import SubjectNotFound
from services.consent.domain.reach import Reach
from services.consent.domain.refused_consent import Asked
from services.consent.domain.scope import WHOLE
from services.consent.storage.unit_of_work import PostgresUnits
from services.consent.use_cases.give_consent import GiveConsent, give_consent
from services.consent.use_cases.raise_objection import RaiseObjection, raise_objection
from services.consent.use_cases.refuse_consent import RefuseConsent, refuse_consent
from shared.subject_references import NamedSubject
from shared.web.request_context import new_trace
from tests.integration.consent.service import Service, a_refused_consent, an_objection
from tests.integration.consent.test_acting_for_others import PARENT, REFERENCE, a_yes, delegated
from tests.integration.consent.test_authority_by_age import OWN_WORD, REPRESENTATIVE, SUBJECT
from tests.servers.service_client import body_of
from tests.unit.consent.builders import a_grant, a_pack


def a_no(by: dict[str, str]) -> dict[str, Any]:
    return a_refused_consent(subject=SUBJECT, purposes=["claims"], form="electronic", refused_by=by, **OWN_WORD)


def everything_said(authority: str) -> dict[str, dict[str, Any]]:
    by = {"authority": authority}
    return {
        "/v1/consents": a_yes(authority),
        "/v1/consents/refused": a_no(by),
        "/v1/objections": an_objection(subject=SUBJECT, raised_by=by, **OWN_WORD),
    }


def whose(answer: dict[str, Any]) -> str:
    named = next(answer[name] for name in ("given_by", "refused_by", "raised_by", "withdrawn_by") if name in answer)
    authority: str = named["authority"]
    return authority


@pytest.fixture
def custody(service: Service) -> dict[str, Any]:
    """Let the parent act by custody, recorded first, and by a power of attorney; return the first."""
    custody = delegated(service)
    delegated(service, kind="power-of-attorney", given_by=REPRESENTATIVE)
    return custody


@pytest.mark.usefixtures("custody")
@pytest.mark.parametrize("authority", ["custody", "representative"])
def test_of_several_authorities_the_one_that_is_named_is_spoken_with(service: Service, authority: str) -> None:
    token = service.issuer.person(PARENT)
    given, refused, no = (
        body_of(service.post(path, said, token), 201) for path, said in everything_said(authority).items()
    )
    withdrawal = {**OWN_WORD, "withdrawn_by": {"authority": authority}}
    withdrawn = body_of(service.post(f"/v1/consents/{given['id']}/withdrawals", withdrawal, token), 201)
    lifted = body_of(
        service.post(f"/v1/objections/{no['id']}/lift", {**OWN_WORD, "lifted_by": {"authority": authority}}, token)
    )
    assert {*map(whose, (given, refused, no, withdrawn)), lifted["lift"]["lifted_by"]["authority"]} == {authority}


@pytest.mark.usefixtures("custody")
def test_who_names_none_of_their_authorities_speaks_with_the_first_and_of_a_wrong_one_is_told_which_there_are(
    service: Service,
) -> None:
    token = service.issuer.person(PARENT)
    no = body_of(service.post("/v1/objections", an_objection(subject=SUBJECT, **OWN_WORD), token), 201)
    assert whose(no) == "custody"
    (error,) = body_of(service.post("/v1/consents", a_yes("self"), token), 422)["errors"]
    assert "«custody» or «representative»" in error["detail"]


def commands(service: Service, subject: str) -> list[Callable[[], object]]:
    """Return, ready to be done, what the parent says by custody, as it is once it is known that they may."""
    lets = partial(may_act_by, power="give", at=service.clock.now, pack=a_pack())
    reach = Reach(frozenset({"hospital"}), frozenset({REFERENCE}), lets)
    named, by, recorder = NamedSubject((subject,), identified=False), Giver("custody", REFERENCE), Recorder("pages")
    grant = a_grant(given_at=service.clock.now, given_by=by)
    asked = Asked("ward-12", grant.given_at, by, grant.form, grant.channel, grant.text, grant.scope)
    given = GiveConsent("hospital", named, recorder, grant, reach=reach)
    refused = RefuseConsent("hospital", named, recorder, asked, reach)
    no = RaiseObjection("hospital", named, recorder, "refusal", "self-service", WHOLE, raised_by=by, reach=reach)
    units = PostgresUnits(service.surroundings.units._engine, new_trace)
    surroundings = replace(service.surroundings, units=units)
    return [
        lambda: give_consent(given, None, surroundings),
        lambda: refuse_consent(refused, None, surroundings),
        lambda: raise_objection(no, None, surroundings),
    ]


def test_nothing_is_recorded_with_an_authority_that_ended_meanwhile_though_another_one_reaches(
    service: Service, custody: dict[str, Any]
) -> None:
    under_way = commands(service, custody["subject"])
    body_of(service.post(f"/v1/delegations/{custody['id']}/end", {"channel": "desk"}))
    recorded = service.states(SUBJECT)
    for done in under_way:
        with pytest.raises(SubjectNotFound):
            done()
    assert service.states(SUBJECT) == recorded
