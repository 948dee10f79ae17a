"""Spans of time as laws state them."""

from datetime import date

import pytest

from shared.policy_packs.spans import Span, after, span_from


@pytest.mark.parametrize(
    ("words", "span"),
    [
        ("1 day", Span(1, "day")),
        ("21 days", Span(21, "day")),
        ("2 weeks", Span(2, "week")),
        ("6 months", Span(6, "month")),
        ("999 years", Span(999, "year")),
        ("5 years after year end", Span(5, "year", after_year_end=True)),
    ],
)
def test_a_span_is_read_from_its_words(words: str, span: Span) -> None:
    assert span_from(words) == span


@pytest.mark.parametrize(
    "words",
    ["", "21", "days", "21 day s", "-1 days", "1.5 years", "1000 days", "5 decades", "5 years after", " 5 years"],
)
def test_other_words_are_refused_with_an_example(words: str) -> None:
    with pytest.raises(ValueError, match="such as 21 days"):
        span_from(words)


@pytest.mark.parametrize(
    ("day", "words", "end"),
    [
        (date(2026, 2, 28), "1 day", date(2026, 3, 1)),
        (date(2028, 2, 28), "1 day", date(2028, 2, 29)),
        (date(2026, 12, 31), "2 weeks", date(2027, 1, 14)),
        (date(2026, 1, 31), "1 month", date(2026, 2, 28)),
        (date(2026, 12, 31), "2 months", date(2027, 2, 28)),
        (date(2028, 2, 29), "1 year", date(2029, 2, 28)),
        (date(2027, 2, 28), "1 year", date(2028, 2, 28)),
        (date(2026, 1, 1), "5 years after year end", date(2032, 1, 1)),
        (date(2026, 12, 31), "1 year after year end", date(2028, 1, 1)),
        (date(2026, 6, 1), "0 days", date(2026, 6, 1)),
        (date(8_999, 12, 31), "999 years", date(9_998, 12, 31)),
        (date(9_000, 1, 1), "1 day", date.max),
    ],
)
def test_a_span_ends_on_the_same_day_of_the_month_or_its_last(day: date, words: str, end: date) -> None:
    assert after(day, span_from(words)) == end
