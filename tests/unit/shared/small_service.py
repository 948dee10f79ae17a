"""A service with hardly anything in it, built the way the real ones are."""

from collections.abc import Callable, Mapping
from typing import Any

from flask import Flask, g
from flask.views import MethodView
from marshmallow import Schema, fields
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from shared.web.application import Service, create_service_app
from shared.web.authentication import AccessTable, Scope, current_caller, require_controller
from shared.web.problems import Problem
from shared.web.strict_json import StrictBlueprint
from shared.web.subject_schema import SubjectSchema
from shared.web.tokens import TokenVerifier

CPR = "010101-1234"
FAILURES: Mapping[str, Callable[[], Exception]] = {
    "database-lost": lambda: OperationalError("INSERT …", {"cpr": CPR}, Exception(CPR)),
    "pool-exhausted": PoolTimeout,
    "constraint": lambda: IntegrityError("INSERT …", {"cpr": CPR}, Exception(CPR)),
    "bug": lambda: KeyError(CPR),
    "conflict": lambda: Problem("conflict", "Another request is under way."),
}
ACCESS: AccessTable = {
    "things.Things": Scope("thing:write"),
    "things.fail": Scope("thing:write"),
    "things.trace": Scope("thing:write"),
}


class PartSchema(Schema):
    kind = fields.String(required=True)


class ThingSchema(Schema):
    controller = fields.String(required=True)
    subject = fields.Nested(SubjectSchema, required=True)
    parts = fields.List(fields.Nested(PartSchema))


def small_service(
    verifier: TokenVerifier, access: AccessTable = ACCESS, checks: Mapping[str, Callable[[], None]] | None = None
) -> Flask:
    """Return the application."""
    service = Service("small", "A service for tests.")
    return create_service_app(service, [_blueprint()], access, checks or {}, verifier)


def _blueprint() -> StrictBlueprint:
    blueprint = StrictBlueprint("things", "things", url_prefix="/v1/things")

    @blueprint.route("/")
    class Things(MethodView):
        @blueprint.arguments(ThingSchema)
        @blueprint.response(201)
        def post(self, thing: dict[str, Any]) -> dict[str, Any]:
            """Make a thing."""
            require_controller(thing["controller"])
            return {"client": current_caller().client}

    @blueprint.post("/failures/<kind>")
    @blueprint.response(200)
    def fail(kind: str) -> None:
        """Fail in the way that is asked for."""
        failure = FAILURES[kind]()
        raise failure

    @blueprint.get("/trace")
    @blueprint.response(200)
    def trace() -> dict[str, str]:
        """Tell the trace that events of this request would carry."""
        return {"traceparent": g.traceparent, "request_id": g.request_id}

    return blueprint
