"""What statements ask of consents that somebody has been asked for anew: whether the answer is there already."""

from collections.abc import Collection

import sqlalchemy as sa

from services.consent.storage.tables import consents, refused_consents, withdrawals


def renewed(without_authority: Collection[str]) -> sa.ColumnElement[bool]:
    """Return the condition that another consent was given in the place of this one."""
    newer = consents.alias("newer")
    return sa.exists().where(newer.c.renews == consents.c.id, was_valid(newer, without_authority))


def was_valid(newer: sa.FromClause, without_authority: Collection[str]) -> sa.ColumnElement[bool]:
    """Return the condition that a consent counted: what was given without authority or never was valid does not.

    What never counted answers nothing. Which consents were given without authority depends on the ages of the pack, so
    their ids are told.
    """
    found = sa.exists().where(withdrawals.c.consent_id == newer.c.id, withdrawals.c.how == "invalidated")
    return sa.and_(~found, newer.c.id.not_in(without_authority))


def renewal_refused() -> sa.ColumnElement[bool]:
    """Return the condition that somebody said no to this consent anew, by its id or in the same words since."""
    return sa.exists().where(*_refusal())


def answered_anew(without_authority: Collection[str]) -> sa.ColumnElement[bool]:
    """Return the condition that somebody has said yes or no to it since it was given, who was no holder of custody.

    Usually that is the person; a representative answers for them as well. A consent that renews it is an answer, too.
    """
    own = consents.alias("own")
    since = own.c.given_at >= consents.c.given_at
    not_by_custody = own.c.given_by_authority != "custody"
    said_yes = sa.exists().where(*_alike(own), since, not_by_custody, was_valid(own, without_authority))
    said_no = sa.exists().where(*_refusal(), refused_consents.c.refused_by_authority != "custody")
    return sa.or_(renewed(without_authority), said_yes, said_no)


def _refusal() -> tuple[sa.ColumnElement[bool], ...]:
    refused = refused_consents
    since = sa.and_(*_alike(refused), refused.c.refused_at >= consents.c.given_at)
    of_the_person = sa.and_(refused.c.controller == consents.c.controller, refused.c.subject == consents.c.subject)
    return of_the_person, sa.or_(refused.c.renews == consents.c.id, since)


def _alike(other: sa.FromClause) -> tuple[sa.ColumnElement[bool], ...]:
    """The same person is asked the same; the version of the text may be another."""
    return (
        other.c.controller == consents.c.controller,
        other.c.subject == consents.c.subject,
        other.c.text_id == consents.c.text_id,
        other.c.course.is_not_distinct_from(consents.c.course),
        # Lists in any order; each contains the other also where one repeats, in part, what it says already.
        other.c.scope.contains(consents.c.scope),
        other.c.scope.contained_by(consents.c.scope),
        *(_as_many(dimension, other) for dimension in ("recipients", "purposes", "items")),
    )


def _as_many(dimension: str, other: sa.FromClause) -> sa.ColumnElement[bool]:
    theirs, mine = (sa.func.jsonb_array_length(one.c.scope[dimension]) for one in (other, consents))
    return theirs == mine
