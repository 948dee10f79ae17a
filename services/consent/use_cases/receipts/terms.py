"""The terms receipts are written in: those of W3C's Data Privacy Vocabulary, and the few it does not have.

https://w3id.org/dpv/guides/consent-27560 says which of them stands for which field of ISO/IEC TS 27560.
"""

from collections.abc import Mapping
from typing import Any

from services.consent.domain.scope import ANY_CATEGORY
from shared.policy_packs.name import Name

PROFILE = "https://w3id.org/dpv/schema/dpv-27560#receipt"
SCHEMA_VERSION = "1"
"""Of the shape that receipts have here; one more whenever a reader of the one before would misread it."""

CONTEXT: Mapping[str, Any] = {
    "dpv": "https://w3id.org/dpv#",
    "eu-gdpr": "https://w3id.org/dpv/legal/eu/gdpr#",
    "loc": "https://w3id.org/dpv/loc#",
    "dct": "http://purl.org/dc/terms/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "hjemmel": "urn:hjemmel:receipt:",
    "dct:conformsTo": {"@type": "@id"},
    "dct:created": {"@type": "xsd:dateTime"},
    "dct:date": {"@type": "xsd:dateTime"},
    "dct:description": {"@container": "@language"},
    "dct:replaces": {"@type": "@id"},
    "dpv:hasCountry": {"@type": "@id"},
    "dpv:hasJurisdiction": {"@type": "@id"},
    "dpv:hasRight": {"@type": "@id"},
    "dpv:isIndicatedAtTime": {"@type": "xsd:dateTime"},
    "hjemmel:recordedAt": {"@type": "xsd:dateTime"},
    "skos:prefLabel": {"@container": "@language"},
}
"""Written into every receipt, so that it can be read in a hundred years without asking anybody."""

EXPRESSIONS = {"explicit": "dpv:ExplicitlyExpressedConsent", "ordinary": "dpv:ExpressedConsent"}
TAKEN_BACK = {
    "withdrawn": "dpv:ConsentWithdrawn",
    "revoked": "dpv:ConsentRevoked",
    "invalidated": "dpv:ConsentInvalidated",
}
GIVERS = {"self": "dpv:DataSubject", "custody": "dpv:GuardianOfDataSubject", "representative": "dpv:Entity"}

ARTICLES = {"G6a": "eu-gdpr:A6-1-a", "G9a": "eu-gdpr:A9-2-a"}
"""Legal references of the packs that are a consent in the terms of the GDPR; national law has no term in DPV."""

RIGHTS = {"marketing": "eu-gdpr:A21", "restriction": "eu-gdpr:A18", "particular-situation": "eu-gdpr:A21"}
"""Objections by which a right under the GDPR is exercised; the other kinds refuse what consent would permit."""

RIGHT_TO_WITHDRAW = "eu-gdpr:A7-3"
SPECIAL_CATEGORY_KEY = "art9"
EVERYTHING = {ANY_CATEGORY: Name(en="Every category of data", da="Alle kategorier af oplysninger")}
