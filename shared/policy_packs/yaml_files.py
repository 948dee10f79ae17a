"""Finds files of YAML, and those that are meant as such and would be passed over because of their names."""

import re
from collections.abc import Iterable
from pathlib import Path

NOT_READ = "is passed over, since its name does not end in .yaml."
_MEANT = re.compile(r"^[^.].*\.ya?ml(\.txt)?$", re.IGNORECASE)


def yaml_files(paths: Iterable[Path]) -> list[Path]:
    """Return those whose names end in .yaml, in order."""
    return sorted(path for path in paths if path.suffix == ".yaml")


def misnamed_files(paths: Iterable[Path]) -> list[Path]:
    """Return those that only their names keep from being read, such as bars.yml or bars.yaml.txt, in order."""
    return sorted(path for path in paths if _MEANT.match(path.name) and path.suffix != ".yaml")
