"""Steps 2 to 9 for one item, in the order of the table in this folder's README."""

from services.disclosure.domain.check import Item
from services.disclosure.domain.reason import Reason
from services.disclosure.domain.subject_state import Objection
from services.disclosure.engine.compile import Cell
from services.disclosure.engine.conditions import conditions_met, speaks_of
from services.disclosure.engine.consents import consents_in_force
from services.disclosure.engine.delegations import delegations_in_force
from services.disclosure.engine.finding import Finding, Permission, Refusal
from services.disclosure.engine.hard_bars import bar_against
from services.disclosure.engine.legal_duties import duty_for
from services.disclosure.engine.minimise import only_if_needed
from services.disclosure.engine.objections import (
    marketing_objection,
    refusal_by_subject,
    restricted_processing,
    restriction_on,
    suspended,
    suspending_objection,
)
from services.disclosure.engine.other_bases import basis_despite_refusal, is_suspended_by_objection, other_bases
from services.disclosure.engine.situation import Situation


def judge(situation: Situation, item: Item) -> Finding | None:
    """Return what the first step that answers says; None where nothing permits."""
    cell = situation.cells[item.category]
    restriction = restriction_on(situation, item) if situation.objections else None
    # Where nothing is known of the subject, a restriction may be on file.
    restricted = restriction is not None or situation.state is None
    certain = bar_against(situation, cell, item) or duty_for(situation, cell, item, restricted)
    if certain is not None:
        return certain
    if situation.state is None:
        return _without_state(situation, cell, item)
    if situation.objections:
        no = marketing_objection(situation, item) or refusal_by_subject(situation, item)
        if no is not None:
            return only_if_needed(cell, basis_despite_refusal(situation, cell, item, restricted, no)) or no
    permission = only_if_needed(cell, _permission(situation, cell, item, restricted))
    if permission is None and situation.objections:
        return _said_no(situation, cell, item, restriction)
    return permission


def passes(situation: Situation, item: Item) -> bool:
    return isinstance(judge(situation, item), Permission)


def _permission(situation: Situation, cell: Cell, item: Item, restricted: bool) -> Permission | None:
    """Steps 6 and 7: the first that permits, with the ids of the others that would."""
    found = _permissions(situation, cell, item, restricted)
    if situation.objections and suspending_objection(situation, item) is not None:
        found = [one for one in found if not is_suspended_by_objection(one, item)]
    if not found:
        return None
    if len(found) > 1:
        found[0].also = tuple(permission.compiled.rule.id for permission in found[1:])
    return found[0]


def _permissions(situation: Situation, cell: Cell, item: Item, restricted: bool) -> list[Permission]:
    found: list[Permission] = []
    if cell.consents and situation.weighed:
        found += consents_in_force(situation, cell, item)
    if cell.delegations and situation.delegations:
        found += delegations_in_force(situation, cell, item, restricted)
    if cell.bases:
        found += other_bases(situation, cell, item, restricted)
    return found


def _said_no(situation: Situation, cell: Cell, item: Item, restriction: Objection | None) -> Refusal | None:
    """What the subject has said that stands in the way, although it is no refusal."""
    if restriction is not None:
        return restricted_processing(situation, restriction)
    objection = suspending_objection(situation, item)
    if objection is not None and cell.needed and _permissions(situation, cell, item, restricted=False):
        return suspended(situation, objection)
    return None


def _without_state(situation: Situation, cell: Cell, item: Item) -> Finding | None:
    """Only what no word of the subject's could change is permitted; where one could, a later try may do better."""
    if not situation.purpose.marketing:
        certain = only_if_needed(cell, basis_despite_refusal(situation, cell, item, restricted=True, no=None))
        if certain is not None:
            return certain
    return Refusal(Reason.CONSENT_STATE_STALE) if _could_pass(situation, cell, item) else None


def _could_pass(situation: Situation, cell: Cell, item: Item) -> bool:
    """Whether it hangs on what the subject has said, and on nothing else."""
    subject_to_need = (*cell.consents, *cell.delegations, *cell.bases) if cell.needed else ()
    return any(
        speaks_of(one, situation, item) and conditions_met(one.rule, situation, item)
        for one in (*cell.duties, *subject_to_need)
    )
