"""Editors check pack and case files by JSON Schemas that say what the readers of those files say."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from services.disclosure.authoring.packs.editor_schemas import editor_schemas
from services.disclosure.authoring.packs.schema_lines import files_with_schema, schema_line
from shared.policy_packs.read_yaml import read_yaml

PACKS_FOLDER = Path(__file__).parents[2] / "shared" / "policy_packs"
FILES = list(files_with_schema(PACKS_FOLDER))
NAMES = [str(path.relative_to(PACKS_FOLDER)) for path, _ in FILES]
VALIDATORS = {name: Draft202012Validator(json.loads(text)) for name, text in editor_schemas().items()}

RULE: dict[str, Any] = {
    "id": "a.b",
    "says": {"en": "So.", "da": "Sådan."},
    "from": "2020-01-01",
    "subject_roles": "all",
    "to": ["subject"],
    "purposes": ["own-access"],
    "categories": "all",
    "keys": {"art6": ["G6b"]},
}
CASE: dict[str, Any] = {
    "case": "So",
    "rows": ["ALE-01"],
    "on": "2026-11-20",
    "check": {"recipient": {"kind": "subject"}, "purpose": "own-access", "items": [{"category": "dx"}]},
    "expect": {"outcome": "permit"},
}


def accepts(schema: str, content: Any) -> bool:
    return not list(VALIDATORS[schema].iter_errors(content))


def rule(**also: Any) -> dict[str, Any]:
    return {"bases": [{**RULE, **also}]}


def when(*conditions: dict[str, Any]) -> dict[str, Any]:
    return rule(when=list(conditions))


@pytest.mark.parametrize("name", VALIDATORS)
def test_the_committed_schema_is_current_and_a_schema(name: str) -> None:
    Draft202012Validator.check_schema(VALIDATORS[name].schema)

    committed = (PACKS_FOLDER / name).read_text(encoding="utf-8")
    assert committed == editor_schemas()[name], "run: python -m services.disclosure packs schemas"


@pytest.mark.parametrize(("path", "schema"), FILES, ids=NAMES)
def test_every_file_satisfies_its_schema_and_names_it(path: Path, schema: str) -> None:
    text = path.read_text(encoding="utf-8")
    content = json.loads(json.dumps(read_yaml(text), default=date.isoformat))

    assert [f"{one.json_path}: {one.message}" for one in VALIDATORS[schema].iter_errors(content)] == []
    assert text.startswith(schema_line(path, schema, PACKS_FOLDER)), "run: python -m services.disclosure packs schemas"


@pytest.mark.parametrize(
    "content",
    [
        {},
        rule(),
        when({"fact": "payer", "is": "self"}),
        when({"fact": "claim.closed", "kept_for": "5 years after year end"}),
        when({"age_from": 15}),
        when({"any_of": [{"fact": "a", "is": True}, {"all_of": [{"fact": "b", "stated": True}, {"age_below": 16}]}]}),
        {"bars": [{**{key: value for key, value in RULE.items() if key != "keys"}, "reason": "x", "outside": "eu"}]},
    ],
)
def test_what_a_pack_may_say_is_accepted(content: Any) -> None:
    assert accepts("pack.schema.json", content)


@pytest.mark.parametrize(
    "content",
    [
        {"basis": []},
        rule(too=["subject"]),
        rule(purposes="any"),
        rule(purposes=[]),
        rule(id="Not A Code"),
        {"bases": [{key: value for key, value in RULE.items() if key != "keys"}]},
        when({"fact": "payer", "like": "self"}),
        when({"fact": "payer", "is": "self", "in": ["self"]}),
        when({"is": "self"}),
        when({"fact": "claim.closed", "kept_for": "5 yers"}),
        when({"fact": "a", "is_recipient": False}),
        when({"any_of": [{"fact": "a", "is": True}]}),
        when({"any_of": [{"fact": "a", "is": True}, {"any_of": []}]}),
        {"facts": {"a": {"type": "number", "en": "A", "da": "A"}}},
        {"facts": {"A b": {"type": "text", "en": "A", "da": "A"}}},
        {"objections": {"refusals": ["G21"]}},
    ],
)
def test_what_a_pack_may_not_say_is_refused(content: Any) -> None:
    assert not accepts("pack.schema.json", content)


@pytest.mark.parametrize(
    "also",
    [
        {},
        {"given": {"consents": [{"given_at": "2026-01-01", "scope": {"recipients": [], "purposes": [], "items": []}}]}},
        {"given": {"delegations": [{"kind": "grant", "delegate": {"kind": "relative"}, "from": "2026-01-01"}]}},
        {"expect": {"outcome": "deny", "missing": ["payer", {"fact": {"payer": "a"}}]}},
    ],
)
def test_what_a_case_may_say_is_accepted(also: dict[str, Any]) -> None:
    assert accepts("cases.schema.json", [{**CASE, **also}])


@pytest.mark.parametrize(
    "also",
    [
        {"chek": {}},
        {"check": {**CASE["check"], "purpse": "x"}},
        {"check": {**CASE["check"], "facts": {"a": 1}}},
        {"expect": {}},
        {"expect": {"outcome": "maybe"}},
        {"expect": {"outcome": "permit", "kept": True}},
        {"on": "20 November"},
        {"given": {"objections": [{"kind": "no", "raised_at": "2026-01-01"}]}},
        {"retention": {"category": "dx"}},
    ],
)
def test_what_a_case_may_not_say_is_refused(also: dict[str, Any]) -> None:
    assert not accepts("cases.schema.json", [{**CASE, **also}])


def test_each_form_of_case_expects_what_its_question_can_answer() -> None:
    kept = {"case": "Kept", "on": "2026-11-20", "retention": {"category": "claims"}, "expect": {"kept": True}}
    asked = {"right": "A15", "received": "2026-11-20"}

    assert accepts("cases.schema.json", [kept])
    assert not accepts("cases.schema.json", [{**kept, "expect": {"outcome": "permit"}}])
    del kept["retention"]
    assert accepts("cases.schema.json", [{**kept, "right": asked, "expect": {"answer": "grant", "due": "2026-12-20"}}])
    assert not accepts("cases.schema.json", [{**kept, "right": asked, "expect": {"outcome": "permit"}}])
