"""Reads cases about retention and rights."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from services.disclosure.authoring.cases.run_line_cases import LineCase, RetentionCase, RightCase
from services.disclosure.domain.check import fact_value
from services.disclosure.engine.circumstances import Circumstances
from services.disclosure.engine.rights import Request
from services.disclosure.use_cases.given_state import given_moment
from shared.policy_packs.model import Pack
from shared.policy_packs.validity import copenhagen_date


def line_case_from(said: Mapping[str, Any], pack: Pack) -> LineCase:
    asked = said["retention"] if "retention" in said else said["right"]
    role = asked.get("subject_role", pack.default_subject_role)
    known = {"name": said["case"], "controller": pack.controller, "rows": tuple(said.get("rows", ()))}
    if "retention" in said:
        stated = _circumstances(asked, _day(said["on"]))
        return RetentionCase(**known, role=role, category=asked["category"], stated=stated, expect=said["expect"])
    received = _day(asked["received"])
    request = Request(asked["right"], role, asked.get("category"), received)
    return RightCase(**known, request=request, stated=_circumstances(asked, received), expect=said["expect"])


def _day(said: Any) -> date:
    return copenhagen_date(given_moment(said))


def _circumstances(asked: Mapping[str, Any], day: date) -> Circumstances:
    facts = {name: fact_value(value) for name, value in (asked.get("facts") or {}).items()}
    born = asked.get("subject_born")
    return Circumstances(day, facts, date.fromisoformat(str(born)) if born else None)
