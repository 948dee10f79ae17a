"""One Flask application with what every service has: sign-in, problems, health, metrics, OpenAPI."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import flask_smorest
from flask import Flask

from shared.web.api import Api
from shared.web.authentication import PUBLIC, AccessTable, check_access_table, register_authentication
from shared.web.documentation import documentation_blueprint
from shared.web.health import Check, health_blueprint
from shared.web.json_provider import OrjsonProvider
from shared.web.problems import register_problems
from shared.web.request_context import register_request_context
from shared.web.tokens import TokenVerifier

LARGEST_BODY_BYTES = 4 * 1024 * 1024

OPEN_TO_ALL: AccessTable = {
    "health.livez": PUBLIC,
    "health.readyz": PUBLIC,
    "health.metrics": PUBLIC,
    "api-docs.openapi_json": PUBLIC,
    "documentation.docs": PUBLIC,
}


@dataclass(frozen=True, slots=True)
class Service:
    """A service's name and, in a sentence, what it is for."""

    name: str
    description: str


def create_service_app(
    service: Service,
    blueprints: Sequence[flask_smorest.Blueprint],
    access: AccessTable,
    checks: Mapping[str, Check],
    verifier: TokenVerifier,
    observed: Mapping[str, Check] | None = None,
) -> Flask:
    """Return a service's application; `access` says for each of its operations who may call it."""
    app = Flask(service.name, static_folder=None)
    app.json = OrjsonProvider(app)
    app.config.update(MAX_CONTENT_LENGTH=LARGEST_BODY_BYTES, **_specification(service))
    register_request_context(app, service.name)
    register_authentication(app, {**OPEN_TO_ALL, **access}, verifier)
    register_problems(app)
    app.register_blueprint(health_blueprint({**checks, "token-issuer": verifier.check}, observed or {}))
    api = Api(app)
    for blueprint in blueprints:
        api.register_blueprint(blueprint)
    app.register_blueprint(documentation_blueprint(access))
    check_access_table(app, {**OPEN_TO_ALL, **access})
    return app


def openapi_document(service: Service, blueprints: Sequence[flask_smorest.Blueprint]) -> str:
    """Return a service's OpenAPI document, as it is kept in git; needs no database and no settings."""
    app = Flask(service.name)
    app.config.update(_specification(service))
    api = Api(app)
    for blueprint in blueprints:
        api.register_blueprint(blueprint)
    return json.dumps(api.spec.to_dict(), indent=2, sort_keys=True, ensure_ascii=False) + "\n"


def _specification(service: Service) -> dict[str, Any]:
    bearer = {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}
    return {
        "API_TITLE": f"Hjemmel {service.name}",
        "API_VERSION": "v1",
        "OPENAPI_VERSION": "3.1.0",
        "OPENAPI_URL_PREFIX": "/",
        "OPENAPI_JSON_PATH": "openapi.json",
        "API_SPEC_OPTIONS": {
            "info": {
                "description": service.description,
                "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
            },
            "security": [{"accessToken": []}],
            "components": {"securitySchemes": {"accessToken": bearer}},
        },
    }
