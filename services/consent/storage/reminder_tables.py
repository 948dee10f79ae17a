"""The reminders there have been: one row for each thing that somebody was to be reminded of."""

import sqlalchemy as sa

from services.consent.storage.metadata import metadata

consent_reminders = sa.Table(
    "consent_reminders",
    metadata,
    sa.Column("consent_id", sa.Uuid(as_uuid=False), sa.ForeignKey("consents.id"), primary_key=True),
    sa.Column("kind", sa.Text, primary_key=True),
    sa.Column("about", sa.Text, primary_key=True),
    sa.Column("announced_at", sa.DateTime(timezone=True), nullable=False),
)
