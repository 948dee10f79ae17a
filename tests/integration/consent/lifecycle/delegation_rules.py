"""Delegations are asked for, accepted, declined and ended."""

from hypothesis import strategies as st
from hypothesis.stateful import Bundle, rule

from tests.integration.consent.lifecycle.days import BORN, who_decides
from tests.integration.consent.lifecycle.delegations import Delegation
from tests.integration.consent.lifecycle.telling import ENDS, Telling, giver
from tests.integration.consent.service import a_delegation


class DelegationRules(Telling):
    """What can happen to delegations."""

    delegations = Bundle("delegations")

    @rule(
        target=delegations,
        kind=st.sampled_from(["grant", "custody"]),
        accepted=st.booleans(),
        begins=st.integers(-30, 30),
        ends=ENDS,
    )
    def delegate(self, kind: str, accepted: bool, begins: int, ends: int | None) -> str:
        days = {"from": self._day(-begins, 0), "until": self._day(-begins, ends)}
        said = {name: day.isoformat() for name, day in days.items() if day is not None}
        given_by = giver("custody" if kind == "custody" else "self")
        # Accepted at once, it is accepted in the words that every step here is taken in.
        said |= {"channel": "phone"}
        body = a_delegation(subject=self._subject, kind=kind, accepted=accepted, given_by=given_by, **said)
        if given_by != giver(who_decides(self._moment())):
            return self._refused("/v1/delegations", body)
        made = self._made("/v1/delegations", body)
        steps = {"accepted": self._moment()} if accepted else {}
        self._person.delegations[made] = Delegation(kind, self._moment(), days["from"] or BORN, days["until"], steps)
        return made

    @rule(delegation=delegations, step=st.sampled_from(["accepted", "declined", "ended"]))
    def step(self, delegation: str, step: str) -> None:
        if (known := self._person.delegations.get(delegation)) is None:
            return
        path = {"accepted": "acceptance", "declined": "refusal", "ended": "end"}[step]
        expected = known.answer_to(step, self._moment())
        self._do(f"/v1/delegations/{delegation}/{path}", {}, expected)
        if expected == 200 and step not in known.steps:
            known.steps[step] = self._moment()
            self._person.version += 1
