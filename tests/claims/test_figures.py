import pytest

from claims.figures import FigureRow, FigureTable, figure_tables
from tests.claims.checks.matters import Desk


def tables(desk: Desk) -> list[FigureTable]:
    return figure_tables(desk.file)


def readings(table: FigureTable) -> list[tuple[str, str, bool]]:
    return [(row.value, row.reading, row.is_odd) for row in table.rows]


def totals(desk: Desk) -> None:
    for name, total in (("Gull", "6,250"), ("Heron", "5,000")):
        item = desk.item(source=desk.add("sources", name=name))
        whole = desk.figure(item, "total to pay", total)
        desk.figure(item, "fine", "2,500", of_value=whole)
        desk.figure(item, "compensation", "3,750", of_value=whole)
    desk.figure(desk.item(), "total to pay", "about 6,000")


def test_competing_figures_stand_side_by_side_with_our_sums() -> None:
    desk = Desk()
    totals(desk)
    table = tables(desk)[0]
    assert (table.caption, table.unit, table.has_odd) == (
        "Total to pay (USD)",
        "USD",
        True,
    )
    assert readings(table) == [
        ("6,250", "Adds up", False),
        ("5,000", "1,250 short of its own parts", True),
        ("about 6,000", "Differs from E-002", False),
    ]
    assert [row.our_sum for row in table.rows] == ["2,500 + 3,750 = 6,250"] * 2 + [""]


def test_each_row_says_who_prints_it_and_of_what_whole() -> None:
    desk = Desk()
    totals(desk)
    row = tables(desk)[1].rows[1]
    assert (row.item_number, row.source, row.label) == ("E-002", "Heron", "fine")
    assert (row.value, row.part_of, row.number) == ("2,500", "5,000 USD", "F-005")
    assert not any(row.is_odd for row in tables(desk)[1].rows)


def test_an_item_without_a_source_is_named_by_its_title() -> None:
    desk = Desk()
    desk.figure(desk.item(title="Ledger"), "fans", "5", "fans")
    assert tables(desk)[0].rows[0].source == "Ledger"


def fans(desk: Desk, share: str, label: str = "share of new fans in Asia") -> FigureRow:
    item = desk.item()
    where = {"of_value": "about 779,000", "window": "March 2016"}
    desk.figure(item, "new fans in Asia", "157,331", "fans", **where)
    desk.figure(item, label, share, "%", **where)
    (table,) = tables(desk)
    assert table.caption == "Figures printed once"
    assert table.rows[0].value == "157,331 fans"
    return table.rows[1]


@pytest.mark.parametrize(("share", "is_odd"), [("20.2 %", False), ("25.2", True)])
def test_a_share_stands_beside_what_its_count_comes_to(
    share: str, *, is_odd: bool
) -> None:
    row = fans(Desk(), share)
    assert row.our_sum == "157,331 of about 779,000 = 20.2 %"
    assert (row.reading, row.is_odd) == ("20.2 % by our sum", is_odd)


def test_a_count_whose_share_is_not_printed_gets_ours() -> None:
    desk = Desk()
    desk.figure(desk.item(), "in Asia", "34,069", "fans", of_value="about 151,000")
    (row,) = tables(desk)[0].rows
    assert (row.part_of, row.reading) == ("about 151,000", "22.6 % by our sum")


def test_the_caption_says_unit_and_time_in_words() -> None:
    desk = Desk()
    for _ in range(2):
        desk.figure(desk.item(), "growth abroad", "9 to 31", "%", window="March 2016")
    (table,) = tables(desk)
    assert table.caption == "Growth abroad (%; March 2016)"
    assert readings(table) == [("9 to 31 %", "Agrees with the other", False)] * 2


def test_a_lone_dissenter_is_told_by_how_much_and_not_marked() -> None:
    desk = Desk()
    for value in ("3,750", "about 3,750", "about 3,720"):
        desk.figure(desk.item(), "compensation", value)
    assert readings(tables(desk)[0])[2] == ("about 3,720", "30 below the others", False)


def test_two_that_differ_are_told_of_each_other() -> None:
    desk = Desk()
    for value in ("3,750", "3,720"):
        desk.figure(desk.item(), "compensation", value)
    told = [reading for _, reading, _ in readings(tables(desk)[0])]
    assert told == ["30 above the other", "30 below the other"]


def test_what_cannot_be_read_is_shown_and_said_to_be_so() -> None:
    desk = Desk()
    for value in ("several", "3,720"):
        desk.figure(desk.item(), "compensation", value)
    assert readings(tables(desk)[0]) == [
        ("several", "Not read as a number", False),
        ("3,720", "", False),
    ]


def test_shares_that_miss_a_hundred_mark_their_whole() -> None:
    desk = Desk()
    item = desk.item()
    whole = desk.figure(item, "fans", "779,000", "fans")
    for value in ("60", "30"):
        desk.figure(item, f"part {value}", value, "%", of_value=whole)
    row = tables(desk)[0].rows[0]
    assert (row.our_sum, row.is_odd) == ("60 + 30 ≈ 90 %", True)
    assert row.reading == "About 10 more than its own parts"


def test_a_claim_shows_only_the_figures_about_it() -> None:
    desk = Desk()
    claim = desk.claim()
    desk.figure(desk.item(), "fans", "5", about=claim)
    desk.figure(desk.item(), "fans", "6")
    (table,) = figure_tables(desk.file, claim)
    assert [row.value for row in table.rows] == ["5 USD"]
    assert figure_tables(desk.file, desk.claim()) == []
