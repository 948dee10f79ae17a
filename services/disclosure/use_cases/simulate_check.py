"""Answer a check as it would be answered on other premises."""

from services.disclosure.domain.check import Check
from services.disclosure.domain.decision import decision_document
from services.disclosure.engine.decide import decide
from services.disclosure.use_cases.premises import Premises
from shared.events.envelope import Document


def simulate_check(check: Check, premises: Premises) -> Document:
    """Return the decision without an id of its own: nothing may go, and nothing can be reported, because of it."""
    decision = decide(check, premises.state, premises.policy, premises.at)
    document = decision_document(decision, "", premises.source)
    del document["id"]
    return {**premises.document(), **document}


def simulate_item(check: Check, premises: Premises) -> Document:
    """Return the answer for the only item of a check, with what would have to be done if it went."""
    decided = simulate_check(check, premises)
    [item] = decided["items"]
    return {**item, "obligations": decided["obligations"]}
