"""How a client repeats a request safely: the Idempotency-Key header."""

from marshmallow import Schema, fields

from shared.web.no_person import names_no_person
from shared.web.schema import WholeMatch


class IdempotencyHeader(Schema):
    """Other headers are not its business."""

    class Meta:
        unknown = "exclude"

    key = fields.String(
        data_key="Idempotency-Key",
        validate=[WholeMatch("^[!-~]{1,200}$", error="1 to 200 visible ASCII characters."), names_no_person],
        metadata={"description": "The same key with the same request gets the first answer again; with another, 422."},
    )
