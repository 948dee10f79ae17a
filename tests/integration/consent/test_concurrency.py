"""Writers of one subject take turns."""

from concurrent.futures import ThreadPoolExecutor

from tests.integration.consent.service import NOTES, Service


def test_changes_at_the_same_time_get_versions_without_gaps_and_leave_in_their_order(service: Service) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: service.give(), range(40)))
    versions = service.rows(
        "SELECT (convert_from(payload, 'UTF8')::json -> 'data' ->> 'version')::int AS version, topic FROM outbox"
        " WHERE topic = 'consent.states.v1' ORDER BY xid, seq"
    )
    assert [row.version for row in versions] == list(range(1, 41))
    assert service.state()["version"] == 40


def test_the_same_withdrawal_at_the_same_time_is_recorded_once(service: Service) -> None:
    consent = service.give()
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: service.withdraw(consent, {"items": [NOTES]}), range(16)))
    assert len({answer["id"] for answer in answers}) == 1
    assert len({str(answer["effective"]) for answer in answers}) == 1
    assert service.state()["version"] == 2


def test_every_state_read_under_way_is_of_one_moment(service: Service) -> None:
    consent = service.give()
    with ThreadPoolExecutor(4) as pool:
        writing = pool.submit(lambda: [service.object_to({}) for _ in range(20)])
        withdrawing = pool.submit(service.withdraw, consent)
        read = [service.state() for _ in range(20)]
        writing.result()
        withdrawing.result()
    for state in read:
        withdrawals = sum(len(each["withdrawals"]) for each in state["consents"])
        assert state["version"] == len(state["consents"]) + withdrawals + len(state["objections"])
