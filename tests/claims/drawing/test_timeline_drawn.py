import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.claims.drawing.matters import crowd, every_date, mark
from tests.claims.drawing.stage import staged

OVERLAPS = """() => {
  const parts = [...document.querySelectorAll('[role=option] > :not(title, .hit)')].map((part) => {
    const { x, y, width, height } = part.getBoundingClientRect();
    return { x, y, x1: x + width, y1: y + height, option: part.parentNode, said: part.parentNode.getAttribute('aria-label') };
  });
  const svg = document.querySelector('svg.live').getBoundingClientRect(), bad = [];
  parts.forEach((a, i) => {
    if (a.x < svg.x - 1 || a.x1 > svg.right + 1) bad.push(`outside: ${a.said}`);
    for (const b of parts.slice(i + 1)) {
      if (a.option !== b.option && a.x < b.x1 - 1 && b.x < a.x1 - 1 && a.y < b.y1 - 3 && b.y < a.y1 - 3) bad.push(`${a.said} / ${b.said}`);
    }
  });
  return bad;
}"""


@pytest.fixture(scope="module")
def large() -> Iterator[str]:
    with staged(crowd(5000)) as address:
        yield address


def opened(page: Page, address: str, width: int = 1366) -> Page:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(address)
    expect(page.locator(".note")).not_to_be_empty()
    return page


@pytest.mark.parametrize("width", [320, 1366])
@pytest.mark.parametrize("count", [150, 900])
def test_on_screen_nothing_lies_on_anything_else(
    page: Page, width: int, count: int
) -> None:
    with staged(crowd(count, seed=count)) as address:
        opened(page, address, width)
        for _ in range(4):
            assert page.evaluate(OVERLAPS) == []
            page.get_by_role("button", name="Zoom in").click()
            page.wait_for_timeout(60)


@pytest.mark.parametrize("zooms", [0, 3])
def test_what_is_not_known_to_the_day_is_never_a_point(page: Page, zooms: int) -> None:
    with staged(every_date()) as address:
        opened(page, address)
        for _ in range(zooms):
            page.get_by_role("button", name="Zoom in").click()
            page.wait_for_timeout(60)
        page.get_by_role("button", name="All dates").click()
        page.wait_for_timeout(60)
        for number in ("C-002", "C-003", "E-001", "E-002", "E-003", "R-002"):
            expect(
                page.get_by_role("option", name=re.compile(number)).locator(".soft")
            ).to_have_count(1)
        for number in ("C-001", "E-004", "R-001"):
            expect(
                page.get_by_role("option", name=re.compile(number)).locator(".soft")
            ).to_have_count(0)


def test_open_ends_have_an_arrow_and_known_ends_a_line(page: Page) -> None:
    with staged(every_date()) as address:
        opened(page, address)
        before = (
            page.get_by_role("option", name="E-001").locator(".edge").get_attribute("d")
            or ""
        )
        after = (
            page.get_by_role("option", name="E-002").locator(".edge").get_attribute("d")
            or ""
        )
    assert re.fullmatch(r"M[\d.]+ [\d.]+l-5 5 5 5M[\d.]+ [\d.]+v12", before)
    assert re.fullmatch(r"M[\d.]+ [\d.]+v12M[\d.]+ [\d.]+l5 5 -5 5", after)


def counted(page: Page) -> int:
    names = page.eval_on_selector_all(
        "[role=option]", "all => all.map((o) => o.getAttribute('aria-label'))"
    )
    groups = [
        re.match(r"([\d,]+) entries", name) for name in names if "date not" not in name
    ]
    return sum(int(found[1].replace(",", "")) if found else 1 for found in groups)


def test_groups_count_every_entry_in_view(page: Page) -> None:
    some = [found for found in crowd(3000) if found.look != "undated"]
    with staged(some) as address:
        opened(page, address)
        assert counted(page) == len(some)
        page.get_by_role("button", name="Zoom in").click()
        page.wait_for_timeout(450)
        note = page.locator(".note").inner_text()
        shown, outside = (
            re.search(r": ([\d,]+) of", note),
            re.search(r"([\d,]+) reach", note),
        )
        assert shown
        inside = int(shown[1].replace(",", "")) - (
            int(outside[1].replace(",", "")) if outside else 0
        )
        assert counted(page) == inside


def test_what_the_edge_cuts_does_not_pile_into_the_first_group(page: Page) -> None:
    long = [
        mark(number=f"L-{n}", earliest="2015-01-01", latest="2017-12-31")
        for n in range(500)
    ]
    days = [mark(number=f"D-{n}", earliest=736_400 + n) for n in range(400)]
    with staged([*long, *days]) as address:
        opened(page, address)
        page.locator("svg.live [tabindex='0']").focus()
        page.keyboard.press("End")
        for _ in range(2):
            page.keyboard.press("+")
            page.wait_for_timeout(60)
        page.wait_for_timeout(450)
        expect(page.locator(".note")).to_contain_text(
            re.compile(r"50\d reach in from outside")
        )


def test_a_group_opens_by_key_until_its_entries_stand_apart(page: Page) -> None:
    same_day = [mark(number=f"N-{n}") for n in range(150)]
    with staged([*same_day, mark(number="L", earliest="2018-05-01")]) as address:
        opened(page, address)
        page.get_by_role("option", name="150 entries known to the day").focus()
        for _ in range(12):
            if page.get_by_role("option", name="N-149").count():
                break
            page.keyboard.press("Enter")
            page.wait_for_timeout(80)
        expect(page.get_by_role("option", name=re.compile("^N-"))).to_have_count(150)
        assert page.evaluate(OVERLAPS) == []


def test_five_thousand_entries_are_grouped_into_few_elements(
    page: Page, large: str
) -> None:
    opened(page, large)
    drawn = page.locator("svg.live *").count()
    page.locator("svg.live [tabindex='0']").focus()
    page.keyboard.press("+")
    page.wait_for_timeout(450)
    assert 0 < drawn < 3_000
    assert 0 < page.locator("svg.live *").count() < 3_000


def test_on_paper_the_list_stands_for_the_timeline(page: Page, large: str) -> None:
    opened(page, large)
    page.emulate_media(media="print")
    expect(page.locator("svg.live")).to_be_hidden()
