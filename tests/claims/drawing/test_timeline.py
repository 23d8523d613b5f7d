from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from claims.drawing import Mark
from tests.claims.drawing.matters import crowd, every_date, mark
from tests.claims.drawing.stage import ACTS, staged
from tests.kit.browser import axe

SETTLED = 450  # the live region waits until a movement is over
FOCUSED = "document.activeElement.getAttribute('aria-label')"
WINDOW = "() => document.querySelector('.note').textContent.split(':')[0]"


@pytest.fixture(scope="module")
def small() -> Iterator[str]:
    with staged(every_date()) as address:
        yield address


@pytest.fixture(scope="module")
def large() -> Iterator[str]:
    with staged(crowd(5000)) as address:
        yield address


def opened(page: Page, address: str, width: int = 1366) -> Page:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(address)
    expect(page.locator("svg.live")).to_be_visible()
    expect(page.locator(".note")).not_to_be_empty()
    return page


def into(page: Page) -> str:
    """Go to the timeline by Tab alone and return what is spoken there."""
    for _ in range(len(ACTS) + 1):
        page.keyboard.press("Tab")
    return str(page.evaluate(FOCUSED))


def press(page: Page, *keys: str) -> str:
    for key in keys:
        page.keyboard.press(key)
        page.wait_for_timeout(50)
    return str(page.evaluate(FOCUSED))


def window(page: Page) -> str:
    page.wait_for_timeout(SETTLED)
    return str(page.evaluate(WINDOW))


def test_it_is_one_tab_stop(page: Page, small: str) -> None:
    assert into(opened(page, small)).endswith("Claims")
    press(page, "ArrowRight", "ArrowDown")
    expect(page.locator("svg.live [tabindex='0']")).to_have_count(1)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "The list"


def test_an_entry_speaks_title_date_in_words_and_lane(page: Page, small: str) -> None:
    opened(page, small)
    assert into(page) == "C-002 a month, What was said, 9 March 2016, Claims"


def test_arrows_move_along_a_lane_and_between_lanes(page: Page, small: str) -> None:
    opened(page, small)
    into(page)
    assert press(page, "ArrowRight").startswith("C-001 a day")
    assert press(page, "ArrowLeft").startswith("C-002 a month")
    assert press(page, "ArrowDown").endswith("Evidence")
    assert press(page, "ArrowDown", "ArrowDown", "ArrowDown").startswith(
        "E-005 undated"
    )
    assert press(page, "ArrowUp").endswith("Events")


def test_home_and_end_reach_the_first_and_the_last_entry(
    page: Page, small: str
) -> None:
    opened(page, small)
    into(page)
    press(page, "+", "+", "+")
    assert press(page, "End").startswith("a hearing")
    assert "2018" in window(page)
    assert press(page, "Home").startswith("E-003 a year")


def test_plus_minus_and_nought_zoom_around_the_entry_in_focus(
    page: Page, small: str
) -> None:
    opened(page, small)
    into(page)
    whole = window(page)
    focused = press(page, "+", "+", "+", "+")
    assert window(page) != whole
    assert "March 2016" in window(page)
    assert press(page, "-") == focused
    press(page, "0")
    assert window(page) == whole


def test_an_arrow_moves_the_window_to_an_entry_outside_it(
    page: Page, small: str
) -> None:
    opened(page, small)
    into(page)
    press(page, "ArrowDown", "ArrowDown")
    assert press(page, "+", "+", "+", "+").startswith("R-00")
    press(page, "ArrowLeft", "ArrowLeft")
    assert press(page, "ArrowRight", "ArrowRight").startswith("R-002")
    assert page.evaluate("document.activeElement.getBoundingClientRect().left") > 0


def test_enter_chooses_and_says_so_and_again_opens(page: Page, small: str) -> None:
    opened(page, small)
    into(page)
    press(page, "Enter")
    expect(page.locator(".chosen-line[role=status]")).to_have_text(
        "C-002 What was said, 9 March 2016. Claims."
    )
    expect(page.get_by_role("option", selected=True)).to_have_count(1)
    press(page, "Enter")
    page.wait_for_url("**/m/likes/C-002")


