"""List the words that people are asked to agree to."""

from collections.abc import Iterator

from services.consent.use_cases.check_request import pack_of
from services.consent.use_cases.surroundings import Surroundings
from shared.events.envelope import Document
from shared.policy_packs.consent_text import ConsentText, sha256_of
from shared.policy_packs.model import Pack
from shared.policy_packs.name import Name


def list_consent_texts(controller: str, surroundings: Surroundings) -> Document:
    """Return every version of every text of the controller's pack, older versions too."""
    pack = pack_of(controller, surroundings)
    return {"consent_texts": [one for text in pack.consent_texts.values() for one in _versions(text, pack)]}


def _versions(text: ConsentText, pack: Pack) -> Iterator[Document]:
    for version, purposes in text.versions.items():
        yield {
            "id": text.id,
            "version": version,
            "replaced_by": text.replaced.get(version),
            "kinds": [kind.id for kind in pack.consent_kinds if text.id in kind.texts],
            "purposes": sorted(purposes),
            "words": _in_both(text.says[version]),
        }


def _in_both(words: Name) -> Document:
    return {
        language: {"text": said, "sha256": sha256_of(said)} for language, said in (("da", words.da), ("en", words.en))
    }
