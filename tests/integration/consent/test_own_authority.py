"""Who claims another authority than the one they speak with learns which that is."""

import pytest

from tests.integration.consent.service import Service, an_objection
from tests.integration.consent.test_acting_for_others import PARENT, POWERS, delegated
from tests.integration.consent.test_authority_by_age import CHILD, OWN_WORD, SUBJECT
from tests.servers.service_client import body_of


@pytest.mark.parametrize(
    ("kind", "authority"), [("custody", "custody"), ("power-of-attorney", "representative"), (None, "self")]
)
def test_who_claims_another_authority_is_told_which_is_theirs(
    service: Service, kind: str | None, authority: str
) -> None:
    if kind is not None:
        delegated(service, kind=kind, powers=POWERS)
    token = service.issuer.person(PARENT if kind else CHILD)
    other = "self" if kind else "custody"
    claimed = an_objection(subject=SUBJECT, raised_by={"authority": other}, **OWN_WORD)
    no = body_of(service.post("/v1/objections", an_objection(subject=SUBJECT, **OWN_WORD), token), 201)
    for path, said in (
        ("/v1/objections", claimed),
        (f"/v1/objections/{no['id']}/lift", {"lifted_by": {"authority": other}, **OWN_WORD}),
    ):
        (error,) = body_of(service.post(path, said, token), 422)["errors"]
        assert f"«{authority}»" in error["detail"]
