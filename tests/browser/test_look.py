import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from accounts.matters import matter_by_slug
from claims.registers import BY_TABLE, REGISTERS
from core.fields import Text
from core.records import revise
from core.references import find
from tests.browser.conftest import Site
from tests.kit.browser import axe
from tests.kit.filling import addresses, fill

Enter = Callable[[Page, str], None]
SKIPPED = {"exports.file", "accounts.sign_in", "accounts.sign_in_page", "assets.static", "dates.read_text", "evidence.original", "leaves.picture", "recordings.recording", "leaves.show", "leaves.quote", "ground.healthz", "custody.custody_table", "captures.captured", "exports.certificates.certificate"}  # fmt: skip
REGISTER = re.compile(
    r"(?:claims|evidence)\.(\w+)_(list|show|new|edit|withdraw|history)"
)
TYPICAL = {  # what differs in its markup; the other pages of registers are one of these with other words
    "claims": {"list", "show", "new", "edit", "withdraw", "history"},
    "evidence": {"list", "show", "new", "edit", "history"},
    "rulings": {"show", "new"},
    "proceedings": {"new", "edit"},
    "occasions": {"list", "show"},
    "remedies": {"edit"},
    "figures": {"new", "show"},
}
WIDTHS = (320, 1366)


def pages(site: Site) -> Iterator[str]:
    for endpoint, path in addresses(site.installation.app, "GET", "harbour"):
        found = REGISTER.fullmatch(endpoint)
        is_typical = found is None or found[2] in TYPICAL.get(found[1], ())
        if is_typical and endpoint not in SKIPPED:
            yield path


@pytest.fixture
def alice(page: Page, enter: Enter, site: Site) -> Page:
    with site.installation.house.database.transaction("tests") as session:
        fill(session, "harbour", 3)
    enter(page, "Alice")
    return page


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_are_accessible_and_never_scroll_sideways(
    alice: Page, site: Site, scheme: str
) -> None:
    alice.emulate_media(color_scheme=scheme)  # type: ignore[arg-type] # one of the two
    paths = list(pages(site))
    assert len(paths) >= 25
    for width in WIDTHS:
        alice.set_viewport_size({"width": width, "height": 800})
        for path in paths:
            alice.goto(f"{site.address}{path}")
            wide, fits = alice.evaluate("() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]")  # fmt: skip
            assert wide <= fits, (path, width)
            axe(alice)


def test_no_route_scrolls_sideways_on_a_phone(alice: Page, site: Site) -> None:
    alice.set_viewport_size({"width": 320, "height": 800})
    for endpoint, path in addresses(site.installation.app, "GET", "harbour"):
        if endpoint in SKIPPED:
            continue
        answer = alice.goto(f"{site.address}{path}")
        assert answer
        if answer.headers.get("content-type", "").startswith("text/html"):
            wide = alice.evaluate("() => document.documentElement.scrollWidth")
            assert wide <= 320, path


def test_words_without_end_do_not_widen_a_page(alice: Page, site: Site) -> None:
    with site.installation.house.database.transaction("tests") as session:
        place = matter_by_slug(session, "harbour").id
        for register in REGISTERS:
            found = find(session, register, place, f"{register.letters}-001")
            texts = [field for field in register.fields if isinstance(field, Text)]
            values = {field.name: "w" * 700 for field in texts if "url" not in field.name}  # fmt: skip
            revise(session, register, found, values)
            session.flush()
    for width in WIDTHS:
        alice.set_viewport_size({"width": width, "height": 800})
        for path in pages(site):
            alice.goto(f"{site.address}{path}")
            wide = alice.evaluate("() => document.documentElement.scrollWidth")
            assert wide <= width, (path, width)


