"""Step 1, with what the subject has said that bears on the check."""

from datetime import datetime

from services.disclosure.domain.check import Check
from services.disclosure.domain.subject_state import SubjectState
from services.disclosure.engine.compile import Policy
from services.disclosure.engine.consents import weigh_consents
from services.disclosure.engine.objections import objections_against
from services.disclosure.engine.situation import Situation, identify


def survey(check: Check, state: SubjectState | None, policy: Policy, at: datetime) -> Situation:
    situation = identify(check, state, policy, at)
    situation.objections = objections_against(situation)
    situation.weighed = weigh_consents(situation)
    return situation
