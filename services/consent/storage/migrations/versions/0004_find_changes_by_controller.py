"""Find the changes of one controller in the outbox, in the order of relaying.

The controller is read from the event by the database itself, so that every row has it: those from before, and those
that a process of the version before still writes. Adding the column rewrites the outbox.
"""

from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    # As json and not jsonb, because a text in jsonb cannot hold every character that a text in JSON can.
    op.execute(
        """
        CREATE FUNCTION controller_of_change(topic text, payload bytea) RETURNS text
        LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
            SELECT CASE topic WHEN 'consent.changes.v1' THEN convert_from(payload, 'UTF8')::json ->> 'controller' END
        $$
        """
    )
    op.execute(
        "ALTER TABLE outbox ADD COLUMN controller text"
        " GENERATED ALWAYS AS (controller_of_change(topic, payload)) STORED"
    )
    op.create_index(
        "outbox_controller_xid_seq", "outbox", ["controller", "xid", "seq"], postgresql_where="controller IS NOT NULL"
    )
