"""The smallest schema that relays and consumes: an outbox, what was taken in, and what both remember."""

import sqlalchemy as sa
from alembic.migration import MigrationContext
from alembic.operations import Operations

from shared.messaging.outbox import create_relay_tables, outbox_columns
from shared.messaging.positions import create_position_table

ROLE = "messaging"
METADATA = sa.MetaData()
OUTBOX = sa.Table("things", METADATA, *outbox_columns(), sa.Index("things_in_order", "xid", "seq"))
TAKEN_IN = sa.Table(
    "taken_in",
    METADATA,
    sa.Column("seq", sa.BigInteger, sa.Identity(always=True)),
    sa.Column("key", sa.Text, nullable=False),
    sa.Column("position", sa.BigInteger, primary_key=True),
    sa.Column("value", sa.Text, nullable=False),
)
DELIVERIES = sa.Table("deliveries", METADATA, sa.Column("position", sa.BigInteger, nullable=False))


def create_schema(url: str) -> None:
    """Create everything as the owner, and grant the runtime role what it needs."""
    engine = sa.create_engine(url)
    with engine.begin() as connection:
        METADATA.create_all(connection)
        operations = Operations(MigrationContext.configure(connection))
        create_relay_tables(operations, ROLE)
        create_position_table(operations, ROLE, appended=True)
        for table in METADATA.tables:
            connection.execute(sa.text(f"GRANT SELECT, INSERT ON {table} TO {ROLE}"))
    engine.dispose()
