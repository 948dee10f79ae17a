"""How long data are kept, and how a request under a right is answered."""

from datetime import date
from typing import Any

import pytest

from services.disclosure.engine.circumstances import Circumstances
from services.disclosure.engine.compile import Policy
from services.disclosure.engine.retention import Keeping, keeping_of
from services.disclosure.engine.rights import Request, answer_request
from shared.policy_packs.lines import Keeping as Kept
from shared.policy_packs.lines import RetentionLine, RightLine
from shared.policy_packs.rule import Condition, FactValue, ObligationTemplate
from shared.policy_packs.spans import Span
from tests.oracle.words import CATEGORIES, NAME, ROLES
from tests.unit.disclosure.engine.builders import a_policy

FIVE_YEARS = Kept("when", Span(5, "year"))
A_MONTH = Span(1, "month")
ORIGIN: dict[str, Any] = {"says": NAME, "rows": (), "law": (), "lines": ()}
FLAG = Condition("flag", "is", (True,))


def a_line(line_id: str = "kept", **said: Any) -> RetentionLine:
    ordinary = {
        "subject_roles": frozenset(ROLES),
        "categories": frozenset({"notes"}),
        "when": (),
        "keep": (FIVE_YEARS,),
        "holds": ("flag",),
    }
    return RetentionLine(id=line_id, **(ORIGIN | ordinary | said))


def a_right(line_id: str = "granted", **said: Any) -> RightLine:
    ordinary = {
        "right": "A15",
        "subject_roles": frozenset(ROLES),
        "categories": frozenset({"notes", "bank"}),
        "when": (),
        "answer": "grant",
        "due": A_MONTH,
        "obligations": (),
    }
    return RightLine(id=line_id, **(ORIGIN | ordinary | said))


def kept(policy: Policy, day: date, category: str = "notes", **facts: FactValue) -> Keeping:
    return keeping_of("patient", category, Circumstances(day, facts), policy)


@pytest.mark.parametrize(("day", "is_kept"), [(date(2026, 11, 19), True), (date(2026, 11, 20), False)])
def test_data_are_kept_until_the_day_their_time_is_over(day: date, is_kept: bool) -> None:
    policy = a_policy(retention=(a_line(),))

    assert kept(policy, day, when="2021-11-20") == Keeping(is_kept, date(2026, 11, 20), "kept")


def test_the_longest_time_counts_of_one_line_and_of_several() -> None:
    two_dates = a_line("two", keep=(FIVE_YEARS, Kept("since", Span(1, "year"))))
    policy = a_policy(
        retention=(two_dates, a_line("longer", keep=(Kept("when", Span(6, "year")),), when=(FLAG,), holds=()))
    )

    assert kept(policy, date(2026, 1, 1), when="2021-11-20", since="2026-01-01").until == date(2027, 1, 1)
    assert kept(
        a_policy(retention=policy.pack.retention[1:]), date(2026, 1, 1), flag=True, when="2021-11-20"
    ) == Keeping(True, date(2027, 11, 20), "longer")


def test_what_holds_data_back_keeps_them_without_end() -> None:
    policy = a_policy(retention=(a_line(),))

    assert kept(policy, date(2060, 1, 1), when="2021-11-20", flag=True) == Keeping(True, None, "kept")
    assert not kept(policy, date(2060, 1, 1), when="2021-11-20", flag=False).kept


def test_without_a_date_or_a_line_nothing_says_that_data_may_be_kept() -> None:
    policy = a_policy(retention=(a_line(),))

    assert kept(policy, date(2026, 1, 1)) == Keeping(False)
    assert kept(policy, date(2026, 1, 1), category="bank", when="2026-01-01") == Keeping(False)
    assert kept(
        a_policy(retention=(a_line(subject_roles=frozenset({"member"})),)), date(2026, 1, 1), when="2026-01-01"
    ) == Keeping(False)
    assert kept(a_policy(retention=(a_line(when=(FLAG,)),)), date(2026, 1, 1), when="2026-01-01") == Keeping(False)


