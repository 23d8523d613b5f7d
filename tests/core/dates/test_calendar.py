"""Day numbers agree with the standard library, and go on where it stops."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.dates import iso_day, weekday
from core.dates.calendar import civil, day_number, month_length


@given(st.dates())
def test_day_numbers_are_those_of_the_standard_library(day: date) -> None:
    number = day_number(day.year, day.month, day.day)
    assert number == day.toordinal()
    assert iso_day(number) == day.isoformat()
    assert weekday(number) == day.strftime("%A")


@given(st.integers(min_value=-(10**15), max_value=10**15))
def test_every_number_is_one_day_and_back(number: int) -> None:
    year, month, day = civil(number)
    assert 1 <= day <= month_length(year, month)
    assert day_number(year, month, day) == number


@pytest.mark.parametrize(
    ("year", "month", "length"),
    [
        (1900, 2, 28),
        (2000, 2, 29),
        (2016, 2, 29),
        (0, 2, 29),
        (-4, 2, 29),
        (2016, 4, 30),
    ],
)
def test_a_month_has_its_length(year: int, month: int, length: int) -> None:
    assert month_length(year, month) == length


def test_days_before_the_common_era_are_written_with_a_sign() -> None:
    assert iso_day(day_number(-43, 3, 15)) == "-0043-03-15"
    assert iso_day(day_number(0, 1, 1)) == "0000-01-01"
