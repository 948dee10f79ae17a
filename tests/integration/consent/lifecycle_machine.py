"""Everything that can happen to what a person has said, in any order, to the service and to the plain model at once."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, rule

from tests.integration.consent.lifecycle_model import (
    BORN,
    CATEGORIES,
    CELLS,
    INSURERS,
    PURPOSES,
    Consent,
    Delegation,
    Objection,
    Person,
    TakenBack,
    who_decides,
)
from tests.integration.consent.service import Service, a_consent, a_delegation, a_refused_consent, an_objection
from tests.servers.service_client import body_of
from tests.thoroughness import examples

AUTHORITIES = st.sampled_from(["self", "custody"])
RIGHTLY = st.sampled_from([True, True, True, False])
"""Whether something is said by whoever may say it; most of the time, or little would ever come about."""
DAYS_AGO = st.sampled_from([0, 0, 0, 1, 30])
ENDS = st.none() | st.integers(1, 500)
MOST_MOMENTS = examples(6)
OTHER = {"self": "custody", "custody": "self"}
Some = tuple[str, ...] | None


def giver(authority: str) -> dict[str, str]:
    """Return somebody who says something; who else than the person it was is said."""
    return {"authority": authority} | ({"reference": "parent-1"} if authority == "custody" else {})


def some_of(words: tuple[str, ...]) -> st.SearchStrategy[Some]:
    return st.sampled_from([None, words[:1], words[1:], words])


class Lifecycle(RuleBasedStateMachine):
    """One person at one controller. Whatever the service answers, the model has said before."""

    consents = Bundle("consents")
    objections = Bundle("objections")
    delegations = Bundle("delegations")

    def __init__(self, service: Service, cpr: str) -> None:
        super().__init__()
        self._service = service
        self._subject = {"cpr": cpr}
        self._person = Person()
        service.clock.now = datetime.fromisoformat("2026-03-01T12:00:00Z")

    @rule(days=st.sampled_from([1, 20, 61, 200, 366]))
    def time_passes(self, days: int) -> None:
        self._service.clock.move(days=days)

    @rule(target=consents, rightly=RIGHTLY, purpose=st.sampled_from(PURPOSES), ago=DAYS_AGO, ends=ENDS)
    def give(self, rightly: bool, purpose: str, ago: int, ends: int | None) -> str:
        return self._give(Consent(self._moment(ago), self._who(ago, rightly), purpose, self._day(ago, ends)))

    @rule(target=consents, older=consents, rightly=RIGHTLY)
    def renew(self, older: str, rightly: bool) -> str:
        renewed = self._person.consents.get(older)
        if renewed is None or renewed.refused:
            return older
        return self._give(Consent(self._moment(), self._who(0, rightly), renewed.purpose), renews=older)

    @rule(target=consents, authority=AUTHORITIES)
    def refuse(self, authority: str) -> str:
        said = {"refused_at": self._moment().isoformat(), "refused_by": giver(authority)}
        made = self._made("/v1/consents/refused", a_refused_consent(subject=self._subject, **said))
        self._person.consents[made] = Consent(self._moment(), authority, PURPOSES[0], refused=True)
        return made

    @rule(
        consent=consents,
        recipients=some_of(INSURERS),
        categories=some_of(CATEGORIES),
        how=st.sampled_from(["withdrawn", "withdrawn", "revoked", "invalidated"]),
        rightly=RIGHTLY,
        ago=DAYS_AGO,
    )
    def take_back(self, consent: str, recipients: Some, categories: Some, how: str, rightly: bool, ago: int) -> None:
        known = self._person.consents.get(consent)
        if known is None:
            return
        by = known.authority if rightly else OTHER[known.authority]
        cells = frozenset(c for c in CELLS if c[0] in (recipients or INSURERS) and c[1] in (categories or CATEGORIES))
        withdrawal = TakenBack(self._moment(ago), how, cells)
        expected = known.answer_to(withdrawal, by)
        said = {"part": _part(recipients, categories), "how": how, "withdrawn_by": giver(by)}
        self._do(f"/v1/consents/{consent}/withdrawals", said | {"at": withdrawal.at.isoformat()}, expected)
        if expected == 201 and not known.is_said_already(withdrawal):
            known.take_back(withdrawal)
            self._person.version += 1

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
        expected = 200 if known.awaits_an_answer() else 422
        self._do(f"/v1/objections/{objection}/answer", {"answer": answer, "grounds": "As was told."}, expected)
        if expected == 200:
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
            known.lifted_at, known.lifted_by = self._moment(), by
            self._person.version += 1

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

    def _give(self, consent: Consent, **said: Any) -> str:
        stated_end = {} if consent.stated_end is None else {"stated_end": consent.stated_end.isoformat()}
        scope = {
            "recipients": [{"kind": "insurer", "id": name} for name in INSURERS],
            "purposes": [consent.purpose],
            "items": [{"category": name} for name in CATEGORIES],
        }
        who = {"given_by": giver(consent.authority), "given_at": consent.given_at.isoformat()}
        course = {"course": "K1"} if consent.purpose == "second-opinion" else {}
        text = {"id": "leaflet", "version": "1", "language": "da"}
        body = a_consent(subject=self._subject, text=text, **scope, **who, **stated_end, **course, **said)
        if not consent.may_be_given():
            return self._refused("/v1/consents", body)
        made = self._made("/v1/consents", body)
        self._person.consents[made] = consent
        return made

    def _made(self, path: str, body: Mapping[str, Any]) -> str:
        self._person.version += 1
        made: str = body_of(self._service.post(path, body), 201)["id"]
        return made

    def _refused(self, path: str, body: Mapping[str, Any]) -> str:
        body_of(self._service.post(path, body), 422)
        return "refused"

    def _do(self, path: str, body: Mapping[str, Any], expected: int) -> None:
        body_of(self._service.post(path, {"channel": "phone"} | body if "answer" not in body else body), expected)

    def _who(self, days_ago: int, rightly: bool) -> str:
        """Return who decided so many days ago, or else who did not."""
        decided = who_decides(self._moment(days_ago))
        return decided if rightly else OTHER[decided]

    def _moment(self, days_ago: int = 0) -> datetime:
        return self._service.clock.now - timedelta(days=days_ago)

    def _day(self, days_ago: int, later: int | None) -> Any:
        return None if later is None else (self._moment(days_ago) + timedelta(days=later)).date()


def _part(recipients: Some, categories: Some) -> dict[str, Any]:
    named = {} if recipients is None else {"recipients": [{"kind": "insurer", "id": name} for name in recipients]}
    return named | ({} if categories is None else {"items": [{"category": name} for name in categories]})
