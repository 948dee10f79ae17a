"""Shows the processes' logs as they grow, each line behind the name of who wrote it."""

import time
from collections.abc import Iterator
from pathlib import Path

from rich.console import Console
from rich.text import Text

from deploy.local.errors import StackError
from deploy.local.folders import Folders

_COLOURS = ("cyan", "green", "magenta", "yellow", "blue", "bright_red", "bright_cyan", "bright_green", "bright_magenta")
_LOOK_EVERY_SECONDS = 0.2


class GrowingFile:
    """A log file that is read on from where reading stopped, also past a rotation."""

    def __init__(self, path: Path, from_start: bool) -> None:
        self._path = path
        self._inode, size = _identity(path)
        self._position = 0 if from_start else size
        self._rest = b""

    def new_lines(self) -> list[str]:
        inode, size = _identity(self._path)
        if inode != self._inode or size < self._position:
            self._inode, self._position, self._rest = inode, 0, b""
        if size == self._position:
            return []
        with self._path.open("rb") as file:
            file.seek(self._position)
            grown = file.read()
        self._position += len(grown)
        *lines, self._rest = (self._rest + grown).split(b"\n")
        return [line.decode(errors="replace") for line in lines]


def _identity(path: Path) -> tuple[int, int]:
    try:
        status = path.stat()
    except FileNotFoundError:
        return 0, 0
    return status.st_ino, status.st_size


class LogFollower:
    """Prints what the processes write from now on."""

    def __init__(self, folders: Folders, names: list[str], console: Console, from_start: bool = False) -> None:
        self._console = console
        self._width = max(map(len, names))
        self._files = {name: GrowingFile(folders.log(name), from_start) for name in names}
        self._colours = {name: _COLOURS[place % len(_COLOURS)] for place, name in enumerate(names)}

    def print_new_lines(self) -> None:
        for name, file in self._files.items():
            for line in file.new_lines():
                self._console.print(self._prefixed(name, line), soft_wrap=True)

    def follow(self) -> Iterator[None]:
        """Print new lines for as long as the caller keeps asking."""
        while True:
            self.print_new_lines()
            yield
            time.sleep(_LOOK_EVERY_SECONDS)

    def _prefixed(self, name: str, line: str) -> Text:
        return Text.assemble((f"{name:<{self._width}} │ ", self._colours[name]), line)


def last_lines(path: Path, count: int) -> list[str]:
    """Return the end of a log file, or nothing when there is none."""
    return path.read_text(errors="replace").splitlines()[-count:] if path.exists() else []


def follow_logs(folders: Folders, names: list[str], name: str | None, console: Console) -> None:
    """Follow all logs, or one, until interrupted."""
    if name and name not in names:
        raise StackError(f"There is no process {name!r}; the processes are: {', '.join(names)}.")
    chosen = [name] if name else names
    for process in chosen:
        for line in last_lines(folders.log(process), 200 if name else 5):
            console.print(Text.assemble((f"{process} │ ", "dim"), line), soft_wrap=True)
    for _ in LogFollower(folders, chosen, console).follow():
        continue
