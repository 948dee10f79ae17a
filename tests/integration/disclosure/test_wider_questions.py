"""What may go, and who may receive."""

from typing import Any

import pytest

from services.disclosure.use_cases.list_who_may_receive import MOST_PAIRS
from shared.policy_packs.load import PACKS_FOLDER
from tests.integration.disclosure.service import Service, a_consent, a_state
from tests.integration.disclosure.simulations import CHECKS, a_draft, a_question
from tests.servers.service_client import body_of


def what_may_go(gate: Service, said: dict[str, Any]) -> dict[str, Any]:
    answer: dict[str, Any] = body_of(gate.post(f"{CHECKS}/what-may-go", said), 201)
    return answer


def who_may_receive(gate: Service, said: dict[str, Any]) -> dict[str, Any]:
    answer: dict[str, Any] = body_of(gate.post(f"{CHECKS}/who-may-receive", said), 201)
    return answer


def categories(answers: list[dict[str, Any]]) -> set[str]:
    return {answer["category"] for answer in answers}


def test_every_category_is_answered_and_what_is_missing_is_named(gate: Service) -> None:
    gate.hear(a_state(gate.reference, 3, a_consent()))
    gate.beat()
    answer = what_may_go(gate, a_question("items", item={"course": "K1"}))
    known = gate.get("/v1/policy-packs/aleris").get_json()["categories"].keys()
    assert categories(answer["may_go"]) | categories(answer["may_not_go"]) == known
    passing = {one["category"]: one for one in answer["may_go"]}
    assert passing["dx"]["consent"] == a_consent()["id"]
    assert passing["dx"]["basis"]
    assert "notes" not in passing
    [outcome] = [one for one in answer["may_not_go"] if one["category"] == "outcome"]
    assert outcome["reason"]
    assert answer["simulation"] is True


def test_each_form_of_a_category_is_answered_once(gate: Service) -> None:
    gate.beat()
    answer = what_may_go(gate, a_question("items"))
    for category in categories(answer["may_go"]) | categories(answer["may_not_go"]):
        forms = [
            form
            for one in answer["may_go"] + answer["may_not_go"]
            if one["category"] == category
            for form in one["forms"]
        ]
        assert sorted(forms) == ["aggregated", "anonymised", "identified", "pseudonymised"]


def test_a_check_of_what_may_go_is_permitted(gate: Service) -> None:
    gate.hear(a_state(gate.reference, 3, a_consent()))
    gate.beat()
    answer = what_may_go(gate, a_question("items", item={"course": "K1"}))
    identified = [one["category"] for one in answer["may_go"] if "identified" in one["forms"]]
    decision = gate.check(items=[{"category": category, "course": "K1"} for category in identified])
    assert decision["outcome"] == "permit"


def test_drafts_count_for_wider_questions_too(gate: Service) -> None:
    said = a_question("items", "subject") | {"on_file": "without", "given": {"consents": [a_draft()]}}
    assert "dx" in categories(what_may_go(gate, said)["may_go"])


def test_who_may_receive_lists_kinds_and_purposes_with_their_basis(gate: Service) -> None:
    gate.hear(a_state(gate.reference, 3, a_consent()))
    gate.beat()
    item = {"category": "dx", "course": "K1"}
    answer = who_may_receive(
        gate, a_question("items", "purpose", item=item, recipient={"id": "insurer-a", "country": "DK"})
    )
    found = {(one["recipient"]["kind"], one["purpose"]): one for one in answer["may_receive"]}
    assert found["insurer", "insurance-payment"]["consent"] == a_consent()["id"]
    assert all(one["basis"] for one in answer["may_receive"])
    assert all(one["would_permit_if"] for one in answer["may_receive_if"])


