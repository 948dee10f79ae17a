"""What is taken for an import, as lines of JSON or as CSV, and what is refused as a whole."""

import pytest

from services.consent.api import consent_imports
from services.consent.api.import_lines import CSV, NDJSON
from tests.integration.consent.imports import IMPORTS, a_line, imported, listed, ndjson, pointers, send
from tests.integration.consent.service import CPR, Service, a_consent
from tests.servers.service_client import body_of

OTHER = "0202021234"
CSV_LINES = """source_id;subject/cpr;given_at;given_by/authority;form;channel;text/id;text/version;text/language;\
scope/recipients/0/kind;scope/recipients/0/id;scope/purposes/0;scope/items/0/category;scope/items/1/category
A-1;0101011234;2026-02-01T10:00:00Z;self;written;desk;insurer-payment;3;da;insurer;insurer-a;insurance-payment;dx;notes
A-2;0202021234;2026-02-01T10:00:00Z;self;written;desk;insurer-payment;3;da;insurer;;insurance-payment;dx;
A-3;0202021234;2026-02-01T10:00:00Z;self;written;desk;insurer-payment;3;da;insurer;;gossip;dx;
"""


@pytest.mark.parametrize("divided", [";", ","])
def test_csv_says_the_same_by_the_paths_of_fields(service: Service, divided: str) -> None:
    lines = imported(service, CSV_LINES.replace(";", divided).encode("utf-8-sig"), CSV)
    assert [(line["line"], line["outcome"]) for line in lines] == [(2, "accepted"), (3, "accepted"), (4, "refused")]
    assert pointers(lines[2]) == ["/scope/purposes/0"]
    (consent,) = listed(service)
    assert consent["scope"] == a_consent()["scope"]
    (second,) = listed(service, OTHER)
    assert second["scope"]["recipients"] == [{"kind": "insurer"}]
    assert second["scope"]["items"] == [{"category": "dx"}]


@pytest.mark.parametrize(
    ("query", "media_type", "content", "status"),
    [
        ("controller=hospital&source=old-desk", "application/json", b"{}", 415),
        ("controller=hospital&source=old-desk", "", b"", 415),
        ("controller=hospital", NDJSON, b"", 422),
        (f"controller=hospital&source={CPR}", NDJSON, b"", 422),
        ("controller=hospital&source=old-desk&dry_run=perhaps", NDJSON, b"", 422),
        ("controller=hospital&source=old-desk&csv=yes", NDJSON, b"", 422),
        ("controller=elsewhere&source=old-desk", NDJSON, b"", 422),
        ("controller=clinic&source=old-desk", NDJSON, b"", 403),
        ("controller=hospital&source=old-desk", CSV, b"", 400),
        ("controller=hospital&source=old-desk", CSV, b"source_id,source_id\n", 400),
        ("controller=hospital&source=old-desk", CSV, b"source_id,/form\n", 400),
        ("controller=hospital&source=old-desk", CSV, f"source_id,{CPR}\n".encode(), 400),
    ],
)
def test_what_is_no_import_is_refused_as_a_whole(
    shared_service: Service, query: str, media_type: str, content: bytes, status: int
) -> None:
    token = shared_service.issuer.token("consent-imports:manage", controllers=("hospital", "elsewhere"))
    answer = shared_service.send(f"{IMPORTS}?{query}", content, media_type, token)
    assert (answer.status_code, answer.mimetype) == (status, "application/problem+json")
    assert CPR not in answer.get_data(as_text=True)


def test_an_import_may_be_larger_than_other_bodies_and_no_larger_than_it_may(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = (b" " * 60_000 + b"\n") * 80 + ndjson(a_line("A-1"))
    (line,) = imported(service, content)
    assert (line["line"], line["outcome"]) == (81, "accepted")
    monkeypatch.setattr(consent_imports, "LARGEST_IMPORT_BYTES", len(content) - 1)
    answer = service.send(f"{IMPORTS}?controller=hospital&source=old-desk", content, NDJSON)
    assert (answer.status_code, answer.get_json()["type"]) == (413, "/problems/too-large")


def test_a_cursor_of_another_report_is_refused(service: Service) -> None:
    one, other = (send(service, ndjson(a_line("A-1"), a_line("A-2"))) for _ in range(2))
    cursor = body_of(service.get(f"{IMPORTS}/{one['id']}/lines?limit=1"))["next_cursor"]
    problem = body_of(service.get(f"{IMPORTS}/{other['id']}/lines?limit=1&cursor={cursor}"), 422)
    assert problem["errors"] == [{"pointer": "/cursor", "detail": "Not the next_cursor of this very report."}]


def test_a_field_whose_name_no_database_holds_refuses_its_line_only(service: Service) -> None:
    lines = imported(service, b'{"source_id":"a","a\\u0000b":1}\n' + ndjson(a_line(source_id="b")), NDJSON)
    assert [line["outcome"] for line in lines] == ["refused", "accepted"]
