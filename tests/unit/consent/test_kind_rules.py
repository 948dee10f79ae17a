"""Of which kind a consent is, and what that kind asks of it."""

from dataclasses import replace
from typing import Any

from services.consent.domain.consent import Consent, Giver
from services.consent.domain.grant_rules import faults_of_grant
from services.consent.domain.kind_rules import consequences_of, faults_of_kind, kind_asked_for, kind_of
from services.consent.domain.recall import is_recalled
from services.consent.domain.scope import WHOLE, Item, Part, Scope
from shared.policy_packs.lines import ConsentKind
from shared.policy_packs.model import Category, Pack
from shared.policy_packs.name import Name
from tests.unit.consent.builders import NOON, a_consent, a_grant, a_pack, a_scope


def a_kind(kind_id: str, **said: Any) -> ConsentKind:
    usual: dict[str, Any] = {
        "purposes": frozenset({"insurance-payment", "claims"}),
        "categories": frozenset({"dx"}),
        "texts": ("insurer-payment",),
        "forms": ("written",),
        "given_by": ("self",),
        "on_withdrawal": None,
    }
    line = {"id": kind_id, "says": Name("", ""), "rows": (), "law": (), "lines": ()}
    return ConsentKind(**line | usual | said)


ON_PAPER = a_kind("on-paper")
BY_PHONE = a_kind("by-phone", forms=("oral", "written"), purposes=frozenset({"claims"}))
PACK = a_pack(consent_kinds=(ON_PAPER, BY_PHONE))
CLAIMS = a_scope(purposes=("claims",))


def pointers(**said: Any) -> list[str]:
    return [fault.pointer for fault in faults_of_grant(a_grant(**said), PACK, NOON, None)]


def test_the_kind_is_found_by_what_the_consent_is_about_and_how_it_was_given() -> None:
    assert kind_of(a_grant(), PACK) == "on-paper"
    assert kind_of(a_grant(scope=CLAIMS, form="oral"), PACK) == "by-phone"
    assert kind_of(a_grant(scope=CLAIMS, form="oral", kind="on-paper"), PACK) == "on-paper"


def test_what_no_kind_is_about_is_of_none_and_may_be_given_all_the_same() -> None:
    about_notes = a_scope(items=(Item("notes"),))

    assert kind_of(a_grant(scope=about_notes), PACK) is None
    assert pointers(scope=about_notes) == []


ALSO_NOTES = a_scope(items=(Item("dx"), Item("notes")))


def test_a_category_that_no_kind_has_takes_nothing_away_from_what_the_others_need() -> None:
    assert kind_of(a_grant(scope=ALSO_NOTES), PACK) == "on-paper"
    assert kind_asked_for(None, ALSO_NOTES, PACK) == "on-paper"
    assert pointers(scope=ALSO_NOTES) == []
    assert pointers(scope=ALSO_NOTES, given_by=Giver("representative", "r-1")) == ["/given_by/authority"]
    assert pointers(scope=ALSO_NOTES, form="electronic") == ["/form"]


def test_each_category_and_purpose_is_held_to_the_kinds_that_have_it() -> None:
    both = a_pack(
        consent_kinds=(a_kind("of-dx", forms=("oral", "written")), a_kind("of-notes", categories=frozenset({"notes"})))
    )
    about_claims = replace(ALSO_NOTES, purposes=("claims",))

    def faults(scope: Scope, form: str = "oral") -> list[str]:
        return [one.pointer for one in faults_of_grant(a_grant(scope=scope, form=form), both, NOON, None)]

    assert (faults(CLAIMS), faults(about_claims)) == ([], ["/form"])
    assert faults(replace(about_claims, items=(Item("*"),))) == ["/form"]
    assert faults(about_claims, "written") == []
    assert kind_of(a_grant(scope=about_claims), both) is None


OF_DX = a_kind("of-dx", on_withdrawal=Name("pay", "betal"))
OF_NOTES = a_kind("of-notes", categories=frozenset({"notes"}), on_withdrawal=Name("wait", "vent"), recall=True)
DX, NOTES = (Part(items=(Item(category),)) for category in ("dx", "notes"))


def announced(consent: Consent, part: Part, pack: Pack) -> list[str]:
    return [one.kind for one in consequences_of(consent, part, pack)]


def test_what_mixes_two_kinds_is_of_none_and_has_what_both_announce_and_promise() -> None:
    pack = a_pack(consent_kinds=(OF_DX, OF_NOTES))
    mixed = consent_about(ALSO_NOTES)
    assert kind_of(mixed.grant, pack) is None
    assert announced(mixed, WHOLE, pack) == ["of-dx", "of-notes"]
    assert (is_recalled(mixed, WHOLE, pack), is_recalled(consent_about(CLAIMS), WHOLE, pack)) == (True, False)


