"""A delegate of a part sees, gives and withdraws at a screen what lies within that part, and nothing else."""

from typing import Any

import pytest

from tests.integration.consent.recalls import recall_of
from tests.integration.consent.service import Service, a_consent, a_delegation, a_refused_consent, an_objection
from tests.integration.consent.test_acting_for_others import PARENT, REFERENCE, delegated
from tests.integration.consent.test_authority_by_age import BY_CUSTODY, OWN_WORD, REPRESENTATIVE, SUBJECT, grow_up
from tests.servers.service_client import body_of

GP = {"kind": "own-gp"}
PARTS: dict[str, tuple[dict[str, Any], dict[str, Any], dict[str, Any]]] = {
    "purposes": ({"purposes": ["claims"]}, {"purposes": ["claims"]}, {"purposes": ["second-opinion"]}),
    "recipients": (
        {"recipients": [GP]},
        {"recipients": [GP | {"id": "gp-1"}]},
        {"recipients": [GP, {"kind": "insurer"}]},
    ),
    "items": (
        {"items": [{"category": "dx", "course": "K1"}]},
        {"items": [{"category": "dx", "episode": "E1"}]},
        {"items": [{"category": "*"}]},
    ),
    "both": (
        {"purposes": ["claims"], "items": [{"category": "*", "period": {"from": "2026-01-01"}}]},
        {"items": [{"category": "dx", "period": {"from": "2026-01-01", "until": "2026-02-01"}}]},
        {"items": [{"category": "dx"}]},
    ),
}
"""Of a delegation its part, of a consent what lies within it, and what reaches beyond it."""

part_within_beyond = pytest.mark.parametrize(("part", "within", "beyond"), PARTS.values(), ids=PARTS)


def about(scope: dict[str, Any]) -> dict[str, Any]:
    """Return what a consent says that is about this, and otherwise about what lies within every part."""
    within = {"purposes": ["claims"], "recipients": [GP], "items": [{"category": "dx"}]}
    return {"subject": SUBJECT, "course": "K1", "form": "electronic"} | within | scope


def part_of(scope: dict[str, Any]) -> dict[str, Any]:
    """Return the same as a part, which has no course of its own."""
    said = about(scope)
    items = [{"course": "K1"} | one for one in said["items"]]
    return {"purposes": said["purposes"], "recipients": said["recipients"], "items": items}


def recorded(service: Service, scope: dict[str, Any]) -> dict[str, list[str]]:
    """Have staff record one of everything about this, and return where each can be read."""
    part = part_of(scope)
    consent = service.give(given_by=BY_CUSTODY, **about(scope))
    refused = service.refuse(**about(scope))
    objection = service.object_to(part, subject=SUBJECT, raised_by=BY_CUSTODY)
    inner = body_of(service.post("/v1/delegations", a_delegation(subject=SUBJECT, part=part, given_by=BY_CUSTODY)), 201)
    withdrawal = service.withdraw(service.give(given_by=BY_CUSTODY, **about(scope)))
    recall = recall_of(withdrawal, consent, service)
    return {
        "consents": [f"/v1/consents/{one}" for one in (consent["id"], refused["id"], withdrawal["consent"])],
        "objections": [f"/v1/objections/{objection['id']}"],
        "delegations": [f"/v1/delegations/{inner['id']}"],
        "recalls": [f"/v1/recalls/{recall}"],
        "consent": [f"/v1/consents/{consent['id']}/{what}" for what in ("history", "receipt")],
        "others": [
            f"/v1/consents/{refused['id']}/receipt",
            f"/v1/objections/{objection['id']}/receipt",
            f"/v1/consents/{withdrawal['consent']}/withdrawals/{withdrawal['id']}/receipt",
        ],
    }


@part_within_beyond
def test_a_delegate_of_a_part_reads_and_lists_what_lies_within_it_and_nothing_else(
    service: Service, part: dict[str, Any], within: dict[str, Any], beyond: dict[str, Any]
) -> None:
    own = delegated(service, part=part)
    seen, unseen = recorded(service, within), recorded(service, beyond)
    token = service.issuer.person(PARENT)
    reads = {path: service.get(path, token).status_code for paths in seen.values() for path in paths}
    assert reads == dict.fromkeys(reads, 200)
    missed = {path: service.get(path, token).status_code for paths in unseen.values() for path in paths}
    assert missed == dict.fromkeys(missed, 404)
    seen["delegations"].append(f"/v1/delegations/{own['id']}")
    for what in ("consents", "objections", "delegations", "recalls"):
        asked = {"controller": "hospital", "subject": SUBJECT}
        found = body_of(service.post(f"/v1/{what}/search", asked, token))[what]
        assert {f"/v1/{what}/{one['id']}" for one in found} == set(seen[what])


