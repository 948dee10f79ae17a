"""What gunicorn serves in place of the gate, for a test that wants a clock that is wrong; no setting can do that."""

import os
from dataclasses import replace
from datetime import datetime, timedelta

from services.disclosure.api.context import EXTENSION
from services.disclosure.wsgi import app
from shared.clock import now

AHEAD = timedelta(seconds=float(os.environ["TEST_CLOCK_AHEAD_SECONDS"]))


def skewed() -> datetime:
    """Return the time of day as this gate believes it to be."""
    return now() + AHEAD


_found = app.extensions[EXTENSION]
app.extensions[EXTENSION] = replace(_found, gate=replace(_found.gate, clock=skewed))
