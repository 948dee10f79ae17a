"""What is refused before anything is started, and whether the sentence helps."""

import shutil
import socket
from pathlib import Path
from types import SimpleNamespace

import pytest

from deploy.local.errors import StackError
from deploy.local.folders import Folders
from deploy.local.preflight import refuse_full_disk, refuse_taken_ports, refuse_unsupported_machine
from deploy.local.settings import Settings


@pytest.fixture
def settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Settings:
    monkeypatch.setenv("HJEMMEL_DATA", str(tmp_path))
    for name in ("CONSENT", "DISCLOSURE", "AUDIT", "IDENTITY", "KAFKA"):
        with socket.create_server(("127.0.0.1", 0)) as free:
            monkeypatch.setenv(f"HJEMMEL_{name}_PORT", str(free.getsockname()[1]))
    return Settings.from_environment()


def test_a_taken_port_is_named_with_its_setting(settings: Settings) -> None:
    with (
        socket.create_server(("127.0.0.1", settings.audit_port)),
        pytest.raises(StackError, match=rf"Port {settings.audit_port} is taken.*HJEMMEL_AUDIT_PORT\.$"),
    ):
        refuse_taken_ports(settings)


def test_free_ports_are_not_refused(settings: Settings) -> None:
    refuse_taken_ports(settings)


def test_two_settings_may_not_name_one_port(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HJEMMEL_AUDIT_PORT", str(settings.consent_port))
    with pytest.raises(StackError, match="name the same port"):
        refuse_taken_ports(Settings.from_environment())


@pytest.mark.parametrize("port", ["eight thousand", "0", "65536", ""])
def test_a_port_that_cannot_be_one_is_named(monkeypatch: pytest.MonkeyPatch, port: str) -> None:
    monkeypatch.setenv("HJEMMEL_KAFKA_PORT", port)
    with pytest.raises(StackError, match="HJEMMEL_KAFKA_PORT"):
        Settings.from_environment()


def test_a_nearly_full_disk_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=12_000_000))
    with pytest.raises(StackError, match=r"Only 12 MB are free.*HJEMMEL_DATA"):
        refuse_full_disk(Folders(tmp_path))


def test_an_unsupported_machine_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("platform.system", lambda: "Windows")
    with pytest.raises(StackError, match="Linux and macOS, not on Windows"):
        refuse_unsupported_machine()
