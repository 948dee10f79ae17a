"""A receipt in the form that the caller prefers: signed, or as a page to be printed."""

import hashlib
from base64 import b64encode
from pathlib import Path

from flask import Response, render_template, request

from services.consent.api.receipt_page import ReceiptPage
from services.consent.api.receipt_words import LANGUAGES
from services.consent.use_cases.receipts.read_receipt import Receipt

JOSE = "application/jose"
"""A JWS in compact serialisation (RFC 7515 section 9.2.1)."""

PAGE = "text/html"
VARY = "Accept, Accept-Language"
STYLE = (Path(__file__).parent / "templates" / "receipt.css").read_text().strip()
_STYLE_HASH = b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()

# Nothing is fetched, run, sent or framed; the one style that may be applied is the page's own.
POLICY = (
    f"default-src 'none'; style-src 'sha256-{_STYLE_HASH}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


def receipt_answer(receipt: Receipt) -> Response:
    """Return the signed receipt, or the page to whoever would rather have one."""
    if request.accept_mimetypes.best_match([JOSE, PAGE]) != PAGE:
        return Response(receipt.signed, mimetype=JOSE, headers={"Vary": VARY})
    language = request.accept_languages.best_match(LANGUAGES, LANGUAGES[0])
    page = render_template("receipt.html", page=ReceiptPage(receipt, language), style=STYLE)
    headers = {
        "Content-Language": language,
        "Content-Security-Policy": POLICY,
        "Referrer-Policy": "no-referrer",
        "Vary": VARY,
        "X-Content-Type-Options": "nosniff",
    }
    return Response(page, mimetype=PAGE, headers=headers)
