"""The oracle: the nine steps of the engine's README, written out a second time, slowly and in plain sight."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from services.disclosure.domain.subject_state import Objection
from shared.policy_packs.rule import Rule
from tests.oracle.noes import bar_and_reason, noes
from tests.oracle.question import Question
from tests.oracle.requirements import all_met
from tests.oracle.yeses import carrying_consents, carrying_delegations, taken_back_since

EXPLAINED = "(step 8 explains)"
REFUSED = {
    "11": "refused-data-to-recipient",
    "10": "refused-data",
    "01": "refused-recipient",
}


@dataclass(frozen=True)
class Verdict:
    """The answer about one item; `ground` is the rule that permits it."""

    permitted: bool
    basis: tuple[str, ...] = ()
    rule: str | None = None
    consent: str | None = None
    delegation: str | None = None
    also: tuple[str, ...] = ()
    reason: str | None = None
    law: tuple[str, ...] | None = None
    objection: str | None = None
    ground: Rule | None = None


def verdict(asked: Question) -> Verdict:
    """Steps 2 to 9, the first that answers."""
    barred = bar_and_reason(asked)
    if barred is not None:
        return Verdict(False, rule=barred[0].id, reason=barred[1], law=barred[0].law)
    restricted = bool(noes(asked, "restriction")) or asked.state is None
    for rule in asked.rules("duty"):
        if all_met(rule, asked) and (rule.restriction_gate or not restricted):
            return _yes(asked, rule)
    if asked.state is None:
        return _without_state(asked)
    return _refused(asked) or _permitted(asked) or _nothing_permits(asked)


def _yes(asked: Question, rule: Rule) -> Verdict:
    return Verdict(True, basis=asked.basis_of(rule), rule=rule.id, law=rule.law, ground=rule)


def _without_state(asked: Question) -> Verdict:
    """Whatever a word of the subject's could change is not decided: it could be restricted, refused or consented to."""
    certain = next((one for one in _standing(asked) if one.restriction_gate), None)
    if certain is not None and not asked.purpose.marketing and asked.is_needed():
        return _yes(asked, certain)
    could_pass = [rule for rule in asked.rules("duty") if all_met(rule, asked)]
    if asked.is_needed():
        could_pass += [
            rule for step in ("consent", "delegation", "basis") for rule in asked.rules(step) if all_met(rule, asked)
        ]
    return Verdict(False, reason="consent-state-stale" if could_pass else EXPLAINED)


def _standing(asked: Question) -> list[Rule]:
    return [one for one in _bases(asked) if one.stands_against_refusal]


def _bases(asked: Question) -> list[Rule]:
    """Step 7: the rules whose conditions are met, and whose declared consent, if any, has not been taken back."""
    return [one for one in asked.rules("basis") if all_met(one, asked) and not taken_back_since(one, asked)]


def _refused(asked: Question) -> Verdict | None:
    """Steps 4 and 5."""
    marketing = noes(asked, "marketing")
    if marketing:
        return _no(asked, marketing[0], "marketing-objection")
    refusals = noes(asked, "refusal", "lookup-refusal")
    if not refusals:
        return None
    if asked.kind.is_subject and asked.channel is not None and asked.channel.private:
        # What may not be passed on may still go to the subject, where nobody else can open it.
        return None
    restricted = bool(noes(asked, "restriction"))
    for rule in _standing(asked):
        if asked.is_needed() and (rule.restriction_gate or not restricted):
            return _yes(asked, rule)
    return _no(asked, refusals[0], _reason_of(refusals[0], asked))


def _reason_of(refusal: Objection, asked: Question) -> str:
    if asked.kind.is_subject:
        return "channel-reveals-refused-data"
    if refusal.kind == "lookup-refusal":
        return "refused-lookup"
    part = refusal.part
    named = "".join("0" if one is None else "1" for one in (part.items, part.recipients))
    return REFUSED.get(named, "refused-everything" if part.purposes is None else "refused-purpose")


def _suspended(asked: Question, suspending: list[Objection]) -> Verdict:
    """An objection that was upheld is told before one that awaits its answer."""
    for one in suspending:
        if one.upheld_at is not None and one.upheld_at <= asked.at:
            return _no(asked, one, "objection-upheld")
    return _no(asked, suspending[0], "objection-awaiting-answer")


def _no(asked: Question, objection: Objection, reason: str) -> Verdict:
    law = asked.pack.objections.get(objection.kind, ())
    return Verdict(False, reason=reason, objection=objection.id, law=tuple(law))


def _permitted(asked: Question) -> Verdict | None:
    """Steps 6, 7 and 9."""
    if not asked.is_needed():
        return None
    suspended = bool(noes(asked, "particular-situation"))
    found = [one for one in _grounds(asked) if not (suspended and _is_balanced(asked, one))]
    return replace(found[0], also=tuple(str(one.rule) for one in found[1:])) if found else None


def _is_balanced(asked: Question, found: Verdict) -> bool:
    """Whether step 7 permits it on a balance of interests that an objection under article 21(1) suspends."""
    if found.ground is None:
        return False
    open_to_objection = any(
        asked.pack.legal_references[code].open_to_objection or code in asked.pack.open_to_objection
        for code in found.basis
    )
    return open_to_objection and not found.ground.stands_against_refusal


def _grounds(asked: Question) -> Iterator[Verdict]:
    """Every rule that permits but for an objection under article 21(1)."""
    restricted = bool(noes(asked, "restriction"))
    for rule in asked.rules("consent"):
        consents = carrying_consents(rule, asked)
        if consents and all_met(rule, asked):
            yield replace(_yes(asked, rule), consent=consents[0].id)
    for rule in asked.rules("delegation"):
        delegations = carrying_delegations(rule, asked)
        if delegations and all_met(rule, asked) and (rule.restriction_gate or not restricted):
            yield replace(_yes(asked, rule), delegation=delegations[0].id)
    for rule in _bases(asked):
        if rule.restriction_gate or not restricted:
            yield _yes(asked, rule)


def _nothing_permits(asked: Question) -> Verdict:
    restrictions, suspending = noes(asked, "restriction"), noes(asked, "particular-situation")
    if restrictions:
        return _no(asked, restrictions[0], "restricted-processing")
    if suspending and asked.is_needed() and any(_is_balanced(asked, one) for one in _grounds(asked)):
        return _suspended(asked, suspending)
    return Verdict(False, reason=EXPLAINED)
