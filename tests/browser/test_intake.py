import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlmodel import select

from evidence.asking import KIND
from evidence.models import Capture
from tests.browser.conftest import Site
from tests.kit.browser import axe

Enter = Callable[[Page, str], None]
DROP = """(files) => {
  const transfer = new DataTransfer();
  for (const [name, text] of files) transfer.items.add(new File([text], name));
  document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: transfer, bubbles: true, cancelable: true }));
}"""
PASTE = """(text) => {
  const transfer = new DataTransfer();
  transfer.setData("text/plain", text);
  document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData: transfer, bubbles: true, cancelable: true }));
}"""


@pytest.fixture
def intake(page: Page, site: Site, enter: Enter) -> Page:
    site.installation.house.handlers = {KIND: lambda _house, _job: None}
    enter(page, "Alice")
    page.goto(f"{site.address}/m/harbour/intake")
    expect(page.get_by_role("button", name="Take in the files")).to_have_count(0)
    return page


def files(count: int) -> list[dict[str, object]]:
    return [{"name": f"file-{place:02d}.txt", "mimeType": "text/plain", "buffer": f"text {place}".encode()} for place in range(count)]  # fmt: skip


def test_forty_files_with_a_duplicate_one_too_big_and_an_empty_one(
    intake: Page, site: Site
) -> None:
    intake.evaluate(DROP, [["held.txt", "text 3"]])
    expect(intake.locator(".drafted > li")).to_have_count(1)
    intake.get_by_role("button", name="Save all that are ready (1)").click()
    sent = files(40)
    sent[7]["buffer"] = b""
    intake.locator("#file").set_input_files(sent)  # type: ignore[arg-type] # what Playwright takes
    expect(intake.locator(".coming > li")).to_have_count(0, timeout=60_000)
    expect(intake.locator("[data-summary]")).to_have_text("40 drafts: 38 ready, 1 duplicate, 1 refused")  # fmt: skip
    expect(intake.locator("[data-status]")).to_have_text("40 drafts: 38 ready, 1 duplicate, 1 refused")  # fmt: skip
    expect(intake.locator(".drafted")).to_contain_text("Duplicate of E-001")
    axe(intake)
    intake.get_by_role("button", name="Save all that are ready (38)").click()
    expect(intake.locator(".said")).to_contain_text("38 items are saved.")
    expect(intake.locator(".drafted > li")).to_have_count(2)


def test_a_file_that_is_too_large_is_refused_before_it_is_sent(intake: Page) -> None:
    sent: list[str] = []
    intake.on("request", lambda request: sent.append(request.method))
    intake.evaluate("() => Object.defineProperty(File.prototype, 'size', { get: () => 3 * 1024 ** 3 })")  # fmt: skip
    intake.evaluate(DROP, [["large.bin", "x"]])
    expect(intake.locator(".coming")).to_contain_text("refused: it is larger than 2 GB")
    assert "POST" not in sent


def test_what_was_typed_stays_when_more_comes_in(intake: Page) -> None:
    intake.evaluate(DROP, [["one.txt", "one"]])
    title = intake.get_by_label("Title of one.txt")
    title.fill("A letter")
    intake.evaluate(DROP, [["two.txt", "two"]])
    expect(intake.locator(".drafted > li")).to_have_count(2)
    expect(title).to_have_value("A letter")


def test_links_are_pasted_anywhere_and_forty_make_forty(intake: Page) -> None:
    intake.evaluate(PASTE, "\n".join(f"https://example.org/{place}" for place in range(40)))  # fmt: skip
    expect(intake.locator(".drafted > li")).to_have_count(40)
    expect(intake.locator("[data-summary]")).to_contain_text("40 drafts")
    intake.evaluate(PASTE, "words that are no link")
    intake.locator("#links").fill("https://example.org/more")
    intake.get_by_role("button", name="Take in the links").click()
    expect(intake.locator(".drafted > li")).to_have_count(41)


def test_c_opens_the_page_and_the_list_of_keys_switches_it_off(
    page: Page, site: Site, enter: Enter
) -> None:
    enter(page, "Alice")
    page.goto(f"{site.address}/m/harbour/claims")
    page.keyboard.press("c")
    expect(page).to_have_url(re.compile("/m/harbour/intake$"), timeout=20_000)
    page.locator("#links").focus()
    page.keyboard.press("c")
    expect(page.locator("#links")).to_have_value("c")
    page.locator("h1").click()
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("Take in")
    axe(page)
    dialog.get_by_role("checkbox").uncheck()
    dialog.get_by_role("button", name="Close").click()
    page.goto(f"{site.address}/m/harbour/claims")
    page.keyboard.press("c")
    expect(page).to_have_url(re.compile("/m/harbour/claims$"))


def test_without_scripts_forms_do_the_same(browser: Browser, site: Site) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(site.link("Alice"))
        page.goto(f"{site.address}/m/harbour/intake")
        page.locator("#file").set_input_files(files(3))  # type: ignore[arg-type] # what Playwright takes
        page.get_by_role("button", name="Take in the files").click()
        expect(page.locator(".drafted > li")).to_have_count(3)
        page.get_by_role("button", name="Leave out file-01.txt").click()
        page.get_by_role("button", name="Save all that are ready (2)").click()
        expect(page.locator(".said")).to_contain_text("2 items are saved.")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_is_accessible_and_never_scrolls_sideways(
    intake: Page, scheme: str
) -> None:
    intake.emulate_media(color_scheme=scheme)  # type: ignore[arg-type] # one of the two
    intake.evaluate(DROP, [["a" * 120 + ".txt", "one"]])
    intake.evaluate(PASTE, "https://example.org/" + "b" * 200)
    expect(intake.locator(".drafted > li")).to_have_count(2)
    for width in (320, 1366):
        intake.set_viewport_size({"width": width, "height": 800})
        wide, fits = intake.evaluate("() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]")  # fmt: skip
        assert wide <= fits, width
        axe(intake)


def test_the_page_follows_a_capture_until_it_is_over(intake: Page, site: Site) -> None:
    intake.evaluate(PASTE, "https://example.org/a")
    intake.get_by_label("I know that each site will see this").check()
    intake.get_by_role("button", name="Capture now").click()
    expect(intake.locator(".state")).to_have_text("Capture waiting")
    with site.installation.house.database.transaction("worker") as session:
        capture = session.exec(select(Capture)).one()
        capture.state, capture.reason = "not captured", "No such host."
        session.add(capture)
    expect(intake.locator(".state")).to_have_text("Not captured: No such host.")
    assert intake.locator("[data-runs]").count() == 0


def test_a_folder_is_walked_through(intake: Page, tmp_path: Path) -> None:
    deep = tmp_path / "post" / "inner"
    deep.mkdir(parents=True)
    (tmp_path / "post" / "a.txt").write_text("a")
    (deep / "b.txt").write_text("b")
    intake.locator("#folder").set_input_files(tmp_path / "post")
    expect(intake.locator(".drafted > li")).to_have_count(2)
    expect(intake.locator(".drafted")).to_contain_text("b.txt")
