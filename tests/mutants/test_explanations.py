"""What explains a survivor goes when the mutant goes: else it would excuse one that nobody has looked at."""

from shared.policy_packs.load import PACKS_FOLDER, load_pack
from tests.mutants.code_mutants import ids_of
from tests.mutants.explanations import idle_explanations
from tests.mutants.judge_code import JUDGED
from tests.mutants.pack_mutants import mutants_of
from tests.mutants.purpose_mutants import purpose_mutants_of
from tests.oracle.controllers import CONTROLLERS


def test_every_explanation_is_of_a_mutant_that_there_is() -> None:
    packs = [load_pack(PACKS_FOLDER / controller) for controller in CONTROLLERS]
    of_packs = [one.id for pack in packs for changes in (mutants_of, purpose_mutants_of) for one in changes(pack)]
    of_engine = [one for path in JUDGED for one in ids_of(path)]

    assert idle_explanations([*of_packs, *of_engine]) == []
