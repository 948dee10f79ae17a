"""Step 1: who asks what of whom, on which day; worked out once per check and read by every later step."""

from dataclasses import dataclass, fields
from datetime import date, datetime
from operator import attrgetter
from typing import Any, NamedTuple, Self

from services.disclosure.domain.check import Check
from services.disclosure.domain.reason import Reason
from services.disclosure.domain.subject_state import Consent, Delegation, Objection, RecipientScope, SubjectState
from services.disclosure.engine.circumstances import Circumstances
from services.disclosure.engine.compile import Cells, Policy
from shared.policy_packs.model import Channel, Pack, Purpose
from shared.policy_packs.validity import copenhagen_date


class WeighedConsent(NamedTuple):
    """A consent on file, the first day on which it no longer counts, and why it cannot carry this check at all."""

    consent: Consent
    lapses: date | None
    fault: Reason | None


@dataclass(slots=True)
class Situation:
    """The steps' own working paper; nothing of it leaves the engine."""

    check: Check
    state: SubjectState | None
    policy: Policy
    at: datetime
    day: date
    has_died: bool
    role: str
    stated: Circumstances
    cells: Cells
    purpose: Purpose
    lineage: frozenset[str]
    country: str | None
    channel: Channel | None
    abroad: frozenset[str]
    """The lists of countries of which the recipient's is no member today; one that nobody stated is on none.

    None at all where the data go to the people themselves, who may have them wherever they live.
    """
    to_subject: bool
    age_of_consent: str
    confidentiality: tuple[str, ...]
    objections: tuple[Objection, ...] = ()
    weighed: tuple[WeighedConsent, ...] = ()
    delegations: tuple[Delegation, ...] = ()

    def supposing(self, **changed: Any) -> Self:
        """The same with this changed; `dataclasses.replace` takes twice as long, and explanations suppose a lot."""
        supposed = type(self)(*_everything(self))
        for name, value in changed.items():
            setattr(supposed, name, value)
        return supposed

    def is_named_by(self, recipients: tuple[RecipientScope, ...]) -> bool:
        """Whether a no to these recipients reaches this one; an id nobody stated might be the one meant."""
        own_id = self.check.recipient.id
        return any(
            one.kind in self.lineage
            and (one.id is None or own_id is None or one.id == own_id)
            and (one.country is None or self.country is None or one.country == self.country)
            for one in recipients
        )


_everything = attrgetter(*(field.name for field in fields(Situation)))


def identify(check: Check, state: SubjectState | None, policy: Policy, at: datetime) -> Situation:
    pack = policy.pack
    kind = pack.recipient_kinds[check.recipient.kind]
    day = copenhagen_date(at)
    has_died = state is not None and state.has_died_by(day)
    role = role_if_dead(check, pack) if has_died else named_role(check, pack)
    country = check.recipient.country or kind.country
    return Situation(
        check=check,
        state=state,
        policy=policy,
        at=at,
        day=day,
        has_died=has_died,
        role=role,
        stated=_circumstances(check, day),
        cells=policy.index[role, kind.code, check.purpose],
        purpose=pack.purposes[check.purpose],
        lineage=policy.lineages[kind.code],
        country=country,
        abroad=frozenset() if kind.is_subject else policy.abroad(country, day),
        channel=pack.channels[check.channel] if check.channel else None,
        to_subject=kind.is_subject,
        confidentiality=pack.subject_roles[role].law,
        # Whoever acted for the person acts for nobody after their death.
        delegations=state.delegations if state is not None and not has_died else (),
        age_of_consent=pack.age_of_consent_in(role, check.purpose),
    )


def named_role(check: Check, pack: Pack) -> str:
    """Return the role that the check names, or else the pack's usual one."""
    return check.subject_role or pack.default_subject_role


def role_if_dead(check: Check, pack: Pack) -> str:
    """Return the role that the person has after death: the one that the check names, unless the pack has another."""
    named = named_role(check, pack)
    return pack.subject_roles[named].after_death or named


def _circumstances(check: Check, day: date) -> Circumstances:
    return Circumstances(
        day, check.facts, check.subject_born, check.recipient.id, check.channel, attestation=check.attestation
    )
