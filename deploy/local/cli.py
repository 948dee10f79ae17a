"""The commands behind `make run`, `stop`, `status`, `logs`, `token` and `demo`."""

import click

from deploy.demo.play import play_day
from deploy.local.errors import NotReady
from deploy.local.foreground import StopRequested, follow_until_stopped, listen_for_stop
from deploy.local.introduction import introduce
from deploy.local.logs import follow_logs, last_lines
from deploy.local.settings import Settings
from deploy.local.stack import Stack
from deploy.local.status import print_status
from deploy.local.terminal import new_console
from deploy.local.token import fetch_token

_LOG_LINES_SHOWN = 20


@click.group()
def cli() -> None:
    """Run the embedded stack of Hjemmel."""


@cli.command()
@click.option("--detach", envvar="DETACH", is_flag=True, help="Return when everything is ready.")
def run(detach: bool) -> None:
    """Start everything, and stop it on Ctrl-C."""
    stack, console = _stack(), new_console()
    listen_for_stop()
    try:
        stack.start(console)
        introduce(stack, console)
        if not detach:
            follow_until_stopped(stack, console)
    except StopRequested:
        stack.stop()
        console.print("\nStopped before everything was ready.")
    except NotReady as error:
        _show_log(stack, error.process)
        raise


def _show_log(stack: Stack, process: str) -> None:
    for line in last_lines(stack.folders.log(process), _LOG_LINES_SHOWN):
        click.echo(f"{process} | {line}", err=True)


@cli.command()
def stop() -> None:
    """Stop everything."""
    click.echo("Everything has stopped." if _stack().stop() else "Nothing was running.")


@cli.command()
def status() -> None:
    """Show what runs where."""
    stack = _stack()
    stack.refuse_if_down()
    print_status(new_console(), stack.processes, stack.supervisor.states())


@cli.command()
@click.argument("name", required=False)
def logs(name: str | None) -> None:
    """Follow the logs of all processes, or of one."""
    stack = _stack()
    listen_for_stop()
    try:
        follow_logs(stack.folders, [process.name for process in stack.processes], name, new_console())
    except StopRequested:
        return


@cli.command()
@click.argument("name", required=False, default="")
def token(name: str) -> None:
    """Print an access token for a client or persona, and nothing else."""
    click.echo(fetch_token(Settings.from_environment(), name))


@cli.command()
def demo() -> None:
    """Play a day at a private hospital against the running stack."""
    stack = _stack()
    stack.refuse_if_down()
    play_day(stack.settings, new_console())


def _stack() -> Stack:
    return Stack.of(Settings.from_environment())
