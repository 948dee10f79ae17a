"""Deaths on record, and which of them were found not to be so."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB

from services.consent.storage.metadata import metadata
from services.consent.storage.recorded_columns import recorded_columns

deaths = sa.Table(
    "deaths",
    metadata,
    sa.Column("id", sa.Uuid(as_uuid=False), primary_key=True),
    sa.Column("controller", sa.Text, nullable=False),
    sa.Column("subject", sa.Text, nullable=False),
    sa.Column("died_on", sa.Date, nullable=False),
    sa.Column("evidence", JSONB, nullable=False),
    *recorded_columns(),
    sa.UniqueConstraint("controller", "subject", "state_version"),
)

death_retractions = sa.Table(
    "death_retractions",
    metadata,
    sa.Column("death_id", sa.Uuid(as_uuid=False), sa.ForeignKey("deaths.id"), primary_key=True),
    *recorded_columns(),
)
