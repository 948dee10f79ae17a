"""Turn a check as it was sent into a question: known words only, and a reference in place of the person."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from services.disclosure.domain.check import check_from
from services.disclosure.domain.errors import UnknownWords
from services.disclosure.engine.compile import Policy
from services.disclosure.engine.vocabulary import unknown_words
from services.disclosure.use_cases.answer_checks import Question
from services.disclosure.use_cases.ports import SubjectKey

AGE_OF_MAJORITY = 18


@dataclass(frozen=True, slots=True)
class Identification:
    """What can be learned from a CPR number: the subject's reference at a controller, and the date of birth."""

    reference: Callable[[str, str], str]
    birth_date: Callable[[str], date]


def understand_check(
    document: Mapping[str, Any], policies: Mapping[str, Policy], identification: Identification, today: date
) -> Question:
    """Return the question, or raise UnknownWords naming each word that the controller's policy does not have."""
    policy = policies.get(document["controller"])
    if policy is None:
        raise UnknownWords([("/controller", "No policy pack is loaded for this controller.")])
    kept = _without_identifier(document, identification, today)
    demands_strong_read = kept.pop("consistency", None) == "strong"
    check = check_from(kept)
    if unknown := unknown_words(check, policy):
        raise UnknownWords(unknown)
    return Question(check, SubjectKey(check.controller, kept["subject"]["reference"]), kept, demands_strong_read)


def _without_identifier(document: Mapping[str, Any], identification: Identification, today: date) -> dict[str, Any]:
    cpr = document["subject"].get("cpr")
    if cpr is None:
        return dict(document)
    reference = identification.reference(document["controller"], cpr)
    born = identification.birth_date(cpr)
    # Below majority it matters who consented. Of others the date of birth is not kept: nothing depends on it.
    minor = (today.year - born.year, today.month, today.day) < (AGE_OF_MAJORITY, born.month, born.day)
    known = {"subject_born": born.isoformat()} if minor else {}
    return {**known, **document, "subject": {"reference": reference}}
