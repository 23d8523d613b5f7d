"""The stored date: its precision, flags and place in a list."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.dates import SORT_RULE, UncertainDate, from_edtf, sort_key

VALUES = [
    "2016-03-09",
    "2016-03",
    "2016",
    "2016~",
    "201X",
    "20XX",
    "2016-03-08/2016-03-13",
    "../2016",
    "2016/..",
    "[2016,2018]",
    "XXXX-03-09",
    "-0043",
    "../2016-03-09",
    "2016-03-09/..",
    "2016-03-09?",
]


@pytest.mark.parametrize(
    ("edtf", "precision"),
    [
        ("2016-03-09", "day"),
        ("2016-03", "month"),
        ("2016-03-08/2016-03-13", "month"),
        ("2016", "year"),
        ("2016-02/2016-03", "year"),
        ("199X", "decade"),
        ("[1962,1967]", "decade"),
        ("18XX", "century"),
        ("17XX/18XX", "open"),
        ("../2016", "open"),
        ("2016/..", "open"),
        ("XXXX-03-09", "open"),
    ],
)
def test_the_precision_class_follows_the_length(edtf: str, precision: str) -> None:
    assert from_edtf(edtf).precision == precision


@pytest.mark.parametrize(
    ("edtf", "is_day", "approximate", "uncertain"),
    [
        ("2016-03-09", True, False, False),
        ("2016-03-09T10:20:30Z", True, False, False),
        ("2016-03-09~", False, True, False),
        ("2016-03-09?", False, False, True),
        ("2016-03-09%", False, True, True),
        ("2016-03", False, False, False),
        ("[2016-03-09]", False, False, False),
        ("2016-03-~09", False, True, False),
    ],
)
def test_only_an_unqualified_day_is_known_to_the_day(
    edtf: str, *, is_day: bool, approximate: bool, uncertain: bool
) -> None:
    date = from_edtf(edtf)
    assert (date.is_day, date.is_approximate, date.is_uncertain) == (
        is_day,
        approximate,
        uncertain,
    )


@pytest.mark.parametrize("edtf", ["2016-03", "2016-03-09", "1799/1801", "199X"])
@pytest.mark.parametrize("mark", ["~", "?", "%"])
def test_a_qualifier_never_moves_a_bound(edtf: str, mark: str) -> None:
    plain = from_edtf(edtf)
    marked = from_edtf("/".join(part + mark for part in edtf.split("/")))
    assert (marked.earliest, marked.latest) == (plain.earliest, plain.latest)


def test_the_text_is_kept_and_stands_in_for_itself() -> None:
    assert from_edtf("2016", text="in 2016").text == "in 2016"
    assert from_edtf("2016").text == "2016"


@pytest.mark.parametrize("edtf", ["2015/2016", "2016", "2016-06", "2016-06-09"])
@pytest.mark.parametrize("span", ["throughout", "once within", ""])
def test_a_span_is_kept_whatever_the_date(edtf: str, span: str) -> None:
    assert from_edtf(edtf, span=span).span == span


def test_an_unknown_span_is_refused() -> None:
    with pytest.raises(ValueError, match="no span"):
        from_edtf("2015/2016", span="sometimes")


@given(st.permutations([None, *(from_edtf(value) for value in VALUES)]))
def test_the_order_is_total_and_the_same_from_any_start(
    dates: list[UncertainDate | None],
) -> None:
    keys = sorted(map(sort_key, dates))
    assert [sort_key(date) for date in sorted(dates, key=sort_key)] == keys


def test_the_order_is_the_one_the_rule_says() -> None:
    ordered = ["2016/..", "20XX", "../2015", "2016", "2016-01-01", "../2016", None]
    dates = [from_edtf(value) if value else None for value in ordered]
    ranked = sorted(dates, key=sort_key)
    assert [date.edtf if date else None for date in ranked] == [
        *("20XX", "../2015", "2016/..", "2016", "2016-01-01", "../2016", None)
    ]
    assert SORT_RULE.endswith("come last.")
