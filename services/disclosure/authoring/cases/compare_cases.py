"""Compare what two packs answer to one case."""

from services.disclosure.authoring.cases.case import Case
from services.disclosure.authoring.cases.say_flip import say_flip
from services.disclosure.domain.decision import decision_document
from services.disclosure.domain.flip import flip_between
from services.disclosure.engine.compile import Policy
from services.disclosure.engine.decide import decide
from services.disclosure.engine.vocabulary import unknown_words
from shared.events.envelope import Document


def flips_of_case(old: Case, old_policy: Policy, new: Case, new_policy: Policy) -> list[str]:
    """Return a sentence for each item that flips; a word that one of the packs does not know is told instead.

    A case is read once for each pack, because what it leaves out may mean something else by it.
    """
    unknown = [*_unknown(old, old_policy, "old"), *_unknown(new, new_policy, "new")]
    if unknown:
        return unknown
    flip = flip_between(_decided(old, old_policy), _decided(new, new_policy))
    return say_flip(old.name, flip) if flip else []


def _unknown(case: Case, policy: Policy, which: str) -> list[str]:
    return [f"«{case.name}»: {which} pack: {told}" for _, told in unknown_words(case.check, policy)]


def _decided(case: Case, policy: Policy) -> Document:
    return decision_document(decide(case.check, case.state, policy, case.at), "", "")
