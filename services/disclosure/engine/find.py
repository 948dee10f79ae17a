"""Answers for one item and, where the answer is no, says what is the least that would change it."""

from collections.abc import Iterator

from services.disclosure.domain.check import Item
from services.disclosure.engine.compile import CompiledRule
from services.disclosure.engine.explain import explain, ways_to_a_yes
from services.disclosure.engine.finding import Finding, Permission, Refusal
from services.disclosure.engine.judge import judge
from services.disclosure.engine.missing_facts import missing_facts
from services.disclosure.engine.situation import Situation
from services.disclosure.engine.smaller_requests import narrower_that_pass, smaller_requests
from services.disclosure.engine.suppose import granted
from services.disclosure.engine.ways import Way, merged, smallest_that_pass


def find(situation: Situation, item: Item) -> Finding:
    finding = _find(situation, item, frozenset())
    if isinstance(finding, Refusal):
        if finding.barred_by is not None or finding.other_channels:
            finding.would_permit_if = tuple(smallest_that_pass(map(dict, finding.would_permit_if), situation, item))
        finding.would_permit_if = (*finding.would_permit_if, *smaller_requests(finding, situation, item))
    return finding


def _find(situation: Situation, item: Item, lifted: frozenset[str]) -> Finding:
    """Bars whose ids are in `lifted` have been supposed away already on the way to this answer."""
    finding = judge(situation, item)
    if finding is None:
        return explain(situation, situation.cells[item.category], item)
    if isinstance(finding, Refusal):
        finding.would_permit_if = tuple(_ways_past(finding, situation, item, lifted))
    return finding


def _ways_past(no: Refusal, situation: Situation, item: Item, lifted: frozenset[str]) -> Iterator[Way]:
    if no.rule is None and not no.other_channels:
        # No bar stands here: a duty, or a ground that stands whatever the subject says, may lack no more than a fact.
        yield from ways_to_a_yes(situation, situation.cells[item.category], item)
    for code in no.other_channels:
        yield from _past({"channel": code}, situation, item, lifted)
    if no.barred_by is not None and no.rule not in lifted:
        yield from _past_bar(no.barred_by, situation, item, lifted)


def _past_bar(bar: CompiledRule, situation: Situation, item: Item, lifted: frozenset[str]) -> list[Way]:
    lifted |= {bar.rule.id}
    ways = [{"fact": facts} for facts in missing_facts(bar.rule, situation, item) if facts]
    return [further for way in ways for further in _past(way, situation, item, lifted)]


def _past(way: Way, situation: Situation, item: Item, lifted: frozenset[str]) -> list[Way]:
    """A way past what stands in front and, where that is not enough, what is missing behind it."""
    supposed, asked = granted(situation, item, way)
    behind = _find(supposed, asked, lifted)
    if isinstance(behind, Permission):
        return [way]
    return [merged(way, further) for further in (*behind.would_permit_if, *narrower_that_pass(supposed, asked))]
