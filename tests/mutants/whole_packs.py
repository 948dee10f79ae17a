"""All packs on trial: a rule of a shared module is proven when the cases of one of its packs prove it."""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache

from rich.console import Console

from shared.policy_packs.load import PACKS_FOLDER
from tests.mutants.judge_packs import PackOnTrial
from tests.mutants.pack_mutants import mutants_of
from tests.mutants.purpose_mutants import purpose_mutants_of
from tests.oracle.controllers import CONTROLLERS

_say = Console(soft_wrap=True, highlight=False, markup=False).print


def pack_survivors(controllers: Sequence[str] = CONTROLLERS) -> Iterator[tuple[str, str]]:
    """The id of each mutant that no case notices, and the place of its rule; of one pack, what is its own only."""
    tried: Counter[str] = Counter()
    survived: Counter[str] = Counter()
    for controller in controllers:
        pack = PackOnTrial(controller)
        for miss in pack.misses():
            _say(f"{controller}: a case misses without any change: {miss}")
        every = [mutant.id for mutants in (mutants_of, purpose_mutants_of) for mutant in mutants(pack.pack)]
        left = [mutant.id for mutant in pack.survivors()]
        tried.update(every)
        survived.update(left)
        _say(f"{controller}: {len(every)} mutants, {len(left)} survive its own cases")
    for mutant_id, count in sorted(survived.items()):
        may_be_proven_elsewhere = len(controllers) < len(CONTROLLERS) and mutant_id.startswith("law.")
        if count == tried[mutant_id] and not may_be_proven_elsewhere:
            yield mutant_id, _place_of(mutant_id.split(": ")[0])


@cache
def _place_of(line_id: str) -> str:
    for path in sorted(PACKS_FOLDER.rglob("*.yaml")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            if line.strip() in (f"- id: {line_id}", f"id: {line_id}") or f"{{id: {line_id}," in line:
                return f"{path.relative_to(PACKS_FOLDER.parents[1])}:{number}"
    return "a pack"
