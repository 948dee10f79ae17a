"""What is kept so that authority can be judged on the day, and which changes of it have been announced."""

import sqlalchemy as sa

from services.consent.storage.metadata import metadata

birth_dates = sa.Table(
    "birth_dates",
    metadata,
    sa.Column("controller", sa.Text, primary_key=True),
    sa.Column("subject", sa.Text, primary_key=True),
    sa.Column("born", sa.Date, nullable=False),
)
"""When subjects were born for whom something was decided by custody; of nobody else."""

authority_announcements = sa.Table(
    "authority_announcements",
    metadata,
    sa.Column("thing_id", sa.Uuid(as_uuid=False), primary_key=True),
    sa.Column("type", sa.Text, primary_key=True),
    sa.Column("announced_at", sa.DateTime(timezone=True), nullable=False),
)
"""Each event of its type about a consent, objection or delegation, so that there is no second one."""
