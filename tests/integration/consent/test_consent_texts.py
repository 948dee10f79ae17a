"""The words that people are asked to agree to, and those that they did agree to."""

import re

from services.consent.api.context import EXTENSION
from shared.policy_packs.consent_text import sha256_of
from tests.integration.consent.service import Service, a_consent, a_refused_consent
from tests.servers.service_client import body_of
from tests.unit.consent.builders import WORDS, a_consent_kind, a_pack


def test_texts_are_listed_with_their_words_and_what_they_are_asked_for(service: Service) -> None:
    service.app.extensions[EXTENSION].surroundings.packs["hospital"] = a_pack(consent_kinds=(a_consent_kind(),))
    assert body_of(service.get("/v1/consent-texts?controller=hospital"))["consent_texts"] == [
        {
            "id": "insurer-payment",
            "version": "3",
            "replaced_by": None,
            "kinds": ["hospital.payment"],
            "purposes": ["claims", "insurance-payment", "second-opinion"],
            "words": {
                "da": {"text": WORDS.da, "sha256": sha256_of(WORDS.da)},
                "en": {"text": WORDS.en, "sha256": sha256_of(WORDS.en)},
            },
        }
    ]


def test_the_digest_of_the_words_is_kept_with_the_consent(service: Service) -> None:
    told = {"id": "insurer-payment", "version": "3", "language": "en"}
    assert service.give(text=told)["text"] == {**told, "sha256": sha256_of(WORDS.en)}


def test_who_was_shown_other_words_has_not_agreed_to_these(service: Service) -> None:
    told = {"id": "insurer-payment", "version": "3", "language": "da", "sha256": "cd" * 32}
    for path, said in (("", a_consent(text=told)), ("/refused", a_refused_consent(text=told))):
        refused = body_of(service.post(f"/v1/consents{path}", said), 422)
        assert [one["pointer"] for one in refused["errors"]] == ["/text/sha256"]


def test_the_receipt_shows_the_words_in_the_language_they_were_shown_in(service: Service) -> None:
    given = service.give(text={"id": "insurer-payment", "version": "3", "language": "da"})
    page = service.get(f"/v1/consents/{given['id']}/receipt", Accept="text/html", **{"Accept-Language": "en"})
    said = re.sub(r"\s+", " ", page.get_data(as_text=True))
    assert f'lang="da">{WORDS.da}<' in said
