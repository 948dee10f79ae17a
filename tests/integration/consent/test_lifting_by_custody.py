"""What a holder of custody can lift: what custody raised, and what somebody known to be too young to decide raised."""

import pytest

from tests.integration.consent.service import Service
from tests.integration.consent.test_authority_by_age import BY_CUSTODY, REPRESENTATIVE, SUBJECT, by_custody, lift
from tests.servers.service_client import body_of


@pytest.mark.parametrize("raised_by", [None, {"authority": "self"}, REPRESENTATIVE])
def test_nobody_lifts_by_custody_what_custody_did_not_raise_where_no_date_of_birth_is_kept(
    service: Service, raised_by: dict[str, str] | None
) -> None:
    objection = service.object_to({}, **({"raised_by": raised_by} if raised_by else {}))
    refused = body_of(lift(service, objection, lifted_by=BY_CUSTODY), 422)
    assert [error["pointer"] for error in refused["errors"]] == ["/lifted_by/authority"]
    assert body_of(lift(service, objection))["status"] == "lifted"


def test_custody_lifts_what_it_raised_or_what_was_raised_by_somebody_known_to_be_too_young(service: Service) -> None:
    reference = {"reference": service.give(subject=SUBJECT, given_by=REPRESENTATIVE)["subject"]}
    raised_by_custody = service.object_to({}, subject=reference, raised_by=BY_CUSTODY)
    own = service.object_to({}, subject=reference)
    assert body_of(lift(service, raised_by_custody, lifted_by=BY_CUSTODY))["status"] == "lifted"
    assert lift(service, own, lifted_by=BY_CUSTODY).status_code == 422
    by_custody(service)
    assert body_of(lift(service, own, lifted_by=BY_CUSTODY))["status"] == "lifted"
