"""Which words were agreed to, held against the pack."""

from dataclasses import replace

import pytest

from services.consent.domain.consent import Text
from services.consent.domain.text_rules import faults_of_text, with_digest, words_of
from shared.policy_packs.consent_text import ConsentText, sha256_of
from tests.unit.consent.builders import PURPOSES, WORDS, a_pack

PACK = a_pack()
IN_DANISH = Text("insurer-payment", "3", "da")
DIGEST = sha256_of(WORDS.da)
OTHER = "cd" * 32


def test_the_digest_is_that_of_the_words_in_utf_8() -> None:
    known = "07dcca0633137ab9e65051e970435d5c3b44413ecf228581856ac2030ecce0fc"
    assert sha256_of("sådan") == known


@pytest.mark.parametrize(
    ("text", "pointers"),
    [
        (IN_DANISH, []),
        (replace(IN_DANISH, sha256=DIGEST), []),
        (replace(IN_DANISH, sha256=OTHER), ["/text/sha256"]),
        (replace(IN_DANISH, sha256=sha256_of(WORDS.en)), ["/text/sha256"]),
        (replace(IN_DANISH, language="pl", sha256=OTHER), []),
        (replace(IN_DANISH, version="4"), ["/text/version"]),
        (replace(IN_DANISH, id="on-paper", sha256=OTHER), []),
    ],
)
def test_a_text_of_the_pack_has_the_words_that_the_pack_has(text: Text, pointers: list[str]) -> None:
    assert [fault.pointer for fault in faults_of_text(text, PURPOSES, PACK)] == pointers


@pytest.mark.parametrize(
    ("version", "purposes", "pointers"),
    [
        ("1", ["claims"], []),
        ("1", ["claims", "insurance-payment"], ["/text/version"]),
        ("2", ["claims", "insurance-payment"], []),
        ("2", ["second-opinion", "claims"], ["/text/id"]),
        ("2", ["nothing-the-pack-knows"], []),
    ],
)
def test_a_text_of_the_pack_tells_of_every_purpose_in_the_version_agreed_to(
    version: str, purposes: list[str], pointers: list[str]
) -> None:
    first = frozenset({"claims"})
    pack = a_pack(consent_texts={"terms": ConsentText("terms", {"1": first, "2": first | {"insurance-payment"}})})
    for text in ("terms", "on-paper"):
        faults = faults_of_text(Text(text, version, "da"), purposes, pack)
        assert [fault.pointer for fault in faults] == (pointers if text == "terms" else [])


@pytest.mark.parametrize(
    ("text", "digest"),
    [
        (IN_DANISH, DIGEST),
        (replace(IN_DANISH, language="en"), sha256_of(WORDS.en)),
        (replace(IN_DANISH, language="pl"), None),
        (replace(IN_DANISH, language="pl", sha256=OTHER), OTHER),
        (replace(IN_DANISH, id="on-paper"), None),
    ],
)
def test_what_nobody_stated_is_the_digest_of_the_packs_words(text: Text, digest: str | None) -> None:
    assert with_digest(text, PACK).sha256 == digest


@pytest.mark.parametrize(("digest", "words"), [(DIGEST, WORDS.da), (OTHER, None), (None, None)])
def test_words_are_told_only_as_those_that_were_agreed_to(digest: str | None, words: str | None) -> None:
    assert words_of(replace(IN_DANISH, sha256=digest), PACK) == words
