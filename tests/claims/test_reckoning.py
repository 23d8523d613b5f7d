from typing import Any

import pytest

from claims.checks.view import View
from claims.reckoning import Figures, ShareCheck, SumCheck, as_printed
from evidence.models import EvidenceItem
from tests.claims.checks.matters import Desk, withdraw


def figure(
    desk: Desk,
    item: EvidenceItem,
    label: str,
    value: str,
    unit: str = "fans",
    **more: Any,
) -> Any:
    return desk.figure(item, label, value, unit, **more)


def sums(desk: Desk) -> list[SumCheck]:
    return Figures(desk.file).sums


def shares(desk: Desk) -> list[ShareCheck]:
    return Figures(desk.file).shares


def parts(whole: str, *values: str, unit: str = "USD") -> list[SumCheck]:
    desk = Desk()
    item = desk.item()
    named = figure(desk, item, "all", whole, unit)
    for place, value in enumerate(values):
        figure(desk, item, f"part {place}", value, unit, of_value=named)
    return sums(desk)


@pytest.mark.parametrize(
    ("whole", "values"),
    [
        ("6,250", ["2,500", "3,750"]),
        ("6 250", ["2,500", "3.750,00"]),
        ("about 6,000", ["2,500", "3,750"]),
        ("6,250", ["about 2,500", "about 3,760"]),
        ("100", ["100"]),
        ("7.2 million", ["3,600,000", "3,640,000"]),
        ("10 to 20", ["5 to 9", "5 to 11"]),
    ],
)
def test_parts_come_to_their_whole_within_the_rounding_printed(
    whole: str, values: list[str]
) -> None:
    (check,) = parts(whole, *values)
    assert check.adds_up


@pytest.mark.parametrize(
    ("whole", "values", "words"),
    [
        ("5,000", ["2,500", "3,750"], "1,250 short of its own parts"),
        ("7,000", ["2,500", "3,750"], "750 more than its own parts"),
        ("6,251", ["2,500", "3,750"], "1 more than its own parts"),
        ("6,250.50", ["2,500.25", "3,750.26"], "0.01 short of its own parts"),
        ("about 5,000", ["2,500", "3,750"], "about 1,250 short of its own parts"),
        ("100", ["40"], "60 more than its own part"),
    ],
)
def test_what_does_not_add_up_says_by_how_much(
    whole: str, values: list[str], words: str
) -> None:
    (check,) = parts(whole, *values)
    assert not check.adds_up
    assert check.difference == words


@pytest.mark.parametrize(
    ("whole", "values"),
    [("5,000", ["2,500", "some more"]), ("most of it", ["1", "2"]), ("5,000", [])],
)
def test_a_sum_with_a_value_that_cannot_be_read_is_not_made(
    whole: str, values: list[str]
) -> None:
    assert parts(whole, *values) == []


def test_values_of_other_units_are_never_added() -> None:
    desk = Desk()
    item = desk.item()
    whole = figure(desk, item, "all", "5,000", "USD")
    figure(desk, item, "fine", "2,500", "USD", of_value=whole)
    figure(desk, item, "costs", "10,000,000", "KHR", of_value=whole)
    assert sums(desk) == []


def test_a_part_known_only_as_printed_words_is_no_addend() -> None:
    desk = Desk()
    item = desk.item()
    figure(desk, item, "all", "5,000", "USD")
    figure(desk, item, "fine", "2,500", "USD", of_value="5,000")
    assert sums(desk) == []


def test_a_part_printed_by_several_items_counts_once() -> None:
    desk = Desk()
    own, other = desk.item(), desk.item()
    whole = figure(desk, own, "all", "6,250", "USD")
    for item, fine in ((own, "2,500"), (other, "about 2,000")):
        figure(desk, item, "fine", fine, "USD", of_value=whole)
    figure(desk, other, "compensation", "3,750", "USD", of_value=whole)
    (check,) = sums(desk)
    assert check.adds_up
    assert [part.value for part in check.parts] == ["2,500", "3,750"]


