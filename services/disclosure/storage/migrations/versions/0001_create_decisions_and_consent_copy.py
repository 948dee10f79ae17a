"""Create decisions, the copy of consent state, and what relay and projector remember."""

from alembic import op

from shared.messaging.outbox import create_relay_tables
from shared.messaging.positions import create_position_table
from services.disclosure.storage.tables import METADATA

revision = "0001"
down_revision = None


def upgrade() -> None:
    METADATA.create_all(op.get_bind())
    create_relay_tables(op, "disclosure")
    create_position_table(op, "disclosure", appended=False)
    op.execute("GRANT SELECT, INSERT ON decisions TO disclosure")
    op.execute("GRANT SELECT, INSERT, UPDATE ON subject_states, heartbeats TO disclosure")
    op.execute("GRANT SELECT, INSERT ON quarantine TO disclosure")
    op.execute("GRANT SELECT ON alembic_version TO disclosure")
