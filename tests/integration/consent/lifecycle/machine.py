"""Everything that can happen to what a person has said, in any order, to the service and to the plain model at once."""

from datetime import datetime, timedelta

from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule

from tests.integration.consent.lifecycle.consent_rules import ConsentRules
from tests.integration.consent.lifecycle.delegation_rules import DelegationRules
from tests.integration.consent.lifecycle.objection_rules import ObjectionRules
from tests.servers.service_client import body_of
from tests.thoroughness import examples

MOST_MOMENTS = examples(6)


class Lifecycle(ConsentRules, ObjectionRules, DelegationRules):
    """Time passes as well, and after each step all that was said is looked at, now and at other moments."""

    @rule(days=st.sampled_from([1, 20, 61, 200, 366]))
    def time_passes(self, days: int) -> None:
        self._service.clock.move(days=days)

    @invariant()
    def everything_stands_as_the_model_says(self) -> None:
        state = body_of(self._service.post("/v1/states/read", {"controller": "hospital", "subjects": [self._subject]}))
        assert self._person.agrees_with_state(state["states"][0])
        self._look(self._moment())
        # So that no two things happen at one moment.
        self._service.clock.move(minutes=1)

    @rule(days=st.sampled_from([-400, -61, -30, -1, 1, 61, 400]))
    def look_at_another_moment(self, days: int) -> None:
        self._look(self._moment() + timedelta(days=days))

    def teardown(self) -> None:
        for moment in self._person.moments_of_change()[:MOST_MOMENTS]:
            self._look(moment)

    def _look(self, moment: datetime) -> None:
        asked = {"controller": "hospital", "subject": self._subject, "as_of": moment.isoformat()}
        for what, expected in self._person.standings(moment).items():
            found = body_of(self._service.post(f"/v1/{what}/search", asked))[what]
            told = {one["id"]: (one["status"], one.get("held_by")) for one in found}
            assert told == expected, f"at {moment}"
