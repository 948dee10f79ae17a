"""Whether what a row is about lies within a part: Part.covers as a condition of statements."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB

from services.consent.domain.scope import ANY_CATEGORY, WHOLE, Item, Part, Recipient
from services.consent.storage.recall_tables import recalls
from services.consent.storage.tables import consents, delegations, objections, refused_consents

_Json = sa.ColumnElement[Any]
_Condition = sa.ColumnElement[bool]


def lies_within(table: sa.Table, part: Part) -> _Condition:
    """Return the condition that all that a row is about lies within a part; of rows about no part, only the whole."""
    if part == WHOLE:
        return sa.true()
    if table is recalls:
        of_consent = consents.c.id == recalls.c.consent_id
        return sa.exists().where(of_consent, lies_within(consents, part))
    if table not in _ABOUT:
        return sa.false()
    course = table.c.course if "course" in table.c else sa.null()
    return sa.and_(*_limits(_ABOUT[table], part, course))


_ABOUT: dict[sa.Table, _Json] = {
    consents: consents.c.scope,
    refused_consents: refused_consents.c.scope,
    objections: objections.c.part,
    delegations: delegations.c.mandate["part"],
}


def _limits(about: _Json, part: Part, course: sa.ColumnElement[Any]) -> Iterator[_Condition]:
    for name, words in (("purposes", part.purposes), ("channels", part.channels)):
        if words is not None:
            yield about.has_key(name)
            yield about[name].contained_by(list(words))
    if part.recipients is not None:
        yield _each(about, "recipients", part.recipients, _holds_recipient)
    if part.items is not None:
        yield _each(about, "items", part.items, lambda item, one: _holds_item(item, one, course))


def _each(
    about: _Json, name: str, parts: Sequence[Any], holds: Callable[[Any, _Json], Iterator[_Condition]]
) -> _Condition:
    """Each one named lies within a part; what cannot be said of one that leaves something out is not so."""
    one = sa.func.jsonb_array_elements(about[name], type_=JSONB).column_valued("one")
    held = sa.or_(*(sa.and_(*holds(part, one)) for part in parts))
    outside = sa.exists(sa.select(one).where(~sa.func.coalesce(held, sa.false())))
    return sa.and_(about.has_key(name), ~outside)


def _holds_recipient(recipient: Recipient, one: _Json) -> Iterator[_Condition]:
    for name in ("kind", "id", "country"):
        if (word := getattr(recipient, name)) is not None:
            yield one[name].astext == word


def _holds_item(item: Item, one: _Json, course: sa.ColumnElement[Any]) -> Iterator[_Condition]:
    yield sa.or_(sa.literal(item.category == ANY_CATEGORY), one["category"].astext == item.category)
    if item.course is not None:
        yield sa.func.coalesce(one["course"].astext, course) == item.course
    for name in ("episode", "label"):
        if (word := getattr(item, name)) is not None:
            yield one[name].astext == word
    if item.period is not None:
        begins, ends = (one[("period", end)].astext for end in ("from", "until"))
        yield one.has_key("period")
        yield sa.true() if item.period.begins is None else begins >= item.period.begins.isoformat()
        yield sa.true() if item.period.ends is None else ends <= item.period.ends.isoformat()
