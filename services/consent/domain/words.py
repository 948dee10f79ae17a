"""The words a request may use: those of the controller's pack, and those already in the consent at hand."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from services.consent.domain.errors import Fault
from services.consent.domain.scope import ANY_CATEGORY, Item, Part, Recipient, Scope
from shared.policy_packs.model import Pack


@dataclass(frozen=True, slots=True)
class Words:
    """Every code that means something."""

    recipient_kinds: frozenset[str] = frozenset()
    purposes: frozenset[str] = frozenset()
    categories: frozenset[str] = frozenset()
    labels: frozenset[str] = frozenset()
    channels: frozenset[str] = frozenset()

    @classmethod
    def of_pack(cls, pack: Pack) -> "Words":
        return cls(
            frozenset(pack.recipient_kinds),
            frozenset(pack.purposes),
            frozenset(pack.categories) | {ANY_CATEGORY},
            frozenset(pack.labels),
            frozenset(pack.channels),
        )

    @classmethod
    def of_scope(cls, scope: Scope) -> "Words":
        return cls(
            frozenset(recipient.kind for recipient in scope.recipients),
            frozenset(scope.purposes),
            frozenset(item.category for item in scope.items) | {ANY_CATEGORY},
            frozenset(item.label for item in scope.items if item.label),
        )

    def and_also(self, other: "Words") -> "Words":
        return Words(
            self.recipient_kinds | other.recipient_kinds,
            self.purposes | other.purposes,
            self.categories | other.categories,
            self.labels | other.labels,
            self.channels | other.channels,
        )


def faults_of_words(place: str, said: Scope | Part, words: Words) -> list[Fault]:
    """Return a fault for each unknown word of the scope or part found at a place in the request."""
    return [
        *_unknown_kinds(f"{place}/recipients", said.recipients or (), words),
        *_unknown_purposes(f"{place}/purposes", said.purposes or (), words),
        *_unknown_item_words(f"{place}/items", said.items or (), words),
        *_unknown_channels(f"{place}/channels", said, words),
    ]


def faults_of_role(role: str | None, pack: Pack) -> list[Fault]:
    """Return a fault for a role of the subject that the pack does not have; that nobody named one is none."""
    if role is None or role in pack.subject_roles:
        return []
    return [_unknown("/subject_role", "subject role", role, frozenset(pack.subject_roles))]


def _unknown_kinds(place: str, recipients: tuple[Recipient, ...], words: Words) -> Iterator[Fault]:
    for index, recipient in enumerate(recipients):
        if recipient.kind not in words.recipient_kinds:
            yield _unknown(f"{place}/{index}/kind", "recipient kind", recipient.kind, words.recipient_kinds)


def _unknown_purposes(place: str, purposes: tuple[str, ...], words: Words) -> Iterator[Fault]:
    for index, purpose in enumerate(purposes):
        if purpose not in words.purposes:
            yield _unknown(f"{place}/{index}", "purpose", purpose, words.purposes)


def _unknown_channels(place: str, said: Scope | Part, words: Words) -> Iterator[Fault]:
    for index, channel in enumerate((said.channels or ()) if isinstance(said, Part) else ()):
        if channel not in words.channels:
            yield _unknown(f"{place}/{index}", "channel", channel, words.channels)


def _unknown_item_words(place: str, items: tuple[Item, ...], words: Words) -> Iterator[Fault]:
    for index, item in enumerate(items):
        if item.category not in words.categories:
            yield _unknown(f"{place}/{index}/category", "category", item.category, words.categories)
        if item.label is not None and item.label not in words.labels:
            yield _unknown(f"{place}/{index}/label", "label", item.label, words.labels)


def _unknown(pointer: str, kind: str, word: str, known: frozenset[str]) -> Fault:
    nearest = get_close_matches(word, sorted(known), n=1)
    hint = f" Did you mean {nearest[0]}?" if nearest else ""
    return Fault(pointer, f"The controller's pack has no such {kind}.{hint}")
