"""Keys of subject references rotate while requests stream in; nobody is refused, and nobody is split in two."""

import secrets
from collections import defaultdict
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Event as Flag

import requests

from deploy.local.environment import SERVICES
from deploy.local.secrets import SUBJECT_KEYS_FILE
from tests.faults.stream import streaming
from tests.journeys.client import Client
from tests.servers.processes import wait_for
from tests.servers.stack import Stack

KNOWN = {"cpr": "0505501234"}
SOME = 15


def test_keys_rotate_without_downtime_and_everybody_keeps_the_one_state_they_have(stack: Stack) -> None:
    client = Client(stack)
    consent = client.give_consent(KNOWN)
    before = wait_for(lambda: _permitted(client), "the consent reaches the gate")
    old = (stack.folders.secrets / SUBJECT_KEYS_FILE).read_text().strip()
    new = f"k2:{secrets.token_hex(32)}"
    with streaming(Client, stack) as stream, first_consents(stack) as given:
        for keys in (f"{old}\n{new}\n", f"{new}\n{old}\n"):
            _use(stack, keys)
            stream.wait_for_more(SOME, "after everybody has these keys")
        wait_for(lambda: any("k2" in keys for keys in _keys_of(given)), "a stranger got the new key")
    # A connection that is being closed may take a request with it, as with any server; no answer was a refusal.
    assert set(stream.failures) <= {"ConnectionError"}
    assert {len(references) for references in given.values()} == {1}
    assert {"k1", "k2"} == set().union(*_keys_of(given))
    _is_found_everywhere(client, consent, before)


def _is_found_everywhere(client: Client, consent: dict[str, str], before: dict[str, str]) -> None:
    """Whoever was on record before the rotation is found, changed and searched for by CPR number."""
    again = client.give_consent(KNOWN)
    assert again["subject"] == consent["subject"]
    named = {"controller": "aleris", "subject": KNOWN}
    found = client.ask("consent", "/v1/consents/search", named, "consent-desk").json()["consents"]
    assert [each["id"] for each in found] == [again["id"], consent["id"]]
    for each in found:
        client.withdraw(each, {})
    after = wait_for(lambda: _denied(client), "the withdrawals reach the gate")
    assert {item["reason"] for item in after["items"]} == {"consent-withdrawn"}
    assert client.entry(after["id"])["subject"] == consent["subject"]
    searched = client.search(subject=KNOWN, controller="aleris", limit=500)
    assert {entry["subject"] for entry in searched} == {consent["subject"]}
    assert {before["id"], after["id"]} <= {entry["id"] for entry in searched}
    assert [entry["type"] for entry in searched if entry["type"] != "DisclosureDecided"] == [
        *["ConsentWithdrawn"] * 2,
        *["ConsentGiven"] * 2,
    ]


@contextmanager
def first_consents(stack: Stack) -> Iterator[dict[str, set[str]]]:
    """Give consents of ever new people, each two at once, until the block ends; yield everybody's references."""
    given: dict[str, set[str]] = defaultdict(set)
    stopped = Flag()

    def give(cpr: str) -> str:
        client = Client(stack)
        while True:
            try:
                return str(client.give_consent({"cpr": cpr})["subject"])
            except requests.ConnectionError:
                continue

    def give_on_and_on() -> None:
        turn = 0
        with ThreadPoolExecutor(2) as pool:
            while not stopped.is_set():
                turn += 1
                cpr = f"{turn % 28 + 1:02}06{turn // 28 + 40:02}1234"
                given[cpr] |= set(pool.map(give, [cpr, cpr]))

    with ThreadPoolExecutor(1) as writer:
        writing = writer.submit(give_on_and_on)
        try:
            yield given
        finally:
            stopped.set()
            writing.result()


def _use(stack: Stack, keys: str) -> None:
    (stack.folders.secrets / SUBJECT_KEYS_FILE).write_text(keys)
    for service in SERVICES:
        stack.reload(service)


def _keys_of(given: dict[str, set[str]]) -> list[set[str]]:
    return [{reference.partition(".")[0] for reference in references} for references in list(given.values())]


def _permitted(client: Client) -> dict[str, str] | None:
    decision: dict[str, str] = client.check(KNOWN)
    return decision if decision["outcome"] == "permit" else None


def _denied(client: Client) -> dict[str, list[dict[str, str]]] | None:
    decision: dict[str, list[dict[str, str]]] = client.check(KNOWN)
    return decision if decision["outcome"] == "deny" else None
