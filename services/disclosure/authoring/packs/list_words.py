"""The words of a pack, by kind, each with its meaning and what else it says of itself."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from services.disclosure.authoring.explaining.tables import Table, table
from services.disclosure.authoring.packs.danish_headings import DANISH
from shared.policy_packs.model import Pack, Purpose
from shared.policy_packs.name import Name


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


def word_lists(pack: Pack) -> list[WordList]:
    """Return the kinds of word that the pack has any of."""
    found = [
        _subject_roles(pack),
        _entities(pack),
        _purposes(pack),
        _recipient_kinds(pack),
        _categories(pack),
        _plain("Labels", pack.labels.items()),
        _facts(pack),
        _channels(pack),
        _plain("Professions", pack.professions.items()),
        _obligations(pack),
    ]
    return [one for one in found if one.words]


def word_tables(pack: Pack, language: str) -> list[Table]:
    """Return the words with their meaning, and what stands over them, in one language."""
    said = DANISH if language == "da" else {}
    return [
        table(
            said.get(one.title, one.title),
            (said.get(heading, heading) for heading in ("code", "meaning", *one.headings)),
            (
                (word.code, getattr(word.name, language), *(said.get(note, note) for note in word.notes))
                for word in one.words
            ),
        )
        for one in word_lists(pack)
    ]


def in_order(codes: Collection[str], every: Iterable[str]) -> str:
    """Codes in the order in which the pack has them, or the word all."""
    known = list(every)
    return "all" if len(known) > 1 and set(known) <= set(codes) else ", ".join(code for code in known if code in codes)


def _plain(title: str, named: Iterable[tuple[str, Name]]) -> WordList:
    return WordList(title, (), tuple(Word(code, name) for code, name in named))


def _subject_roles(pack: Pack) -> WordList:
    words = (
        Word(code, one.name, (_if(code == pack.default_subject_role), _if(one.secrecy)))
        for code, one in pack.subject_roles.items()
    )
    return WordList("Subject roles", ("when none is stated", "secrecy"), tuple(words))


def _entities(pack: Pack) -> WordList:
    return WordList(
        "Legal entities",
        ("country",),
        tuple(Word(code, one.name, (one.country,)) for code, one in pack.entities.items()),
    )


def _purposes(pack: Pack) -> WordList:
    words = (
        Word(code, one.name, (_consent(one), _needs(pack, one), _also(pack, one)))
        for code, one in pack.purposes.items()
    )
    return WordList("Purposes", ("consent", "needs at most", "also"), tuple(words))


def _consent(purpose: Purpose) -> str:
    age = "" if purpose.age_of_consent == "health" else f", age {purpose.age_of_consent}"
    return f"{purpose.consent_class}, {'written' if purpose.consent_form == 'written' else 'any form'}{age}"


def _needs(pack: Pack, purpose: Purpose) -> str:
    narrower = (f"{kind}: {in_order(needs, pack.categories)}" for kind, needs in purpose.needs_for.items())
    return "; ".join([in_order(purpose.needs, pack.categories), *narrower])


def _also(pack: Pack, purpose: Purpose) -> str:
    return "; ".join(_said_of_purpose(pack, purpose))


def _said_of_purpose(pack: Pack, purpose: Purpose) -> Iterator[str]:
    if purpose.lookup:
        yield "look-up"
    if purpose.marketing:
        yield "marketing"
    if purpose.refuse_too_broad:
        yield f"all or nothing to {', '.join(sorted(purpose.refuse_too_broad))}"
    if purpose.nothing_narrower:
        yield f"nothing narrower offered to {', '.join(sorted(purpose.nothing_narrower))}"
    if purpose.open_channels:
        yield f"unencrypted to the subject: {in_order(purpose.open_channels, pack.categories)}"


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


def _channels(pack: Pack) -> WordList:
    words = (Word(code, one.name, (_if(one.encrypted), _if(one.private))) for code, one in pack.channels.items())
    return WordList("Channels", ("encrypted", "only the addressee can open it"), tuple(words))


def _obligations(pack: Pack) -> WordList:
    words = (Word(code, one.name, (_if(one.before),)) for code, one in pack.obligations.items())
    return WordList("Obligations", ("before the data leave",), tuple(words))


def _if(holds: bool) -> str:
    return "yes" if holds else ""
