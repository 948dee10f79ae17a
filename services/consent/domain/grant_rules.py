"""What a grant must fulfil, and how long it then lives."""

from collections.abc import Iterator
from datetime import date, datetime

from services.consent.domain.authority_rules import faults_of_name
from services.consent.domain.consent import Grant
from services.consent.domain.errors import Fault
from services.consent.domain.giver_rules import faults_of_giver
from services.consent.domain.kind_rules import faults_of_kind
from services.consent.domain.text_rules import faults_of_text
from services.consent.domain.words import Words, faults_of_role, faults_of_words
from shared.policy_packs.model import Pack
from shared.policy_packs.validity import Validity, copenhagen_date
from shared.policy_packs.validity import validity_of as validity_of_class

ORAL = "oral"


def faults_of_grant(grant: Grant, pack: Pack, latest: datetime, born: date | None) -> list[Fault]:
    """Return everything wrong with a grant, one fault a place; `latest` is the last moment that is not the future.

    `born` is the subject's date of birth, where it is known.
    """
    unknown = [*faults_of_role(grant.subject_role, pack), *faults_of_words("/scope", grant.scope, Words.of_pack(pack))]
    known_words = [] if unknown else _faults_by_pack(grant, pack, born)
    unnamed = faults_of_name(grant.given_by, "/given_by")
    faults = (*unknown, *_faults_of_time(grant, latest), *unnamed, *known_words)
    return list({fault.pointer: fault for fault in reversed(faults)}.values())[::-1]


def validity_of(grant: Grant, pack: Pack) -> Validity:
    """Return how long a grant without faults lives."""
    (consent_class,) = _classes(grant, pack)
    return validity_of_class(consent_class, copenhagen_date(grant.given_at), grant.stated_end)


def _faults_by_pack(grant: Grant, pack: Pack, born: date | None) -> list[Fault]:
    return [
        *_faults_of_class(grant, pack),
        *faults_of_kind(grant, pack),
        *faults_of_text(grant.text, grant.scope.purposes, pack),
        *faults_of_giver(grant, born, pack),
    ]


def _faults_of_time(grant: Grant, latest: datetime) -> Iterator[Fault]:
    if grant.given_at > latest:
        yield Fault("/given_at", "This moment is in the future.")
    if grant.stated_end is not None and grant.stated_end <= copenhagen_date(grant.given_at):
        yield Fault("/stated_end", "The consent would have ended when it was given: the day stated is not included.")


def _faults_of_class(grant: Grant, pack: Pack) -> Iterator[Fault]:
    classes = _classes(grant, pack)
    if len(classes) > 1:
        mixed = ", ".join(sorted(classes))
        yield Fault("/scope/purposes", f"One consent cannot hold purposes that live differently long: {mixed}.")
    elif grant.form == ORAL and _must_be_written(grant, pack) and not grant.form_exemption:
        yield Fault("/form", "A consent for this purpose must be written or electronic, or state a form_exemption.")
    if classes == {"treatment"} and not _names_a_course(grant):
        yield Fault("/course", "A consent to treatment is tied to its course; name it here or in an item of the scope.")
    if grant.form_exemption and grant.form != ORAL:
        yield Fault("/form_exemption", "Only an oral consent can be exempted from being in writing.")


def _names_a_course(grant: Grant) -> bool:
    return grant.course is not None or any(item.course is not None for item in grant.scope.items)


def _must_be_written(grant: Grant, pack: Pack) -> bool:
    """As the gate asks: sundhedsloven § 42 lets a consent to treatment be oral, § 44 asks for writing otherwise.

    Writing may be dispensed with where the nature of the case or the circumstances speak for it.
    """
    return any(pack.purposes[purpose].consent_form == "written" for purpose in grant.scope.purposes)


def _classes(grant: Grant, pack: Pack) -> set[str]:
    return {pack.purposes[purpose].consent_class for purpose in grant.scope.purposes}
