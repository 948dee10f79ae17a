"""Say of consents to treatment that end on a day stated in them that this is why."""

from alembic import op

revision = "0021"
down_revision = "0020"

CORRECTION = """
    UPDATE consents SET valid_until_reason = 'stated-end'
    WHERE valid_until_reason = 'course' AND valid_until IS NOT NULL
"""


def upgrade() -> None:
    op.execute(CORRECTION)