@pytest.mark.parametrize("letter", ["w", "ü", "ж"])
def test_words_without_end_do_not_widen_a_table(
    alice: Page, site: Site, letter: str
) -> None:
    with site.installation.house.database.transaction("tests") as session:
        place = matter_by_slug(session, "harbour").id
        for table, name in (("claims", "statement"), ("parties", "name"), ("sources", "name")):  # fmt: skip
            register = BY_TABLE[table]
            for number in (1, 2, 3):
                found = find(session, register, place, f"{register.letters}-00{number}")
                revise(session, register, found, {name: letter * 150})
    for width in WIDTHS:
        alice.set_viewport_size({"width": width, "height": 800})
        for path in ("", "claims", "parties", "sources", "evidence", "claims/C-001"):
            alice.goto(f"{site.address}/m/harbour/{path}")
            wide = alice.evaluate("() => document.documentElement.scrollWidth")
            assert wide <= width, (path, width)


def test_empty_pages_are_accessible(
    page: Page, enter: Enter, site: Site, faults: list[str]
) -> None:
    enter(page, "Alice")
    for path in ("/m/harbour/claims", "/m/harbour/evidence", "/nowhere"):
        page.goto(f"{site.address}{path}")
        axe(page)
    assert all("404" in fault for fault in faults)
    faults.clear()


def test_a_page_with_problems_is_accessible(
    alice: Page, site: Site, faults: list[str]
) -> None:
    alice.goto(f"{site.address}/m/harbour/events/new")
    alice.get_by_label("Date (optional)", exact=True).fill("3/4/2016")
    alice.get_by_role("button", name="Save").click()
    for scheme in ("light", "dark"):
        alice.emulate_media(color_scheme=scheme)
        axe(alice)
    assert all("400" in fault for fault in faults)
    faults.clear()


def test_the_appearance_is_switched_in_place_and_remembered(
    alice: Page, site: Site
) -> None:
    alice.goto(f"{site.address}/m/harbour/claims/new")
    alice.locator("#field-statement").fill("half written")
    alice.get_by_role("button", name="Dark").click()
    expect(alice.locator("html")).to_have_attribute("data-appearance", "dark")
    expect(alice.locator("#field-statement")).to_have_value("half written")
    alice.goto(f"{site.address}/")
    expect(alice.locator("html")).to_have_attribute("data-appearance", "dark")
    expect(alice.get_by_role("button", name="Dark")).to_have_attribute("aria-pressed", "true")  # fmt: skip


def test_the_menu_opens_and_closes_by_keys(alice: Page, site: Site) -> None:
    alice.set_viewport_size({"width": 320, "height": 800})
    alice.goto(f"{site.address}/m/harbour/claims")
    timeline = alice.get_by_role("link", name="Timeline")
    expect(timeline).to_be_hidden()
    alice.get_by_role("button", name="Menu").press("Enter")
    expect(timeline).to_be_visible()
    alice.keyboard.press("Escape")
    expect(timeline).to_be_hidden()
    expect(alice.get_by_role("button", name="Menu")).to_be_focused()


def test_after_signing_out_going_back_shows_nothing(
    alice: Page, site: Site, faults: list[str]
) -> None:
    alice.goto(f"{site.address}/m/harbour/claims/C-001")
    alice.get_by_role("button", name="Sign out").click()
    expect(alice.get_by_role("heading", level=1)).to_have_text("Sign in")
    alice.go_back()
    expect(alice.get_by_role("heading", level=1)).to_have_text("Sign in")
    assert all("401" in fault for fault in faults)
    faults.clear()


def test_a_page_costs_little(alice: Page, site: Site) -> None:
    sizes: dict[str, int] = {}
    alice.on("response", lambda answer: sizes.__setitem__(answer.url, len(answer.body())))  # fmt: skip
    alice.goto(f"{site.address}/m/harbour/evidence/new")
    alice.wait_for_load_state("networkidle")
    assert len(sizes) <= 12
    assert sum(size for url, size in sizes.items() if url.endswith(".js")) <= 60 * 1024
    assert sum(size for url, size in sizes.items() if "/m/" in url) <= 120 * 1024
