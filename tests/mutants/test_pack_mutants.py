"""Whoever changes a rule by mistake hears of it from a case."""

import pytest

from tests.mutants.explanations import unexplained
from tests.mutants.whole_packs import pack_survivors


# Half a minute of processor time, which a busy machine may make several minutes of.
@pytest.mark.timeout(900)
def test_every_small_change_of_a_pack_is_noticed_by_a_case_or_explained() -> None:
    assert unexplained(dict(pack_survivors())) == [], "run: make mutants ONLY=packs"
