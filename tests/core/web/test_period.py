import datetime

import pytest

from core.web.period import read_period


def day(text: str) -> int:
    return datetime.date.fromisoformat(text).toordinal()


def test_the_widest_reading_of_both_dates_counts() -> None:
    found = read_period({"from": "March 2016", "to": "2018"}, None, "")
    assert (found.earliest, found.latest) == (day("2016-03-01"), day("2018-12-31"))
    assert found.problems == ()


def test_what_is_not_given_is_open() -> None:
    found = read_period({}, None, "")
    assert (found.earliest, found.latest, found.problems) == (None, None, ())


def test_the_order_of_day_and_month_is_that_of_the_matter() -> None:
    assert read_period({"from": "3/4/2016"}, "dmy", "").earliest == day("2016-04-03")
    assert read_period({"from": "3/4/2016"}, "mdy", "").earliest == day("2016-03-04")


@pytest.mark.parametrize("text", ["3/4/2016", "soonish", "30 February 2016", "Tuesday"])
def test_what_cannot_be_read_in_one_way_is_said_and_open(text: str) -> None:
    found = read_period({"to": text}, None, "")
    assert found.latest is None
    assert found.said("to").startswith("To: ")
    assert found.said("from") == ""


def test_an_end_before_the_beginning_is_said() -> None:
    found = read_period({"from": "2018", "to": "2016"}, None, "")
    assert (found.earliest, found.latest) == (None, None)
    assert "before the first date" in found.said("to")
