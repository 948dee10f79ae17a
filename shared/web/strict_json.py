"""Bodies read as strictly everywhere: no half a character pair, no number without end, no key twice."""

from typing import Any

from flask import Request, current_app
from flask_smorest import Blueprint
from webargs import missing
from webargs.flaskparser import FlaskParser

from shared.web.json_provider import RepeatedKey
from shared.web.problems import Problem


class StrictParser(FlaskParser):
    """webargs, reading JSON as the application does and not as the standard library would."""

    def _raw_load_json(self, req: Request) -> Any:
        if not req.is_json:
            return missing
        try:
            # Of bytes that are no text orjson says the same as of an empty body, which would be none at all.
            return current_app.json.loads(req.get_data().decode())
        except RepeatedKey:
            raise Problem("malformed-request", "An object in the body gives a key twice.") from None


class StrictBlueprint(Blueprint):  # type: ignore[misc]
    """A blueprint whose operations read their arguments with StrictParser."""

    ARGUMENTS_PARSER = StrictParser()
