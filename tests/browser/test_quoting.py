import io
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlmodel import select
from weasyprint import HTML

from evidence.models import QuoteAnchor
from tests.browser.conftest import Site
from tests.evidence.test_recordings import clip
from tests.kit.browser import axe

Enter = Callable[[Page, str], None]
ROOT = "/m/harbour"
ITEM = f"{ROOT}/evidence/E-001"
PAGE = f"{ITEM}/page/1"
ENGLISH = "😀 The lease of the harbour ended in May of that year, as everybody who was there said. Rent was due. It was not paid."
ARABIC = "يولد جميع الناس أحرارا متساوين في الكرامة والحقوق"
KHMER = "មនុស្សទាំងអស់កើតមកមានសេរីភាព និងសមភាព ក្នុងផ្នែកសេចក្ដីថ្លៃថ្នូរ"
TEXT = f"{ENGLISH}\n\n{ARABIC}\n\n{KHMER}\n"
DRAG = """([selector, first, last]) => {
    const piece = document.querySelector(selector);
    const nodes = []; const walk = document.createTreeWalker(piece, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) nodes.push(walk.currentNode);
    const spot = (words, atEnd) => {
        const whole = nodes.map((node) => node.data).join("");
        let at = whole.indexOf(words) + (atEnd ? words.length - 1 : 0);
        for (const node of nodes) {
            if (at < node.length) {
                const range = document.createRange();
                range.setStart(node, at); range.setEnd(node, at + 1);
                const box = range.getBoundingClientRect();
                const rtl = /[\\u0600-\\u06ff]/.test(node.data[at]);
                return [(atEnd !== rtl) ? box.right - .5 : box.left + .5, box.top + box.height / 2];
            }
            at -= node.length;
        }
    };
    return [spot(first, false), spot(last, true)];
}"""


def pdf(html: str) -> bytes:
    return bytes(HTML(string=html).write_pdf())


@pytest.fixture
def alice(page: Page, enter: Enter) -> Page:
    enter(page, "Alice")
    page.set_viewport_size({"width": 1366, "height": 900})
    return page


@pytest.fixture
def hold(alice: Page, site: Site) -> Callable[..., None]:
    def keep(name: str, data: bytes, language: str = "en") -> None:
        visitor = site.installation.visitor("Alice")
        visitor.post(f"{ROOT}/claims/new", {"statement": "The lease ended"})
        given: dict[str, Any] = {"title": "A letter", "language": language, "file": (io.BytesIO(data), name)}  # fmt: skip
        assert visitor.post(f"{ROOT}/evidence/new", given, content_type="multipart/form-data").status == 303  # fmt: skip
        alice.goto(f"{site.address}{PAGE}")

    return keep


def drag(page: Page, selector: str, first: str, last: str) -> None:
    page.locator(selector).first.scroll_into_view_if_needed()
    (x, y), (x_, y_) = page.evaluate(DRAG, [selector, first, last])
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x_, y_, steps=8)
    page.mouse.up()


def save(page: Page) -> None:
    page.get_by_label("For", exact=True).select_option("C-001")
    page.get_by_label("Stance").select_option("supports")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status").first).to_contain_text("is saved")


def anchor(site: Site) -> QuoteAnchor:
    with site.installation.house.database.reading() as session:
        return session.exec(select(QuoteAnchor)).one()


@pytest.mark.parametrize(
    ("language", "first", "last"),
    [("en", "lease of", "who was there"), ("ar", "جميع الناس", "في الكرامة"), ("km", "មានសេរីភាព", "ក្នុងផ្នែក")],
)  # fmt: skip
def test_words_dragged_over_in_the_text_are_quoted_as_they_stand(
    alice: Page, site: Site, hold: Callable[..., None], language: str, first: str, last: str
) -> None:  # fmt: skip
    hold("a.txt", TEXT.encode(), language)
    number = {"en": 1, "ar": 2, "km": 3}[language]
    drag(alice, f"#words p:nth-of-type({number})", first, last)
    alice.keyboard.press("q")
    wanted = TEXT[TEXT.index(first) : TEXT.index(last) + len(last)]
    expect(alice.get_by_label("Quote", exact=False).first).to_have_value(wanted)
    save(alice)
    kept = anchor(site)
    assert (kept.exact, kept.start) == (wanted, TEXT.index(first))
    alice.goto(f"{site.address}{PAGE}?quote=CT-001#CT-001")
    expect(alice.locator("mark:target")).to_be_in_viewport()
    expect(alice.locator("mark:target")).to_have_text(wanted)


