"""/v1/consent-texts: the words to show to whoever is asked for a consent."""

from marshmallow import RAISE, Schema, fields

from services.consent.api.context import dependencies
from services.consent.api.scope_schemas import StrictSchema
from services.consent.use_cases.list_consent_texts import list_consent_texts
from shared.events.envelope import Document
from shared.web.authentication import require_controller
from shared.web.operations import WITH_QUERY, operation
from shared.web.schema import word
from shared.web.strict_json import StrictBlueprint

blueprint = StrictBlueprint(
    "consent-texts", __name__, url_prefix="/v1/consent-texts", description="What people are asked to agree to."
)


class TextsQuery(StrictSchema):
    """Whose texts."""

    controller = word("The controller; the access token must be bound to it.", required=True, example="aleris")


class WordsAnswer(Schema):
    """A text in one language."""

    text = fields.String(required=True, metadata={"description": "To be shown or read out word for word."})
    sha256 = fields.String(
        required=True, metadata={"description": "SHA-256 of it in UTF-8, in lower-case hexadecimal."}
    )


class BothLanguagesAnswer(Schema):
    """A text in Danish and English."""

    da = fields.Nested(WordsAnswer, required=True)
    en = fields.Nested(WordsAnswer, required=True)


class TextAnswer(Schema):
    """A version of a consent text."""

    id = fields.String(required=True, metadata={"description": "`text.id` of a consent."})
    version = fields.String(required=True)
    replaced_by = fields.String(
        required=True,
        allow_none=True,
        metadata={
            "description": "The version that people are asked with instead; null of one they are asked with now."
        },
    )
    kinds = fields.List(
        fields.String(), required=True, metadata={"description": "Kinds of consent that it is asked with."}
    )
    purposes = fields.List(
        fields.String(), required=True, metadata={"description": "What it tells of; it carries no other purpose."}
    )
    words = fields.Nested(BothLanguagesAnswer, required=True)


class TextsAnswer(Schema):
    """Consent texts."""

    consent_texts = fields.List(fields.Nested(TextAnswer), required=True)


@blueprint.get("")
@operation(blueprint, WITH_QUERY)
@blueprint.arguments(TextsQuery, location="query", unknown=RAISE)
@blueprint.response(200, TextsAnswer)
def listed(query: dict[str, str]) -> Document:
    """List the consent texts of the controller's pack: every version, in Danish and English, with its digest.

    A consent names the text, version and language that were shown. A text that no pack has can be named as well, such
    as a form on paper; then nothing is known of its words.
    """
    require_controller(query["controller"])
    return list_consent_texts(query["controller"], dependencies().surroundings)
