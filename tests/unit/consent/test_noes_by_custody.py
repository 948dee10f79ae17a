"""From when a no is nobody's by custody: the day on which the person decides in some role, whichever it names."""

from dataclasses import replace
from datetime import timedelta

from services.consent.domain.authority_rules import Speaker, faults_of_lifter, faults_of_raiser
from services.consent.domain.objection_standing import standing_of_objection
from services.consent.domain.scope import WHOLE
from tests.unit.consent.builders import a_pack
from tests.unit.consent.test_coming_of_age import BORN, BY_CUSTODY, EVE, FIFTEEN, SELF, SIXTEEN, an_objection, noon


def test_a_no_changes_hands_as_soon_as_the_person_decides_in_some_role_whichever_it_names() -> None:
    for roles in (("patient", "uk-patient"), ("uk-patient", "patient")):
        pack = a_pack(subject_roles={role: a_pack().subject_roles[role] for role in roles})
        objection = replace(an_objection(), subject_role="uk-patient")
        things = (
            lambda day, no=objection, pack=pack: standing_of_objection(no, noon(day), pack).held_by == "self",
            lambda day, pack=pack: list(faults_of_raiser(WHOLE, Speaker(BY_CUSTODY, day, BORN), pack)) != [],
            lambda day, no=objection, pack=pack: list(faults_of_lifter(no, Speaker(SELF, day, BORN), pack)) == [],
            lambda day, no=objection, pack=pack: list(faults_of_lifter(no, Speaker(BY_CUSTODY, day, BORN), pack)) != [],
        )
        for changed_hands in things:
            assert [changed_hands(day) for day in (EVE, FIFTEEN)] == [False, True]


def test_where_every_role_is_british_a_no_changes_hands_at_sixteen() -> None:
    british = a_pack(subject_roles={"uk-patient": a_pack().subject_roles["uk-patient"]})
    found = [
        list(faults_of_raiser(WHOLE, Speaker(BY_CUSTODY, day, BORN), british)) == []
        for day in (FIFTEEN, SIXTEEN - timedelta(days=1), SIXTEEN)
    ]
    assert found == [True, True, False]
