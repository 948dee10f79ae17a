"""What the compiled schema of a check recognises, marshmallow accepts as well, and leaves as it is."""

import copy
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from marshmallow import Schema, ValidationError

from services.disclosure.api.schemas import BatchSchema, CheckSchema
from services.disclosure.api.simulation_schemas import SimulationSchema

CHECK = CheckSchema()
GOOD: dict[str, Any] = {
    "controller": "aleris",
    "acting_entity": "aleris-hospitaler",
    "subject": {"cpr": "010160-1234"},
    "subject_role": "patient",
    "subject_born": "2015-01-31",
    "recipient": {"kind": "insurer", "id": "insurer-a", "country": "DK"},
    "purpose": "insurance-payment",
    "items": [{"category": "dx", "course": "K1"}, {"category": "notes", "labels": ["psychiatry"]}],
    "facts": {"payer": "insurer-a", "course.open": True},
    "attestation": {"by": "staff-1", "profession": "physician", "at": "2026-11-20T10:00:00+01:00", "necessary": True},
    "channel": "electronic",
    "consistency": "strong",
}
STRANGE = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False),
    st.text(max_size=5),
    st.sampled_from(
        ["dx\n", "", "*", "a" * 101, "2026-02-30", "20260101", "2026-11-20T10:00:00", "0101601234", "dk", "UK"]
    ),
    st.lists(st.text(max_size=3), max_size=2),
    st.dictionaries(st.text(max_size=3), st.text(max_size=3), max_size=2),
)


def test_a_good_check_is_recognised_without_marshmallow() -> None:
    assert CHECK.recognises(GOOD)
    assert BatchSchema().recognises({"checks": [GOOD, GOOD]})


@pytest.mark.parametrize(
    ("country", "nearest"), [("UK", "GB"), ("dk", "DK"), ("Norway", "NO"), ("XX", None), ("D", None)]
)
def test_a_country_that_is_none_is_refused_and_the_one_meant_is_named(country: str, nearest: str | None) -> None:
    document = {**GOOD, "recipient": {"kind": "insurer", "country": country}}

    assert not CHECK.recognises(document)
    with pytest.raises(ValidationError) as caught:
        CHECK.load(document)
    hint = f" The nearest is {nearest}." if nearest else ""
    assert caught.value.messages == {"recipient": {"country": [f"Not a country code of ISO 3166-1 such as DK.{hint}"]}}


@given(st.data())
def test_whatever_is_recognised_marshmallow_accepts_unchanged(data: st.DataObject) -> None:
    document = copy.deepcopy(GOOD)
    for _ in range(data.draw(st.integers(1, 2))):
        _damage(document, data)
    if CHECK.recognises(document):
        assert Schema.load(CHECK, document) == document
    else:
        assert not _accepts_unchanged(document)


@pytest.mark.parametrize("necessary", [0, 1, "true", "no"])
def test_true_and_false_are_said_as_such(necessary: object) -> None:
    document = {**GOOD, "attestation": {**GOOD["attestation"], "necessary": necessary}}
    with pytest.raises(ValidationError):
        CHECK.load(document)


@pytest.mark.parametrize("missing", ["controller", "subject", "recipient", "purpose", "items"])
def test_a_check_that_lacks_something_is_not_recognised(missing: str) -> None:
    document = {name: value for name, value in GOOD.items() if name != missing}
    assert not CHECK.recognises(document)
    with pytest.raises(ValidationError):
        CHECK.load(document)


def _damage(document: Any, data: st.DataObject) -> None:
    """Replace, remove or add something at some place."""
    place = document
    while isinstance(place, dict | list) and place:
        keys = sorted(place) if isinstance(place, dict) else list(range(len(place)))
        key = data.draw(st.sampled_from(keys))
        if not isinstance(place[key], dict | list) or not place[key] or data.draw(st.booleans()):
            break
        place = place[key]
    else:
        return
    how = data.draw(st.sampled_from(["replace", "remove", "add"]))
    if how == "remove":
        del place[key]
    elif how == "add" and isinstance(place, dict):
        place[data.draw(st.text(max_size=4))] = data.draw(STRANGE)
    else:
        place[key] = data.draw(STRANGE)


def _accepts_unchanged(document: Any) -> bool:
    try:
        return json.dumps(Schema.load(CHECK, copy.deepcopy(document)), sort_keys=True) == json.dumps(
            document, sort_keys=True
        )
    except ValidationError:
        return False


@pytest.mark.parametrize(
    ("schema", "body"),
    [
        (CheckSchema(), {**GOOD, "facts": {"payer": "x" * 101, "a/b~c": 3, "course.open": None}}),
        (BatchSchema(), {"checks": [GOOD, {**GOOD, "facts": {"payer": {"deep": 1}}, "items": [{"category": ""}]}]}),
        (SimulationSchema(), {"check": GOOD, "draft_pack": {"NOT A NAME": "x", "bases.yaml": 3}}),
        (SimulationSchema(), {"check": {**GOOD, "facts": {"payer": 3.5}}, "draft_pack": {"NOT A NAME": 3}}),
    ],
)
def test_what_is_wrong_is_told_of_a_place_that_was_sent(schema: Schema, body: dict[str, Any]) -> None:
    with pytest.raises(ValidationError) as caught:
        schema.load(body)
    for path in paths(caught.value.messages):
        found: Any = body
        for step in path:
            found = found[step]


def paths(messages: Any) -> list[tuple[Any, ...]]:
    if not isinstance(messages, dict):
        return [()]
    return [(step, *rest) for step, inner in messages.items() for rest in paths(inner)]
