"""Objections are raised, answered and lifted."""

from hypothesis import strategies as st
from hypothesis.stateful import Bundle, rule

from tests.integration.consent.lifecycle.objections import Objection
from tests.integration.consent.lifecycle.telling import DAYS_AGO, OTHER, RIGHTLY, Telling, giver
from tests.integration.consent.service import an_objection


class ObjectionRules(Telling):
    """What can happen to objections."""

    objections = Bundle("objections")

    @rule(
        target=objections,
        kind=st.sampled_from(["refusal", "particular-situation"]),
        rightly=RIGHTLY,
        ago=DAYS_AGO,
    )
    def object_to(self, kind: str, rightly: bool, ago: int) -> str:
        authority = self._who(ago, rightly)
        objection = Objection(self._moment(ago), authority, kind)
        said = {"raised_by": giver(authority), "raised_at": objection.raised_at.isoformat(), "kind": kind}
        body = an_objection(subject=self._subject, part={}, **said)
        if not self._person.may_object(objection):
            return self._refused("/v1/objections", body)
        made = self._made("/v1/objections", body)
        self._person.objections[made] = objection
        return made

    @rule(objection=objections, answer=st.sampled_from(["upheld", "overridden"]))
    def answer(self, objection: str, answer: str) -> None:
        if (known := self._person.objections.get(objection)) is None:
            return
        awaited, expected = known.awaits_an_answer(), known.answer_to_answer(answer)
        self._do(f"/v1/objections/{objection}/answer", {"answer": answer, "grounds": "As was told."}, expected)
        if awaited:
            known.answered = (self._moment(), answer)
            self._person.version += 1

    @rule(objection=objections, rightly=RIGHTLY)
    def lift(self, objection: str, rightly: bool) -> None:
        if (known := self._person.objections.get(objection)) is None:
            return
        holder = known.held_by(self._moment())
        by = holder if rightly else OTHER[holder]
        expected = known.answer_to_lift(self._moment(), by, birthday_known=self._person.birthday_known)
        said = {"channel": "phone", "lifted_by": giver(by)}
        self._do(f"/v1/objections/{objection}/lift", said, expected)
        if expected == 200 and known.lifted_at is None:
            known.lifted_at = self._moment()
            self._person.version += 1
