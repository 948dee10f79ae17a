"""How one process of the stack fares."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class ProcessState:
    """What the supervisor knows about a process."""

    name: str
    state: str
    pid: int
    uptime_seconds: int

    @classmethod
    def from_supervisor(cls, entry: Mapping[str, Any]) -> "ProcessState":
        running = bool(entry["pid"])
        uptime = entry["now"] - entry["start"] if running else 0
        return cls(entry["name"], entry["statename"].lower(), entry["pid"], max(uptime, 0))
