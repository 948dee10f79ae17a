"""The HTTP side: one file per resource; access.py says who may call what."""

from flask_smorest import Blueprint

from services.audit.api import completeness, entries

BLUEPRINTS: tuple[Blueprint, ...] = (entries.blueprint, completeness.blueprint)
