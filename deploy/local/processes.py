"""The processes of the stack, in the order in which they need one another."""

import sys
from dataclasses import dataclass, field
from enum import IntEnum

from deploy.local.broker import broker_command
from deploy.local.cluster import server_command
from deploy.local.folders import Folders
from deploy.local.settings import REPOSITORY, Settings
from deploy.local.system_user import server_user

_PYTHON = sys.executable
_DEVELOPMENT = {"HJEMMEL_DEVELOPMENT": "1"}


class Tier(IntEnum):
    """Started upwards, stopped downwards: nothing outlives what it leans on."""

    DATABASE = 10
    FOUNDATION = 20
    APPLICATION = 30


@dataclass(frozen=True)
class Process:
    """One process, and how it is started and stopped."""

    name: str
    tier: Tier
    command: list[str]
    where: str
    environment: dict[str, str] = field(default_factory=dict)
    stop_signal: str = "TERM"
    stop_seconds: int = 4
    whole_group: bool = True
    folder: str = str(REPOSITORY)
    user: str | None = None


def processes(settings: Settings, folders: Folders) -> list[Process]:
    """Every process of the stack."""
    return [
        _postgresql(folders),
        Process("broker", Tier.FOUNDATION, broker_command(settings.kafka_port), f"127.0.0.1:{settings.kafka_port}"),
        _identity(settings),
        _web("consent", settings, folders),
        _worker("consent", "relay", "consent.states.v1, consent.changes.v1", folders),
        _worker("consent", "webhooks", "whoever registered", folders),
        _worker("consent", "remind", "consent.changes.v1", folders),
        _worker("consent", "recalls", "consent.changes.v1", folders),
        _worker("consent", "imports", "consent.states.v1, consent.changes.v1", folders),
        _web("disclosure", settings, folders),
        _worker("disclosure", "relay", "disclosure.decisions.v1", folders),
        _worker("disclosure", "consume", "consent.states.v1", folders),
        _web("audit", settings, folders),
        _worker("audit", "consume", "consent.changes.v1, disclosure.decisions.v1", folders),
    ]


def _postgresql(folders: Folders) -> Process:
    return Process(
        name="postgresql",
        tier=Tier.DATABASE,
        command=server_command(folders),
        where=str(folders.postgresql_sockets),
        # An interrupt is PostgreSQL's fast shutdown: clients are cut off, everything committed is kept.
        stop_signal="INT",
        stop_seconds=15,
        whole_group=False,
        folder="/",
        user=server_user(),
    )


def _identity(settings: Settings) -> Process:
    command = [_PYTHON, "-m", "deploy.identity_provider"]
    return Process("identity", Tier.FOUNDATION, command, settings.url("identity"), _DEVELOPMENT)


# Each withdrawal holds one until it is effective, which may take two and a half seconds.
_THREADS = {"consent": {"WEB_THREADS": "32"}}


def _web(service: str, settings: Settings, folders: Folders) -> Process:
    command = [_PYTHON, "-m", "gunicorn", "-c", "deploy/gunicorn.conf.py", f"services.{service}.wsgi:app"]
    bind = settings.url(service).removeprefix("http://")
    environment = {
        **_metrics(service, folders),
        **_DEVELOPMENT,
        **_THREADS.get(service, {}),
        "WEB_BIND": bind,
        "WEB_GRACEFUL_SECONDS": "2",
    }
    return Process(service, Tier.APPLICATION, command, settings.url(service), environment)


def _worker(service: str, task: str, topics: str, folders: Folders) -> Process:
    command = [_PYTHON, "-m", f"services.{service}", task]
    return Process(
        f"{service}-{task}", Tier.APPLICATION, command, topics, {**_metrics(service, folders), **_DEVELOPMENT}
    )


def _metrics(service: str, folders: Folders) -> dict[str, str]:
    """Workers of a service share one folder, so that its /metrics speaks for all of them."""
    return {"PROMETHEUS_MULTIPROC_DIR": str(folders.metrics / service)}
