"""The HTTP side: one file per resource; access.py says who may call what."""

from flask_smorest import Blueprint

from services.consent.api import (
    changes,
    consent_imports,
    consent_texts,
    consents,
    deaths,
    delegations,
    objections,
    recalls,
    receipts,
    refused_consents,
    reminders,
    states,
    webhooks,
    withdrawal_previews,
)

BLUEPRINTS: tuple[Blueprint, ...] = (
    consents.blueprint,
    withdrawal_previews.blueprint,
    refused_consents.blueprint,
    consent_texts.blueprint,
    reminders.blueprint,
    objections.blueprint,
    delegations.blueprint,
    deaths.blueprint,
    recalls.blueprint,
    receipts.blueprint,
    states.blueprint,
    consent_imports.blueprint,
    changes.blueprint,
    webhooks.blueprint,
)
