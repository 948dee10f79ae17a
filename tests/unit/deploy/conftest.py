"""An identity provider with secrets of its own, in this process."""

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from deploy.identity_provider.application import create_app
from deploy.identity_provider.directory import read_directory
from deploy.identity_provider.settings import Settings
from deploy.identity_provider.signing_key import SIGNING_KEY_FILE, new_signing_key


@pytest.fixture(scope="session")
def secrets_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("secrets")
    (folder / SIGNING_KEY_FILE).write_text(new_signing_key())
    (folder / "clients").mkdir()
    for client in read_directory().clients:
        (folder / "clients" / client).write_text(f"secret-of-{client}")
    return folder


@pytest.fixture
def provider(secrets_folder: Path, monkeypatch: pytest.MonkeyPatch) -> FlaskClient:
    monkeypatch.setenv("AUTHLIB_INSECURE_TRANSPORT", "1")
    return create_app(Settings(secrets_folder, 8004, "http://issuer.test", "hjemmel")).test_client()
