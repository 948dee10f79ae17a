"""Lets one start at a time be under way on a data folder."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager

from deploy.local.errors import StackError
from deploy.local.folders import Folders


@contextmanager
def start_lock(folders: Folders) -> Iterator[None]:
    """Hold the lock, or raise StackError; the system gives it back when this process ends, however it ends."""
    with (folders.run / "start.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise StackError(
                f"Another `make run` is just starting Hjemmel from {folders.data}; wait for it, or end it with Ctrl-C."
            ) from None
        yield
