"""Files and functions stay small enough to be read at a glance."""

import ast

from tests.rules.tracked_files import REPOSITORY, python_files

MOST_LINES_OF_A_FILE = 250
MOST_LINES_OF_A_FUNCTION = 40


def test_no_file_is_too_long() -> None:
    lines = {str(path.relative_to(REPOSITORY)): len(path.read_text().splitlines()) for path in python_files()}
    assert {name: count for name, count in lines.items() if count > MOST_LINES_OF_A_FILE} == {}


def test_no_function_is_too_long() -> None:
    long = {}
    for path in python_files():
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                assert node.end_lineno is not None
                length = node.end_lineno - node.lineno + 1
                if length > MOST_LINES_OF_A_FUNCTION:
                    long[f"{path.relative_to(REPOSITORY)}:{node.name}"] = length
    assert long == {}


def test_every_module_says_in_a_sentence_what_it_is() -> None:
    silent = [
        str(path.relative_to(REPOSITORY))
        for path in python_files()
        if path.read_text().strip() and not ast.get_docstring(ast.parse(path.read_text()))
    ]
    assert [name for name in silent if "/migrations/" not in name] == []


def test_no_module_is_named_for_nothing_in_particular() -> None:
    nondescript = {"utils", "util", "helpers", "helper", "base", "common", "misc", "manager"}
    assert [str(path) for path in python_files() if nondescript & {path.stem, path.parent.name}] == []
