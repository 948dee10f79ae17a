"""Schemas whose good input is recognised at the speed of compiled code."""

from collections.abc import Callable
from functools import cached_property
from typing import Any

import jsonschema_rs
from apispec import APISpec
from apispec.ext.marshmallow import MarshmallowPlugin
from flask import request
from flask_smorest import Blueprint
from marshmallow import Schema, ValidationError

from shared.web.schema import FORMATS
from shared.web.strict_json import StrictParser

EXACTLY_ONE = {"minProperties": 1, "maxProperties": 1}
"""Metadata of a nested schema that takes exactly one of its fields."""


class QuickSchema(Schema):
    """A schema that changes nothing in what it loads, only refuses what is wrong.

    The JSON Schema that is published for it is compiled once. What satisfies that is taken as it is; only
    what does not goes through marshmallow, which says what is wrong with it. On the gate's request path
    marshmallow alone would cost three times what the decision does.
    A test holds the two against each other: what one accepts, so does the other.
    """

    def recognises(self, data: Any) -> bool:
        """Return whether the data are good; False only means that marshmallow has to look."""
        good: bool = self._validator.is_valid(data)
        return good

    def load(self, data: Any, **options: Any) -> Any:
        """Return the data themselves when they are good; raise ValidationError otherwise."""
        return data if self.recognises(data) else super().load(data, **options)

    @cached_property
    def _validator(self) -> Any:
        formats = {name: _as_test(check) for name, check in FORMATS.items()}
        return jsonschema_rs.Draft202012Validator(_json_schema(type(self)), validate_formats=True, formats=formats)


class QuickParser(StrictParser):
    """webargs, spared where it is not needed: for a body that is recognised, and for headers that are not there."""

    def parse(self, argmap: Any, req: Any = None, *, location: str | None = None, **options: Any) -> Any:
        """Return the arguments; whatever is wrong with them, webargs says."""
        if location == "json" and isinstance(argmap, QuickSchema):
            body = request.get_json(silent=True)
            if argmap.recognises(body):
                return body
        if location == "headers" and not any(field.data_key in request.headers for field in argmap.fields.values()):
            return {}
        return super().parse(argmap, req, location=location, **options)


class QuickBlueprint(Blueprint):  # type: ignore[misc]
    """A blueprint whose operations read their arguments with QuickParser."""

    ARGUMENTS_PARSER = QuickParser()


def _json_schema(schema: type[Schema]) -> dict[str, Any]:
    spec = APISpec(title="", version="", openapi_version="3.1.0", plugins=[MarshmallowPlugin()])
    spec.components.schema("Root", schema=schema)
    return {"$ref": "#/components/schemas/Root", "components": spec.to_dict()["components"]}


def _as_test(check: Callable[[str], object]) -> Callable[[str], bool]:
    def passes(text: str) -> bool:
        try:
            check(text)
        except ValidationError:
            return False
        return True

    return passes
