"""What every view needs of its request."""

from typing import cast

from flask import current_app

from services.audit.dependencies import Dependencies

EXTENSION = "audit"


def dependencies() -> Dependencies:
    return cast(Dependencies, current_app.extensions[EXTENSION])
