"""What is wrong with a check that is tried out is named, and nothing is answered."""

from typing import Any

import pytest

from services.disclosure.api.problems import MOST_FAULTS_SHOWN
from services.disclosure.storage.draft_packs import MOST_LINES, MOST_VALUES
from shared.policy_packs.load import PACKS_FOLDER
from shared.policy_packs.nearest import MOST_NAMED
from tests.integration.disclosure.service import Service, a_check, a_consent
from tests.integration.disclosure.simulations import CHECKS, a_draft, a_question

SIMULATIONS = f"{CHECKS}/simulations"
PACK = (PACKS_FOLDER / "aleris" / "pack.yaml").read_text(encoding="utf-8")


def test_somebody_must_be_named_when_what_is_on_file_counts(gate: Service) -> None:
    answer = gate.post(SIMULATIONS, a_question("subject"))
    assert (answer.status_code, answer.get_json()["errors"][0]["pointer"]) == (422, "/check/subject")


@pytest.mark.parametrize(
    "files",
    [
        {"consents.yaml": "consents: [{id: nonsense}]"},
        {"consents.yaml": "consents: ["},
        {"consents.yaml": "just words"},
        {"consents.yaml": "consents: 7"},
        {"consents.yaml": "consents: !!binary aGVq"},
        {"consents.yaml": "{[consents]: []}"},
        {"consents.yaml": "consents: !!bool maybe"},
        {"pack.yaml": ""},
        {"pack.yaml": PACK.replace("controller: aleris", "controller: another")},
        {"bars.yaml": "bars: [" + "x, " * MOST_LINES + "x]"},
        {"pack.yaml": PACK + "\nimports: 7"},
        {"pack.yaml": PACK + "\nimports: [[nothing]]"},
    ],
)
def test_a_draft_that_does_not_load_is_refused_with_its_faults(gate: Service, files: dict[str, str]) -> None:
    answer = gate.post(SIMULATIONS, a_question() | {"draft_pack": files})
    assert answer.status_code == 422
    assert {error["pointer"] for error in answer.get_json()["errors"]} == {"/draft_pack"}
    assert gate.rows("SELECT id FROM decisions") == []


def test_of_a_draft_with_very_many_faults_the_rest_is_counted(gate: Service) -> None:
    files = {"labels.yaml": f"open_to_objection: [{', '.join(f'nothing-{number}' for number in range(500))}]"}
    answer = gate.post(SIMULATIONS, a_question() | {"draft_pack": files})
    told = [error["detail"] for error in answer.get_json()["errors"]]
    assert sum("The nearest is" in one for one in told) == MOST_NAMED
    assert (len(told), told[-1]) == (MOST_FAULTS_SHOWN + 1, "and 400 more faults.")


def test_a_draft_that_yaml_lets_grow_without_end_is_refused_before_it_does(gate: Service) -> None:
    doubling = "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 40))
    told = {doubling: f"more than {MOST_VALUES} things", "a: &a [*a]": "a value contains itself"}
    for text, sentence in told.items():
        answer = gate.post(SIMULATIONS, a_question() | {"draft_pack": {"growing.yaml": text}})
        [error] = answer.get_json()["errors"]
        assert (answer.status_code, error["pointer"]) == (422, "/draft_pack")
        assert sentence in error["detail"]


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"check": a_check(purpose="curiosity")}, "/check/purpose"),
        ({"check": a_check(items=[{"category": "gossip"}])}, "/check/items/0/category"),
        ({"check": a_check(controller="nobody")}, "/check/controller"),
        ({"check": a_check(consistency="strong")}, "/check/consistency"),
        ({"check": a_check(surprise=1)}, "/check/surprise"),
        ({"check": a_check(subject_born="2019-05-02"), "at": "2019-05-01T12:00:00Z"}, "/check/subject_born"),
        ({"at": "tomorrow"}, "/at"),
        ({"at": "9999-12-31T23:59:59Z"}, "/at"),
        ({"on_file": "perhaps"}, "/on_file"),
        ({"given": {"consents": [a_draft(given_at="9999-12-31T23:59:59Z")]}}, "/given/consents/0/given_at"),
        ({"given": {"consents": [a_draft(surprise=1)]}}, "/given/consents/0/surprise"),
        ({"given": {"consents": [a_draft(form="shouted")]}}, "/given/consents/0/form"),
        ({"given": {"consents": [a_draft(form_exemption="1111119999")]}}, "/given/consents/0/form_exemption"),
        (
            {"given": {"objections": [{"kind": "sulking", "raised_at": "2026-11-01T09:00:00Z"}]}},
            "/given/objections/0/kind",
        ),
        ({"given": {"delegations": [{"kind": "grant"}]}}, "/given/delegations/0/from"),
        (
            {
                "given": {
                    "delegations": [{"kind": "grant", "from": "2026-01-01", "delegate": {"kind": "x", "country": "UK"}}]
                }
            },
            "/given/delegations/0/delegate/country",
        ),
        ({"draft_pack": {"../pack.yaml": ""}}, "/draft_pack/..~1pack.yaml"),
        ({"draft_pack": {}}, "/draft_pack"),
        ({"check": None}, "/check"),
    ],
)
def test_what_is_wrong_is_named_and_nothing_answered(gate: Service, change: dict[str, Any], pointer: str) -> None:
    gate.beat()
    answer = gate.post(SIMULATIONS, a_question() | change)
    assert answer.status_code == 422, answer.get_json()
    assert pointer in [error["pointer"] for error in answer.get_json()["errors"]]
    assert gate.rows("SELECT id FROM decisions") == []


@pytest.mark.parametrize(
    ("scope", "pointer"),
    [
        ({"recipients": [{"kind": "stranger"}]}, "/given/consents/0/scope/recipients/0/kind"),
        ({"purposes": ["curiosity"]}, "/given/consents/0/scope/purposes/0"),
        ({"items": [{"category": "gossip"}]}, "/given/consents/0/scope/items/0/category"),
        ({"items": [{"category": "*", "label": "secret"}]}, "/given/consents/0/scope/items/0/label"),
        (
            {"items": [{"category": "*", "period": {"from": "2026-01-02", "until": "2026-01-01"}}]},
            "/given/consents/0/scope/items/0/period",
        ),
    ],
)
def test_a_word_of_a_draft_that_the_pack_does_not_know_is_named(
    gate: Service, scope: dict[str, Any], pointer: str
) -> None:
    draft = a_draft(scope=a_consent()["scope"] | scope)
    answer = gate.post(SIMULATIONS, a_question() | {"given": {"consents": [draft]}})
    assert (answer.status_code, [error["pointer"] for error in answer.get_json()["errors"]]) == (422, [pointer])