def test_of_what_mixes_two_kinds_a_part_leads_to_what_the_kinds_of_what_it_reaches_announce_and_promise() -> None:
    pack = a_pack(consent_kinds=(OF_DX, OF_NOTES))
    parts = a_pack(
        consent_kinds=(OF_DX, OF_NOTES),
        categories={"dx": Category("dx", Name("", ""), "health", parts=("notes",)), "notes": pack.categories["notes"]},
    )
    mixed = consent_about(ALSO_NOTES)
    assert (announced(mixed, DX, pack), is_recalled(mixed, DX, pack)) == (["of-dx"], False)
    assert (announced(mixed, NOTES, pack), is_recalled(mixed, NOTES, pack)) == (["of-notes"], True)
    assert (announced(mixed, DX, parts), is_recalled(mixed, DX, parts)) == (["of-dx", "of-notes"], True)


def test_of_a_consent_to_every_category_each_kind_that_a_part_reaches_announces_and_promises() -> None:
    pack = a_pack(consent_kinds=(OF_DX, OF_NOTES))
    consent = consent_about(a_scope(items=(Item("*"),)))

    assert kind_of(consent.grant, pack) == "of-dx"
    assert announced(consent, WHOLE, pack) == ["of-dx", "of-notes"]
    assert announced(consent, Part(items=(Item("dx"),)), pack) == ["of-dx"]
    assert is_recalled(consent, WHOLE, pack)


def test_of_the_kinds_of_a_category_the_first_that_takes_form_and_giver_is_meant_and_if_none_does_each() -> None:
    oral, childs = replace(OF_DX, id="oral", forms=("oral",)), replace(OF_DX, id="childs", given_by=("custody",))
    pack = a_pack(consent_kinds=(oral, childs, OF_DX, replace(OF_DX, id="later"), OF_NOTES))
    assert announced(consent_about(ALSO_NOTES), DX, pack) == ["of-dx"]
    no_longer = a_pack(consent_kinds=(oral, replace(childs, recall=True), OF_NOTES))
    assert announced(consent_about(ALSO_NOTES), DX, no_longer) == ["oral", "childs"]
    assert is_recalled(consent_about(ALSO_NOTES), DX, no_longer)


def test_a_kind_that_is_about_all_of_it_but_takes_another_form_is_not_meant() -> None:
    both = replace(OF_DX, id="both", forms=("oral",), categories=frozenset({"dx", "notes"}))
    assert announced(consent_about(ALSO_NOTES), WHOLE, a_pack(consent_kinds=(both, OF_DX, OF_NOTES))) == [
        "of-dx",
        "of-notes",
    ]


def test_a_consent_of_a_kind_that_the_pack_has_dropped_is_promised_nothing() -> None:
    pack = a_pack(consent_kinds=(a_kind("of-dx", on_withdrawal=Name("pay", "betal"), recall=True),))
    dropped = replace(consent_about(CLAIMS), grant=a_grant(scope=CLAIMS, kind="dropped"))
    assert (announced(dropped, WHOLE, pack), is_recalled(dropped, WHOLE, pack)) == ([], False)


def consent_about(scope: Scope) -> Consent:
    return replace(a_consent(), grant=a_grant(scope=scope))


def test_what_a_kind_asks_of_one_purpose_it_asks_beside_another() -> None:
    pack = a_pack(consent_kinds=(a_kind("claims", purposes=frozenset({"claims"})),))
    beside = a_scope(purposes=("insurance-payment", "claims"))
    signed = a_grant(scope=beside, form="electronic")
    assert "/form" in [one.pointer for one in faults_of_kind(signed, pack)]


def test_a_form_or_giver_that_one_kind_takes_is_enough() -> None:
    assert pointers(scope=CLAIMS, form="oral") == []
    assert pointers(scope=CLAIMS, form="electronic") == ["/form"]


def test_a_kind_that_is_named_is_held_to_its_purposes_categories_form_and_giver() -> None:
    assert pointers(kind="on-paper") == []
    assert pointers(kind="nothing-such") == ["/kind"]
    assert pointers(kind="by-phone") == ["/scope/purposes/0"]
    assert pointers(kind="on-paper", scope=a_scope(items=(Item("dx"), Item("notes")))) == ["/scope/items/1/category"]
    assert pointers(kind="on-paper", scope=CLAIMS, form="oral") == ["/form"]


def test_an_exemption_from_writing_holds_for_every_kind() -> None:
    assert pointers(kind="on-paper", scope=CLAIMS, form="oral", form_exemption="Cannot hold a pen") == []


def test_a_version_that_the_pack_does_not_know_of_its_text_is_refused() -> None:
    text = a_grant().text
    assert pointers(text=type(text)("insurer-payment", "4", "da")) == ["/text/version"]
    assert pointers(text=type(text)("a-form-of-2019", "1", "da")) == []
