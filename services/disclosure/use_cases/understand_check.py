"""Turn a check as it was sent into a question: known words only, and a reference in place of the person."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from services.disclosure.domain.check import check_from
from services.disclosure.domain.errors import UnknownWords
from services.disclosure.engine.compile import Policy
from services.disclosure.engine.vocabulary import unknown_words
from services.disclosure.use_cases.answer_checks import Question
from services.disclosure.use_cases.kept_check import AGE_OF_MAJORITY, about
from services.disclosure.use_cases.ports import SubjectKey
from shared.policy_packs.ages import age_on
from shared.subject_references import NamedSubject


@dataclass(frozen=True, slots=True)
class Identification:
    """Whom a subject as it is named at a controller may be on record as, and the date of birth in a CPR number."""

    named: Callable[[str, Mapping[str, Any]], NamedSubject]
    birth_date: Callable[[str], date]


class Identified(NamedTuple):
    """A check with a reference for its subject, what the CPR number told besides, and the subject, if it names one."""

    document: dict[str, Any]
    known: dict[str, Any]
    subject: SubjectKey | None


def understand_check(
    document: Mapping[str, Any], policies: Mapping[str, Policy], identification: Identification, today: date
) -> Question:
    """Return the question, or raise UnknownWords naming each word that the controller's policy does not have."""
    policy = policies.get(document["controller"])
    if policy is None:
        raise UnknownWords([("/controller", "No policy pack is loaded for this controller.")])
    asked, known, subject = identified(document, identification)
    assert subject
    kept = {name: value for name, value in asked.items() if name != "consistency"}
    # What the CPR number says of the date of birth beats what the caller says.
    check = check_from({**kept, **known})
    if unknown := unknown_words(check, policy.pack):
        raise UnknownWords(unknown)
    # Below majority the date of birth decides who may consent. Of others what the caller stated is kept, and the
    # rest only where the answer depends on it.
    if check.subject_born and age_on(today, check.subject_born) < AGE_OF_MAJORITY:
        kept["subject_born"] = check.subject_born.isoformat()
    return Question(check, subject, kept, asked, asked.get("consistency") == "strong")


def identified(document: Mapping[str, Any], identification: Identification) -> Identified:
    """Put a reference in the place of whatever number names the subject."""
    said = document.get("subject")
    if said is None:
        return Identified(dict(document), {}, None)
    references = identification.named(document["controller"], said).references
    known = {"subject_born": identification.birth_date(said["cpr"])} if "cpr" in said else {}
    return Identified(about(document, references[0]), known, SubjectKey(document["controller"], references))
