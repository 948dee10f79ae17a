"""Recorded decisions, compared with what a draft pack would have answered."""

import json
from datetime import timedelta
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
from click.testing import CliRunner

from services.disclosure.api.context import EXTENSION
from services.disclosure.authoring.comparison_commands import recorded_comparison
from services.disclosure.use_cases.compare_decisions import AT_ONCE
from shared.policy_packs.load import PACKS_FOLDER
from tests.integration.disclosure.service import NOON, Service, a_check, a_consent, a_state, known_state
from tests.integration.disclosure.simulations import A_YEAR, CHECKS
from tests.servers.service_client import body_of

COMPARISONS = f"{CHECKS}/comparisons"
NO_CONSENTS = {"consents.yaml": "consents: []"}


def compare(gate: Service, **said: Any) -> dict[str, Any]:
    answer: dict[str, Any] = body_of(gate.post(COMPARISONS, A_YEAR | said), 201)
    return answer


def decide_on_consent(gate: Service) -> dict[str, Any]:
    """Make a decision on version 1 of the consent state, which is then withdrawn in version 2."""
    gate.hear(a_state(gate.reference, 1, a_consent()))
    gate.beat()
    decision = gate.check(items=[{"category": "dx", "course": "K1"}, {"category": "notes"}])
    gate.hear(a_state(gate.reference, 2))
    return decision


def test_against_the_pack_in_force_nothing_flips(gate: Service) -> None:
    decide_on_consent(gate)
    answer = compare(gate)
    assert (answer["compared"], answer["unchanged"], answer["flipped"]) == (1, 1, [])
    assert (answer["simulation"], answer["next"]) == (True, None)


def test_every_answer_that_flips_is_listed_with_both_grounds(gate: Service) -> None:
    decision = decide_on_consent(gate)
    answer = compare(gate, draft_pack=NO_CONSENTS)
    [flip] = answer["flipped"]
    assert flip["decision_id"] == decision["id"]
    assert flip["outcome"] == {"old": "partial", "new": "deny"}
    assert (flip["recipient_kind"], flip["purpose"]) == ("insurer", "insurance-payment")
    [item] = flip["items"]
    assert (item["category"], item["course"]) == ("dx", "K1")
    assert (item["old"]["outcome"], item["old"]["rule"]) == ("permit", "aleris.insurer-pays")
    assert (item["new"]["outcome"], item["new"]["reason"]) == ("deny", "no-legal-basis")
    assert answer["pack"]["digest"] != decision["pack"]["digest"]


def test_a_decision_is_compared_on_the_state_that_it_was_made_on(gate: Service) -> None:
    decide_on_consent(gate)
    assert gate.check()["outcome"] == "deny"
    assert [flip["outcome"]["old"] for flip in compare(gate, draft_pack=NO_CONSENTS)["flipped"]] == ["partial"]


def test_a_state_asked_of_the_consent_service_is_known_once_it_was_heard(gate: Service) -> None:
    gate.consent.answers = True
    gate.consent.known = {gate.reference: known_state(gate.reference, 7, a_consent())}
    decision = gate.check()
    [told] = compare(gate)["not_compared"]
    assert (told["decision_id"], told["unknown_words"]) == (decision["id"], [])
    assert "not kept" in told["because"]
    gate.hear(a_state(gate.reference, 7, a_consent()))
    assert compare(gate)["unchanged"] == 1


def test_a_decision_made_without_any_state_is_compared(gate: Service) -> None:
    assert gate.check()["consent_state"] is None
    assert compare(gate)["unchanged"] == 1


def test_a_word_that_the_draft_no_longer_has_is_named(gate: Service) -> None:
    gate.beat()
    gate.check(items=[{"category": "notes", "labels": ["violence"]}])
    files = {path.name: path.read_text(encoding="utf-8") for path in (PACKS_FOLDER / "aleris").glob("*.yaml")}
    renamed = {name: text.replace("violence", "brutality") for name, text in files.items() if "violence" in text}
    [told] = compare(gate, draft_pack=renamed)["not_compared"]
    assert told["unknown_words"] == ["/items/0/labels"]


def test_only_decisions_of_the_period_are_compared(gate: Service) -> None:
    gate.beat()
    gate.check()
    minute = timedelta(minutes=1)
    assert compare(gate, **{"from": NOON.isoformat(), "to": (NOON + minute).isoformat()})["compared"] == 1
    assert compare(gate, **{"from": (NOON - minute).isoformat(), "to": NOON.isoformat()})["compared"] == 0
    later = {"from": (NOON + timedelta(milliseconds=1)).isoformat(), "to": (NOON + minute).isoformat()}
    assert compare(gate, **later)["compared"] == 0


def test_simulations_are_not_compared(gate: Service) -> None:
    gate.beat()
    gate.check()
    body_of(gate.post(f"{CHECKS}/simulations", {"check": a_check()}), 201)
    compare(gate)
    assert compare(gate)["compared"] == 1


