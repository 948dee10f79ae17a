"""Keys and client secrets: made on the first run, kept from then on, readable by this user only."""

import os
import secrets
from collections.abc import Callable
from pathlib import Path

from deploy.identity_provider.directory import read_directory
from deploy.identity_provider.signing_key import SIGNING_KEY_FILE, new_signing_key
from deploy.local.errors import StackError
from deploy.local.folders import Folders
from services.consent.use_cases.receipts.receipt_keys import new_key_set

SUBJECT_KEYS_FILE = "subject-keys"
CURSOR_KEY_FILE = "cursor-key"
RECEIPT_KEYS_FILE = "receipt-keys.json"
WEBHOOK_KEY_FILE = "webhook-key"


def create_secrets(folders: Folders) -> None:
    """Make every secret that is not there yet."""
    _refuse_new_subject_keys_for_old_data(folders)
    clients = folders.secrets / "clients"
    clients.mkdir(mode=0o700, exist_ok=True)
    _create(folders.secrets / SUBJECT_KEYS_FILE, lambda: f"k1:{secrets.token_hex(32)}\n")
    _create(folders.secrets / CURSOR_KEY_FILE, lambda: secrets.token_hex(32))
    _create(folders.secrets / RECEIPT_KEYS_FILE, new_key_set)
    _create(folders.secrets / WEBHOOK_KEY_FILE, lambda: secrets.token_hex(32))
    _create(folders.secrets / SIGNING_KEY_FILE, new_signing_key)
    for client in read_directory().clients:
        _create(clients / client, lambda: secrets.token_urlsafe(32))


def _refuse_new_subject_keys_for_old_data(folders: Folders) -> None:
    """Other keys would give every patient a new reference: their consents would no longer be found."""
    keys = folders.secrets / SUBJECT_KEYS_FILE
    if folders.cluster.exists() and not keys.exists():
        raise StackError(
            f"{keys} is gone, and without it nobody in the databases beside it can be found again; "
            f"put it back, or remove {folders.data} to start afresh."
        )


def _create(path: Path, make: Callable[[], str]) -> None:
    """Write a secret whole or not at all, so that a set-up that was cut off leaves no half key behind."""
    if path.exists():
        return
    unfinished = path.with_name(f"{path.name}.unfinished")
    unfinished.unlink(missing_ok=True)
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(make())
        file.flush()
        os.fsync(file.fileno())
    unfinished.rename(path)
