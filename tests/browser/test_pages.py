import re
from collections.abc import Callable

import pypdfium2
import pytest
from playwright.sync_api import Locator, Page, expect

from accounts import matters
from claims.tables.sample import load_sample
from tests.browser.conftest import Site
from tests.kit.browser import axe

Enter = Callable[[Page, str], None]
PAGES = (
    "", "claims/C-001", "claims/C-003", "rulings", "rulings/R-001", "evidence/E-009", "evidence/E-030", "timeline",
    "timeline?kind=rulings&from=2030&to=3/4/2016", "checks", "dossier?claim=C-005",
)  # fmt: skip
WIDTHS = (320, 1366)


@pytest.fixture
def alice(page: Page, site: Site, enter: Enter) -> Page:
    house = site.installation.house
    with house.database.transaction("tests") as session:
        load_sample(session, house.files)
        likes = matters.matter_by_slug(session, "likes")
        matters.set_role(session, likes, site.installation.people["Alice"], "lead")
    enter(page, "Alice")
    return page


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_special_pages_are_accessible_and_never_scroll_sideways(
    alice: Page, site: Site, scheme: str
) -> None:
    alice.emulate_media(color_scheme=scheme)  # type: ignore[arg-type] # one of the two
    for width in WIDTHS:
        alice.set_viewport_size({"width": width, "height": 800})
        for path in PAGES:
            alice.goto(f"{site.address}/m/likes/{path}")
            wide, fits = alice.evaluate("() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]")  # fmt: skip
            assert wide <= fits, (path, width)
            axe(alice)


def top(found: Locator) -> float:
    box = found.bounding_box()
    assert box
    return box["y"]


def test_on_a_phone_a_claim_is_one_list_in_the_same_order(
    alice: Page, site: Site
) -> None:
    alice.set_viewport_size({"width": 320, "height": 800})
    alice.goto(f"{site.address}/m/likes/claims/C-001")
    heads = [alice.locator(f"#{name}-h") for name in ("occasions", "supports", "contradicts", "context", "reports", "rulings", "figures")]  # fmt: skip
    places = [top(head) for head in heads]
    assert places == sorted(places)
    lefts = {head.bounding_box()["x"] for head in heads if head.bounding_box()}  # type: ignore[index] # it has one
    assert len(lefts) == 1
    alice.set_viewport_size({"width": 1366, "height": 800})
    assert (
        abs(top(heads[1]) - top(heads[2])) < 2
    )  # wide, the columns stand side by side


def test_a_citation_opens_at_its_passage(alice: Page, site: Site) -> None:
    alice.goto(f"{site.address}/m/likes/claims/C-001")
    alice.locator("#CT-011 .pin a").first.click()
    mark = alice.locator("mark:target")
    expect(mark).to_be_in_viewport()
    expect(mark).to_contain_text("Sam Rainsy repeated that the likes were bought")


def test_the_timeline_is_walked_by_keys_alone(alice: Page, site: Site) -> None:
    alice.goto(f"{site.address}/m/likes/timeline")
    chart = alice.get_by_role("listbox")
    expect(chart).to_be_visible()
    alice.locator("#f-to").focus()
    for _ in range(6):
        alice.keyboard.press("Tab")
        if alice.evaluate("() => document.activeElement.getAttribute('role')") == "option":  # fmt: skip
            break
    first = alice.evaluate("() => document.activeElement.getAttribute('aria-label')")
    assert re.match(r"[A-Z]-\d{3} .*, (Claims|Evidence|Rulings|Events)", first)
    alice.keyboard.press("ArrowRight")
    second = alice.evaluate("() => document.activeElement.getAttribute('aria-label')")
    assert second != first
    alice.keyboard.press("Enter")
    expect(alice.locator(".chosen-line")).to_contain_text(second.split(",")[0].split(" ")[0])  # fmt: skip
    alice.keyboard.press("+")
    expect(alice.locator("main")).to_contain_text(re.compile(r"\d+ of 67 dated entries"))  # fmt: skip
    alice.keyboard.press("Tab")
    assert alice.evaluate("() => document.activeElement.getAttribute('role')") != "option"  # fmt: skip


def test_buttons_do_what_the_wheel_does(alice: Page, site: Site) -> None:
    alice.goto(f"{site.address}/m/likes/timeline")
    note = alice.locator("[data-enhance] .note")
    expect(note).to_contain_text("67 of 67")
    alice.get_by_role("button", name=re.compile("Zoom in")).click()
    expect(note).not_to_contain_text("67 of 67")
    alice.get_by_role("button", name=re.compile("All dates")).click()
    expect(note).to_contain_text("67 of 67")


def test_the_timeline_prints_as_its_list(alice: Page, site: Site) -> None:
    alice.goto(f"{site.address}/m/likes/timeline?kind=rulings")
    paper = pypdfium2.PdfDocument(alice.pdf(format="A4"))
    text = " ".join(paper[place].get_textpage().get_text_range() for place in range(len(paper)))  # fmt: skip
    paper.close()
    assert "R-003" in text
    assert "Not addressed" in text
    assert "Zoom in" not in text
    assert "Apply" not in text


def test_a_dossier_tells_how_far_it_is_and_is_fetched(alice: Page, site: Site) -> None:
    alice.goto(f"{site.address}/m/likes/dossier?claim=C-005")
    alice.get_by_role("button", name="Make the dossier").click()
    expect(alice.get_by_role("heading", level=1)).to_have_text("The dossier is made", timeout=90_000)  # fmt: skip
    with alice.expect_download() as fetched:
        alice.get_by_role("link", name="Download the PDF").click()
    assert fetched.value.suggested_filename == "likes-dossier.pdf"
    assert fetched.value.path().read_bytes().startswith(b"%PDF-")
