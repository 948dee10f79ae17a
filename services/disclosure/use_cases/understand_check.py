"""Turn a check as it was sent into a question: known words only, and a reference in place of the person."""

from collections.abc import Callable, Mapping
from typing import Any

from services.disclosure.domain.check import check_from
from services.disclosure.domain.errors import UnknownWords
from services.disclosure.engine.compile import Policy
from services.disclosure.engine.vocabulary import unknown_words
from services.disclosure.use_cases.answer_checks import Question
from services.disclosure.use_cases.ports import SubjectKey

Reference = Callable[[str, str], str]
"""Returns a subject's reference from controller and CPR number."""


def understand_check(document: Mapping[str, Any], policies: Mapping[str, Policy], reference: Reference) -> Question:
    """Return the question, or raise UnknownWords naming each word that the controller's policy does not have."""
    controller = document["controller"]
    policy = policies.get(controller)
    if policy is None:
        raise UnknownWords([("/controller", "No policy pack is loaded for this controller.")])
    check = check_from(document)
    if unknown := unknown_words(check, policy):
        raise UnknownWords(unknown)
    subject = document["subject"]
    key = SubjectKey(controller, subject.get("reference") or reference(controller, subject["cpr"]))
    kept = {**document, "subject": {"reference": key.subject}}
    return Question(check, key, kept, kept.pop("consistency", None) == "strong")
