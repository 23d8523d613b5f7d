import re
from collections import Counter
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.drawing import Mark, draw, draw_pages, key
from claims.drawing.drawings import PAGE_HEIGHT
from claims.drawing.svg import Medium, hatching
from tests.claims.drawing.matters import crowd, every_date, mark, marks

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = '<script>alert("1")</script> & \x00\u202e'


def paper(some: list[Mark]) -> ET.Element:
    text = draw(some, medium="paper", title="The likes case", description="Four lanes.")
    return ET.fromstring(text)  # noqa: S314 - our own drawing


def screen(some: list[Mark], width: int | None = None) -> str:
    return draw(
        some,
        medium="screen",
        title="The likes case",
        description="Four lanes.",
        width=width,
    )


def words(drawn: ET.Element) -> list[str]:
    return [found.text or "" for found in drawn.iter(f"{SVG}text")]


@given(some=st.lists(marks(), max_size=8))
@pytest.mark.parametrize("medium", ["screen", "paper"])
def test_any_marks_become_well_formed_svg(medium: Medium, some: list[Mark]) -> None:
    drawn = draw(some, medium=medium, title="A & B", description="<none>")
    assert ET.fromstring(drawn).tag.endswith("svg")  # noqa: S314 - our own drawing


@pytest.mark.parametrize("medium", ["screen", "paper"])
def test_hostile_words_stay_words(medium: Medium) -> None:
    drawn = draw(
        [mark(label=HOSTILE, title=HOSTILE, words=HOSTILE, href='/"><script>')],
        medium=medium, title=HOSTILE, description=HOSTILE,
    )  # fmt: skip
    assert {found.tag.rpartition("}")[2] for found in ET.fromstring(drawn).iter()} <= {  # noqa: S314 - our own drawing
        "svg", "title", "desc", "path", "rect", "circle", "text", "a",
    }  # fmt: skip


def test_paper_uses_only_what_survives_archiving() -> None:
    names = {
        "class",
        "style",
        "opacity",
        "fill-opacity",
        "stroke-opacity",
        "mask",
        "filter",
        "href",
        "id",
    }
    for found in paper(every_date()).iter():
        assert not names & found.attrib.keys()
        assert found.tag.removeprefix(SVG) in {
            "svg",
            "title",
            "desc",
            "path",
            "rect",
            "circle",
            "text",
        }
        assert "url(" not in str(found.attrib)


def test_screen_carries_no_style_of_its_own() -> None:
    assert "style=" not in screen(every_date())
    assert 'font-family="' not in screen(every_date())


@pytest.mark.parametrize("kind", ["claim", "evidence", "ruling", "event"])
def test_a_shape_is_the_same_on_screen_and_paper(kind: str) -> None:
    one = [mark(kind)]  # type: ignore[arg-type]  # each kind in turn
    shape = {
        "claim": r'r="4.2"',
        "evidence": 'width="8.4" height="8.4"',
        "ruling": 'width="5" height="16"',
    }
    looked_for = shape.get(kind, "l5.2 5.2-5.2 5.2-5.2-5.2z")
    assert looked_for in screen(one)
    assert looked_for in draw(one, medium="paper", title="", description="")


def test_a_mark_on_screen_is_a_link_that_says_everything() -> None:
    drawn = screen(
        [
            mark(
                label="first made",
                latest="2016-03-31",
                words="March 2016",
                once_within=True,
            )
        ]
    )
    said = "C-001 first made, What was said, March 2016, Claims"
    assert f'<a href="/m/likes/C-001" aria-label="{said}">' in drawn


def test_a_narrow_screen_shows_numbers_alone() -> None:
    drawn = screen([mark(label="first made")], width=360)
    assert 'class="chart narrow" viewBox="0 0 360 ' in drawn
    assert ">C-001</text>" in drawn


def test_paper_says_what_it_holds_and_what_the_shapes_mean() -> None:
    said = words(paper(every_date()))
    assert (
        "12 entries: claims 3, evidence 5, rulings 2, events 2. 7 without a single day, 1 undated."
        in " ".join(said)
    )
    assert {"Somewhere within this span", "Not after this day", "Not before this day", "A period with known ends"} <= set(said)  # fmt: skip


def test_the_key_shows_every_shape_in_the_inks_of_the_screen() -> None:
    rows = {name: drawn for drawn, name in key()}
    assert 'class="ring"' in rows["Claim"]
    assert 'class="soft"' in rows["Somewhere within this span"]
    assert all(ET.fromstring(drawn).get("aria-hidden") for drawn in rows.values())  # noqa: S314 - our own drawing


def test_an_empty_lane_says_none() -> None:
    assert words(paper([mark()])).count("none") == 3
    assert words(paper([])).count("none") == 4


def test_an_ordinary_matter_is_one_drawing() -> None:
    assert len(draw_pages(every_date(), title="", description="")) == 1


@pytest.mark.parametrize(("count", "busy"), [(61, 0.6), (200, 1.0), (300, 0.1)])
def test_a_large_matter_becomes_several_drawings_and_loses_nothing(
    count: int, busy: float
) -> None:
    some = crowd(count, busy=busy)
    parts = draw_pages(some, title="The likes case", description="Four lanes.")
    assert len(parts) > 1
    drawn = Counter(
        re.findall(r"N-\d{4}", "".join(re.findall("<text[^<]*</text>", "".join(parts))))
    )
    assert drawn == Counter(found.number for found in some)
    for place, part in enumerate(parts, start=1):
        height = float(ET.fromstring(part).attrib["height"])  # noqa: S314 - our own drawing
        assert height <= PAGE_HEIGHT
        assert f"part {place} of {len(parts)}" in part


def test_a_part_leaves_at_the_turn_of_a_month() -> None:
    some = [mark(number=f"N-{n}", earliest=736_000 + n * 3) for n in range(70)]
    first = draw_pages(some, title="", description="")[0]
    assert re.search(r"part 1 of 2: [A-Z]\w+ \d{4} to [A-Z]\w+ \d{4}<", first)


def test_a_crowd_on_screen_is_drawn_as_groups_that_count_every_entry() -> None:
    some = [found for found in crowd(5000) if found.look != "undated"]
    drawn = screen(some)
    shown = [int(n.replace(",", "")) for n in re.findall(r">([\d,]+)</text>", drawn)]
    alone = len(re.findall(r"<a href", drawn))
    years = [2015, 2016, 2017, 2018, 2019]
    assert sum(n for n in shown if n not in years) + alone == len(some)
    assert len(drawn) < 200_000


def test_groups_keep_days_and_spans_apart() -> None:
    some = [mark(number=f"N-{n}") for n in range(300)]
    some += [mark(number=f"M-{n}", latest="2016-03-31") for n in range(300)]
    some.append(mark(number="L", earliest="2018-01-01"))
    drawn = screen(some)
    assert "300 entries known to the day" in drawn
    assert "300 entries without a single day" in drawn


@given(length=st.floats(1, 2000), first=st.booleans(), last=st.booleans())
def test_hatching_fills_its_span_and_fades_only_where_told(
    *, length: float, first: bool, last: bool
) -> None:
    pattern, long = hatching(length, fade_in=first, fade_out=last)
    dashes = [float(part) for part in pattern.split()[::2]]
    assert long <= max(length, 8)
    assert (dashes[0] < 1.6) == first
    assert (dashes[-1] < 1.6) == last
