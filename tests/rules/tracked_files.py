"""The project's own files: everything that git would take in."""

import subprocess
from functools import cache
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
SERVICES = ("consent", "disclosure", "audit")
CODE_FOLDERS = ("services", "shared", "deploy", "tests")


@cache
def tracked_files() -> tuple[Path, ...]:
    """Return every file that is in git, or would be after `git add`."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=True).stdout
    paths = [REPOSITORY / name for name in listed.split("\0") if name]
    return tuple(path for path in paths if path.is_file())


def text_files() -> list[tuple[str, str]]:
    """Return the name and content of every file that is text."""
    return [(str(path.relative_to(REPOSITORY)), path.read_text(errors="ignore")) for path in tracked_files()]


def python_files(*folders: str) -> list[Path]:
    """Return the Python files below these folders."""
    chosen = tuple(str(REPOSITORY / folder) + "/" for folder in folders or CODE_FOLDERS)
    return [path for path in tracked_files() if path.suffix == ".py" and str(path).startswith(chosen)]
