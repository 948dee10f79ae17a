"""The checker finds permits that came too late, and nothing else."""

from tests.faults.history import Answer, Permit, Withdrawal, contradictions, violations


def withdrawn(*categories: str, subject: str = "somebody", ended: float = 10.0) -> Withdrawal:
    return Withdrawal(subject, frozenset(categories), ended - 1, ended, "confirmed")


def permitted(category: str = "dx", subject: str = "somebody", committed: float = 11.0) -> Permit:
    return Permit(subject, category, "decision-1", committed)


def test_a_permit_committed_after_the_withdrawal_was_answered_is_a_violation() -> None:
    [found] = violations([withdrawn("dx")], [permitted()])
    assert str(found) == "decision-1 permits dx 1.000 s after: confirmed"


def test_a_permit_committed_before_the_withdrawal_was_answered_is_none() -> None:
    assert violations([withdrawn("dx")], [permitted(committed=9.999), permitted(committed=10.0)]) == []


def test_what_was_not_withdrawn_may_still_be_permitted() -> None:
    assert violations([withdrawn("dx")], [permitted("proc"), permitted(subject="somebody else")]) == []


def test_each_withdrawal_counts_from_its_own_answer() -> None:
    both = [withdrawn("dx", ended=10.0), withdrawn("proc", ended=12.0)]
    found = violations(both, [permitted("dx"), permitted("proc"), permitted("proc", committed=12.5)])
    assert [(one.permit.category, one.permit.committed) for one in found] == [("dx", 11.0), ("proc", 12.5)]


def test_without_withdrawals_nothing_comes_too_late() -> None:
    assert violations([], [permitted()]) == []


def test_an_answer_that_was_not_kept_contradicts_the_history() -> None:
    answer = Answer("decision-1", 10.5, 11.5)
    assert contradictions([], [answer], []) == ["decision-1 was answered and is not kept"]
    assert contradictions([], [answer], ["decision-1"]) == []


def test_a_commit_outside_the_time_in_which_it_was_waited_for_contradicts_the_history() -> None:
    said = "decision-1 was not committed while it was waited for"
    for began, ended in ((11.5, 12.0), (10.0, 10.5)):
        assert contradictions([permitted()], [Answer("decision-1", began, ended)], ["decision-1"]) == [said]
    assert contradictions([permitted()], [Answer("decision-1", 10.5, 11.5)], ["decision-1"]) == []
