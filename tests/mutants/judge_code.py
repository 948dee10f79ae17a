"""Runs the proofs of the engine against a changed module, in a process of its own that has not seen the real one."""

import importlib.abc
import importlib.machinery
import importlib.util
import os
import signal
import sys
from collections.abc import Iterable, Iterator, Sequence
from multiprocessing import get_context
from pathlib import Path
from types import ModuleType

from tests.mutants.code_mutants import CodeMutant

REPOSITORY = Path(__file__).resolve().parents[2]
ENGINE = REPOSITORY / "services" / "disclosure" / "engine"
# What a rule rests on is asked by the consent service, too, so that it lies outside.
JUDGED = sorted([*ENGINE.glob("*.py"), REPOSITORY / "shared" / "policy_packs" / "basis.py"])
_SECONDS = 240
# What every judge needs and no mutant changes; a process that is forked off has it already.
_LOADED_ONCE = ("hypothesis", "marshmallow", "pytest", "yaml", "shared.policy_packs.load", "tests.conftest")


class _Instead(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Gives a changed module in the place of the real one."""

    def __init__(self, mutant: CodeMutant) -> None:
        self.mutant = mutant
        self.name = ".".join(mutant.path.relative_to(REPOSITORY).with_suffix("").parts)

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        return importlib.util.spec_from_loader(fullname, self) if fullname == self.name else None

    def exec_module(self, module: ModuleType) -> None:
        exec(compile(self.mutant.source, str(self.mutant.path), "exec"), module.__dict__)


def judge_all(mutants: Iterable[CodeMutant], workers: int) -> Iterator[tuple[CodeMutant, str | None]]:
    """Each mutant with the proof that noticed it, if one did."""
    for name in _LOADED_ONCE:
        importlib.import_module(name)
    with get_context("fork").Pool(workers, maxtasksperchild=1) as pool:
        yield from pool.imap_unordered(_judge, mutants)


def _judge(mutant: CodeMutant) -> tuple[CodeMutant, str | None]:
    assert not any(name.startswith("services.disclosure.engine.") for name in sys.modules), "the real one is here"
    sys.meta_path.insert(0, _Instead(mutant))
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.signal(signal.SIGALRM, _too_long)
    signal.alarm(_SECONDS)
    try:
        from tests.mutants.engine_proofs import first_that_notices  # noqa: PLC0415

        return mutant, first_that_notices()
    except Exception as error:
        return mutant, f"{type(error).__name__}"


def _too_long(*_: object) -> None:
    raise TimeoutError
