"""What the views need of the application."""

from typing import cast

from flask import current_app

from services.consent.dependencies import Dependencies

EXTENSION = "consent"


def dependencies() -> Dependencies:
    """Return what bootstrap put together for this application."""
    return cast(Dependencies, current_app.extensions[EXTENSION])
