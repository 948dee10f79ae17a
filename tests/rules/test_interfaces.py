"""What is written down of the interfaces is what the code does."""

import importlib
import json
import re
import subprocess
import sys

import pytest

from shared.web.application import OPEN_TO_ALL, openapi_document
from shared.web.authentication import Scope
from tests.rules.tracked_files import REPOSITORY, SERVICES

SCOPES = {
    "consent:write",
    "consent:read",
    "consent-state:read",
    "consent:self",
    "consent-copy:read",
    "consent-permits:read",
    "consent-changes:read",
    "consent-webhooks:manage",
    "consent-imports:manage",
    "disclosure:check",
    "disclosure:read",
    "disclosure:simulate",
    "audit:read",
}


@pytest.mark.parametrize("service", SERVICES)
def test_the_committed_openapi_document_is_current(service: str) -> None:
    api, bootstrap = (importlib.import_module(f"services.{service}.{part}") for part in ("api", "bootstrap"))
    committed = (REPOSITORY / "services" / service / "openapi.json").read_text()
    assert openapi_document(bootstrap.SERVICE, api.BLUEPRINTS) == committed, "run: make openapi"


@pytest.mark.parametrize("service", SERVICES)
def test_the_command_prints_the_document_without_any_setting(service: str) -> None:
    command = [sys.executable, "-m", f"services.{service}", "openapi"]
    environment = {"PATH": "", "PYTHONPATH": str(REPOSITORY)}
    printed = subprocess.run(command, cwd=REPOSITORY, env=environment, capture_output=True, text=True, check=True)
    assert printed.stdout == (REPOSITORY / "services" / service / "openapi.json").read_text()


@pytest.mark.parametrize("service", SERVICES)
def test_every_operation_has_its_line_in_the_access_table(service: str) -> None:
    api = importlib.import_module(f"services.{service}.api")
    access = importlib.import_module(f"services.{service}.api.access").ACCESS
    operations = {
        f"{blueprint.name}.{endpoint}"
        for blueprint in api.BLUEPRINTS
        for endpoint in blueprint._docs  # its own record
    }
    assert operations == set(access) - set(OPEN_TO_ALL)
    assert {needed.name for needed in access.values() if isinstance(needed, Scope)} <= SCOPES


@pytest.mark.parametrize("service", SERVICES)
def test_every_operation_is_in_the_services_readme(service: str) -> None:
    document = json.loads((REPOSITORY / "services" / service / "openapi.json").read_text())
    readme = (REPOSITORY / "services" / service / "README.md").read_text()
    paths = {
        f"{method.upper()} {path}"
        for path, methods in document["paths"].items()
        for method in methods
        if method in {"get", "post", "put", "delete", "patch"}
    }
    flattened = _with_placeholders_alike(readme)
    assert {path for path in paths if _with_placeholders_alike(path) not in flattened} == set()


def _with_placeholders_alike(text: str) -> str:
    return re.sub(r"\{[^}]*\}", "{}", text)
