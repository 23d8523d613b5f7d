from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Site

Enter = Callable[[Page, str], None]


@pytest.fixture
def alice(page: Page, enter: Enter) -> Page:
    enter(page, "Alice")
    return page


def forget_bad_requests(faults: list[str]) -> None:
    """Chromium's console reports every answer of status 400, which a form with problems has."""
    assert all("400" in fault for fault in faults), faults
    faults.clear()


def test_a_claim_and_the_occasion_on_which_it_was_made(alice: Page, site: Site) -> None:
    alice.goto(f"{site.address}/m/harbour/claims")
    alice.get_by_role("link", name="Write the first claim").click()
    alice.get_by_label("Statement").fill("The lease ended")
    alice.get_by_role("button", name="Save").click()
    expect(alice.get_by_role("heading", level=1)).to_have_text("The lease ended")
    alice.goto(f"{site.address}/m/harbour/occasions/new?claim=C-001")
    expect(alice.get_by_label("Claim")).to_have_value("C-001")
    alice.get_by_label("Date (optional)", exact=True).fill("early March 2016")
    said = alice.locator("#field-date-words")
    expect(said).to_have_text("Read as between 1 and 10 March 2016, ten days")
    alice.get_by_role("button", name="Save").click()
    expect(alice.get_by_role("status")).to_contain_text("O-001 is saved.")
    expect(alice.locator("main")).to_contain_text("written “early March 2016”")


def test_the_reading_comes_soon_and_is_said_once(alice: Page, site: Site) -> None:
    alice.goto(f"{site.address}/m/harbour/events/new")
    alice.evaluate("""() => {
        const said = document.querySelector("#field-date-words");
        window.said = [];
        document.querySelector("#field-date").addEventListener("input", () => { window.last = performance.now(); });
        new MutationObserver(() => window.said.push([performance.now() - window.last, said.textContent]))
            .observe(said, { childList: true });
    }""")
    alice.get_by_label("Date (optional)", exact=True).press_sequentially(
        "March 2016", delay=20
    )
    expect(alice.locator("#field-date-words")).to_contain_text("March 2016")
    said = alice.evaluate("() => window.said")
    assert len(said) == 1
    assert said[0][0] <= 300


def test_two_readings_are_offered_while_typing(alice: Page, site: Site) -> None:
    alice.goto(f"{site.address}/m/harbour/events/new")
    alice.get_by_label("What happened").fill("Storm")
    alice.get_by_label("Date (optional)", exact=True).fill("3/4/2016")
    alice.get_by_label("4 March 2016, a Friday").check()
    alice.get_by_role("button", name="Save").click()
    expect(alice.locator("main")).to_contain_text("4 March 2016")


def test_a_date_that_is_none_says_so(alice: Page, site: Site) -> None:
    alice.goto(f"{site.address}/m/harbour/events/new")
    alice.get_by_label("Date (optional)", exact=True).fill("30 February 2016")
    expect(alice.locator("#field-date-words")).to_contain_text("30 February 2016")
    alice.get_by_label("Date (optional)", exact=True).fill("")
    expect(alice.locator("#field-date-words")).to_have_text("")


def test_a_problem_takes_the_focus_and_its_link_leads_to_the_field(
    alice: Page, site: Site, faults: list[str]
) -> None:
    alice.goto(f"{site.address}/m/harbour/claims/new")
    alice.get_by_role("button", name="Save").click()
    expect(alice).to_have_title("Error: New claim · Harbour lease · Claimtrail")
    summary = alice.get_by_role("region", name="There is a problem")
    expect(summary).to_be_focused()
    summary.get_by_role("link", name="Enter the statement").click()
    expect(alice.get_by_label("Statement")).to_be_focused()
    forget_bad_requests(faults)


@pytest.mark.parametrize("text", ["March 2016", "3/4/2016"])
def test_without_a_script_a_date_is_confirmed_first(
    browser: Browser, site: Site, text: str
) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(site.link("Alice"))
        page.goto(f"{site.address}/m/harbour/events/new")
        page.get_by_label("What happened").fill("Storm")
        page.get_by_label("Date (optional)", exact=True).fill(text)
        page.get_by_role("button", name="Save").click()
        if "/" in text:
            page.get_by_label("3 April 2016, a Sunday").check()
        else:
            expect(page.get_by_role("heading", name="Check how the dates are read")).to_be_visible()  # fmt: skip
            expect(page.locator("main")).to_contain_text("March 2016, read as March 2016")  # fmt: skip
        page.get_by_role("button", name="Save").click()
        expect(page.get_by_role("status")).to_contain_text("V-001 is saved.")


def test_a_file_stays_chosen_when_the_form_comes_back(
    alice: Page, site: Site, faults: list[str]
) -> None:
    alice.goto(f"{site.address}/m/harbour/evidence/new")
    alice.get_by_label("File").set_input_files({"name": "letter.txt", "mimeType": "text/plain", "buffer": b"Dear Sir"})  # fmt: skip
    alice.get_by_role("button", name="Save").click()
    expect(alice.locator("main")).to_contain_text("letter.txt, 8 bytes, already here")
    forget_bad_requests(faults)
    alice.get_by_label("Title").fill("A letter")
    alice.get_by_role("button", name="Save").click()
    with alice.expect_download() as download:
        alice.get_by_role("link", name="Download the original").click()
    assert download.value.suggested_filename == "letter.txt"
    assert download.value.path().read_bytes() == b"Dear Sir"
