"""Years, months and days as one value."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.dates import PartialDate, overlap


@pytest.mark.parametrize(
    ("text", "datatype", "words"),
    [
        ("2021", "gYear", "2021"),
        ("2020-11", "gYearMonth", "November 2020"),
        ("2021-06-01", "date", "1 June 2021"),
    ],
)
def test_a_date_stays_as_exact_as_it_was(text: str, datatype: str, words: str) -> None:
    """A date is written back as it came, in the datatype of its exactness."""
    date = PartialDate.parse(text)
    assert (str(date), date.datatype.rpartition("#")[2], date.words) == (text, datatype, words)


@pytest.mark.parametrize(
    "text", ["", "21", "2021-6", "2021-13", "2021-00", "2021-02-30", "0000", "2021/06", "2025-2023"]
)
def test_what_is_no_date_is_a_sentence(text: str) -> None:
    """A text that is no date raises an error that quotes it."""
    with pytest.raises(ValueError, match=f"'{text}' is not a date"):
        PartialDate.parse(text)


def test_the_less_exact_date_comes_first() -> None:
    """Sorting puts a year before its months and a month before its days."""
    texts = ["2021-06-01", "2020", "2021", "2021-06"]
    assert [str(date) for date in sorted(map(PartialDate.parse, texts))] == [
        "2020",
        "2021",
        "2021-06",
        "2021-06-01",
    ]


@given(st.dates())
def test_every_day_reads_back(day: object) -> None:
    """Any calendar day survives parse and print, and is its own first and last day."""
    date = PartialDate.parse(str(day))
    assert str(date) == str(day)
    assert date.first == date.last == day


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [
        (("2019", "2020"), ("2020-12-31", None), True),
        (("2019", "2020"), ("2021", None), False),
        ((None, None), ("2021", "2021"), True),
        (("2021-06", None), (None, "2021-05"), False),
        (("2021-06", None), (None, "2021"), True),
    ],
)
def test_periods_share_a_day_or_not(
    one: tuple[str | None, str | None], other: tuple[str | None, str | None], shared: bool
) -> None:
    """Open ends reach as far as needed; inexact ends count with their whole span."""

    def period(ends: tuple[str | None, str | None]) -> tuple[PartialDate | None, ...]:
        return tuple(PartialDate.parse(end) if end else None for end in ends)

    assert overlap(period(one), period(other)) is shared  # type: ignore[arg-type]
    assert overlap(period(other), period(one)) is shared  # type: ignore[arg-type]
