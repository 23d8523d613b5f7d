"""The process that makes the pages: HTML on standard input, PDF on standard output. Nothing else imports WeasyPrint.

It fetches nothing but what the page itself carries (`data:` addresses), may use so much time and memory and no more, and
any complaint of the renderer or of the font tools is an error. Lines of scripts whose letters are stored in another order
than they are drawn (Khmer, Indic, Thai …) carry their exact text (PDF 2.0, 14.9.4, ActualText), or they could not be
copied out; Arabic must not, since readers then turn it round.
"""

import gc
import json
import logging
import re
import resource
import sys
from pathlib import Path
from typing import Any

import weasyprint.draw.text as drawing
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from exports.render.scripts import unbroken

TEMPLATES = Path(__file__).resolve().parents[2] / "templates" / "dossier"
SHEETS = ("page.css", "parts.css", "scripts.css")
CPU_SECONDS = 1_800
MEMORY = 6 << 30  # bytes of address space
REFUSED = 3  # exit status: the renderer complained
VARIANTS = {"dossier": "pdf/a-3a", "bundle": "pdf/a-2a"}
REORDERED = re.compile(r"[\u0900-\u109f\u1780-\u17ff]")

_draw_first_line = drawing.draw_first_line


class OnlyOurs(URLFetcher):  # type: ignore[misc] # WeasyPrint ships no types
    """Lets `data:` addresses through and stops the export at any other."""

    def __init__(self) -> None:
        super().__init__(allowed_protocols={"data"}, allow_redirects=False)

    def fetch(
        self, url: str, headers: dict[str, str] | None = None
    ) -> URLFetcherResponse:
        """Fetch what stands in the address itself.

        Raises:
            FatalURLFetchingError: the address leads out of the page.
        """
        if not url.lower().startswith("data:"):
            raise FatalURLFetchingError(f"A dossier fetches nothing: {url[:200]}")
        return super().fetch(url, headers)


class Complaints(logging.Handler):
    """Keeps what WeasyPrint and fontTools complain of."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one complaint."""
        self.lines.append(record.getMessage())


class Progress(logging.Handler):
    """Passes the renderer's steps on, one JSON value a line on standard error."""

    def emit(self, record: logging.LogRecord) -> None:
        """Pass one step on."""
        print(json.dumps({"step": record.getMessage()}), file=sys.stderr, flush=True)  # noqa: T201 - how steps travel


def draw_first_line(
    stream: Any, textbox: Any, text_overflow: Any, block_ellipsis: Any, matrix: Any
) -> Any:
    """Draw a line of text and, where its script needs it, say beside it which text it is."""
    text = textbox.pango_layout.text
    if not REORDERED.search(text):
        return _draw_first_line(stream, textbox, text_overflow, block_ellipsis, matrix)
    exact = unbroken(text).encode("utf-16-be").hex().upper()
    stream.stream.append(f"/Span <</ActualText <FEFF{exact}>>> BDC".encode())
    emojis = _draw_first_line(stream, textbox, text_overflow, block_ellipsis, matrix)
    stream.stream.append(b"EMC")
    return emojis


drawing.draw_first_line = draw_first_line


def pdf_of(html: str, profile: str) -> bytes:
    """Lay the page out and write it as PDF."""
    fetcher, fonts = OnlyOurs(), FontConfiguration()
    sheets = [
        CSS(
            string=(TEMPLATES / name).read_text(),
            url_fetcher=fetcher,
            font_config=fonts,
        )
        for name in SHEETS
    ]
    page = HTML(string=html, base_url="about:blank", url_fetcher=fetcher)
    made: bytes = page.write_pdf(
        stylesheets=sheets, font_config=fonts, pdf_variant=VARIANTS[profile]
    )
    return made


def confine() -> None:
    """Let this process use so much time and memory and no more."""
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def main() -> int:
    """Read, draw and write; the status says whether the renderer had nothing to complain of."""
    confine()
    gc.disable()  # the process ends with its one page; a sixth of the time was spent looking for garbage
    complaints = Complaints()
    for name in ("weasyprint", "fontTools"):
        logger = logging.getLogger(name)
        logger.handlers, logger.propagate = [complaints], False
    steps = logging.getLogger("weasyprint.progress")
    steps.handlers, steps.propagate = [Progress()], False
    steps.setLevel(logging.INFO)
    made = pdf_of(sys.stdin.buffer.read().decode(), sys.argv[1])
    if complaints.lines:
        print(json.dumps({"complaints": complaints.lines}), file=sys.stderr, flush=True)  # noqa: T201 - how they travel
        return REFUSED
    sys.stdout.buffer.write(made)
    return 0


if __name__ == "__main__":
    sys.exit(main())
