from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.drawing.layout import Box, Placed, Plan, Rules, plan
from claims.drawing.marks import Mark, dated
from claims.drawing.scale import linear, stretched
from tests.claims.drawing.matters import crowd, every_date, mark, marks

MEDIA = {
    "paper": Rules(width=1000, left=100, size=15),
    "wide": Rules(width=1240),
    "narrow": Rules(width=360, left=4, compact=True),
    "phone": Rules(width=288, left=4, compact=True),
}


def laid(given_marks: list[Mark], rules: Rules) -> Plan:
    known = dated(given_marks)
    make = stretched if rules.size == 15 else linear
    return plan(
        given_marks, rules, make(known, rules.left, rules.right) if known else None
    )


def placed(drawn: Plan) -> list[Placed]:
    return [found for lane in drawn.lanes for found in lane.placed]


def boxes(drawn: Plan) -> list[Box]:
    return [
        box
        for found in placed(drawn)
        for box in (
            [found.shape_box, found.text_box] if found.text else [found.shape_box]
        )
    ]


def assert_clear(drawn: Plan) -> None:
    for one, other in combinations(boxes(drawn), 2):
        assert not one.meets(other), (one, other)
    for box in boxes(drawn):
        assert box.x0 >= 0
        assert box.x1 <= drawn.rules.width
        assert drawn.rules.head <= box.y0
        assert box.y1 <= drawn.height


@pytest.mark.parametrize("rules", MEDIA.values(), ids=MEDIA)
@pytest.mark.parametrize("seed", range(5))
def test_in_a_crowded_week_nothing_lies_on_anything_else(
    rules: Rules, seed: int
) -> None:
    assert_clear(laid(crowd(120, seed), rules))


@pytest.mark.parametrize("rules", MEDIA.values(), ids=MEDIA)
@given(some=st.lists(marks(), min_size=1, max_size=25))
def test_whatever_is_drawn_nothing_lies_on_anything_else(
    rules: Rules, some: list[Mark]
) -> None:
    drawn = laid(some, rules)
    assert_clear(drawn)
    assert sorted(map(repr, some)) == sorted(
        repr(found.mark) for found in placed(drawn)
    )


def test_boxes_that_share_area_are_found() -> None:
    assert Box(0, 0, 10, 10).meets(Box(9, 9, 20, 20))
    assert not Box(0, 0, 10, 10).meets(Box(10, 0, 20, 10))


def test_every_mark_lies_in_the_lane_of_its_kind() -> None:
    drawn = laid(every_date(), MEDIA["wide"])
    assert [lane.name for lane in drawn.lanes] == [
        "Claims",
        "Evidence",
        "Rulings",
        "Events",
        "Undated",
    ]
    for lane in drawn.lanes:
        assert all(lane.y0 < found.y < lane.y1 for found in lane.placed)
    assert [[found.mark.number for found in lane.placed] for lane in drawn.lanes][2:] == [
        ["R-001", "R-002"], ["", ""], ["E-005"],
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("latest", "more", "look"),
    [
        ("same", {}, "point"),
        ("same", {"approximate": True}, "soft"),
        ("2016-03-31", {}, "soft"),
        ("2016-03-31", {"throughout": True}, "bar"),
        ("2016-03-31", {"throughout": True, "approximate": True}, "soft"),
        ("2016-03-31", {"throughout": True, "once_within": True}, "soft"),
        (None, {"throughout": True}, "soft"),
    ],
)
def test_only_a_day_known_without_doubt_is_a_point(
    latest: str | None, more: dict[str, bool], look: str
) -> None:
    assert mark(latest=latest, **more).look == look  # type: ignore[arg-type]  # only flags are given


@pytest.mark.parametrize(
    ("number", "ends"),
    [("C-002", ("soft", "soft")), ("E-001", ("open", "known")), ("E-002", ("known", "open")), ("C-001", ("known", "known"))],
)  # fmt: skip
def test_an_end_looks_as_well_known_as_it_is(
    number: str, ends: tuple[str, str]
) -> None:
    found = next(
        p for p in placed(laid(every_date(), MEDIA["wide"])) if p.mark.number == number
    )
    assert (found.start, found.end) == ends


def test_a_text_that_fits_on_neither_side_goes_below() -> None:
    long = "A label that is much too long to stand beside so long a bar"
    wide = mark(latest="2016-03-31", throughout=True, label=long)
    (found,) = placed(laid([wide], MEDIA["wide"]))
    assert found.text_y > found.y
    assert_clear(laid([wide] * 3, MEDIA["wide"]))


def test_a_span_keeps_to_its_days_when_there_is_room() -> None:
    rules = MEDIA["wide"]
    given_marks = [mark(latest="2016-03-31"), mark(earliest="2017-01-01")]
    scale = linear(given_marks, rules.left, rules.right)
    found = placed(plan(given_marks, rules, scale))[0]
    assert found.x0 == pytest.approx(scale.x(given_marks[0].start))
    assert found.x1 == pytest.approx(scale.x(given_marks[0].end + 1))


@pytest.mark.parametrize(
    "more",
    [{"kind": "rumour"}, {"latest": "2016-03-01"}, {"href": "javascript:alert(1)"}, {"href": "//example.org"}],
)  # fmt: skip
def test_what_cannot_be_drawn_honestly_is_refused(more: dict[str, str]) -> None:
    with pytest.raises(ValueError, match=r"a mark (is|links)|ends before"):
        mark(**more)  # type: ignore[arg-type]  # wrong on purpose