def a_request(category: str | None = "notes", right: str = "A15", role: str = "patient") -> Request:
    return Request(right, role, category, date(2026, 1, 31))


def test_a_right_is_answered_by_the_first_line_that_fits_with_its_deadline_and_duties() -> None:
    refused = a_right(
        "refused", answer="refuse", when=(FLAG,), obligations=(ObligationTemplate("tell", deadline=Span(3, "day")),)
    )
    policy = a_policy(rights=(refused, a_right()))

    granted = answer_request(a_request(), Circumstances(date(2026, 2, 5), {}), policy)
    denied = answer_request(a_request(), Circumstances(date(2026, 2, 5), {"flag": True}), policy)

    assert granted is not None
    assert (granted.line, granted.answer, granted.due, granted.obligations) == (
        "granted",
        "grant",
        date(2026, 2, 28),
        (),
    )
    assert denied is not None
    assert (denied.answer, [(one.kind, one.deadline) for one in denied.obligations]) == (
        "refuse",
        [("tell", date(2026, 2, 3))],
    )


@pytest.mark.parametrize(
    ("request_", "is_answered"),
    [
        (a_request(), True),
        (a_request("cpr"), False),
        (a_request(None), False),
        (a_request(right="A17"), False),
        (a_request(role="nobody"), False),
    ],
)
def test_a_right_is_answered_only_where_a_line_speaks_of_all_that_is_asked_for(
    request_: Request, is_answered: bool
) -> None:
    policy = a_policy(rights=(a_right(),))

    assert (answer_request(request_, Circumstances(date(2026, 2, 5), {}), policy) is not None) is is_answered


def test_conditions_and_excuses_of_a_right_look_at_the_data_that_are_asked_for() -> None:
    lists = Condition("listed", "lists_category")
    told = ObligationTemplate("tell", unless=(lists,))
    policy = a_policy(rights=(a_right("listed", when=(lists,), obligations=(told,)), a_right(obligations=(told,))))

    def asked(*listed: str) -> tuple[str, int]:
        answer = answer_request(a_request(), Circumstances(date(2026, 2, 5), {"listed": listed}), policy)
        assert answer is not None
        return answer.line, len(answer.obligations)

    assert asked("notes") == ("listed", 0)
    assert asked("bank") == ("granted", 1)


def test_a_request_about_everything_is_answered_by_a_line_about_everything() -> None:
    policy = a_policy(rights=(a_right(categories=frozenset(CATEGORIES)),))

    assert answer_request(a_request(None), Circumstances(date(2026, 2, 5), {}), policy) is not None


def test_a_line_for_what_is_still_kept_speaks_of_a_request_about_everything_for_some_of_it_may_be_kept() -> None:
    refused = a_right("refused", categories=frozenset(CATEGORIES), while_kept=True)
    policy = a_policy(rights=(refused,), retention=(a_line(categories=frozenset(CATEGORIES)),))

    assert answer_request(a_request(None), Circumstances(date(2026, 2, 5), {"when": "2001-01-01"}), policy) is not None


@pytest.mark.parametrize(
    ("category", "facts", "line"),
    [
        ("notes", {"when": "2021-02-06"}, "refused"),
        ("notes", {"when": "2021-02-05"}, "granted"),
        ("notes", {"when": "2021-02-05", "flag": True}, "refused"),
        ("notes", {}, "refused"),
        ("bank", {"when": "2021-02-05"}, "refused"),
    ],
)
def test_a_line_for_what_is_still_kept_is_silent_only_once_it_is_certain_that_it_is_not(
    category: str, facts: dict[str, FactValue], line: str
) -> None:
    refused = a_right("refused", answer="refuse", while_kept=True)
    policy = a_policy(rights=(refused, a_right()), retention=(a_line(),))

    answer = answer_request(a_request(category), Circumstances(date(2026, 2, 5), facts), policy)

    assert answer is not None
    assert answer.line == line
