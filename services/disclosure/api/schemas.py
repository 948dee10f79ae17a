"""The shapes of requests and answers.

A check is kept as it was asked, so dates in it are checked but stay text.
"""

from typing import Any

from marshmallow import Schema, ValidationError, fields, validate

from services.disclosure.domain.check import MOST_ITEMS
from shared.policy_packs.field_types import CODE_PATTERN
from shared.policy_packs.rule import FORMS
from shared.web.no_person import NO_PERSON_BUT_SITES
from shared.web.quick_schema import EXACTLY_ONE, QuickSchema
from shared.web.schema import Table, TrueOrFalse, WholeMatch, country, formatted, word
from shared.web.subject_schema import SubjectSchema, reference

MOST_CHECKS = 1_000
_FACT_TEXT = WholeMatch(
    rf"^{NO_PERSON_BUT_SITES}[^\x00-\x1f\x7f]{{0,100}}$",
    error="At most 100 characters in one line, and no CPR number.",
)

_FACT_NAME = WholeMatch(
    CODE_PATTERN, error="No fact is named so: lower case letters and digits with hyphens and dots between them."
)


def _is_fact_value(value: object) -> None:
    for text in value if isinstance(value, list) and len(value) <= MOST_ITEMS else [value]:
        if isinstance(text, str):
            _FACT_TEXT(text)
        elif not isinstance(value, bool):
            raise ValidationError("A fact is a text, a date as text, true or false, or a list of categories.")


# The days some data are from; `from` is no name that a class could give a field.
PeriodSchema = Schema.from_dict(
    {"from": formatted("date", "The first day."), "until": formatted("date", "The first day after.")},
    name="PeriodSchema",
)


class ItemSchema(Schema):
    """A data item: a category, and what narrows it."""

    category = word("Category code of the controller's pack.", required=True, example="dx")
    course = word("Course of treatment that the data belong to.", example="K1")
    episode = word("Episode that the data belong to.")
    labels = fields.List(
        word("Sensitivity label."), validate=validate.Length(max=20), metadata={"example": ["psychiatry"]}
    )
    form = fields.String(
        validate=validate.OneOf(FORMS), metadata={"description": "In what form; identified when left out."}
    )
    period = fields.Nested(PeriodSchema)


class RecipientSchema(Schema):
    """Who would receive the data."""

    kind = word("Recipient kind of the controller's pack.", required=True, example="insurer")
    id = word("Which recipient of that kind.", example="insurer-a")
    country = country()


class AttestationSchema(Schema):
    """Who judged the disclosure necessary and relevant, with what profession, and when."""

    by = word("Staff reference.", required=True, example="staff-17")
    profession = word("Profession code of the controller's pack.", required=True, example="physician")
    at = formatted("date-time", "When that was; not after the moment that is asked about.", required=True)
    necessary = TrueOrFalse()


class CheckSchema(QuickSchema):
    """May this recipient have these data items about this subject, for this purpose, now?"""

    controller = word("Whose data these are.", required=True, example="aleris")
    acting_entity = word(
        "Which of the controller's legal entities acts, one of the pack's `entities`. It is for the record: no answer "
        "depends on it.",
        example="aleris-hospitaler",
    )
    subject = fields.Nested(SubjectSchema, required=True, metadata=EXACTLY_ONE)
    subject_role = word("Role of the subject.", example="patient")
    subject_born = formatted("date", "Date of birth, where age decides who may consent.")
    recipient = fields.Nested(RecipientSchema, required=True)
    purpose = word("Purpose code of the controller's pack.", required=True, example="insurance-payment")
    items = fields.List(fields.Nested(ItemSchema), required=True, validate=validate.Length(min=1, max=MOST_ITEMS))
    facts = Table(
        keys=fields.String(validate=_FACT_NAME),
        values=fields.Raw(
            validate=_is_fact_value,
            metadata={
                "type": ["string", "boolean", "array"],
                "pattern": _FACT_TEXT.regex.pattern,
                "items": {"type": "string", "pattern": _FACT_TEXT.regex.pattern},
                "maxItems": MOST_ITEMS,
            },
        ),
        metadata={
            # In `allOf`, because the library passes on no other keyword that speaks of names.
            "allOf": [{"propertyNames": {"pattern": _FACT_NAME.regex.pattern}}],
            "description": "What the caller states about the case, in the words of the pack.",
            "example": {"payer": "insurer-a", "course.open": True},
        },
    )
    attestation = fields.Nested(AttestationSchema)
    channel = word("How the data would travel.", example="electronic")
    consistency = fields.String(
        validate=validate.OneOf(["lease", "strong"]),
        metadata={"description": "`strong` asks the consent service itself, whatever the age of the gate's copy."},
    )


