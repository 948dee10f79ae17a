"""The line that says how far a start has come."""

from types import TracebackType
from typing import Self

from rich.console import Console
from rich.status import Status


class StartProgress:
    """A spinner on a terminal; plain lines where there is none."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._status = Status("", console=console)
        self._said = ""

    def __enter__(self) -> Self:
        if self._console.is_terminal:
            self._status.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._status.stop()

    def say(self, what: str) -> None:
        if what == self._said:
            return
        self._said = what
        if self._console.is_terminal:
            self._status.update(f"{what} …")
        else:
            self._console.print(f"{what} …")

    def count(self, ready: set[str], everything: set[str]) -> None:
        """Say who is still waited for; without a terminal only that there is a wait."""
        missing = ", ".join(sorted(everything - ready))
        if self._console.is_terminal and missing:
            self.say(f"Ready: {len(ready)} of {len(everything)}; waiting for {missing}")
        elif missing:
            self.say("Waiting until everything is ready")
