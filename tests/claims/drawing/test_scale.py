from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.drawing.captions import scale_words
from claims.drawing.marks import Mark, dated
from claims.drawing.scale import (
    linear,
    month_of,
    month_start,
    stretched,
    year_month_day,
    year_name,
)
from claims.drawing.text import width
from claims.drawing.ticks import ticks
from tests.claims.drawing.matters import crowd, mark

FAR = st.integers(-400_000, 4_000_000)


@given(st.integers(1, date.max.toordinal()))
def test_a_day_number_is_the_day_of_the_calendar(number: int) -> None:
    day = date.fromordinal(number)
    assert year_month_day(number) == (day.year, day.month, day.day)


@given(FAR)
def test_months_count_on_past_the_ends_of_the_calendar(number: int) -> None:
    month = month_of(number)
    assert month_start(month) <= number < month_start(month + 1)


def test_the_year_before_year_1_is_1_bc() -> None:
    assert year_month_day(0) == (0, 12, 31)
    assert year_name(0) == "1 BC"
    assert year_name(-43) == "44 BC"


@pytest.mark.parametrize("make", [linear, stretched])
@given(days=st.lists(FAR, min_size=1, max_size=30))
def test_later_is_never_further_left(make: object, days: list[int]) -> None:
    scale = (linear if make is linear else stretched)(
        [mark(earliest=number) for number in days], 100, 992
    )
    drawn = [scale.x(number) for number in sorted(days)]
    assert drawn == sorted(drawn)
    assert all(100 <= x <= 992 for x in drawn)
    assert all(abs(scale.day(x) - number) < 0.01 * (scale.after - scale.first) + 1 for x, number in zip(drawn, sorted(days), strict=True))  # fmt: skip


def busy_and_quiet() -> list[Mark]:
    return [
        mark(earliest="2015-09-01"),
        mark(earliest="2015-11-20"),
        *[mark(earliest=f"2016-03-{number:02}") for number in range(8, 20)],
        mark(earliest="2016-05-02"),
        mark(earliest="2018-02-08"),
    ]


def test_a_busy_month_is_drawn_four_times_as_wide() -> None:
    scale = stretched(busy_and_quiet(), 0, 1000)
    march = scale.x(month_start(2016 * 12 + 3)) - scale.x(month_start(2016 * 12 + 2))
    may = scale.x(month_start(2016 * 12 + 5)) - scale.x(month_start(2016 * 12 + 4))
    assert march == pytest.approx(4 * may)


def test_a_quiet_stretch_is_drawn_as_narrow_as_forty_days() -> None:
    scale = stretched(busy_and_quiet(), 0, 1000)
    quiet = scale.x(month_start(2018 * 12 + 1)) - scale.x(month_start(2016 * 12 + 5))
    may = scale.x(month_start(2016 * 12 + 5)) - scale.x(month_start(2016 * 12 + 4))
    assert quiet == pytest.approx(may * 40 / 31)


def test_the_caption_says_where_the_scale_changes() -> None:
    assert scale_words(stretched(busy_and_quiet(), 0, 1000)) == (
        "The scale changes. March 2016 is drawn 4 times as wide as other months."
        " June 2016 to January 2018, without an entry, is drawn narrow. Narrow parts are shaded and marked //."
    )


def test_a_scale_of_one_rate_says_nothing() -> None:
    even = [mark(earliest=f"2016-{month:02}-10") for month in range(1, 13)]
    assert scale_words(stretched(even, 0, 1000)) == ""


def test_many_changes_are_counted_not_listed() -> None:
    years = [mark(earliest=f"{year}-03-09") for year in range(1990, 2000)]
    assert "9 stretches of 4 months or more" in scale_words(stretched(years, 0, 1000))


@pytest.mark.parametrize("days", [3, 40, 400, 4000, 40_000, 900_000])
@pytest.mark.parametrize("make", [linear, stretched])
def test_dates_along_the_axis_never_touch(make: object, days: int) -> None:
    scale = (linear if make is linear else stretched)(
        dated(crowd(40, days=days)), 100, 992
    )
    found = [tick for tick in ticks(scale, 15, 1000) if tick.text]
    assert found
    for one, following in pairwise(found):
        assert one.text_x + width(one.text, 15) < following.text_x
    assert found[-1].text_x + width(found[-1].text, 15) <= 1000


def test_a_month_says_its_year_when_the_axis_does_not() -> None:
    scale = stretched(busy_and_quiet(), 100, 992)
    words = [tick.text for tick in ticks(scale, 15, 1000)]
    years = [word for word in words if word.isdigit()]
    assert years[0] == "2015"
    assert "Mar" in words
    assert all(
        word.isdigit() or len(word) <= 6 or word[-4:] not in years for word in words
    )
