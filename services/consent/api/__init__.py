"""The HTTP side: one file per resource; access.py says who may call what."""

from flask_smorest import Blueprint

from services.consent.api import changes, consents, delegations, objections, receipts, reminders, states, webhooks

BLUEPRINTS: tuple[Blueprint, ...] = (
    consents.blueprint,
    reminders.blueprint,
    objections.blueprint,
    delegations.blueprint,
    receipts.blueprint,
    states.blueprint,
    changes.blueprint,
    webhooks.blueprint,
)