def test_pages_follow_each_other(gate: Service) -> None:
    gate.hear(a_state(gate.reference, 1, a_consent()))
    gate.beat()
    ids = {gate.check()["id"] for _ in range(5)}
    found: list[str] = []
    after: dict[str, str] = {}
    while True:
        page = compare(gate, draft_pack=NO_CONSENTS, limit=2, **after)
        found += [flip["decision_id"] for flip in page["flipped"]]
        if page["next"] is None:
            break
        after = {"after": page["next"]}
    assert set(found) == ids
    assert len(found) == 5


def test_more_decisions_than_are_read_at_once_are_one_comparison(gate: Service) -> None:
    gate.beat()
    count = AT_ONCE + 2
    body_of(gate.post(f"{CHECKS}/batch", {"checks": [a_check()] * count}), 201)
    answer = compare(gate)
    assert (answer["unchanged"], answer["next"]) == (count, None)
    assert compare(gate, limit=AT_ONCE + 1)["unchanged"] == AT_ONCE + 1


def test_a_page_ends_when_too_much_has_flipped_for_one_answer(gate: Service) -> None:
    gate.hear(a_state(gate.reference, 1, a_consent()))
    gate.beat()
    ids = [gate.check(items=[{"category": "dx"}] * 200)["id"] for _ in range(4)]
    first = compare(gate, draft_pack=NO_CONSENTS)
    assert (len(first["flipped"]), first["next"]) == (3, max(flip["decision_id"] for flip in first["flipped"]))
    second = compare(gate, draft_pack=NO_CONSENTS, after=first["next"])
    assert {flip["decision_id"] for flip in first["flipped"] + second["flipped"]} == set(ids)
    assert second["next"] is None


def test_a_comparison_is_kept_as_a_simulation_that_concerns_nobody(gate: Service) -> None:
    decide_on_consent(gate)
    answer = compare(gate, draft_pack=NO_CONSENTS)
    [row] = gate.rows("SELECT id, key, payload FROM decisions WHERE type = 'DisclosureSimulated'")
    event = json.loads(bytes(row.payload))
    assert (str(row.id), row.key, event["subject"]) == (answer["simulation_id"], answer["simulation_id"], None)
    assert event["data"]["question"]["kind"] == "comparison"
    assert event["data"]["question"]["draft_pack"] == ["consents.yaml"]


def test_another_controllers_decisions_are_not_compared(gate: Service) -> None:
    token = gate.issuer.token("disclosure:simulate", controllers=("another-hospital",))
    assert gate.post(COMPARISONS, A_YEAR, token).status_code == 403


def test_the_same_key_gets_the_same_comparison(gate: Service) -> None:
    gate.beat()
    gate.check()
    first = gate.post(COMPARISONS, A_YEAR, idempotency_key="key-1").get_json()
    gate.check()
    assert gate.post(COMPARISONS, A_YEAR, idempotency_key="key-1").get_json() == first
    assert compare(gate)["compared"] == 2


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"from": "2026-01-01"}, "/from"),
        ({"to": "9999-12-31T00:00:00Z"}, "/to"),
        ({"to": A_YEAR["from"]}, "/to"),
        ({"controller": "nobody"}, "/controller"),
        ({"limit": 0}, "/limit"),
        ({"limit": 1_001}, "/limit"),
        ({"after": "x"}, "/after"),
        ({"draft_pack": {"consents.yaml": "consents: 7"}}, "/draft_pack"),
        ({"surprise": 1}, "/surprise"),
    ],
)
def test_what_is_wrong_with_a_comparison_is_named(gate: Service, change: dict[str, Any], pointer: str) -> None:
    answer = gate.post(COMPARISONS, A_YEAR | change)
    assert answer.status_code == 422
    assert pointer in [error["pointer"] for error in answer.get_json()["errors"]]


def test_the_command_compares_what_was_recorded_and_keeps_that_it_did(gate: Service, tmp_path: Path) -> None:
    decision = decide_on_consent(gate)
    for name in ("law", "aleris"):
        copytree(PACKS_FOLDER / name, tmp_path / name)
    (tmp_path / "aleris" / "consents.yaml").write_text("consents: []")
    command = recorded_comparison(lambda: gate.app.extensions[EXTENSION].gate.units)
    period = ["--controller", "aleris", "--from", "2026-11-20", "--to", "2026-11-21"]
    result = CliRunner().invoke(command, [str(tmp_path), *period])
    assert result.exit_code == 1, result.output
    told, count = result.output.splitlines()
    assert told.startswith(f"«{decision['id']} insurance-payment»: dx K1: permit by aleris.insurer-pays; now deny")
    assert count == "1 compared, 1 with something that flips, 0 not compared"
    [row] = gate.rows("SELECT payload FROM decisions WHERE type = 'DisclosureSimulated'")
    assert json.loads(bytes(row.payload))["data"]["client"] == "command-line"
