"""The HTTP side: one file per resource; access.py says who may call what."""

from flask_smorest import Blueprint

from services.disclosure.api import consent_copies, consent_permits, disclosure_checks, policy_packs, simulations

BLUEPRINTS: tuple[Blueprint, ...] = (
    disclosure_checks.blueprint,
    simulations.blueprint,
    policy_packs.blueprint,
    consent_copies.blueprint,
    consent_permits.blueprint,
)
