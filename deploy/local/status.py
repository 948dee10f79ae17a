"""The table of what runs where."""

from datetime import timedelta

from rich.console import Console
from rich.table import Table

from deploy.local.process_state import ProcessState
from deploy.local.processes import Process


def print_status(console: Console, processes: list[Process], states: dict[str, ProcessState]) -> None:
    """One line per process: its name, pid, uptime, state, and where it is to be found."""
    table = Table(box=None, header_style="bold", pad_edge=False)
    for heading in ("process", "pid", "uptime", "state", "where"):
        table.add_column(heading, justify="right" if heading in {"pid", "uptime"} else "left", overflow="fold")
    for process in processes:
        table.add_row(process.name, *_state_cells(states.get(process.name)), process.where)
    console.print(table)


def _state_cells(state: ProcessState | None) -> tuple[str, str, str]:
    if state is None:
        return "", "", "[dim]unknown[/dim]"
    if not state.pid:
        return "", "", f"[red]{state.state}[/red]"
    return str(state.pid), str(timedelta(seconds=state.uptime_seconds)), f"[green]{state.state}[/green]"
