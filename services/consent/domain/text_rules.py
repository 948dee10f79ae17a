"""Which words were agreed to: the text, version and language named, held against the controller's pack."""

from collections.abc import Collection
from dataclasses import replace

from services.consent.domain.consent import Text
from services.consent.domain.errors import Fault
from shared.policy_packs.consent_text import ConsentText, sha256_of
from shared.policy_packs.model import Pack


def faults_of_text(text: Text, purposes: Collection[str], pack: Pack) -> list[Fault]:
    """Return a fault for a version that the pack's text does not have, one that is silent about a purpose, other words.

    Nobody agrees to what the text does not tell of (article 4(11) GDPR), and the gate lets no such consent carry.
    Of texts that are not the pack's, and of the words of its own in other languages, the pack says nothing.
    """
    known = pack.consent_texts.get(text.id)
    if known is None:
        return []
    if text.version not in known.versions:
        versions = ", ".join(sorted(known.versions))
        return [Fault("/text/version", f"The controller's pack knows this text in the versions {versions}.")]
    silent = _faults_of_silence(text.version, [one for one in purposes if one in pack.purposes], known)
    digest = _digest(text, pack)
    if None not in (digest, text.sha256) and text.sha256 != digest:
        return [*silent, Fault("/text/sha256", "The controller's pack has other words in this version and language.")]
    return silent


def _faults_of_silence(version: str, purposes: Collection[str], text: ConsentText) -> list[Fault]:
    unsaid = [one for one in purposes if one not in text.versions[version]]
    if not unsaid:
        return []
    telling = sorted(one for one, told in text.versions.items() if told.issuperset(purposes))
    if telling:
        detail = f"This version does not tell of {', '.join(unsaid)}; {' and '.join(telling)} tells of all purposes."
        return [Fault("/text/version", detail)]
    return [Fault("/text/id", f"This text does not tell of {', '.join(unsaid)}.")]


def with_digest(text: Text, pack: Pack) -> Text:
    """Return a text without faults with the digest of its words, where the pack has them or the caller said it."""
    return replace(text, sha256=text.sha256 or _digest(text, pack))


def words_of(text: Text, pack: Pack) -> str | None:
    """Return the words in the language they were shown in, where the pack has the very words that were agreed to."""
    words = _words(text, pack)
    return words if words is not None and text.sha256 == sha256_of(words) else None


def _digest(text: Text, pack: Pack) -> str | None:
    words = _words(text, pack)
    return None if words is None else sha256_of(words)


def _words(text: Text, pack: Pack) -> str | None:
    known = pack.consent_texts.get(text.id)
    said = known.says.get(text.version) if known is not None else None
    return None if said is None else getattr(said, text.language, None)
