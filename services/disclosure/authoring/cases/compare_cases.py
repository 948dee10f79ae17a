"""Compare what two packs answer to one case."""

from services.disclosure.authoring.cases.case import Case
from services.disclosure.authoring.cases.say_flip import say_flip
from services.disclosure.domain.decision import decision_document
from services.disclosure.domain.flip import flip_between
from services.disclosure.engine.compile import Policy
from services.disclosure.engine.decide import decide
from shared.events.envelope import Document


def flips_of_case(old: Case, old_policy: Policy, new: Case, new_policy: Policy) -> list[str]:
    """Return a sentence for each item that flips.

    A case is read once for each pack, because what it leaves out may mean something else by it.
    """
    flip = flip_between(_decided(old, old_policy), _decided(new, new_policy))
    return say_flip(old.name, flip) if flip else []


def _decided(case: Case, policy: Policy) -> Document:
    return decision_document(decide(case.check, case.state, policy, case.at), "", "")
