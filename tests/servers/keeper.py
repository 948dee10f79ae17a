"""Runs a server until the test session is over: `keeper.py PID_FILE SESSION_PID STOP_SIGNAL USER COMMAND…`.

A session that is killed cannot stop its servers; this process sees that it has gone, and does.
"""

import os
import shutil
import signal
import subprocess
import sys
import threading
from pathlib import Path


def main() -> None:
    pid_file, session, stop_signal, user, *command = sys.argv[1:]
    # The parent ends at once, so that this process is nobody's child and nobody has to wait for it.
    if os.fork():
        os._exit(0)
    Path(pid_file).write_text(str(os.getpid()))
    identity = {"user": user, "group": user, "extra_groups": []} if user else {}
    told = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: told.set())
    server = subprocess.Popen(command, **identity)
    while not told.wait(0.2) and server.poll() is None and _is_alive(int(session)):
        continue
    server.send_signal(int(stop_signal))
    server.wait()
    if not _is_alive(int(session)):
        # Nobody is left to remove the session's folder.
        shutil.rmtree(Path(pid_file).parent, ignore_errors=True)


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


if __name__ == "__main__":
    main()
