"""Receipts over HTTP, as pages, and checked without the service."""

import json
import re
import subprocess
import sys
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from werkzeug.test import TestResponse

from services.consent.api.context import EXTENSION
from services.consent.bootstrap import create_app
from services.consent.use_cases.receipts.receipt_keys import InvalidReceiptKeys, ReceiptKeys
from tests.integration.consent.service import CPR, Service
from tests.rules.tracked_files import REPOSITORY

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


def receipt_of(service: Service, path: str, **headers: str) -> TestResponse:
    answer = service.get(f"{path}/receipt", **headers)
    assert answer.status_code == 200, answer.get_data(as_text=True)
    return answer


def signed(service: Service, path: str) -> str:
    answer = receipt_of(service, path)
    assert answer.content_type == "application/jose"
    return answer.get_data(as_text=True)


def document(service: Service, path: str) -> dict[str, Any]:
    payload, _ = service.app.extensions[EXTENSION].receipt_keys.verify(signed(service, path))
    found: dict[str, Any] = json.loads(payload)
    return found


def path_of(consent: dict[str, Any], withdrawal: dict[str, Any] | None = None) -> str:
    return f"/v1/consents/{consent['id']}" + (f"/withdrawals/{withdrawal['id']}" if withdrawal else "")


def verify(folder: Path, receipt: str, keys: str) -> "subprocess.CompletedProcess[str]":
    """Run the command as somebody does who has two files and nothing else."""
    (folder / "receipt.jws").write_text(receipt)
    (folder / "keys.json").write_text(keys)
    command = [sys.executable, "-m", "services.consent", "verify-receipt", str(folder / "receipt.jws")]
    return subprocess.run(
        [*command, "--keys", str(folder / "keys.json")],
        cwd=REPOSITORY,
        env={"PATH": "", "PYTHONPATH": str(REPOSITORY)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_receipt_is_byte_for_byte_the_same_whatever_happens_afterwards(service: Service) -> None:
    consent = service.give()
    first = signed(service, path_of(consent))
    service.withdraw(consent)
    service.clock.move(days=500)
    assert signed(service, path_of(consent)) == first


def test_grant_withdrawal_and_refusal_have_receipts_of_what_was_recorded(service: Service) -> None:
    consent = service.give()
    withdrawal = service.withdraw(consent, {"items": [{"category": "dx"}]})
    objection = service.object_to({"recipients": [{"kind": "own-gp"}]})
    states = []
    for path in (path_of(consent), path_of(consent, withdrawal), f"/v1/objections/{objection['id']}"):
        receipt = document(service, path)
        record = receipt["dpv:hasRecordOfActivity"]
        assert receipt["dct:created"] == "2026-03-01T12:00:00.000000Z"
        assert record["dpv:hasDataSubject"]["dct:identifier"] == consent["subject"]
        assert CPR not in json.dumps(receipt)
        states.append(record["dpv:hasConsentStatus"]["@type"])
    assert states == ["dpv:ConsentGiven", "dpv:ConsentWithdrawn", "dpv:ConsentRefused"]


def test_each_withdrawal_has_a_receipt_of_its_own_part(service: Service) -> None:
    consent = service.give()
    withdrawals = [service.withdraw(consent, {"items": [{"category": code}]}) for code in ("dx", "notes")]
    receipts = [document(service, path_of(consent, one))["dpv:hasRecordOfActivity"] for one in withdrawals]
    found = [receipt["dpv:hasProcess"]["dpv:hasPersonalData"] for receipt in receipts]
    assert [[item["dct:identifier"] for item in items] for items in found] == [["dx"], ["notes"]]


def test_a_lifted_objection_keeps_its_receipt(service: Service) -> None:
    objection = service.object_to({})
    path = f"/v1/objections/{objection['id']}"
    first = signed(service, path)
    service.post(f"{path}/lift", {"channel": "desk"})
    assert signed(service, path) == first


def test_there_is_no_receipt_of_what_there_is_not(service: Service) -> None:
    one, other = service.give(), service.give()
    withdrawal = service.withdraw(one)
    for path in (f"/v1/consents/{uuid4()}", path_of(one, {"id": uuid4()}), path_of(other, withdrawal)):
        assert service.get(f"{path}/receipt").status_code == 404
    assert service.get(f"/v1/objections/{uuid4()}/receipt").status_code == 404
    assert service.get("/v1/consents/first/receipt").status_code == 404


def test_without_the_controllers_pack_there_is_no_receipt_for_the_time_being(service: Service) -> None:
    consent = service.give()
    known = service.app.extensions[EXTENSION]
    service.app.extensions[EXTENSION] = replace(known, surroundings=replace(known.surroundings, packs={}))
    answer = service.get(f"{path_of(consent)}/receipt")
    assert (answer.status_code, answer.get_json()["type"]) == (503, "/problems/dependency-unavailable")


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("*/*", "application/jose"),
        ("application/jose", "application/jose"),
        ("application/json", "application/jose"),
        ("text/html;q=0.5, application/jose", "application/jose"),
        ("text/html", "text/html"),
        (BROWSER, "text/html"),
    ],
)
def test_the_form_is_the_one_preferred_and_otherwise_the_signed_one(
    shared_service: Service, accept: str, media_type: str
) -> None:
    answer = receipt_of(shared_service, path_of(shared_service.give()), accept=accept)
    assert answer.mimetype == media_type
    assert answer.headers["Vary"] == "Accept, Accept-Language"
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("accepted", "language", "title"),
    [
        ("da", "da", "Kvittering for samtykke"),
        ("da-DK,da;q=0.9,en;q=0.8", "da", "Kvittering for samtykke"),
        ("en-GB,en;q=0.9", "en", "Receipt for a consent"),
        ("de", "da", "Kvittering for samtykke"),
    ],
)
def test_the_page_is_danish_or_english(shared_service: Service, accepted: str, language: str, title: str) -> None:
    answer = receipt_of(shared_service, path_of(shared_service.give()), accept=BROWSER, accept_language=accepted)
    page = answer.get_data(as_text=True)
    assert answer.headers["Content-Language"] == language
    assert f'<html lang="{language}">' in page
    assert f"<h1>{title}</h1>" in page
    assert ("hospital på dansk" if language == "da" else "hospital in English") in page


