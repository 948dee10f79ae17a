"""What every service's alembic env.py does: one migrator at a time, bounded waits, one transaction."""

import sqlalchemy as sa
from alembic import context

# Any constant will do; all migrators of one database must use the same.
MIGRATION_LOCK = 4_356_653


def migrate(metadata: sa.MetaData) -> None:
    """Run the pending migrations on the URL that the alembic configuration carries."""
    engine = sa.create_engine(context.config.attributes["url"])
    with engine.connect() as connection, connection.begin():
        connection.execute(sa.text("SET LOCAL lock_timeout = '4s'"))
        connection.execute(sa.text("SET LOCAL statement_timeout = '60s'"))
        connection.execute(sa.text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": MIGRATION_LOCK})
        context.configure(connection=connection, target_metadata=metadata)
        context.run_migrations()
    engine.dispose()
