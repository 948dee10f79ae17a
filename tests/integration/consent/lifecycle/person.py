"""What a person has said, and how each of it stands at any moment: the plain model."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import zip_longest
from typing import Any

from tests.integration.consent.lifecycle.consents import Consent
from tests.integration.consent.lifecycle.days import COPENHAGEN, DECIDES_FROM, day_of
from tests.integration.consent.lifecycle.delegations import Delegation
from tests.integration.consent.lifecycle.objections import Objection

NONE, A_MOMENT = timedelta(), timedelta(seconds=1)


@dataclass
class Person:
    """Everything said by or for one person, by the ids that the service has given it."""

    consents: dict[str, Consent] = field(default_factory=dict)
    objections: dict[str, Objection] = field(default_factory=dict)
    delegations: dict[str, Delegation] = field(default_factory=dict)
    version: int = 0

    @property
    def birthday_known(self) -> bool:
        """Whether anything was decided by custody: of anybody else no birthday is kept."""
        given = any(one.authority == "custody" for one in self.consents.values() if not one.refused)
        raised = any(one.authority == "custody" for one in self.objections.values())
        return given or raised or any(one.kind == "custody" for one in self.delegations.values())

    def may_object(self, objection: Objection) -> bool:
        return objection.authority == "self" or day_of(objection.raised_at) < DECIDES_FROM

    def standings(self, at: datetime) -> dict[str, dict[str, tuple[str, str | None]]]:
        """Return how each thing stands at a moment and, of an objection, whose it is."""
        return {
            "consents": {id_: (one.status(at), None) for id_, one in self.consents.items()},
            "objections": {id_: (one.status(at), one.held_by(at)) for id_, one in self.objections.items()},
            "delegations": {id_: (one.status(at), None) for id_, one in self.delegations.items()},
        }

    def moments_of_change(self) -> list[datetime]:
        """Return moments at which something begins to stand otherwise, and those just before, in no order of time."""
        given = [consent.given_at for consent in self.consents.values()]
        taken = [one.at for consent in self.consents.values() for one in consent.taken_back]
        raised = [objection.raised_at for objection in self.objections.values()]
        lapsing = [one.until for one in self.consents.values() if one.until < date.max]
        days = [DECIDES_FROM, *(one.ends for one in self.delegations.values() if one.ends), *lapsing]
        begun = [datetime.combine(day, time(), COPENHAGEN) for day in days]
        mixed = [moment for four in zip_longest(begun, taken, given, raised) for moment in four if moment]
        return [moment - before for moment in mixed for before in (NONE, A_MOMENT)]

    def agrees_with_state(self, state: Mapping[str, Any]) -> bool:
        """Return whether what the gate is told is what was said: each withdrawal, lift and answer, and who may see."""
        given = {id_: len(one.taken_back) for id_, one in self.consents.items() if not one.refused}
        lifted = {id_: one.lifted_at is not None for id_, one in self.objections.items()}
        seeing = {id_: "ended" in one.steps for id_, one in self.delegations.items() if "accepted" in one.steps}
        return (
            state["version"] == self.version
            and {one["id"]: len(one["withdrawals"]) for one in state["consents"]} == given
            and {one["id"]: "lifted_at" in one for one in state["objections"]} == lifted
            and {one["id"]: "ended_at" in one for one in state["delegations"]} == seeing
        )
