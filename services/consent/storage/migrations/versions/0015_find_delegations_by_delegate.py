"""Find the delegations by which a person who signed in may act."""

from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    op.execute("CREATE INDEX delegations_to ON delegations ((mandate #>> '{delegate,id}'))")
