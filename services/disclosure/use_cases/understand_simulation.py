"""Turn what is to be tried out into a check whose words the pack knows, with a reference in place of the person."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from services.disclosure.domain.check import Check, check_from
from services.disclosure.domain.errors import UnknownWords
from services.disclosure.domain.subject_state import SubjectState
from services.disclosure.engine.compile import Policy
from services.disclosure.engine.vocabulary import unknown_words
from services.disclosure.use_cases.given_state import given_state
from services.disclosure.use_cases.ports import SubjectKey
from services.disclosure.use_cases.understand_check import Identification, identified
from services.disclosure.use_cases.unknown_draft_words import unknown_draft_words
from shared.policy_packs.model import Pack

Said = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Tried:
    """A check, complete although a wider question leaves something open; its document stays as it was asked."""

    check: Check
    document: Said
    subject: SubjectKey | None
    drafts: SubjectState


def understand_simulation(said: Said, policy: Policy, identification: Identification) -> Tried:
    """Return what is to be tried out, or raise UnknownWords naming each word that the policy does not have."""
    document, known, subject = identified(said["check"], identification)
    check = check_from({**complete_check(document, policy.pack), **known})
    given = said.get("given", {})
    unknown = [(_pointer(place, document), detail) for place, detail in unknown_words(check, policy.pack)]
    unknown += [(f"/given{place}", detail) for place, detail in unknown_draft_words(given, policy.pack)]
    if unknown:
        raise UnknownWords(unknown)
    return Tried(check, document, subject, given_state(given))


def complete_check(said: Said, pack: Pack) -> dict[str, Any]:
    """Return a check with any word of the pack where a wider question leaves open which."""
    recipient = {"kind": next(iter(pack.recipient_kinds)), **said.get("recipient", {})}
    check = {"purpose": next(iter(pack.purposes)), **said, "recipient": recipient}
    if "items" not in check:
        check["items"] = [{"category": next(iter(pack.categories)), **said.get("item", {})}]
    return check


def _pointer(place: str, document: Said) -> str:
    """A wider question has one `item` where a check has items."""
    if "items" not in document and place.startswith("/items/0"):
        place = "/item" + place.removeprefix("/items/0")
    return f"/check{place}"
