"""What a statement takes for lying within a part is what the domain takes for it."""

from dataclasses import replace
from datetime import date
from itertools import product
from random import Random
from uuid import uuid4

import sqlalchemy as sa

from services.consent.domain.objection import Objection
from services.consent.domain.period import Period
from services.consent.domain.scope import Item, Part, Recipient
from services.consent.storage.consents import ConsentRows
from services.consent.storage.objections import ObjectionRows
from services.consent.storage.part_clauses import lies_within
from services.consent.storage.tables import consents, objections
from tests.integration.consent.service import Service
from tests.unit.consent.builders import NOON, a_consent, a_scope, recorded

JANUARY = Period(date(2026, 1, 1), date(2026, 2, 1))
SINCE, UNTIL = Period(date(2026, 1, 1), None), Period(None, date(2026, 2, 1))
INSURER, GP = Recipient("insurer"), Recipient("own-gp")
RECIPIENTS = (None, (INSURER,), (Recipient("insurer", "a"),), (Recipient("insurer", country="SE"), GP))
PURPOSES = (None, ("claims",), ("claims", "second-opinion"))
ITEMS = (
    None,
    (Item("*"),),
    (Item("dx"), Item("notes", course="K1")),
    (Item("dx", episode="E1"),),
    (Item("*", label="psychiatry"),),
    (Item("*", course="K1"),),
    *((Item("dx", period=one),) for one in (JANUARY, SINCE, UNTIL)),
)
CHANNELS = (None, ("email",), ("email", "post"))
PARTS = [Part(*dimensions) for dimensions in product(RECIPIENTS, PURPOSES, ITEMS, CHANNELS)]


def some_parts(seed: int) -> list[Part]:
    return Random(seed).sample(PARTS, 80)


def test_an_objection_lies_within_a_part_in_a_statement_where_it_does_in_the_domain(service: Service) -> None:
    raised = {str(uuid4()): part for part in some_parts(1)}
    with service.runtime_engine() as engine, engine.begin() as connection:
        for objection_id, part in raised.items():
            one = Objection(objection_id, "hospital", "k1.someone", "refusal", NOON, "phone", part, recorded())
            ObjectionRows(connection).add(one)
        for whole in some_parts(2):
            found = set(connection.scalars(sa.select(objections.c.id).where(lies_within(objections, whole))))
            assert found == {objection_id for objection_id, part in raised.items() if whole.covers(part)}, whole


def test_a_consent_lies_within_a_part_in_a_statement_where_all_its_cells_do(service: Service) -> None:
    said = [(items, course) for items in ITEMS if items is not None for course in (None, "K1", "K2")]
    given = {str(uuid4()): a_consent(scope=a_scope(items=items), course=course) for items, course in said}
    with service.runtime_engine() as engine, engine.begin() as connection:
        for consent_id, consent in given.items():
            ConsentRows(connection).add(replace(consent, id=consent_id, recorded=recorded()))
        for whole in (replace(part, channels=None) for part in some_parts(3)):
            found = set(connection.scalars(sa.select(consents.c.id).where(lies_within(consents, whole))))
            scopes = {one: consent.grant.scope.bound_to(consent.grant.course) for one, consent in given.items()}
            assert found == {one for one, scope in scopes.items() if all(map(whole.contains, scope))}, whole
            assert found == {one for one, scope in scopes.items() if whole.covers(scope.as_part())}, whole
