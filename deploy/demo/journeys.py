"""The journeys that patients are on, read from day.yaml."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from deploy.local.wishes import Wishes

_DAY = Path(__file__).with_name("day.yaml")
_CONTROLLER = "aleris"


@dataclass(frozen=True)
class Journey:
    """What patients on this journey have wished, and what is asked about them."""

    name: str
    weight: int
    wishes: Wishes
    facts: dict[str, Any]
    checks: list[dict[str, Any]]

    def checks_about(self, cpr: str, moment: str) -> list[dict[str, Any]]:
        """Write the bodies of the checks about one patient."""
        return [self._check(check, cpr, moment) for check in self.checks]

    def _check(self, check: dict[str, Any], cpr: str, moment: str) -> dict[str, Any]:
        body = {name: value for name, value in check.items() if name != "attested"}
        if profession := check.get("attested"):
            body["attestation"] = {"by": "staff-17", "profession": profession, "at": moment}
        facts = {**self.facts, **check.get("facts", {})}
        return {**body, "controller": _CONTROLLER, "subject": {"cpr": cpr}, "facts": facts}


def read_journeys(path: Path = _DAY) -> list[Journey]:
    """Read the day's journeys."""
    entries: list[dict[str, Any]] = yaml.safe_load(path.read_text())
    return [
        Journey(entry["journey"], entry["weight"], Wishes.from_yaml(entry), entry["facts"], entry["checks"])
        for entry in entries
    ]
