import logging
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from weasyprint.urls import FatalURLFetchingError

from exports.blocks import Document, Paragraph, Web
from exports.render.child import NotDrawn, pdf_from
from exports.render.page import html_of
from exports.render.weasy import Complaints, OnlyOurs, pdf_of

ROOT = Path(__file__).parents[3]
OUTSIDE = (
    '<img alt="x" src="{0}">', '<link rel="stylesheet" href="{0}">', '<style>@import "{0}";</style>',
    '<style>p {{ background: url("{0}") }}</style>', '<style>p::before {{ content: url("{0}") }}</style>',
    '<style>@font-face {{ font-family: x; src: url("{0}") }} p {{ font-family: x }}</style>',
    '<style>li {{ list-style-image: url("{0}") }}</style><ul><li>x</li></ul>',
    '<link rel="attachment" href="{0}">', '<a rel="attachment" href="{0}">x</a>',
    '<object data="{0}"></object>', '<embed src="{0}">', '<svg><image href="{0}"/></svg>',
    '<img alt="x" src="data:image/svg+xml,<svg xmlns=\'http://www.w3.org/2000/svg\'><image href=\'{0}\'/></svg>">',
)  # fmt: skip
ADDRESSES = (
    "file:///etc/passwd",
    "FiLe:///etc/passwd",
    "http://127.0.0.1:9/x",
    "ftp://127.0.0.1/x",
)


def page(body: str) -> str:
    return f"<!doctype html><html lang=en><title>x</title><body><p>word</p>{body}"


@pytest.fixture
def complaints() -> Iterator[Complaints]:
    kept = Complaints()
    logger = logging.getLogger("weasyprint")
    logger.addHandler(kept)
    yield kept
    logger.removeHandler(kept)


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("markup", OUTSIDE)
def test_nothing_outside_the_page_is_fetched(
    complaints: Complaints, markup: str, address: str
) -> None:
    try:
        made = pdf_of(page(markup.format(address)), "dossier")
    except FatalURLFetchingError:
        return
    assert b"root:" not in made
    assert complaints.lines or address.encode() not in made


def test_an_address_that_leads_out_stops_the_export_by_name() -> None:
    with pytest.raises(FatalURLFetchingError, match="file:///etc/passwd"):
        OnlyOurs().fetch("file:///etc/passwd")


def test_what_stands_in_the_page_itself_is_read() -> None:
    assert OnlyOurs().fetch("data:text/plain,hello").read() == b"hello"


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "data:text/html,x",
        "https://a b",
        "vbscript:x",
    ],
)
def test_only_plain_web_addresses_are_live(url: str) -> None:
    document = Document(
        "x", "x", "en", "2026-11-24T09:00:00Z", "foot", (Paragraph((Web(url),)),)
    )
    html = html_of(document)
    assert "href" not in html
    assert url in html


def test_markup_in_a_record_stays_text() -> None:
    document = Document(
        "<script>",
        "x",
        "en",
        "2026-11-24T09:00:00Z",
        "",
        (Paragraph((Web("https://x/<b>"),)),),
    )
    assert "<script>" not in html_of(document)
    assert "<b>" not in html_of(document)


def test_a_character_without_a_font_stops_the_export_and_is_named() -> None:
    with pytest.raises(NotDrawn, match=r"No installed font can draw .*U\+20000"):
        pdf_from(page("<p>\U00020000</p>"), "dossier", lambda step: None)


def test_any_complaint_of_the_renderer_stops_the_export() -> None:
    with pytest.raises(NotDrawn, match="nowhere"):
        pdf_from(page('<a href="#nowhere">x</a>'), "dossier", lambda step: None)


def test_a_renderer_that_takes_too_long_is_stopped() -> None:
    with pytest.raises(NotDrawn, match="took too long"):
        pdf_from(page("x"), "dossier", lambda step: None, wall=0.05)


def test_each_step_is_told() -> None:
    steps: list[str] = []
    pdf_from(page("x"), "dossier", steps.append)
    assert any("layout" in step for step in steps)


def test_the_renderer_may_use_so_much_and_no_more() -> None:
    asked = "import resource as r, exports.render.weasy as w; w.confine(); print(*r.getrlimit(r.RLIMIT_CPU), *r.getrlimit(r.RLIMIT_AS))"
    said = subprocess.run(
        [sys.executable, "-c", asked],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert said.stdout.split() == ["1800", "1800", str(6 << 30), str(6 << 30)]