def test_a_purpose_or_kind_that_is_stated_narrows_who_may_receive(gate: Service) -> None:
    gate.beat()
    answer = who_may_receive(gate, a_question("items", "recipient", "facts", item={"category": "dx"}))
    found = answer["may_receive"] + answer["may_receive_if"]
    assert {one["purpose"] for one in found} == {"insurance-payment"}
    answer = who_may_receive(gate, a_question("items", "purpose", "facts", item={"category": "dx"}))
    assert {one["recipient"]["kind"] for one in answer["may_receive_if"]} == {"insurer"}


def test_every_answer_about_receivers_is_the_one_that_a_check_gets(gate: Service) -> None:
    gate.beat()
    recipient = {"id": "somebody"}
    answer = who_may_receive(gate, a_question("items", "purpose", item={"category": "dx"}, recipient=recipient))
    assert answer["may_receive"]
    for one in answer["may_receive"]:
        decision = gate.check(recipient=one["recipient"], purpose=one["purpose"], items=[{"category": "dx"}])
        assert (decision["outcome"], decision["items"][0]["rule"]) == ("permit", one["rule"])


def test_a_recipient_of_whom_no_country_is_known_is_taken_to_be_at_home(gate: Service) -> None:
    gate.beat()
    answer = who_may_receive(gate, a_question("items", "recipient", "purpose", item={"category": "dx"}))
    assert {one["recipient"]["country"] for one in answer["may_receive"] + answer["may_receive_if"]} == {"DK"}
    abroad = a_question("items", item={"category": "dx"}, recipient={"country": "US"})
    assert who_may_receive(gate, abroad)["may_receive"] == []


@pytest.mark.parametrize(
    ("path", "said", "pointer"),
    [
        ("what-may-go", a_question("items", item={"labels": ["secret"]}), "/check/item/labels"),
        ("what-may-go", a_question(), "/check/items"),
        ("what-may-go", a_question("items", "purpose"), "/check/purpose"),
        ("what-may-go", a_question("items", item={"category": "dx"}), "/check/item/category"),
        ("who-may-receive", a_question("items", item={"category": "gossip"}), "/check/item/category"),
        ("who-may-receive", a_question("items"), "/check/item"),
        ("who-may-receive", a_question("items", item={"category": "dx"}, purpose="curiosity"), "/check/purpose"),
        (
            "who-may-receive",
            a_question("items", item={"category": "dx"}, recipient={"kind": "stranger"}),
            "/check/recipient/kind",
        ),
    ],
)
def test_what_is_wrong_with_a_wider_question_is_named(
    gate: Service, path: str, said: dict[str, Any], pointer: str
) -> None:
    answer = gate.post(f"{CHECKS}/{path}", said)
    assert answer.status_code == 422, answer.get_json()
    assert pointer in [error["pointer"] for error in answer.get_json()["errors"]]


def test_a_draft_with_more_recipients_and_purposes_than_anybody_waits_for_is_refused(gate: Service) -> None:
    gate.beat()
    text = (PACKS_FOLDER / "aleris" / "recipients.yaml").read_text(encoding="utf-8")
    many = "".join(f"  kind-{number}: {{en: Kind, da: Art}}\n" for number in range(200))
    said = a_question("items", "recipient", "purpose", item={"category": "dx"})
    answer = gate.post(f"{CHECKS}/who-may-receive", said | {"draft_pack": {"recipients.yaml": text + many}})
    [error] = answer.get_json()["errors"]
    assert (answer.status_code, error["pointer"]) == (422, "/check")
    assert f"are more than {MOST_PAIRS:,}: name a kind or a purpose" in error["detail"]
    assert gate.rows("SELECT id FROM decisions") == []


def test_wider_questions_are_kept_as_simulations(gate: Service) -> None:
    gate.beat()
    what_may_go(gate, a_question("items"))
    who_may_receive(gate, a_question("items", item={"category": "dx"}))
    rows = gate.rows("SELECT type, key FROM decisions")
    assert [(row.type, row.key) for row in rows] == [("DisclosureSimulated", gate.reference)] * 2
