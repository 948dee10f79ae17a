"""Every answer that a test gets is held against the OpenAPI document."""

import re
from typing import Any

from flask import Flask
from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012
from werkzeug.test import TestResponse

DOCUMENT = "urn:openapi"


class DocumentedAnswers:
    """Knows what the document says of each operation's answers."""

    def __init__(self, app: Flask) -> None:
        self._urls = app.url_map.bind("localhost")
        self._document: dict[str, Any] = app.test_client().get("/openapi.json").get_json()
        resource: Resource[Any] = Resource.from_contents(self._document, default_specification=DRAFT202012)
        self._registry: Registry[Any] = Registry().with_resource(DOCUMENT, resource)

    def checked(self, answer: TestResponse) -> TestResponse:
        """Return the answer if its status is documented and its body is as documented; fail otherwise."""
        if (operation := self._operation(answer)) is not None:
            documented, status = operation["responses"], str(answer.status_code)
            # Something going wrong here is what the document calls the default, and nothing else is.
            status = "default" if status == "500" else status
            assert status in documented, f"undocumented status {status}"
            schema = self._schema(documented[status], answer.mimetype)
            body = answer.get_json() if answer.is_json else answer.get_data(as_text=True)
            Draft202012Validator(schema, registry=self._registry).validate(body)
        return answer

    def _operation(self, answer: TestResponse) -> dict[str, Any] | None:
        request = answer.request
        if not self._urls.test(request.path, request.method):
            return None
        rule, _ = self._urls.match(request.path, request.method, return_rule=True)
        path: dict[str, Any] = self._document["paths"].get(_template(rule.rule), {})
        return path.get(request.method.lower())

    def _schema(self, response: dict[str, Any], mimetype: str | None) -> dict[str, Any]:
        if "$ref" in response:
            response = self._document["components"]["responses"][response["$ref"].rpartition("/")[2]]
        schema: dict[str, Any] = response["content"][str(mimetype)]["schema"]
        return {"$ref": DOCUMENT + schema["$ref"]} if "$ref" in schema else schema


def _template(rule: str) -> str:
    return re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule)
