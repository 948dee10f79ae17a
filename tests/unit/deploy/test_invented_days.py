"""The invented patients' wishes and the questions about them speak the language of the policy pack."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from deploy.demo.journeys import Journey, read_journeys
from deploy.demo.patients import patients_of
from deploy.local import demonstration_data
from deploy.local.introduction import first_check
from services.consent.domain.words import Words
from services.disclosure.domain.check import check_from
from services.disclosure.engine.vocabulary import unknown_words
from shared.policy_packs.in_force import packs_in_force
from shared.policy_packs.load import PACKS_FOLDER
from shared.policy_packs.model import Pack

JOURNEYS = read_journeys()
DEMONSTRATION: list[dict[str, Any]] = yaml.safe_load(Path(demonstration_data.__file__).with_suffix(".yaml").read_text())


@pytest.fixture(scope="module")
def packs() -> Mapping[str, Pack]:
    return packs_in_force(PACKS_FOLDER)


def assert_understood(check: dict[str, Any], packs: Mapping[str, Pack]) -> None:
    without_number = {**check, "subject": {"reference": "k1.abc"}}
    assert unknown_words(check_from(without_number), packs[check["controller"]]) == []


@pytest.mark.parametrize("journey", JOURNEYS, ids=lambda journey: journey.name)
def test_every_check_of_the_day_is_understood(journey: Journey, packs: Mapping[str, Pack]) -> None:
    for check in journey.checks_about("0201401000", "2026-11-20T10:00:00Z"):
        assert_understood(check, packs)


def test_the_first_check_is_understood(packs: Mapping[str, Pack]) -> None:
    assert_understood(first_check(), packs)


@pytest.mark.parametrize("wishes", [*(vars(journey.wishes) for journey in JOURNEYS), *DEMONSTRATION])
def test_every_wish_is_understood(wishes: dict[str, Any], packs: Mapping[str, Pack]) -> None:
    words = Words.of_pack(packs["aleris"])
    scopes = [consent["scope"] for consent in wishes.get("consents", [])]
    withdrawn = [part for consent in wishes.get("consents", []) for part in consent.get("withdrawn", [])]
    parts = [objection["part"] for objection in wishes.get("objections", [])]
    for said in [*scopes, *withdrawn, *parts]:
        assert {recipient["kind"] for recipient in said.get("recipients", [])} <= words.recipient_kinds
        assert set(said.get("purposes", [])) <= words.purposes
        assert {item["category"] for item in said.get("items", [])} <= words.categories


def test_the_patients_of_a_day_are_the_same_all_day_and_others_the_next() -> None:
    today = patients_of(date(2026, 11, 20), JOURNEYS)
    assert patients_of(date(2026, 11, 20), JOURNEYS) == today
    tomorrow = patients_of(date(2026, 11, 21), JOURNEYS)
    assert not {patient.cpr for patient in today} & {patient.cpr for patient in tomorrow}


def test_a_day_has_a_few_thousand_checks() -> None:
    patients = patients_of(date(2026, 11, 20), JOURNEYS)
    assert 2_000 < sum(len(patient.journey.checks) for patient in patients) < 6_000
