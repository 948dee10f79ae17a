"""Recipients, data items, scopes and parts, in requests and answers alike."""

from datetime import date
from typing import Any

from marshmallow import RAISE, Schema, ValidationError, fields, post_load, validate

from services.consent.domain.period import Period
from services.consent.domain.scope import Item, Part, Recipient, Scope
from shared.web.schema import country, formatted, word

# A consent names what it is for; these limits are far above any form in use, and keep a state within one message.
MOST_RECIPIENTS = 20
MOST_PURPOSES = 10
MOST_ITEMS = 50
MOST_CHANNELS = 10


class StrictSchema(Schema):
    """A request that says something we do not know is refused, not half understood."""

    class Meta:
        unknown = RAISE

    def get_attribute(self, obj: Any, attr: str, default: Any) -> Any:
        """Look in the document only: a part without items would else answer with the method of that name."""
        return obj.get(attr, default)


# `from` is no name that a class could give a field.
_PeriodFields = StrictSchema.from_dict(
    {
        "from": formatted("date", "The first day; open when left out."),
        "until": formatted("date", "The first day after; open when left out."),
    },
    name="PeriodFields",
)


class PeriodSchema(_PeriodFields):  # type: ignore[valid-type, misc]
    """The days that data are from."""

    @post_load
    def _period(self, data: dict[str, Any], **_: object) -> Period:
        period = Period(*(date.fromisoformat(data[end]) if end in data else None for end in ("from", "until")))
        if not period.has_days:
            raise ValidationError("Ends before it has begun: until is the first day after.")
        return period


class RecipientSchema(StrictSchema):
    """A recipient; without an id, any of its kind."""

    kind = word("Kind of recipient, a word of the controller's policy pack.", required=True, example="insurer")
    id = word("The one recipient meant, in the controller's own numbering.", example="insurer-a")
    country = country()

    @post_load
    def _recipient(self, data: dict[str, Any], **_: object) -> Recipient:
        return Recipient(**data)


class ItemSchema(StrictSchema):
    """Data of one category; course, episode, label and period each narrow it."""

    category = word("Category of data, a word of the pack; * for every category.", required=True, example="dx")
    course = word("Only data of this course of treatment.", example="K1")
    episode = word("Only data of this episode; data that name none are not of it.")
    label = word("Only data with this label, a word of the pack.", example="psychiatry")
    period = fields.Nested(PeriodSchema, metadata={"description": "Only data from these days."})

    @post_load
    def _item(self, data: dict[str, Any], **_: object) -> Item:
        return Item(**data)


def _named(most: int, *, required: bool) -> validate.Length:
    """An empty list would name nothing, and whoever sends one may mean everything."""
    other = "" if required else "; leave the list out to mean all"
    return validate.Length(1, most, error=f"Name between 1 and {most}{other}.")


def _recipients(*, required: bool) -> fields.List[Any]:
    return fields.List(
        fields.Nested(RecipientSchema),
        required=required,
        validate=_named(MOST_RECIPIENTS, required=required),
        metadata={"description": "Who may receive." if required else "Only these recipients; all when left out."},
    )


def _purposes(*, required: bool) -> fields.List[Any]:
    return fields.List(
        word("A purpose, a word of the controller's policy pack.", example="insurance-payment"),
        required=required,
        validate=_named(MOST_PURPOSES, required=required),
        metadata={"description": "What for." if required else "Only these purposes; all when left out."},
    )


def _items(*, required: bool) -> fields.List[Any]:
    return fields.List(
        fields.Nested(ItemSchema),
        required=required,
        validate=_named(MOST_ITEMS, required=required),
        metadata={"description": "Which data." if required else "Only these data; all when left out."},
    )


class ScopeSchema(StrictSchema):
    """Every recipient may have every item for every purpose."""

    recipients = _recipients(required=True)
    purposes = _purposes(required=True)
    items = _items(required=True)

    @post_load
    def _scope(self, data: dict[str, Any], **_: object) -> Scope:
        return Scope(**_tuples(data))


class PartSchema(StrictSchema):
    """A part: a dimension left out means all of it, so {} is the whole."""

    recipients = _recipients(required=False)
    purposes = _purposes(required=False)
    items = _items(required=False)
    channels = fields.List(
        word("A channel, a word of the controller's policy pack.", example="email"),
        validate=_named(MOST_CHANNELS, required=False),
        metadata={"description": "Only what goes by these channels; all when left out."},
    )

    @post_load
    def _part(self, data: dict[str, Any], **_: object) -> Part:
        return Part(**_tuples(data))


def _tuples(data: dict[str, list[Any]]) -> dict[str, tuple[Any, ...]]:
    return {name: tuple(values) for name, values in data.items()}