def test_words_dragged_over_on_the_picture_are_quoted_over_two_lines(
    alice: Page, site: Site, hold: Callable[..., None]
) -> None:
    hold("a.pdf", pdf("<p>It is said.<p style='width: 8cm; font: 14pt serif'>The lease of the harbour ended in May of that year, as everybody who was there said."))  # fmt: skip
    expect(alice.locator("#leaf text").first).to_be_attached()
    lines = alice.locator("#leaf text").all_text_contents()
    assert len(lines) >= 3
    second, third = (f"#leaf text:nth-of-type({number})" for number in (2, 3))
    (x, y), _ = alice.evaluate(DRAG, [second, "lease", "lease"])
    _, (x_, y_) = alice.evaluate(DRAG, [third, lines[2][:4], lines[2].split()[0]])
    alice.mouse.move(x, y)
    alice.mouse.down()
    alice.mouse.move(x_, y_, steps=8)
    alice.mouse.up()
    alice.keyboard.press("q")
    expect(alice.get_by_role("heading", level=1)).to_have_text("New citation")
    save(alice)
    kept = anchor(site)
    assert kept.exact.startswith("lease of the harbour")
    assert "\n" in kept.exact
    alice.goto(f"{site.address}{PAGE}?quote=CT-001#CT-001")
    assert alice.locator("#leaf rect.lit.chosen").count() == 2
    box = alice.locator("#leaf rect.lit").first.bounding_box()
    text = alice.locator(second).bounding_box()
    assert box is not None
    assert text is not None
    assert abs(box["y"] - text["y"]) < text["height"]
    assert box["x"] > text["x"]


def test_a_sentence_is_quoted_by_keys_alone(alice: Page, site: Site, hold: Callable[..., None]) -> None:  # fmt: skip
    hold("a.txt", TEXT.encode())
    for _ in range(40):
        alice.keyboard.press("Tab")
        if alice.evaluate("() => document.activeElement.id") == "words":
            break
    for key in ("ArrowDown", "ArrowDown", "Shift+ArrowDown", "Enter"):
        alice.keyboard.press(key)
    expect(alice.get_by_role("heading", level=1)).to_have_text("New citation")
    save(alice)
    assert anchor(site).exact == "Rent was due. It was not paid."


def test_a_part_of_the_picture_is_drawn(alice: Page, site: Site, hold: Callable[..., None]) -> None:  # fmt: skip
    hold("a.pdf", pdf("<svg width='9cm' height='9cm'><rect width='300' height='300'/></svg>"))  # fmt: skip
    alice.get_by_role("button", name="Draw it on the picture").click()
    expect(alice.locator("#leaf img")).to_have_js_property("complete", True)
    frame = alice.locator("#leaf svg").bounding_box()
    assert frame
    alice.mouse.move(frame["x"] + frame["width"] * 0.1, frame["y"] + frame["height"] * 0.1)  # fmt: skip
    alice.mouse.down()
    alice.mouse.move(frame["x"] + frame["width"] * 0.5, frame["y"] + frame["height"] * 0.4, steps=4)  # fmt: skip
    alice.mouse.up()
    alice.get_by_role("button", name="Quote this part").click()
    alice.get_by_label("Quote", exact=False).first.fill("Typed")
    save(alice)
    assert anchor(site).boxes == "[[1, 1000, 1000, 5000, 4000]]"
    alice.goto(f"{site.address}{PAGE}")
    expect(alice.get_by_alt_text("The part of page 1 that CT-001 quotes")).to_be_visible()  # fmt: skip


def test_words_are_quoted_without_scripts(site: Site, browser: Browser, alice: Page, hold: Callable[..., None]) -> None:  # fmt: skip
    hold("a.txt", TEXT.encode())
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(site.link("Alice"))
        page.goto(f"{site.address}{PAGE}")
        expect(page.get_by_role("button", name="Quote the selection")).to_be_hidden()
        page.get_by_text("Quote without a mouse").click()
        page.get_by_label("Words to quote").fill("Rent was  due.")
        page.get_by_role("button", name="Find them").click()
        save(page)
    assert anchor(site).exact == "Rent was due."


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1366])
def test_a_page_is_accessible_and_fits(alice: Page, hold: Callable[..., None], scheme: str, width: int) -> None:  # fmt: skip
    alice.emulate_media(color_scheme=scheme)  # type: ignore[arg-type] # one of the two
    alice.set_viewport_size({"width": width, "height": 900})
    hold("a.pdf", pdf(f"<p>{ENGLISH}<p lang=ar dir=rtl>{ARABIC}"))
    for summary in alice.locator(".quote-by summary").all():
        summary.click()
    axe(alice)
    wide, fits = alice.evaluate("() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]")  # fmt: skip
    assert wide <= fits


def test_the_place_of_a_recording_is_set_by_keys(alice: Page, site: Site, hold: Callable[..., None]) -> None:  # fmt: skip
    hold("talk.wav", clip())
    player = alice.locator("#recording")
    expect(player).to_have_js_property("duration", 10)
    for key, second in (("i", 2), ("o", 4.5)):
        player.evaluate("(found, at) => { found.currentTime = at; }", second)
        alice.keyboard.press(key)
    alice.get_by_role("button", name="Quote this part").click()
    alice.get_by_label("Quote", exact=False).first.fill("It ended")
    save(alice)
    assert (anchor(site).from_ms, anchor(site).to_ms) == (2000, 4500)
    alice.goto(f"{site.address}{PAGE}?quote=CT-001")
    expect(alice.locator("#recording")).to_have_js_property("currentTime", 2)
