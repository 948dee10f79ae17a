"""Keys and client secrets of a stack."""

from pathlib import Path

import pytest

from deploy.identity_provider.directory import read_directory
from deploy.local.errors import StackError
from deploy.local.folders import Folders
from deploy.local.secrets import create_secrets
from services.consent.use_cases.receipts.receipt_keys import ReceiptKeys
from shared.subject_references import SubjectKeys


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    folders = Folders(tmp_path)
    folders.secrets.mkdir()
    return folders


def contents(folders: Folders) -> dict[Path, bytes]:
    return {file: file.read_bytes() for file in folders.secrets.rglob("*") if file.is_file()}


def test_they_are_made_once_and_kept(folders: Folders) -> None:
    create_secrets(folders)
    first = contents(folders)
    create_secrets(folders)
    assert contents(folders) == first


def test_only_this_user_can_read_them(folders: Folders) -> None:
    create_secrets(folders)
    assert {file.stat().st_mode & 0o777 for file in contents(folders)} == {0o600}


def test_every_client_has_one_of_its_own(folders: Folders) -> None:
    create_secrets(folders)
    secrets = [(folders.secrets / "clients" / client).read_text() for client in read_directory().clients]
    assert len(set(secrets)) == len(secrets)
    assert min(map(len, secrets)) >= 32


def test_the_services_can_read_the_subject_keys(folders: Folders) -> None:
    create_secrets(folders)
    assert SubjectKeys.from_file(folders.secrets / "subject-keys").references("aleris", "cpr", "x")[0].startswith("k1.")


def test_the_consent_service_can_sign_receipts(folders: Folders) -> None:
    create_secrets(folders)
    assert ReceiptKeys((folders.secrets / "receipt-keys.json").read_text()).require_signing()


def test_one_that_was_cut_off_while_it_was_written_is_made_anew(folders: Folders) -> None:
    (folders.secrets / "subject-keys.unfinished").write_text("k1:0a")
    create_secrets(folders)
    assert SubjectKeys.from_file(folders.secrets / "subject-keys")


def test_lost_subject_keys_are_not_replaced_while_there_are_data(folders: Folders) -> None:
    folders.cluster.mkdir()
    with pytest.raises(StackError, match=r"subject-keys is gone.*put it back"):
        create_secrets(folders)
