"""The words of what a case expects that its pack does not know, so that no answer could ever be what is expected."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from services.disclosure.authoring.cases.case import Case
from services.disclosure.authoring.cases.run_line_cases import LineCase, RetentionCase
from services.disclosure.domain.reason import Reason
from services.disclosure.engine.vocabulary import Fault, unknown_word
from shared.policy_packs.model import Pack

# What a way to a yes may ask for, beside facts, which have names of their own.
_THINGS = ("attestation", "channel", "consent", "delegation", "form", "narrower")


def unknown_expected_words(case: Case | LineCase, pack: Pack) -> Iterator[Fault]:
    """Give each with the JSON pointer to where it stands in the case."""
    expect = case.expect
    for claim in ("withheld", "narrower_request"):
        yield from _each(f"/expect/{claim}", "category", _named(expect.get(claim, ()), "category"), pack.categories)
    yield from _each(
        "/expect/basis", "legal reference", dict(enumerate(expect.get("basis", ()))), pack.legal_references
    )
    yield from _each(
        "/expect/obligations", "kind of obligation", _named(expect.get("obligations", ()), "kind"), pack.obligations
    )
    yield from _each("/expect/missing", "fact or thing", _missing(expect.get("missing", ())), {*pack.facts, *_THINGS})
    if "reason" in expect:
        yield from unknown_word("/expect/reason", "reason", expect["reason"], _reasons(pack))
    if "rule" in expect:
        yield from unknown_word("/expect/rule", "rule", expect["rule"], _lines(case, pack))


def _each(place: str, what: str, words: Mapping[int, Any], known: Collection[str]) -> Iterator[Fault]:
    for number, word in words.items():
        yield from unknown_word(f"{place}/{number}", what, word, known)


def _named(claims: Collection[Any], attribute: str) -> dict[int, Any]:
    """The word of each claim, which is that word alone or a mapping that says more."""
    said = [one.get(attribute) if isinstance(one, Mapping) else one for one in claims]
    return {place: word for place, word in enumerate(said) if word is not None}


def _missing(claims: Collection[Any]) -> dict[int, Any]:
    """A thing or a fact by its name; parts of things are looked at when the case runs."""
    return {place: word for place, word in enumerate(claims) if not isinstance(word, Mapping)}


def _reasons(pack: Pack) -> set[str]:
    return {*Reason, *(rule.reason for rule in pack.rules if rule.reason)}


def _lines(case: Case | LineCase, pack: Pack) -> set[str]:
    if isinstance(case, Case):
        return {rule.id for rule in pack.rules}
    return {line.id for line in (pack.retention if isinstance(case, RetentionCase) else pack.rights)}
