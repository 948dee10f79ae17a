"""Forget what was sent of imports whose reception broke off."""

from datetime import timedelta

from services.consent.use_cases.surroundings import Surroundings


def forget_broken_off(longest: timedelta, surroundings: Surroundings) -> None:
    """Drop what lines say of imports that were begun longer ago than any reception takes, and never all received."""
    with surroundings.units.change() as unit:
        unit.imports.forget_broken_off(surroundings.clock() - longest)