class BatchSchema(QuickSchema):
    """Up to 1,000 checks, answered together in one durable write."""

    checks = fields.List(fields.Nested(CheckSchema), required=True, validate=validate.Length(min=1, max=MOST_CHECKS))


class ItemDecisionSchema(ItemSchema):
    """The answer for one item."""

    outcome = fields.String(required=True, validate=validate.OneOf(["permit", "deny"]))
    basis = fields.List(fields.String(), required=True, metadata={"description": "Legal basis codes."})
    law = fields.List(fields.String(), metadata={"description": "Codes of the provisions behind the answer."})
    rule = fields.String(metadata={"description": "Rule of the pack that permits."})
    consent: fields.Field[Any] = fields.UUID(metadata={"description": "Consent relied on."})
    delegation: fields.Field[Any] = fields.UUID(metadata={"description": "Delegation relied on."})
    also = fields.List(fields.String(), metadata={"description": "Further rules of the pack that permit."})
    objection: fields.Field[Any] = fields.UUID(metadata={"description": "Objection that stands in the way."})
    reason = fields.String(metadata={"description": "Reason code of a deny."})
    would_permit_if = fields.List(
        fields.Dict(),
        metadata={
            "description": "What would be enough, one way a member, each as it can be sent: `fact` among the check's "
            "`facts`, `attestation` and `channel` in the check, `form` in the item, `narrower` in its place, `consent` "
            "and `delegation` among the drafts of a simulation. Only the smallest, and where each of these states a "
            "fact otherwise than the check does, the smallest that do not; beside them what could be asked for instead "
            "and would pass as things are. Where a value is not known, it is one that will do."
        },
    )


class ObligationSchema(Schema):
    """What the caller must do before or after."""

    kind = fields.String(required=True)
    to = fields.String()
    deadline = fields.Date()
    before = fields.Boolean(metadata={"description": "Whether it must be done before the data leave."})


class NarrowerRequestSchema(Schema):
    """What would pass if it were sent as it stands: narrower categories and shorter periods, too."""

    items = fields.List(fields.Nested(ItemSchema), required=True)


class PackReferenceSchema(Schema):
    """The policy that was applied."""

    controller = fields.String(required=True)
    version = fields.String(required=True)
    digest = fields.String(required=True, metadata={"description": "SHA-256 of the pack's content."})


class DecisionSchema(Schema):
    """The answer to a check. A deny is an answer; only failing to answer is a problem."""

    id = fields.UUID(required=True)
    controller = fields.String(required=True)
    outcome = fields.String(required=True, validate=validate.OneOf(["permit", "partial", "deny"]))
    items = fields.List(fields.Nested(ItemDecisionSchema), required=True)
    obligations = fields.List(fields.Nested(ObligationSchema), required=True)
    pack = fields.Nested(PackReferenceSchema, required=True)
    consent_state = fields.Integer(
        required=True, allow_none=True, metadata={"description": "Version of the subject's consent state."}
    )
    consent_state_source = fields.String(
        required=True,
        validate=validate.OneOf(["copy", "strong-read", "none"]),
        metadata={"description": "The gate's copy inside its lease, the consent service itself, or neither."},
    )
    evaluated_at = fields.AwareDateTime(required=True)
    act_before = fields.AwareDateTime(
        required=True, metadata={"description": "Until when the answer may be acted on; then ask again."}
    )
    narrower_request = fields.Nested(
        NarrowerRequestSchema, metadata={"description": "The largest request that would pass, where one was too broad."}
    )
    judged_as = fields.String(
        metadata={"description": "The role that the subject has since their death, if another than the check names."}
    )


class DecisionsSchema(Schema):
    """The answers, in the order of the checks."""

    decisions = fields.List(fields.Nested(DecisionSchema), required=True)


class CopyQuestionSchema(Schema):
    """Of whom."""

    controller = word("The controller; the access token must be bound to it.", required=True, example="aleris")
    subject = reference(required=True)


class CopiedVersionSchema(Schema):
    """How far the copy has come."""

    version = fields.Integer(required=True, metadata={"description": "0 when nothing has been heard of the subject."})
