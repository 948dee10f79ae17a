"""What the use cases around reminders need from outside."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import NamedTuple, Protocol

from services.consent.domain.consent import Consent
from services.consent.domain.reminder import Days, Reminder
from services.consent.use_cases.authority_ports import Due


class PlaceByDay(NamedTuple):
    """Of consents in the order in which they lapse, one."""

    day: date
    consent_id: str


class TextVersion(NamedTuple):
    text_id: str
    version: str
    newest: str


class AskedAnew(NamedTuple):
    """At which controller people are to be asked anew, and the consents, by id, that answer for nobody."""

    controller: str
    without_authority: Collection[str]


class Reminders(Protocol):
    """Consents to remind of, renewed ones left out; withdrawn ones may be among them.

    With `unannounced`, only those of which nobody has been reminded. `come_of_age` returns those given by custody of
    whoever may decide by now and has said neither yes nor no since, nor a representative for them. `add` returns
    whether there was none like it.
    """

    def lapsing(
        self, asked: AskedAnew, days: Days, after: PlaceByDay | None, limit: int, *, unannounced: bool
    ) -> list[Consent]: ...
    def with_old_text(
        self, asked: AskedAnew, old: Sequence[TextVersion], after: str | None, limit: int, *, unannounced: bool
    ) -> list[Consent]: ...
    def come_of_age(self, due: Due, after: str | None, limit: int) -> list[Consent]: ...
    def add(self, reminder: Reminder, at: datetime) -> bool: ...
