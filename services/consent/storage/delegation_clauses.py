"""What statements ask of delegations, in any table or alias that holds them."""

import sqlalchemy as sa

from services.consent.storage.tables import delegation_steps


def took(delegations: sa.FromClause, step: str) -> sa.ColumnElement[bool]:
    """Return the condition that a step was taken, at whatever moment: one recorded while this goes on counts, too."""
    return sa.exists().where(delegation_steps.c.delegation_id == delegations.c.id, delegation_steps.c.step == step)


def rests_on_custody(delegations: sa.FromClause) -> sa.ColumnElement[bool]:
    """Return the condition that it is custody, or was given by a holder of custody."""
    mandate = delegations.c.mandate
    return sa.or_(mandate["kind"].astext == "custody", mandate["given_by"]["authority"].astext == "custody")
