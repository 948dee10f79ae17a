"""The tables of the consent service. It only adds rows, but for the version number of a subject's state."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB

# Whoever asks for the tables of the service gets these, too.
from services.consent.storage import authority_tables as authority_tables  # noqa: PLC0414
from services.consent.storage import death_tables as death_tables  # noqa: PLC0414
from services.consent.storage import import_tables as import_tables  # noqa: PLC0414
from services.consent.storage import recall_tables as recall_tables  # noqa: PLC0414
from services.consent.storage import reminder_tables as reminder_tables  # noqa: PLC0414
from services.consent.storage import webhook_tables as webhook_tables  # noqa: PLC0414
from services.consent.storage.metadata import metadata as metadata  # noqa: PLC0414
from services.consent.storage.recorded_columns import recorded_columns
from shared.messaging.outbox import outbox_columns


def _said_by(name: str) -> list[sa.Column[Any]]:
    """Whose word it was, where that was said."""
    return [sa.Column(f"{name}_authority", sa.Text), sa.Column(f"{name}_reference", sa.Text)]


subject_states = sa.Table(
    "subject_states",
    metadata,
    sa.Column("controller", sa.Text, primary_key=True),
    sa.Column("subject", sa.Text, primary_key=True),
    sa.Column("version", sa.BigInteger, nullable=False),
)

reference_keys = sa.Table(
    "reference_keys",
    metadata,
    sa.Column("key_id", sa.Text, primary_key=True),
)
"""The id of every key that the reference of some subject state was made with."""

consents = sa.Table(
    "consents",
    metadata,
    sa.Column("id", sa.Uuid(as_uuid=False), primary_key=True),
    sa.Column("controller", sa.Text, nullable=False),
    sa.Column("subject", sa.Text, nullable=False),
    sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
    sa.Column("given_by_authority", sa.Text, nullable=False),
    sa.Column("given_by_reference", sa.Text),
    sa.Column("form", sa.Text, nullable=False),
    sa.Column("form_exemption", sa.Text),
    sa.Column("channel", sa.Text, nullable=False),
    sa.Column("text_id", sa.Text, nullable=False),
    sa.Column("text_version", sa.Text, nullable=False),
    sa.Column("text_language", sa.Text, nullable=False),
    sa.Column("text_sha256", sa.Text),
    sa.Column("expression", sa.Text, nullable=False),
    sa.Column("kind", sa.Text),
    sa.Column("renews", sa.Uuid(as_uuid=False), sa.ForeignKey("consents.id")),
    sa.Column("follows", sa.Uuid(as_uuid=False), sa.ForeignKey("refused_consents.id")),
    sa.Column("subject_role", sa.Text),
    sa.Column("course", sa.Text),
    sa.Column("stated_end", sa.Date),
    sa.Column("scope", JSONB, nullable=False),
    sa.Column("evidence", JSONB, nullable=False),
    sa.Column("valid_until", sa.Date),
    sa.Column("valid_until_reason", sa.Text, nullable=False),
    sa.Column("import_source", sa.Text),
    sa.Column("import_source_id", sa.Text),
    *recorded_columns(),
    sa.UniqueConstraint("controller", "subject", "state_version"),
    sa.Index("consents_lapsing", "controller", "valid_until", "id"),
    sa.Index("consents_by_text", "controller", "text_id", "text_version", "id"),
    sa.Index(
        "consents_imported",
        "controller",
        "import_source",
        "import_source_id",
        unique=True,
        postgresql_where=sa.text("import_source IS NOT NULL"),
    ),
    sa.Index("consents_renewing", "renews", postgresql_where=sa.text("renews IS NOT NULL")),
    sa.Index("consents_by_custody", "controller", "id", postgresql_where=sa.text("given_by_authority = 'custody'")),
)

refused_consents = sa.Table(
    "refused_consents",
    metadata,
    sa.Column("id", sa.Uuid(as_uuid=False), primary_key=True),
    sa.Column("controller", sa.Text, nullable=False),
    sa.Column("subject", sa.Text, nullable=False),
    sa.Column("asked_by", sa.Text, nullable=False),
    sa.Column("refused_at", sa.DateTime(timezone=True), nullable=False),
    sa.Column("refused_by_authority", sa.Text, nullable=False),
    sa.Column("refused_by_reference", sa.Text),
    sa.Column("form", sa.Text, nullable=False),
    sa.Column("channel", sa.Text, nullable=False),
    sa.Column("text_id", sa.Text, nullable=False),
    sa.Column("text_version", sa.Text, nullable=False),
    sa.Column("text_language", sa.Text, nullable=False),
    sa.Column("text_sha256", sa.Text),
    sa.Column("course", sa.Text),
    sa.Column("kind", sa.Text),
    sa.Column("renews", sa.Uuid(as_uuid=False), sa.ForeignKey("consents.id", use_alter=True)),
    sa.Column("scope", JSONB, nullable=False),
    sa.Column("evidence", JSONB, nullable=False),
    *recorded_columns(),
    sa.UniqueConstraint("controller", "subject", "state_version"),
    sa.Index("refused_consents_by_text", "controller", "subject", "text_id", "text_version"),
)

withdrawals = sa.Table(
    "withdrawals",
    metadata,
    sa.Column("id", sa.Uuid(as_uuid=False), primary_key=True),
    sa.Column("consent_id", sa.Uuid(as_uuid=False), sa.ForeignKey("consents.id"), nullable=False),
    sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    sa.Column("part", JSONB, nullable=False),
    sa.Column("channel", sa.Text, nullable=False),
    sa.Column("how", sa.Text, nullable=False),
    *_said_by("withdrawn_by"),
    sa.Column("evidence", JSONB, nullable=False),
    sa.Column("shown_sha256", sa.Text),
    sa.Column("consequences", JSONB),
    *recorded_columns(),
    sa.UniqueConstraint("consent_id", "state_version"),
)

objections = sa.Table(
    "objections",
    metadata,
    sa.Column("id", sa.Uuid(as_uuid=False), primary_key=True),
    sa.Column("controller", sa.Text, nullable=False),
    sa.Column("subject", sa.Text, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("raised_at", sa.DateTime(timezone=True), nullable=False),
    *_said_by("raised_by"),
    sa.Column("subject_role", sa.Text),
    sa.Column("channel", sa.Text, nullable=False),
    sa.Column("part", JSONB, nullable=False),
    sa.Column("evidence", JSONB, nullable=False),
    *recorded_columns(),
    sa.UniqueConstraint("controller", "subject", "state_version"),
    sa.Index(
        "objections_to_answer",
        "controller",
        "raised_at",
        "id",
        postgresql_where=sa.text("kind = 'particular-situation'"),
    ),
    sa.Index("objections_by_custody", "controller", "id", postgresql_where=sa.text("raised_by_authority = 'custody'")),
)

objection_lifts = sa.Table(
    "objection_lifts",
    metadata,
    sa.Column("objection_id", sa.Uuid(as_uuid=False), sa.ForeignKey("objections.id"), primary_key=True),
    sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    *_said_by("lifted_by"),
    sa.Column("channel", sa.Text, nullable=False),
    sa.Column("evidence", JSONB, nullable=False),
    *recorded_columns(),
)

objection_answers = sa.Table(
    "objection_answers",
    metadata,
    sa.Column("objection_id", sa.Uuid(as_uuid=False), sa.ForeignKey("objections.id"), primary_key=True),
    sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    sa.Column("answer", sa.Text, nullable=False),
    sa.Column("grounds", sa.Text, nullable=False),
    *recorded_columns(),
)

delegations = sa.Table(
    "delegations",
    metadata,
    sa.Column("id", sa.Uuid(as_uuid=False), primary_key=True),
    sa.Column("controller", sa.Text, nullable=False),
    sa.Column("subject", sa.Text, nullable=False),
    sa.Column("mandate", JSONB, nullable=False),
    *recorded_columns(),
    sa.UniqueConstraint("controller", "subject", "state_version"),
    sa.Index("delegations_to", sa.text("(mandate #>> '{delegate,id}')")),
)

delegation_steps = sa.Table(
    "delegation_steps",
    metadata,
    sa.Column("delegation_id", sa.Uuid(as_uuid=False), sa.ForeignKey("delegations.id"), primary_key=True),
    sa.Column("step", sa.Text, primary_key=True),
    sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    *_said_by("ended_by"),
    sa.Column("channel", sa.Text, nullable=False),
    sa.Column("evidence", JSONB, nullable=False),
    *recorded_columns(),
)

change_commits = sa.Table(
    "change_commits",
    metadata,
    sa.Column("change_id", sa.Uuid(as_uuid=False), primary_key=True),
    sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
)

change_effects = sa.Table(
    "change_effects",
    metadata,
    sa.Column("change_id", sa.Uuid(as_uuid=False), primary_key=True),
    sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    sa.Column("how", sa.Text, nullable=False),
)

idempotent_answers = sa.Table(
    "idempotent_answers",
    metadata,
    sa.Column("client", sa.Text, primary_key=True),
    sa.Column("key", sa.Text, primary_key=True),
    sa.Column("digest", sa.Text, nullable=False),
    sa.Column("answer", JSONB, nullable=False),
    sa.Column("answered_at", sa.DateTime(timezone=True), server_default=sa.func.now(), nullable=False),
)

# The feed of changes reads it again for as long as anybody may ask, so no row of it is ever removed.
outbox = sa.Table(
    "outbox",
    metadata,
    *outbox_columns(),
    sa.Column("controller", sa.Text, sa.Computed("controller_of_change(topic, payload)", persisted=True)),
    sa.PrimaryKeyConstraint("topic", "xid", "seq"),
    sa.Index(
        "outbox_controller_xid_seq", "controller", "xid", "seq", postgresql_where=sa.text("controller IS NOT NULL")
    ),
)
