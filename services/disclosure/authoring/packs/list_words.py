"""The words of a pack, by kind, each with its meaning and what else it says of itself."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass

from services.disclosure.authoring.explaining.tables import Table, table
from services.disclosure.authoring.packs.danish_headings import DANISH
from shared.policy_packs.model import Pack, Purpose
from shared.policy_packs.name import Name

Say = Callable[[str], str]
"""What stands over and between a pack's own words, in the language that is asked for."""


@dataclass(frozen=True, slots=True)
class Word:
    """`notes` stand under the headings of its list."""

    code: str
    name: Name
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WordList:
    title: str
    headings: tuple[str, ...]
    words: tuple[Word, ...]


def word_lists(pack: Pack, say: Say = str) -> list[WordList]:
    """Return the kinds of word that the pack has any of; titles and headings are English, notes as `say` has them."""
    found = [
        _subject_roles(pack, say),
        _entities(pack),
        _purposes(pack, say),
        _recipient_kinds(pack),
        _categories(pack),
        _plain("Labels", pack.labels.items()),
        _facts(pack),
        _channels(pack, say),
        _plain("Professions", pack.professions.items()),
        _obligations(pack, say),
        _consent_texts(pack),
    ]
    return [one for one in found if one.words]


def word_tables(pack: Pack, language: str) -> list[Table]:
    """Return the words with their meaning, and what stands over them, in one language."""
    say = _in_danish if language == "da" else str
    return [
        table(
            say(one.title),
            map(say, ("code", "meaning", *one.headings)),
            ((word.code, getattr(word.name, language), *word.notes) for word in one.words),
        )
        for one in word_lists(pack, say)
    ]


def _in_danish(said: str) -> str:
    return DANISH[said]


def in_order(codes: Collection[str], every: Iterable[str], say: Say = str) -> str:
    """Codes in the order in which the pack has them, or the word all."""
    known = list(every)
    if len(known) > 1 and set(known) <= set(codes):
        return say("all")
    return ", ".join(code for code in known if code in codes)


def _plain(title: str, named: Iterable[tuple[str, Name]]) -> WordList:
    return WordList(title, (), tuple(Word(code, name) for code, name in named))


def _subject_roles(pack: Pack, say: Say) -> WordList:
    words = (
        Word(
            code,
            one.name,
            (_if(code == pack.default_subject_role, say), _if(one.secrecy, say), one.after_death or ""),
        )
        for code, one in pack.subject_roles.items()
    )
    return WordList("Subject roles", ("when none is stated", "secrecy", "after death"), tuple(words))


def _entities(pack: Pack) -> WordList:
    return WordList(
        "Legal entities",
        ("country",),
        tuple(Word(code, one.name, (one.country,)) for code, one in pack.entities.items()),
    )


def _purposes(pack: Pack, say: Say) -> WordList:
    words = (
        Word(code, one.name, (_consent(one, say), _needs(pack, one, say), "; ".join(_also(pack, one, say))))
        for code, one in pack.purposes.items()
    )
    return WordList("Purposes", ("consent", "needs at most", "also"), tuple(words))


def _consent(purpose: Purpose, say: Say) -> str:
    age = "" if purpose.age_of_consent == "health" else f", {say('age')} {purpose.age_of_consent}"
    return f"{purpose.consent_class}, {say('written' if purpose.consent_form == 'written' else 'any form')}{age}"


def _needs(pack: Pack, purpose: Purpose, say: Say) -> str:
    narrower = (f"{kind}: {in_order(needs, pack.categories, say)}" for kind, needs in purpose.needs_for.items())
    return "; ".join([in_order(purpose.needs, pack.categories, say), *narrower])


def _also(pack: Pack, purpose: Purpose, say: Say) -> Iterator[str]:
    if purpose.lookup:
        yield say("look-up")
    if purpose.marketing:
        yield say("marketing")
    if purpose.refuse_too_broad:
        yield f"{say('all or nothing to')} {', '.join(sorted(purpose.refuse_too_broad))}"
    if purpose.nothing_narrower:
        yield f"{say('nothing narrower offered to')} {', '.join(sorted(purpose.nothing_narrower))}"
    if purpose.open_channels:
        yield f"{say('unencrypted to the subject')}: {in_order(purpose.open_channels, pack.categories, say)}"


def _recipient_kinds(pack: Pack) -> WordList:
    words = (Word(code, one.name, (one.within or "", one.country or "")) for code, one in pack.recipient_kinds.items())
    return WordList("Recipient kinds", ("within", "country unless stated"), tuple(words))


def _categories(pack: Pack) -> WordList:
    words = (
        Word(code, one.name, (one.category_class, ", ".join(one.parts), ", ".join(one.narrower)))
        for code, one in pack.categories.items()
    )
    return WordList("Categories", ("class", "parts", "narrower"), tuple(words))


def _facts(pack: Pack) -> WordList:
    words = (Word(name, one.description, (one.fact_type, ", ".join(one.values))) for name, one in pack.facts.items())
    return WordList("Facts", ("type", "values"), tuple(words))


def _channels(pack: Pack, say: Say) -> WordList:
    words = (
        Word(code, one.name, (_if(one.encrypted, say), _if(one.private, say))) for code, one in pack.channels.items()
    )
    return WordList("Channels", ("encrypted", "only the addressee can open it"), tuple(words))


def _obligations(pack: Pack, say: Say) -> WordList:
    words = (Word(code, one.name, (_if(one.before, say),)) for code, one in pack.obligations.items())
    return WordList("Obligations", ("before the data leave",), tuple(words))


def _consent_texts(pack: Pack) -> WordList:
    words = (
        Word(
            text.id,
            text.says[version],
            (version, in_order(purposes, pack.purposes), text.replaced.get(version, "")),
        )
        for text in pack.consent_texts.values()
        for version, purposes in text.versions.items()
    )
    return WordList("Consent texts", ("version", "tells of", "replaced by"), tuple(words))


def _if(holds: bool, say: Say) -> str:
    return say("yes") if holds else ""