def test_what_the_wholes_own_item_prints_is_added_whatever_others_print() -> None:
    desk = Desk()
    own = desk.item()
    whole = figure(desk, own, "all", "2,512", "USD")
    for item, value in ((desk.item(), "2,600"), (own, "2,512")):
        figure(desk, item, "fine", value, "USD", of_value=whole)
    (check,) = sums(desk)
    assert [part.value for part in check.parts] == ["2,512"]


def test_a_figure_is_no_part_of_itself() -> None:
    desk = Desk()
    whole = figure(desk, desk.item(), "all", "2,512", "USD")
    whole.of_value_id = whole.id
    assert sums(desk) == []


def test_among_several_printings_elsewhere_the_most_exact_is_added() -> None:
    desk = Desk()
    whole = figure(desk, desk.item(), "all", "2,512", "USD")
    for value in ("about 2,500", "2,512"):
        figure(desk, desk.item(), "fine", value, "USD", of_value=whole)
    (check,) = sums(desk)
    assert [part.value for part in check.parts] == ["2,512"]


def test_where_printings_elsewhere_differ_no_sum_is_made() -> None:
    desk = Desk()
    whole = figure(desk, desk.item(), "all", "2,512", "USD")
    for value in ("2,500", "2,512"):
        figure(desk, desk.item(), "fine", value, "USD", of_value=whole)
    assert sums(desk) == []


def test_one_item_may_print_two_parts_under_one_label() -> None:
    desk = Desk()
    item = desk.item()
    whole = figure(desk, item, "all", "30", "USD")
    for value in ("10", "20"):
        figure(desk, item, "other", value, "USD", of_value=whole)
    assert [check.adds_up for check in sums(desk)] == [True]


@pytest.mark.parametrize(
    ("values", "adds_up"),
    [
        (["33.3", "33.3", "33.3"], True),
        (["60", "40"], True),
        (["60", "30"], False),
        (["60", "45"], False),
        (["20.2"], None),
    ],
)
def test_shares_that_name_their_count_come_to_a_hundred(
    values: list[str], *, adds_up: bool | None
) -> None:
    desk = Desk()
    item = desk.item()
    whole = figure(desk, item, "all", "779,000")
    for place, value in enumerate(values):
        figure(desk, item, f"share {place}", value, "%", of_value=whole)
    expected = [] if adds_up is None else [adds_up]
    assert [check.adds_up for check in sums(desk)] == expected


def test_a_lone_part_with_its_share_beside_it_is_no_sum() -> None:
    desk = Desk()
    item = desk.item()
    whole = figure(desk, item, "all", "1,000")
    figure(desk, item, "in Asia", "200", of_value=whole)
    assert len(sums(desk)) == 1
    figure(desk, item, "share in Asia", "20", "%", of_value=whole)
    assert sums(desk) == []


def share(count: str, whole: str, percent: str, **more: str) -> list[ShareCheck]:
    desk = Desk()
    item = desk.item()
    label = more.get("label", "share of new fans in Cambodia")
    figure(desk, item, "new fans in Cambodia", count, of_value=whole, window="2016-03")
    window = more.get("window", "2016-03")
    figure(desk, item, label, percent, "%", of_value=whole, window=window)
    return shares(desk)


@pytest.mark.parametrize(
    ("count", "whole", "percent", "adds_up"),
    [
        ("157,331", "about 779,000", "20.2", True),
        ("157,331", "about 779,000", "20", True),
        ("157,331", "about 779,000", "about 20", True),
        ("157,331", "about 779,000", "19 to 21", True),
        ("157,331", "779,000", "20.1", False),
        ("157,331", "about 779,000", "25.2", False),
        ("34,069", "about 151,000", "22.6", True),
        ("34,069", "about 151,000", "22.5", True),
        ("34,069", "151,000", "22.5", False),
    ],
)
def test_a_share_fits_its_count_as_exactly_as_both_are_printed(
    count: str, whole: str, percent: str, *, adds_up: bool
) -> None:
    (check,) = share(count, whole, percent)
    assert check.adds_up is adds_up


