"""Marshmallow fields shared by the services' request schemas."""

from marshmallow import Schema, ValidationError, fields, validate, validates_schema

from shared.subject_references import InvalidIdentifier, validate_cpr

_WORD = validate.Regexp(r"^[A-Za-z0-9ÆØÅæøå*][\w.:/+-]{0,99}$", error="Not a code: letters, digits and .:/+_- only.")


def word(description: str, required: bool = False, example: str | None = None) -> fields.String:
    """Return a field for a code or an identifier of a thing: short, without spaces or control characters."""
    metadata = {"description": description} | ({"example": example} if example else {})
    return fields.String(required=required, validate=_WORD, metadata=metadata)


class SubjectSchema(Schema):
    """The person concerned: by CPR number, in the body only, or by the reference that an earlier answer gave."""

    cpr = fields.String(metadata={"description": "CPR number, ten digits with or without a hyphen."})
    reference = fields.String(
        validate=validate.Regexp(r"^[a-z0-9]{1,16}\.[a-z2-7]{32}$", error="Not a subject reference."),
        metadata={"description": "Keyed pseudonym, as answers and events show it."},
    )

    @validates_schema
    def _exactly_one(self, data: dict[str, str], **_: object) -> None:
        if len(data) != 1:
            raise ValidationError("Name the subject by exactly one of cpr and reference.")
        if "cpr" in data:
            try:
                validate_cpr(data["cpr"])
            except InvalidIdentifier:
                raise ValidationError({"cpr": ["Not a CPR number."]}) from None
