"""For whom a person who signed in may act."""

import sqlalchemy as sa

from services.consent.domain.delegation import Delegation
from services.consent.domain.reach import Reach
from services.consent.storage.delegation_rows import read_delegations
from services.consent.storage.tables import delegations


def delegations_to_act_by(connection: sa.Connection, reach: Reach) -> list[Delegation]:
    """Return the delegations by which the person may act, for whomever: read anew, and judged as they are shown."""
    if reach.subjects is None or reach.acting is None:
        return []
    to_the_person = delegations.c.mandate[("delegate", "id")].astext.in_(reach.subjects)
    given = read_delegations(connection, sa.and_(to_the_person, delegations.c.controller.in_(reach.controllers)))
    return [one for one in given if reach.acting(one)]