@pytest.mark.parametrize(
    "label",
    [
        "share of new fans in India",
        "share of new fans in Cambodia, before",
        "share of all fans in Cambodia",
    ],
)
def test_the_share_of_another_part_is_not_held_against_a_count(label: str) -> None:
    assert share("157,331", "779,000", "50", label=label) == []


@pytest.mark.parametrize(
    "label",
    ["Percentage of new fans who are in Cambodia", "New fans in Cambodia", "share of new in Cambodia"],
)  # fmt: skip
def test_a_share_is_known_by_what_its_label_says(label: str) -> None:
    assert len(share("157,331", "779,000", "50", label=label)) == 1


def test_a_share_of_another_time_is_not_held_against_a_count() -> None:
    assert share("157,331", "779,000", "50", window="2016-04") == []
    assert len(share("157,331", "779,000", "50", window="")) == 1


@pytest.mark.parametrize("whole", ["", "all fans", "0", "-5", "1.234"])
def test_without_a_readable_whole_there_is_no_share(whole: str) -> None:
    assert share("157,331", whole, "50") == []


def test_a_share_printed_elsewhere_is_another_statement() -> None:
    desk = Desk()
    whole = figure(desk, desk.item(), "all", "1,000")
    figure(desk, desk.item(), "in Asia", "200", of_value=whole)
    figure(desk, desk.item(), "in Asia", "50", "%", of_value=whole)
    assert shares(desk) == []


def test_the_whole_may_be_named_by_one_and_printed_by_the_other() -> None:
    desk = Desk()
    item = desk.item()
    whole = figure(desk, item, "all", "about 1,000")
    figure(desk, item, "in Asia", "200", of_value="About  1,000")
    figure(desk, item, "share in Asia", "50", "%", of_value=whole)
    (check,) = shares(desk)
    assert (check.adds_up, check.in_words) == (False, "20 %")


def test_printed_words_name_a_figure_only_where_one_prints_them() -> None:
    desk = Desk()
    item = desk.item()
    whole = figure(desk, item, "all", "1,000")
    figure(desk, item, "all men", "1,000")
    figure(desk, item, "in Asia", "200", of_value="1,000")
    figure(desk, item, "share in Asia", "50", "%", of_value=whole)
    assert shares(desk) == []


def test_a_share_is_held_against_the_count_that_is_named_most_alike() -> None:
    desk = Desk()
    item = desk.item()
    for label, value in (("fans in Asia", "500"), ("in Asia", "200")):
        figure(desk, item, label, value, of_value="1,000")
    figure(desk, item, "share in Asia", "50", "%", of_value="1,000")
    (check,) = shares(desk)
    assert (check.part.label, check.adds_up) == ("in Asia", False)


def test_a_count_of_two_ends_has_no_share() -> None:
    assert share("100 to 200", "1,000", "50") == []


def test_a_whole_of_another_unit_gives_no_share() -> None:
    desk = Desk()
    item = desk.item()
    whole = figure(desk, item, "all", "1,000", "USD")
    figure(desk, item, "in Asia", "200", of_value=whole)
    figure(desk, item, "share in Asia", "50", "%", of_value=whole)
    assert shares(desk) == []


def test_withdrawn_figures_and_items_are_left_out() -> None:
    desk = Desk()
    item, gone = desk.item(), desk.item()
    kept = figure(desk, item, "all", "10")
    withdraw(figure(desk, item, "all", "11"))
    figure(desk, gone, "all", "12")
    withdraw(gone)
    assert View(desk.file).figures.rows == [kept]


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [("5", "USD", "5 USD"), ("5 %", "%", "5 %"), ("5", "", "5"), ("5 usd", "USD", "5 usd"), ("31 000 €", "EUR", "31 000 €")],
)  # fmt: skip
def test_a_value_is_shown_with_its_unit_once(value: str, unit: str, words: str) -> None:
    desk = Desk()
    assert as_printed(figure(desk, desk.item(), "x", value, unit)) == words
