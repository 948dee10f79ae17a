"""Things that have no place in the project."""

import re

from tests.rules.tracked_files import REPOSITORY, text_files

# Paths of one developer's machine, and addresses from which packages were once fetched.
MACHINE_PATH = re.compile(r"(?<![\w.$})])/(?:root|work|home|Users)/\w+")
REGISTRY = re.compile(
    r"(?:--index-url|--extra-index-url|--find-links|index-url\s*=|find-links\s*=)|<repository>|<mirror>"
)
CPR_LIKE = re.compile(r"(?<!\d)(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])\d{2}-\d{4}(?!\d)")
UNFINISHED = re.compile(r"\b(?:TODO|FIXME|XXX|HACK)\b")


def _found(pattern: re.Pattern[str], *exempt: str) -> dict[str, list[str]]:
    found = {name: pattern.findall(text) for name, text in text_files() if name not in exempt}
    return {name: hits for name, hits in found.items() if hits}


THIS_FILE = "tests/rules/test_what_is_not_there.py"


def test_no_path_of_one_machine() -> None:
    assert _found(MACHINE_PATH, THIS_FILE) == {}


def test_no_address_of_a_package_registry() -> None:
    assert _found(REGISTRY, THIS_FILE) == {}
    lock = (REPOSITORY / "requirements.lock").read_text()
    assert "://" not in "\n".join(line for line in lock.splitlines() if not line.lstrip().startswith("#"))


def test_nothing_unfinished_is_left_behind() -> None:
    assert _found(UNFINISHED, THIS_FILE) == {}


def test_no_cpr_number_stands_in_a_file_name() -> None:
    assert [name for name, _ in text_files() if CPR_LIKE.search(name) or re.search(r"\d{10}", name)] == []
