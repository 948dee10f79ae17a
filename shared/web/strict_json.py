"""Bodies read as strictly everywhere: no half a character pair, no number without end."""

from typing import Any

from flask import Request, current_app
from flask_smorest import Blueprint
from webargs import missing
from webargs.flaskparser import FlaskParser


class StrictParser(FlaskParser):
    """webargs, reading JSON as the application does and not as the standard library would."""

    def _raw_load_json(self, req: Request) -> Any:
        return current_app.json.loads(req.get_data()) if req.is_json else missing


class StrictBlueprint(Blueprint):  # type: ignore[misc]
    """A blueprint whose operations read their arguments with StrictParser."""

    ARGUMENTS_PARSER = StrictParser()
