"""`make mutants`: changes the packs and the engine in every small way and prints each change that no proof notices."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

from rich.console import Console

from tests.mutants import code_mutants
from tests.mutants.explanations import idle_explanations, unexplained
from tests.mutants.judge_code import JUDGED, REPOSITORY, judge_all
from tests.oracle.controllers import CONTROLLERS

_say = Console(soft_wrap=True, highlight=False, markup=False).print


def main(asked: list[str]) -> int:
    """Judge `packs`, one of them by its controller, `engine`, or files of it by name; without a word, everything."""
    known = {"engine", "packs", *CONTROLLERS, *(path.name for path in JUDGED)}
    if unknown := set(asked) - known:
        _say(f"Nothing is called {', '.join(sorted(unknown))}; there are {', '.join(sorted(known))}.")
        return 2
    files = [path for path in JUDGED if not asked or "engine" in asked or path.name in asked]
    survivors = dict(_engine_survivors(files)) if files else {}
    if controllers := [one for one in CONTROLLERS if not asked or "packs" in asked or one in asked]:
        # Only now: who judges packs loads the engine as it is.
        from tests.mutants.whole_packs import pack_survivors  # noqa: PLC0415

        survivors |= dict(pack_survivors(controllers))
    left = unexplained(survivors)
    for one in left:
        _say(f"{survivors[one]}: {one}")
    idle = idle_explanations(survivors) if not asked else []
    for one in idle:
        _say(f"tests/mutants/explained explains what no longer survives: {one}")
    _say(f"{len(survivors)} survive, {len(left)} of them unexplained")
    return 1 if left or idle else 0


def _engine_survivors(files: list[Path]) -> Iterator[tuple[str, str]]:
    mutants = [mutant for path in files for mutant in code_mutants.mutants_of(path)]
    workers = int(os.environ.get("WORKERS", str(os.cpu_count() or 1)))
    noticed: dict[str, int] = {}
    unchanged = code_mutants.CodeMutant(files[0], 0, "unchanged", files[0].read_text(encoding="utf-8"))
    for _, proof in judge_all([unchanged], workers):
        if proof is not None:
            _say(f"The proofs fail without any change, by {proof}; mend that first.")
            sys.exit(1)
    for mutant, proof in judge_all(mutants, workers):
        if proof is None:
            yield mutant.id, f"{mutant.path.relative_to(REPOSITORY)}:{mutant.line}"
        else:
            noticed[proof] = noticed.get(proof, 0) + 1
    told = ", ".join(f"{count} by {proof}" for proof, count in sorted(noticed.items(), key=lambda one: -one[1]))
    _say(f"engine: {len(mutants)} mutants, noticed: {told}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