def test_the_page_may_do_nothing_but_look_as_it_does(shared_service: Service) -> None:
    answer = receipt_of(shared_service, path_of(shared_service.give()), accept=BROWSER)
    page, policy = answer.get_data(as_text=True), answer.headers["Content-Security-Policy"]
    [style] = re.findall("<style>(.*?)</style>", page, re.DOTALL)
    assert f"style-src 'sha256-{b64encode(sha256(style.encode()).digest()).decode()}'" in policy
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy
    assert "<script" not in page
    assert re.search(r"""\s(on\w+|style|src|href)=""", page) is None
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_the_page_is_read_in_order_by_whoever_cannot_see_it(shared_service: Service) -> None:
    page = receipt_of(shared_service, path_of(shared_service.give()), accept=BROWSER).get_data(as_text=True)
    assert re.findall(r"<(h\d)", page)[:2] == ["h1", "h2"]
    assert page.count("<h1") == page.count("<main") == 1
    labels, ids = re.findall(r'aria-labelledby="(\w+)"', page), re.findall(r' id="(\w+)"', page)
    assert labels == ids
    assert len(set(ids)) == len(ids)
    assert '<time datetime="2026-02-01T10:00:00.000000Z">1. februar 2026 kl. 11.00</time>' in page


@pytest.mark.parametrize(("language", "said"), [("da", "Loven SUL-44"), ("en", "The law SUL-44")])
def test_law_is_named_in_the_language_of_the_page(shared_service: Service, language: str, said: str) -> None:
    path = f"/v1/objections/{shared_service.object_to({})['id']}"
    page = receipt_of(shared_service, path, accept=BROWSER, accept_language=language).get_data(as_text=True)
    assert f"<dd>{said}</dd>" in page


def test_what_somebody_wrote_stays_text_on_the_page(shared_service: Service) -> None:
    consent = shared_service.give(form="oral", form_exemption="<script>alert(1)</script> & more")
    page = receipt_of(shared_service, path_of(consent), accept=BROWSER).get_data(as_text=True)
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; more" in page


def test_a_receipt_is_checked_with_two_files_and_nothing_else(service: Service, tmp_path: Path) -> None:
    consent = service.give()
    receipt = signed(service, path_of(consent))
    keys = service.get("/v1/receipt-keys", token="")
    assert keys.content_type == "application/jwk-set+json"
    found = verify(tmp_path, receipt, keys.get_data(as_text=True))
    assert (found.returncode, found.stderr) == (0, "")
    assert found.stdout.startswith("Genuine: a consent given at 2026-02-01T10:00:00.000000Z by or for ")
    assert consent["subject"] in found.stdout


def test_a_changed_receipt_ends_with_1_and_unusable_keys_with_2(service: Service, tmp_path: Path) -> None:
    receipt, keys = signed(service, path_of(service.give())), service.get("/v1/receipt-keys").get_data(as_text=True)
    changed = verify(tmp_path, receipt[:-10] + receipt[-9:], keys)
    assert (changed.returncode, changed.stdout) == (1, "")
    assert changed.stderr.startswith("Not genuine: ")
    unusable = verify(tmp_path, receipt, "no keys")
    assert (unusable.returncode, unusable.stdout) == (2, "")
    assert "the receipt keys are not a JWK set in JSON" in unusable.stderr


def test_a_new_key_signs_after_a_restart_and_older_receipts_stay_genuine(service: Service, tmp_path: Path) -> None:
    consent = service.give()
    before, file = signed(service, path_of(consent)), service.settings.receipt_keys_file
    command = [sys.executable, "-m", "services.consent", "new-receipt-key", str(file)]
    subprocess.run(command, cwd=REPOSITORY, env={"PATH": "", "PYTHONPATH": str(REPOSITORY)}, check=True)
    assert file.stat().st_mode & 0o777 == 0o600
    keys = ReceiptKeys(file.read_text())
    service.app.extensions[EXTENSION] = replace(service.app.extensions[EXTENSION], receipt_keys=keys)
    after, published = signed(service, path_of(consent)), service.get("/v1/receipt-keys").get_data(as_text=True)
    assert (after.split(".")[1], after == before) == (before.split(".")[1], False)
    assert [verify(tmp_path, receipt, published).returncode for receipt in (before, after)] == [0, 0]
    assert '"d"' not in published


def test_the_service_does_not_start_with_keys_that_cannot_sign(service: Service) -> None:
    file = service.settings.receipt_keys_file
    file.write_text(json.dumps(ReceiptKeys(file.read_text()).public()))
    with pytest.raises(InvalidReceiptKeys, match="cannot sign"):
        create_app(service.settings)
