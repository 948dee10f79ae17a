"""The words of a case that its pack does not know: in its question, what is given, what it expects, and its rows."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from services.disclosure.authoring.cases.case import Case
from services.disclosure.authoring.cases.run_line_cases import LineCase, RetentionCase
from services.disclosure.authoring.cases.unknown_expected_words import unknown_expected_words
from services.disclosure.engine.vocabulary import Fault, unknown_facts, unknown_word, unknown_words, with_nearest
from services.disclosure.use_cases.unknown_draft_words import unknown_draft_words
from shared.policy_packs.model import Pack
from shared.policy_packs.places import told_of_pointer
from shared.policy_packs.unknown_words import unknown

Said = Mapping[str, Any]


def unknown_case_words(said: Said, case: Case | LineCase, pack: Pack) -> list[str]:
    """Return a line for each, which begins with its file and line."""
    return told_words(said, words_in_case(case, said.get("given") or {}, pack))


def unknown_words_asked(said: Said, case: Case | LineCase, pack: Pack) -> list[str]:
    """Return the same without the rows, on which no answer depends."""
    return told_words(said, [*_in_question(case, pack), *_in_given(said.get("given") or {}, pack)])


def words_in_case(case: Case | LineCase, given: Said, pack: Pack) -> list[Fault]:
    """Return each with the JSON pointer to where it stands in the case."""
    asked = [*_in_question(case, pack), *_in_given(given, pack)]
    return [*asked, *unknown_expected_words(case, pack), *_in_rows(case.rows, pack)]


def told_words(said: Said, faults: Iterable[Fault]) -> list[str]:
    return [told_of_pointer(said, pointer, sentence) for pointer, sentence in with_nearest(faults)]


def _in_question(case: Case | LineCase, pack: Pack) -> Iterator[Fault]:
    if isinstance(case, Case):
        yield from ((f"/check{place}", detail) for place, detail in unknown_words(case.check, pack))
    elif isinstance(case, RetentionCase):
        yield from _in_line_question("/retention", case.role, case.category, case, pack)
    else:
        yield from _in_line_question("/right", case.request.role, case.request.category, case, pack)


def _in_given(given: Said, pack: Pack) -> Iterator[Fault]:
    for place, detail in unknown_draft_words(given, pack):
        yield f"/given{place}", detail


def _in_line_question(place: str, role: str, category: str | None, case: LineCase, pack: Pack) -> Iterator[Fault]:
    yield from unknown_word(f"{place}/subject_role", "subject role", role, pack.subject_roles)
    if category is not None:
        yield from unknown_word(f"{place}/category", "category", category, pack.categories)
    yield from unknown_facts(f"{place}/facts", case.stated.facts, pack)


def _in_rows(rows: tuple[str, ...], pack: Pack) -> Iterator[Fault]:
    """A pack that declares no rows leaves their names to its author."""
    for place, row in enumerate(rows if pack.rows else ()):
        for sentence in unknown("row", [row], pack.rows.every() if pack.rows else ()):
            yield f"/rows/{place}", sentence
