"""What must be so of a consent that was asked for and refused.

Only its words are looked at. A no counts in any form, and whoever could not have said yes may say no.
"""

from collections.abc import Iterator
from datetime import datetime

from services.consent.domain.errors import Fault
from services.consent.domain.kind_rules import faults_of_kind_named
from services.consent.domain.refused_consent import Asked
from services.consent.domain.text_rules import faults_of_text
from services.consent.domain.words import Words, faults_of_words
from shared.policy_packs.model import Pack


def faults_of_asked(asked: Asked, pack: Pack, latest: datetime) -> list[Fault]:
    """Return everything wrong with it; `latest` is the last moment that is not the future."""
    return [
        *faults_of_words("/scope", asked.scope, Words.of_pack(pack)),
        *_faults_of_time(asked, latest),
        *faults_of_kind_named(asked.kind, asked.scope, pack),
        *faults_of_text(asked.text, asked.scope.purposes, pack),
    ]


def _faults_of_time(asked: Asked, latest: datetime) -> Iterator[Fault]:
    if asked.refused_at > latest:
        yield Fault("/refused_at", "This moment is in the future.")