def test_a_click_chooses_and_the_chosen_entry_can_be_opened(
    page: Page, small: str
) -> None:
    opened(page, small)
    page.get_by_role("option", name="R-001").click()
    expect(page.locator(".chosen-line")).to_contain_text("R-001")
    page.get_by_role("option", name="R-001").click()
    page.wait_for_url("**/m/likes/R-001")


@pytest.mark.parametrize("act", ["in", "out", "earlier", "later", "all"])
def test_a_button_does_what_wheel_and_drag_do(page: Page, small: str, act: str) -> None:
    opened(page, small)
    page.get_by_role("button", name="Zoom in").click()
    page.get_by_role("button", name="Zoom in").click()
    before = window(page)
    page.get_by_role("button", name=ACTS[act], exact=True).click()
    assert window(page) != before


def test_the_wheel_zooms_with_control_and_scrolls_without(
    page: Page, small: str
) -> None:
    opened(page, small)
    whole = window(page)
    page.mouse.move(700, 300)
    page.mouse.wheel(0, -100)
    assert window(page) == whole
    page.keyboard.down("Control")
    page.mouse.wheel(0, -100)
    page.keyboard.up("Control")
    assert window(page) != whole


def test_dragging_moves_the_dates_and_chooses_nothing(page: Page, small: str) -> None:
    opened(page, small)
    page.get_by_role("button", name="Zoom in").click()
    before = window(page)
    box = page.get_by_role("option", name="R-001").bounding_box()
    assert box
    page.mouse.move(box["x"] + 5, box["y"] + 12)
    page.mouse.down()
    page.mouse.move(box["x"] + 205, box["y"] + 12, steps=4)
    page.mouse.up()
    assert window(page) != before
    expect(page.locator(".chosen-line")).to_be_empty()


@pytest.mark.parametrize(
    ("matter", "width", "scheme"),
    [
        ("small", 320, "light"),
        ("small", 1366, "light"),
        ("small", 320, "dark"),
        ("small", 1366, "dark"),
        ("large", 320, "light"),
        ("large", 1366, "dark"),
    ],
)
def test_a_machine_finds_nothing_inaccessible(
    page: Page, request: pytest.FixtureRequest, matter: str, width: int, scheme: str
) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # light or dark, from above
    opened(page, request.getfixturevalue(matter), width)
    page.locator("[role=option]").first.click()
    page.wait_for_timeout(SETTLED)
    axe(page)


@pytest.mark.parametrize("matter", ["small", "large"])
@pytest.mark.parametrize("width", [320, 900])
def test_nothing_scrolls_sideways(
    page: Page, request: pytest.FixtureRequest, matter: str, width: int
) -> None:
    opened(page, request.getfixturevalue(matter), width)
    for _ in range(4):
        assert page.evaluate(
            "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
        )
        page.get_by_role("button", name="Zoom in").click()
        page.wait_for_timeout(60)


def test_it_follows_the_width_of_the_window(page: Page, small: str) -> None:
    opened(page, small)
    page.set_viewport_size({"width": 320, "height": 900})
    page.wait_for_timeout(SETTLED)
    widths = "[document.querySelector('svg.live').viewBox.baseVal.width, document.querySelector('[data-enhance]').clientWidth]"
    drawn, there = page.evaluate(widths)
    assert drawn == there < 320


def test_nothing_moves_by_itself(page: Page, small: str) -> None:
    opened(page, small)
    page.get_by_role("button", name="Zoom in").click()
    assert page.evaluate("document.getAnimations().length") == 0


def test_without_script_there_are_pictures_with_links(
    browser: Browser, small: str
) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(small)
        expect(
            page.get_by_role(
                "link", name="R-001 a judgment, What was said, 9 March 2016, Rulings"
            ).first
        ).to_be_attached()
        expect(page.get_by_role("button", name="Zoom in")).to_be_hidden()


def test_a_matter_without_dates_has_a_timeline_too(page: Page) -> None:
    undated: list[Mark] = [mark(earliest=None, latest=None)]
    with staged(undated) as address:
        page.goto(address)
        expect(page.locator("svg.live")).to_be_visible()
        assert into(page).startswith("C-001")
