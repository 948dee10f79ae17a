"""Loads a few invented patients on the first run, through the same API that everybody uses."""

from datetime import date
from pathlib import Path
from typing import Any

import yaml

from deploy.local.api import Api
from deploy.local.folders import Folders
from deploy.local.invented_people import invented_cpr
from deploy.local.settings import Settings
from deploy.local.wishes import Wishes, record_wishes
from shared.clock import now

_DATA = Path(__file__).with_suffix(".yaml")
_LOADED = "loaded"


def load_demonstration_data(settings: Settings) -> None:
    """Load the data unless they are there; a load that was cut off is finished as on the day it was begun."""
    state = Folders(settings.data).data / "demonstration-data"
    day, done = _read_state(state)
    if done:
        return
    state.write_text(day.isoformat())
    api = Api(settings, "demo")
    for entry in _entries():
        number = entry["patient"]
        record_wishes(api, Wishes.from_yaml(entry), invented_cpr(number), day, f"demonstration-{number}")
    api.close()
    state.write_text(f"{day.isoformat()} {_LOADED}")


def _read_state(state: Path) -> tuple[date, bool]:
    day, _, word = (state.read_text() if state.exists() else "").partition(" ")
    return (date.fromisoformat(day) if day else now().date()), word == _LOADED


def _entries() -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = yaml.safe_load(_DATA.read_text())
    return entries
