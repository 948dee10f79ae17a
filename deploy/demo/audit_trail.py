"""Looks the decisions up in the audit log, one by one, until every one is there."""

import time
from collections.abc import Callable, Iterator
from typing import Any

from deploy.local.api import Api

_LARGEST_PAGE = 500


def wait_for_entries(
    api: Api, decision_ids: set[str], since: str, seconds: float, report: Callable[[int], None]
) -> set[str]:
    """Return the decisions that the log does not hold when all are found or the time is up."""
    deadline = time.monotonic() + seconds
    while True:
        missing = decision_ids - set(_decisions_in_log(api, since))
        report(len(decision_ids) - len(missing))
        if not missing or time.monotonic() > deadline:
            return missing
        time.sleep(0.5)


def _decisions_in_log(api: Api, since: str) -> Iterator[str]:
    search: dict[str, Any] = {
        "controller": "aleris",
        "type": "DisclosureDecided",
        "client": "demo",
        "from": since,
        "limit": _LARGEST_PAGE,
    }
    while True:
        page = api.post("audit", "/v1/entries/search", search)
        yield from (entry["decision_id"] for entry in page["entries"])
        if page["next_cursor"] is None:
            return
        search["cursor"] = page["next_cursor"]
