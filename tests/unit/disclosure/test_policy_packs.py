"""A pack with anything wrong in it does not load, and says what, where and what was probably meant."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from services.disclosure.authoring.cases.case_files import run_case_files
from services.disclosure.domain.reason import Reason
from shared.policy_packs.errors import PackError
from shared.policy_packs.load import load_pack, load_packs
from shared.policy_packs.nearest import MOST_NAMED
from shared.policy_packs.reasons import load_reasons
from tests.unit.disclosure.small_pack import write_small_pack

PACKS = Path(__file__).parents[3] / "shared" / "policy_packs"
Edit = Callable[[str, str, str], None]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("law", "aleris"):
        shutil.copytree(PACKS / name, tmp_path / name, ignore=shutil.ignore_patterns("cases"))
    return tmp_path


@pytest.fixture
def edit(folder: Path) -> Edit:
    def change(file: str, old: str, new: str) -> None:
        path = folder / "aleris" / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return change


def faults(folder: Path) -> str:
    with pytest.raises(PackError) as caught:
        load_pack(folder / "aleris")
    return "\n".join(caught.value.faults)


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        (
            "bases.yaml",
            "to: [own-gp]",
            "to: [own-gpp]",
            "bases/aleris.discharge-letter-to-gp: “own-gpp” is not a known",
        ),
        ("bases.yaml", "to: [own-gp]", "to: [own-gpp]", "The nearest is “own-gp”."),
        ("bases.yaml", "categories: [disch]", "categories: [dish]", "“dish” is not a known category."),
        ("bases.yaml", "purposes: [treatment]", "purposes: [treat]", "“treat” is not a known purpose."),
        ("bases.yaml", "fact: payer", "fact: player", "“player” is not a known fact. The nearest is “payer”."),
        (
            "bars.yaml",
            "outside: eu",
            "outside: eu\n    countries: [UK]",
            "countries/0: Not a country code of ISO 3166-1",
        ),
        ("bars.yaml", "reason: third-country", "reason: far-away", "“far-away” is not a known reason."),
        ("bars.yaml", "outside: eu", "outside: europe", "“europe” is not a known country list."),
        ("bases.yaml", "in: [ethics-committee", "in: [ethic-committee", "“ethic-committee” is not a known value of"),
        ("bases.yaml", ", art9: [G9h]}", "}", "“disch” lacks its art9 key."),
        ("bases.yaml", "secrecy: [SUL-41-2-3], ", "", "“disch” lacks its secrecy key."),
        ("duties.yaml", "cpr: [DBL-11-2-1]", "cpr: [G6c]", "“G6c” does not fit the cpr lock."),
        ("bases.yaml", "course.open, is: true", "course.open, is: yes", "“course.open” is true or false."),
        ("duties.yaml", "    from: 2018-05-25\n", "", "duties/aleris.statistics-denmark/from: Missing data"),
        ("duties.yaml", "purposes: [official-statistics]", "purposes: []", "purposes: Must be a list of codes"),
        ("bases.yaml", "in: [region", "like: [region", "Unknown field."),
        ("consents.yaml", "id: aleris.insurer-pays", "id: aleris.written-consent", "Another rule or line has this id."),
        ("vocabulary.yaml", "  cpr: {class: cpr", "  cpr: {class: crp", "“crp” is not a known category class."),
        (
            "recipients.yaml",
            "within: region,",
            "within: regions,",
            "recipient_kinds/region-invoicing: “regions” is not",
        ),
        ("vocabulary.yaml", "  cpr: {class: cpr", "  contact: {class: cpr", "contact is given twice"),
        ("pack.yaml", "default_subject_role: patient", "default_subject_role: pacient", "“pacient” is not a known"),
    ],
)
def test_a_wrong_word_is_named_with_its_place(
    folder: Path, edit: Edit, file: str, old: str, new: str, told: str
) -> None:
    edit(file, old, new)

    assert told in faults(folder)


def test_only_custody_ends_on_a_birthday(tmp_path: Path) -> None:
    for name in ("law", "danmark"):
        shutil.copytree(PACKS / name, tmp_path / name, ignore=shutil.ignore_patterns("cases"))
    delegations = tmp_path / "danmark" / "delegations.yaml"
    said = delegations.read_text(encoding="utf-8")
    delegations.write_text(said.replace("delegation: [custody]", "delegation: [grant]"), encoding="utf-8")

    with pytest.raises(PackError, match="custody_until is for a rule of custody alone"):
        load_pack(tmp_path / "danmark")


def test_of_many_unknown_words_only_the_first_are_told_with_the_nearest(folder: Path, edit: Edit) -> None:
    edit("bases.yaml", "to: [own-gp]", f"to: [{', '.join(f'own-gp-{number}' for number in range(30))}]")

    told = faults(folder)

    assert told.count("is not a known recipient kind.") == 30
    assert told.count("The nearest is") == MOST_NAMED


def test_a_word_without_end_is_compared_with_nothing(folder: Path, edit: Edit) -> None:
    edit("bases.yaml", "to: [own-gp]", f"to: [{'own-gp' * 20}]")

    assert faults(folder).endswith("is not a known recipient kind.")


def test_a_rule_whose_conditions_can_be_met_in_too_many_ways_does_not_load(edit: Edit, folder: Path) -> None:
    either = "any_of: [{fact: course.open, is: true}, {fact: course.open, is: false}]"
    edit("bases.yaml", "    when:\n", "    when:\n" + f"      - {either}\n" * 9)

    assert "can be met in 1024 ways; a rule may have 1000" in faults(folder)


def test_a_pack_without_words_of_which_a_check_needs_one_does_not_load(tmp_path: Path) -> None:
    wordless = """
        controller: small
        version: "1"
        name: {en: Small, da: Lille}
        home: DK
        default_subject_role: customer
        objections: {}
        subject_roles: {customer: {en: Customer, da: Kunde, secrecy: false}}
    """
    with pytest.raises(PackError) as caught:
        load_pack(write_small_pack(tmp_path, pack=wordless))

    told = "\n".join(caught.value.faults)
    for section in ("recipient_kinds", "purposes", "categories"):
        assert f"{section}: Nothing can be asked of a pack without any." in told


def test_a_rule_that_ends_before_it_begins_does_not_load(folder: Path, edit: Edit) -> None:
    edit("duties.yaml", "from: 2018-05-25", "from: 2018-05-25\n    until: 2018-05-25")

    assert "aleris.statistics-denmark: This rule ends before it begins." in faults(folder)


def test_a_bar_on_countries_and_on_channels_at_once_does_not_load(folder: Path, edit: Edit) -> None:
    edit("bars.yaml", "outside: eu", "unencrypted: true\n    outside: eu")

    told = "A bar is about countries (“outside”) or about channels (“unencrypted”); make two bars of it."
    assert told in faults(folder)


def test_nothing_narrower_is_said_of_kinds_whose_requests_are_refused_as_a_whole_alone(
    folder: Path, edit: Edit
) -> None:
    edit("purposes.yaml", "refuse_too_broad: [insurer]", "nothing_narrower: [insurer]")

    assert "nothing_narrower: “insurer” must be in refuse_too_broad, too." in faults(folder)


def test_a_rule_that_an_earlier_one_hides_does_not_load(folder: Path, edit: Edit) -> None:
    edit(
        "duties.yaml",
        "  - id: aleris.municipality-or-region-under-a-statute",
        """  - id: aleris.second-statistics
    says: {en: The same again., da: Det samme igen.}
    from: 2020-01-01
    subject_roles: [employee]
    to: [statistics-denmark]
    purposes: [official-statistics]
    categories: [payroll]
    keys: {art6: [G6c]}

  - id: aleris.municipality-or-region-under-a-statute""",
    )

    assert "aleris.second-statistics: “aleris.statistics-denmark” always speaks first" in faults(folder)


def test_a_rule_for_what_its_purpose_never_needs_does_not_load(folder: Path, edit: Edit) -> None:
    edit("bases.yaml", "categories: [cpr, dx, proc]", "categories: [ethrel]")

    assert "aleris.invoice-to-region: No purpose of this rule needs any of its categories" in faults(folder)


def test_the_digest_follows_what_is_said_and_not_how_it_is_laid_out(folder: Path, edit: Edit) -> None:
    before = load_pack(folder / "aleris").digest
    edit("pack.yaml", "controller: aleris", "# A remark.\ncontroller:   aleris")
    assert load_pack(folder / "aleris").digest == before

    edit("duties.yaml", "from: 2018-05-25", "from: 2018-05-26")
    assert load_pack(folder / "aleris").digest != before


def test_the_digest_follows_the_shared_law_too(folder: Path) -> None:
    before = load_pack(folder / "aleris").digest
    countries = folder / "law" / "countries.yaml"
    countries.write_text(countries.read_text(encoding="utf-8").replace("2013-07-01", "2013-07-02"), encoding="utf-8")

    assert load_pack(folder / "aleris").digest != before


def test_every_pack_of_a_folder_is_found_by_its_controller(folder: Path) -> None:
    assert list(load_packs(folder)) == ["aleris"]


def test_every_reason_has_its_sentences_and_no_sentence_lacks_its_reason() -> None:
    given_by_rules = {rule.reason for pack in load_packs(PACKS).values() for rule in pack.rules if rule.reason}

    assert set(load_reasons(PACKS)) == given_by_rules | set(Reason)


def test_a_new_reason_is_an_entry_of_the_law_and_no_code(folder: Path, edit: Edit) -> None:
    reasons = folder / "law" / "reasons.yaml"
    sentences = "{clerk: {en: Too far., da: For langt.}, subject: {en: Too far., da: For langt.}}"
    reasons.write_text(f"{reasons.read_text(encoding='utf-8')}\n  too-far-away: {sentences}\n", encoding="utf-8")
    edit("bars.yaml", "reason: third-country", "reason: too-far-away")
    question = folder / "question.yaml"
    question.write_text(
        "- {case: Far, on: 2026-11-20, check: {recipient: {kind: insurer, id: a, country: US}, purpose: "
        "insurance-payment, items: [{category: dx}]}, expect: {outcome: deny, reason: too-far-away}}",
        encoding="utf-8",
    )

    assert run_case_files([question], load_packs(folder)) == (["1 run, 0 missed"], 0)


def test_a_reason_without_its_sentences_does_not_load(folder: Path) -> None:
    reasons = folder / "law" / "reasons.yaml"
    reasons.write_text(
        f"{reasons.read_text(encoding='utf-8')}\n  too-far-away: {{clerk: {{en: Too far.}}}}\n", encoding="utf-8"
    )

    told = faults(folder)
    assert "reasons/too-far-away/clerk/da: Missing data for required field." in told
    assert "reasons/too-far-away/subject: Missing data for required field." in told


def test_a_day_written_in_another_way_is_told_how_days_are_written(folder: Path, edit: Edit) -> None:
    edit("bases.yaml", "from: 2018-05-25", "from: 25.05.2018")

    assert "from: Not a date such as 2026-11-20." in faults(folder)
