"""The commands that every service has, and the form of those that work until they are stopped."""

from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Event as Flag
from typing import Any, Protocol, TypeVar

import click
import psycopg
from flask_smorest import Blueprint
from sqlalchemy.exc import SQLAlchemyError

from shared.database import DatabaseUnavailable, is_out_of_reach, lacks_what_is_asked_for
from shared.logs import configure_logs
from shared.migrations import run_migrations
from shared.processes import run_until_stopped
from shared.settings import SettingsWrong, name_of, read_settings
from shared.web.application import Service, openapi_document


class ServiceSettings(Protocol):
    """What is needed of a service's settings here."""

    @property
    def owner_database_url(self) -> str: ...
    @property
    def log_level(self) -> str: ...


class Worker(Protocol):
    """A relay or a consumer."""

    def run(self, stop: Flag) -> None: ...


_OUT_OF_REACH = "The database cannot be reached with the settings that are set."
_NOT_MIGRATED = "The database is not at this version of the service; `migrate` brings it there."


class _CannotStart(click.ClickException):
    exit_code = 2


class _Commands(click.Group):
    """Whoever runs a command without its settings, files or database is told so, in the place of a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except SettingsWrong as error:
            raise _CannotStart(f"Settings are {error}") from None
        except (DatabaseUnavailable, SQLAlchemyError, psycopg.Error) as error:
            if is_out_of_reach(error):
                raise _CannotStart(_OUT_OF_REACH) from None
            if lacks_what_is_asked_for(error):
                raise _CannotStart(_NOT_MIGRATED) from None
            raise
        except OSError as error:
            if error.filename is None:
                raise
            raise _CannotStart(f"{error.filename}: {error.strerror}.") from None


SettingsT = TypeVar("SettingsT", bound=ServiceSettings)


def service_commands(
    service: Service, package: Path, blueprints: Sequence[Blueprint], settings: type[ServiceSettings]
) -> click.Group:
    """Return `migrate` and `openapi` in a group that a service adds its own commands to."""
    commands = _Commands(help=service.description)

    @commands.command()
    def migrate() -> None:
        """Bring the database up to this version of the service."""
        url = read_settings(settings).owner_database_url
        if not url:
            raise SettingsWrong(not_set=[name_of(settings, "owner_database_url")])
        run_migrations(package, url)

    @commands.command()
    def openapi() -> None:
        """Print the OpenAPI document."""
        click.echo(openapi_document(service, blueprints), nl=False)

    return commands


def work_until_stopped(
    service: Service, settings: type[SettingsT], create_worker: Callable[[SettingsT], Worker]
) -> None:
    """Read the settings and run a relay or a consumer until this process is told to stop."""
    read = read_settings(settings)
    configure_logs(service.name, read.log_level)
    run_until_stopped(create_worker(read).run)
