"""Consents are given, renewed, refused and taken back."""

from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import Bundle, rule

from tests.integration.consent.lifecycle.consents import CATEGORIES, CELLS, INSURERS, PURPOSES, Consent, TakenBack
from tests.integration.consent.lifecycle.telling import DAYS_AGO, ENDS, OTHER, RIGHTLY, Telling, giver
from tests.integration.consent.service import a_consent, a_refused_consent

AUTHORITIES = st.sampled_from(["self", "custody"])
Some = tuple[str, ...] | None


def some_of(words: tuple[str, ...]) -> st.SearchStrategy[Some]:
    return st.sampled_from([None, words[:1], words[1:], words])


class ConsentRules(Telling):
    """What can happen to consents."""

    consents = Bundle("consents")

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


def _part(recipients: Some, categories: Some) -> dict[str, Any]:
    named = {} if recipients is None else {"recipients": [{"kind": "insurer", "id": name} for name in recipients]}
    return named | ({} if categories is None else {"items": [{"category": name} for name in categories]})