@part_within_beyond
def test_a_delegate_of_a_part_says_yes_and_no_within_it_and_is_told_where_it_ends(
    service: Service, part: dict[str, Any], within: dict[str, Any], beyond: dict[str, Any]
) -> None:
    delegated(service, part=part)
    token, by = service.issuer.person(PARENT), {"authority": "custody"}

    def said(scope: dict[str, Any]) -> list[Any]:
        what = OWN_WORD | about(scope)
        bodies = {
            "consents": a_consent(given_by=by, **what),
            "consents/refused": a_refused_consent(**what) | {"refused_by": by},
            "objections": an_objection(subject=SUBJECT, part=part_of(scope), **OWN_WORD),
        }
        return [service.post(f"/v1/{path}", body, token) for path, body in bodies.items()]

    given, refused, objection = (body_of(answer, 201) for answer in said(within))
    both = {"authority": "custody", "reference": REFERENCE}
    assert (given["given_by"], refused["refused_by"], objection["raised_by"]) == (both, both, both)
    for answer, pointer in zip(said(beyond), ("/scope", "/scope", "/part"), strict=True):
        assert [error["pointer"] for error in body_of(answer, 422)["errors"]] == [pointer]


@part_within_beyond
def test_a_delegate_of_a_part_takes_back_what_lies_within_it_and_nothing_else(
    service: Service, part: dict[str, Any], within: dict[str, Any], beyond: dict[str, Any]
) -> None:
    delegated(service, part=part)
    seen, unseen = recorded(service, within), recorded(service, beyond)
    token = service.issuer.person(PARENT)
    for things, answers in ((unseen, {404}), (seen, {200, 201})):
        consent, objection = things["consents"][0], things["objections"][0]
        for path in (f"{consent}/withdrawals/preview", f"{consent}/withdrawals", f"{objection}/lift"):
            assert service.post(path, OWN_WORD, token).status_code in answers, path


def test_a_delegate_of_a_part_needs_the_power_as_well(service: Service) -> None:
    delegated(service, part={"purposes": ["claims"]}, powers=["view"])
    token, things = service.issuer.person(PARENT), recorded(service, {})
    yes = a_consent(given_by={"authority": "custody"}, **OWN_WORD, **about({}))
    assert service.post("/v1/consents", yes, token).status_code == 404
    assert service.post(f"{things['consents'][0]}/withdrawals", OWN_WORD, token).status_code == 404


def test_a_delegate_of_some_channels_gives_nothing_because_no_consent_is_bound_to_them(service: Service) -> None:
    delegated(service, part={"channels": ["email"]})
    token, things = service.issuer.person(PARENT), recorded(service, {})
    assert service.get(things["consents"][0], token).status_code == 404
    for channels, answer in ((["email"], 201), (None, 422)):
        no = an_objection(subject=SUBJECT, part={"channels": channels} if channels else {}, **OWN_WORD)
        assert service.post("/v1/objections", no, token).status_code == answer


def test_of_several_delegations_the_one_that_reaches_what_is_said_is_acted_by(service: Service) -> None:
    dx, notes = {"category": "dx"}, {"category": "notes"}
    delegated(service, part={"items": [dx]})
    delegated(service, kind="guardianship", given_by=REPRESENTATIVE, part={"items": [notes]})
    token = service.issuer.person(PARENT)

    def a_yes(authority: str, *items: dict[str, str]) -> Any:
        by = {"given_by": {"authority": authority}}
        return service.post("/v1/consents", a_consent(**by, **OWN_WORD, **about({"items": list(items)})), token)

    for item, authority in ((dx, "custody"), (notes, "representative")):
        assert body_of(a_yes(authority, item), 201)["given_by"]["authority"] == authority
    assert [error["pointer"] for error in body_of(a_yes("custody", dx, notes), 422)["errors"]] == ["/scope"]


def test_a_delegate_of_a_part_renews_and_follows_nothing_that_lies_beyond_it(service: Service) -> None:
    delegated(service, part={"items": [{"category": "dx"}]})
    wide = about({"items": [{"category": "*"}]})
    older, refused = service.give(given_by=BY_CUSTODY, **wide), service.refuse(**wide)
    token, by = service.issuer.person(PARENT), {"given_by": {"authority": "custody"}}
    for named in ({"renews": older["id"]}, {"follows": refused["id"]}):
        answer = service.post("/v1/consents", a_consent(**OWN_WORD, **by, **named, **about({})), token)
        assert [error["pointer"] for error in body_of(answer, 422)["errors"]] == [f"/{next(iter(named))}"]


def test_custody_of_a_part_is_over_for_somebody_who_decides(service: Service) -> None:
    delegated(service, part={"purposes": ["claims"]})
    things = recorded(service, {})
    grow_up(service)
    assert service.get(things["consents"][0], service.issuer.person(PARENT)).status_code == 404
