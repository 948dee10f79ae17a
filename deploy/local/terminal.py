"""Where the commands print."""

from rich.console import Console

_WIDTH_OF_A_FILE = 140


def new_console() -> Console:
    """Use the terminal's own width, and a roomy one where the output goes to a file or a pipe."""
    console = Console()
    return console if console.is_terminal else Console(width=_WIDTH_OF_A_FILE)
