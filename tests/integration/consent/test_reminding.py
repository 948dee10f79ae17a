"""Reminders are announced once each, however often and beside what else that is done."""

import shutil
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from services.consent.use_cases.remind import remind
from shared.clock import now, timestamp
from shared.policy_packs.consent_text import ConsentText
from shared.web.request_context import new_trace
from tests.integration.consent.service import NOTES, Service
from tests.integration.consent.test_changes import everything
from tests.servers.commands import start_command
from tests.servers.processes import terminate, wait_for
from tests.unit.consent.builders import a_pack
from tests.unit.disclosure.small_pack import PACK, write_small_pack

OLD_TEXT = {"id": "insurer-payment", "version": "2", "language": "da"}
NEWEST = ConsentText("insurer-payment", dict.fromkeys(("2", "3", "4"), frozenset({"insurance-payment"})), {"2": "3"})


@pytest.fixture
def service(service: Service) -> Service:
    """The service, in which reminders can be announced outside a request."""
    service.surroundings = replace(service.surroundings, units=_units_of_a_process(service))
    return service


def _units_of_a_process(service: Service) -> Any:
    units = service.surroundings.units
    return type(units)(units._engine, new_trace)


def announced(service: Service, days: int = 30, text: ConsentText | None = None) -> int:
    packs = {"hospital": a_pack(consent_texts={text.id: text} if text else {})}
    return remind(days, replace(service.surroundings, packs=packs))


def reminders(service: Service) -> list[dict[str, Any]]:
    return [c for c in everything(service) if c["type"] in ("ConsentExpiringSoon", "ConsentTextChanged")]


def test_a_consent_that_lapses_soon_is_announced_once(service: Service) -> None:
    consent = service.give(stated_end="2026-03-10")
    service.give()
    assert [announced(service) for _ in range(3)] == [1, 0, 0]
    (event,) = reminders(service)
    assert (event["type"], event["controller"]) == ("ConsentExpiringSoon", "hospital")
    assert event["subject"] == consent["subject"]
    assert event["data"] == {
        "consent": consent["id"],
        "valid_until": "2026-03-10",
        "valid_until_reason": "stated-end",
        "text": consent["text"],
        "purposes": ["insurance-payment"],
        "state_version": 2,
    }


def test_reminding_changes_no_state(service: Service) -> None:
    service.give(stated_end="2026-03-10")
    before = service.state()
    announced(service)
    assert service.state() == before
    assert service.rows("SELECT count(*) FROM outbox WHERE topic = 'consent.states.v1'") == [(1,)]


def test_what_a_missed_run_left_the_next_makes_up_for(service: Service) -> None:
    service.give(stated_end="2026-05-01")
    assert announced(service) == 0
    service.clock.move(days=60)
    # The run of the day on which thirty days were left, and many more, never were.
    assert announced(service) == 1


def test_what_has_lapsed_or_been_withdrawn_is_not_announced(service: Service) -> None:
    service.give(stated_end="2026-03-02")
    service.withdraw(service.give(stated_end="2026-03-10"))
    left = service.give(stated_end="2026-03-10")
    service.withdraw(left, {"items": [NOTES]})
    service.clock.move(days=2)
    assert announced(service) == 1
    assert [event["data"]["consent"] for event in reminders(service)] == [left["id"]]


def test_whoever_is_told_of_a_text_that_changed_is_told_once_for_each_newest_version(service: Service) -> None:
    known = replace(NEWEST, replaced={})
    service.surroundings.packs["hospital"].consent_texts["insurer-payment"] = known
    consent = service.give(text=OLD_TEXT)
    assert [announced(service, text=NEWEST) for _ in range(2)] == [1, 0]
    newer = replace(NEWEST, replaced={"2": "3", "3": "4"})
    assert [announced(service, text=newer) for _ in range(2)] == [1, 0]
    events = reminders(service)
    assert [event["type"] for event in events] == ["ConsentTextChanged"] * 2
    assert [event["data"]["newest_text_version"] for event in events] == ["3", "4"]
    assert {event["data"]["consent"] for event in events} == {consent["id"]}


def test_runs_at_the_same_time_announce_each_once(service: Service) -> None:
    given = {service.give(stated_end="2026-03-10", subject={"cpr": cpr})["id"] for cpr in CPRS}
    with ThreadPoolExecutor(6) as pool:
        counts = list(pool.map(lambda _: announced(service), range(6)))
    assert sum(counts) == len(given)
    assert sorted(event["data"]["consent"] for event in reminders(service)) == sorted(given)


CPRS = [f"{day:02}0101{number}" for day in range(1, 21) for number in ("1234", "1235")]


def test_a_withdrawal_beside_it_is_never_followed_by_a_reminder(service: Service) -> None:
    given = [service.give(stated_end="2026-03-10", subject={"cpr": cpr}) for cpr in CPRS[:20]]
    with ThreadPoolExecutor(4) as pool:
        withdrawing = pool.submit(lambda: [service.withdraw(consent) for consent in given])
        list(pool.map(lambda _: announced(service), range(6)))
        withdrawing.result()
    order = [(c["type"], c["data"]["consent"]) for c in everything(service)]
    for consent in given:
        told = [kind for kind, consent_id in order if consent_id == consent["id"]]
        assert told in (
            ["ConsentGiven", "ConsentWithdrawn"],
            ["ConsentGiven", "ConsentExpiringSoon", "ConsentWithdrawn"],
        )


@pytest.fixture
def packs(tmp_path: Path) -> Path:
    """A folder of packs for processes, with one of the hospital."""
    folder = tmp_path / "packs"
    write_small_pack(folder, pack=PACK.replace("controller: small", "controller: hospital"))
    shutil.move(folder / "small", folder / "hospital")
    return folder


def test_processes_announce_what_lapses_soon_by_the_time_of_day(service: Service, packs: Path, tmp_path: Path) -> None:
    service.clock.now = now()
    soon = (now() + timedelta(days=10)).date().isoformat()
    consent = service.give(given_at=timestamp(now() - timedelta(days=1)), stated_end=soon)
    settings = replace(service.settings, policy_packs=packs)
    running = [start_command("consent", "remind", settings, tmp_path / f"remind-{n}.log") for n in range(2)]
    wait_for(lambda: service.rows("SELECT FROM consent_reminders"), "it is announced")
    for process in running:
        terminate(process)
    assert [event["data"]["consent"] for event in reminders(service)] == [consent["id"]]
