"""The columns that say who entered a row."""

from typing import Any

import sqlalchemy as sa


def recorded_columns() -> list[sa.Column[Any]]:
    """Return who entered a row and when, and the version of the subject's state that it made."""
    return [
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.Text, nullable=False),
        sa.Column("recorded_by_staff", sa.Text),
        sa.Column("state_version", sa.BigInteger, nullable=False),
    ]
