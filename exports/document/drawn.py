"""The chronology, drawn: lanes by kind, soft spans where the day is not known; on one page if it can be read there."""

import re
from collections.abc import Iterator, Sequence

from claims import drawing
from claims.chronology import Entry, chronology
from claims.drawing.marks import Kind
from exports.blocks import Block, Chart, Heading, Paragraph, Text
from exports.document.book import Book, date_lines

LANES: dict[str, Kind] = {
    "claim": "claim", "event": "event", "proceeding": "event", "ruling": "ruling", "evidence": "evidence",
}  # fmt: skip
LABEL = 30  # characters of an event's title that are drawn
MOST = 100  # marks on one page
HEIGHT = 1_330  # of a drawing 1,000 wide that fills a page
SIZE = re.compile(r'viewBox="0 0 [0-9.]+ ([0-9.]+)"')


def drawn_part(book: Book) -> list[Block]:
    """Draw everything that stands in the file."""
    head: list[Block] = [Heading(1, "drawn", "The chronology, drawn")]
    entries = chronology(book.file)
    if not entries:
        nothing = "Nothing is recorded yet, so nothing is drawn."
        return [*head, Paragraph((Text(nothing),))]
    return [*head, *_charts(book, [_mark(entry) for entry in entries])]


def _charts(book: Book, marks: Sequence[drawing.Mark]) -> Iterator[Chart]:
    title = f"Timeline of {book.file.matter.name}"
    lanes = "Four lanes: claims, evidence, rulings and events, in order of time."
    svgs = _drawings(marks, title, lanes)
    for place, svg in enumerate(svgs, start=1):
        part = f", part {place} of {len(svgs)}" if len(svgs) > 1 else ""
        words = (
            f"{title}{part}. {lanes} The written chronology gives every entry in words."
        )
        yield Chart(svg, words)


def _drawings(marks: Sequence[drawing.Mark], title: str, lanes: str) -> list[str]:
    if len(marks) <= MOST:
        svg = drawing.draw(marks, medium="paper", title=title, description=lanes)
        found = SIZE.search(svg)
        if found and float(found[1]) <= HEIGHT:
            return [svg]
    return drawing.draw_pages(marks, title=title, description=lanes)


def _mark(entry: Entry) -> drawing.Mark:
    date = entry.date
    lane = LANES[entry.kind]
    label = ""
    if lane == "event":
        label = _short(entry.title)
    elif lane == "ruling":
        label = getattr(entry.record, "kind", "")
    return drawing.Mark(
        kind=lane,
        number=entry.number,
        label=label,
        title=entry.title,
        words=date_lines(date)[0],
        earliest=date.earliest if date else None,
        latest=date.latest if date else None,
        approximate=bool(date and (date.is_approximate or date.is_uncertain)),
        once_within=bool(date and date.span == "once within"),
        throughout=bool(date and date.span == "throughout"),
        href="",
    )


def _short(title: str) -> str:
    return title if len(title) <= LABEL else f"{title[:LABEL].rsplit(' ', 1)[0]} …"
