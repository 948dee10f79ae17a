"""Versions of a consent text follow one another, and each kind of consent is asked with texts that tell of it."""

from pathlib import Path

import pytest

from shared.policy_packs.errors import PackError
from shared.policy_packs.load import load_pack
from shared.policy_packs.model import Pack
from tests.unit.disclosure.small_pack import PACK, write_small_pack


def load(folder: Path, **replaces: str) -> Pack:
    """Load a pack with a text whose versions replace one another like this."""
    versions = "".join(
        f"      {version}: {{purposes: [own-access], says: {{en: Yes, da: Ja}}"
        f"{f', replaces: {older}' if older else ''}}}\n"
        for version, older in replaces.items()
    )
    return load_pack(write_small_pack(folder, pack=f"{PACK}\nconsent_texts:\n  terms:\n    versions:\n{versions}"))


def test_the_newest_version_is_the_one_that_nothing_has_replaced(tmp_path: Path) -> None:
    terms = load(tmp_path, first="", second="first", third="second", variant="").consent_texts["terms"]
    newest = {version: terms.newest(version) for version in terms.versions}
    assert newest == {"first": "third", "second": "third", "third": "third", "variant": "variant"}


@pytest.mark.parametrize(
    ("replaces", "told"),
    [
        ({"first": "frist"}, "consent_texts/terms: “frist” is not a known version. The nearest is “first”."),
        ({"first": "first"}, "consent_texts/terms: Versions replace one another in a ring."),
        ({"first": "second", "second": "first"}, "consent_texts/terms: Versions replace one another in a ring."),
        (
            {"first": "", "second": "first", "third": "first"},
            "consent_texts/terms: Two versions replace the same one.",
        ),
    ],
)
def test_versions_that_do_not_follow_one_another_do_not_load(
    tmp_path: Path, replaces: dict[str, str], told: str
) -> None:
    with pytest.raises(PackError) as caught:
        load(tmp_path, **replaces)
    assert told in "\n".join(caught.value.faults)


KIND = """
consent_texts:
  terms:
    versions:
      old: {purposes: [own-access, care], says: {en: I agree to both., da: Jeg er enig i begge dele.}}
      new: {purposes: [own-access], replaces: old, says: {en: I agree., da: Jeg er enig.}}
consent_kinds:
  - {id: small.kind, says: {en: Data, da: Data}, purposes: [PURPOSE], categories: [contact], texts: [TEXT],
     forms: [written], given_by: [self], law: [G6b]}
"""


@pytest.mark.parametrize(
    ("purpose", "text", "told"),
    [
        ("own-access", "terms", None),
        ("care", "terms", "None of its texts tells of “care”."),
        ("own-access", "term", "“term” is not a known consent text. The nearest is “terms”."),
    ],
)
def test_a_kind_of_consent_is_asked_with_a_text_that_tells_of_each_purpose(
    tmp_path: Path, purpose: str, text: str, told: str | None
) -> None:
    known = PACK.replace("bases:", "  care: {en: Care, da: Pleje, consent_class: other, needs: all}\nbases:")
    folder = write_small_pack(tmp_path, pack=known + KIND.replace("PURPOSE", purpose).replace("TEXT", text))
    if told is None:
        assert load_pack(folder).consent_kinds[0].texts == ("terms",)
    else:
        with pytest.raises(PackError) as caught:
            load_pack(folder)
        assert told in "\n".join(caught.value.faults)
