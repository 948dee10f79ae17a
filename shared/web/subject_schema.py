"""How a request names the person concerned: typed, and in the body only."""

from typing import Any

from marshmallow import Schema, ValidationError, fields, validate, validates_schema

from shared.personal_identifiers import ADMINISTRATIVE, D_ECPR, ISSUED_LOCALLY, REPLACEMENT_KINDS, X_ECPR
from shared.web.schema import FORMATS, WholeMatch, formatted, word

_REFERENCE = WholeMatch("^[a-z0-9]{1,16}[.][a-z2-7]{32}$", error="Not a subject reference.")
_NUMBERS = {X_ECPR: "0203291WQ3", D_ECPR: "0203290WQ3", ADMINISTRATIVE: "6203290003"}


def _of_kind(kind: str) -> dict[str, Any]:
    """Return what JSON Schema asks of a replacement number of one kind."""
    number = {"type": "string", "format": kind, "example": _NUMBERS[kind]}
    of_kind: dict[str, Any] = {"properties": {"kind": {"const": kind}, "number": number}}
    with_issuer = {"required": ["issuer"]}
    return of_kind | (with_issuer if kind in ISSUED_LOCALLY else {"not": with_issuer})


class ReplacementSchema(Schema):
    """A number that stands in for a CPR number of somebody who has none, or whose number is not known.

    `x-ecpr` is the national one of health care and `d-ecpr` a decentral one, both with letters; `administrative` is
    ten digits whose first is raised by 6.
    """

    kind = fields.String(required=True, validate=validate.OneOf(REPLACEMENT_KINDS))
    number = fields.String(
        required=True, metadata={"description": "With or without a hyphen.", "example": "0203291WQ3"}
    )
    issuer = word("Who issued it, of `d-ecpr` and `administrative`: others may have issued the same.")

    @validates_schema
    def _as_its_kind(self, data: dict[str, str], **_: object) -> None:
        kind = data["kind"]
        if (kind in ISSUED_LOCALLY) is not ("issuer" in data):
            wanted = "Name who issued it." if kind in ISSUED_LOCALLY else "A national number has no issuer here."
            raise ValidationError(wanted, "issuer")
        try:
            FORMATS[kind](data["number"])
        except ValidationError as error:
            raise ValidationError(error.messages, "number") from None


def reference(*, required: bool = False) -> fields.String:
    """Return a field for the reference that stands for a person."""
    metadata = {"description": "Keyed pseudonym, as answers and events show it."}
    return fields.String(required=required, validate=_REFERENCE, metadata=metadata)


class SubjectSchema(Schema):
    """The person concerned: by a number, in the body only, or by the reference that an earlier answer gave."""

    cpr = formatted("cpr", "CPR number, ten digits with or without a hyphen.")
    replacement = fields.Nested(ReplacementSchema, metadata={"anyOf": [_of_kind(kind) for kind in REPLACEMENT_KINDS]})
    reference = reference()

    @validates_schema
    def _exactly_one(self, data: dict[str, Any], **_: object) -> None:
        if len(data) != 1:
            raise ValidationError("Name the subject by exactly one of cpr, replacement and reference.")
