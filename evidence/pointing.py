"""A place in a held file that an address points to, and the anchor that keeps it: words, a part of a picture, or a time.

In an address: `page`, `start` and `end` count code points of the page; `box` is in ten-thousandths of it; `from` and `to` are
times (`1:02:03.5`).
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass

from sqlmodel import Session, select

from core import clock
from core.records import Record
from evidence.anchors import NOT_CHECKABLE, anchored
from evidence.models import QuoteAnchor, Rendition, StoredFile
from evidence.pages import REGION, PageTexts, words_at
from evidence.pictures import Box, box_of
from evidence.quotes import Place, folded
from evidence.renditions import TEXT

TIME = "time"
MOMENT = re.compile(r"(?:(?:(\d{1,3}):)?(\d{1,2}):)?(\d{1,6}(?:\.\d{1,3})?)", re.ASCII)


@dataclass(frozen=True)
class Pointed:
    """A place: of words (`place`), of a part of a page (`box`), or of a part of a recording, in milliseconds (`times`)."""

    page: int = 1
    place: Place | None = None
    box: Box | None = None
    times: tuple[int, int] | None = None

    @property
    def words(self) -> str:
        """Give the words that stand there, as far as they can be read."""
        return self.place.exact if self.place else ""

    @property
    def pinpoint(self) -> str:
        """Say where it is, for a reader."""
        if self.times:
            return f"{clock_time(self.times[0])} to {clock_time(self.times[1])}"
        where = self.place.pages if self.place else f"page {self.page}"
        return f"{where}, part of the picture" if self.box else where

    def holds(self, quote: str) -> bool:
        """Say whether a quote is what stands there; typed words of a picture or a recording are taken as they are."""
        return self.place is None or folded(self.place.exact) == folded(quote)


def pointed_at(texts: PageTexts, asked: Mapping[str, str]) -> Pointed | None:
    """Read the place that an address points to; nothing where there is none."""
    times = moment(asked.get("from", "")), moment(asked.get("to", ""))
    if times[0] is not None and times[1] is not None and times[0] < times[1]:
        return Pointed(times=(times[0], times[1]))
    page = _number(asked, "page")
    if box := box_of(asked.get("box", "")):
        return Pointed(page, box=box) if page > 0 else None
    place = words_at(texts, page, _number(asked, "start"), _number(asked, "end"))
    return Pointed(page, place) if place else None


def move(
    session: Session, old: QuoteAnchor, file: StoredFile, place: Place
) -> QuoteAnchor:
    """Anchor at another place what an older anchor, which is kept and marked as replaced, says of a record."""
    record = old.record_table, old.record_id
    return _put(session, record, file, Pointed(place.page, place), place.exact)


def anchor_at(
    session: Session, record: Record, file: StoredFile, pointed: Pointed, quote: str
) -> QuoteAnchor:
    """Anchor a record's quote at a place of a file; the anchor it had is kept, marked as replaced."""
    named = str(record.__tablename__), record.id
    return _put(session, named, file, pointed, quote)


def _put(
    session: Session, record: tuple[str, str], file: StoredFile, pointed: Pointed, quote: str
) -> QuoteAnchor:  # fmt: skip
    held = select(QuoteAnchor).where(QuoteAnchor.record_id == record[1], QuoteAnchor.replaced_at == "")  # fmt: skip
    for old in session.exec(held):
        old.replaced_at = clock.now()
        session.add(old)
    new = _made(session, record, file, pointed, quote)
    session.add(new)
    return new


def _made(
    session: Session, record: tuple[str, str], file: StoredFile, pointed: Pointed, quote: str
) -> QuoteAnchor:  # fmt: skip
    actor = session.info["actor"]
    if pointed.place:
        query = select(Rendition).where(Rendition.file_id == file.id, Rendition.kind == TEXT, Rendition.replaced_at == "")  # fmt: skip
        return anchored(record, file, session.exec(query).first(), pointed.place, actor)
    box, (begin, end) = pointed.box, pointed.times or (None, None)
    return QuoteAnchor(
        matter_id=file.matter_id, record_table=record[0], record_id=record[1], item_id=file.item_id, file_id=file.id,
        kind=REGION if box else TIME, exact=quote, page=pointed.page if box else None,
        boxes=json.dumps([[pointed.page, *box]]) if box else "", from_ms=begin, to_ms=end,
        state=NOT_CHECKABLE, note="the words were typed by a person", made_at=clock.now(), made_by=actor,
    )  # fmt: skip


def moment(words: str) -> int | None:
    """Read a time in a recording, `1:02:03.5`, `2:03` or `123.5`, as milliseconds; nothing where it is none."""
    found = MOMENT.fullmatch(words.strip())
    if not found:
        return None
    hours, minutes, seconds = found.groups("0")
    return round((int(hours) * 3600 + int(minutes) * 60 + float(seconds)) * 1000)


def clock_time(milliseconds: int) -> str:
    """Write a time in a recording: `00:01:02`, with tenths where there are any."""
    seconds, rest = divmod(milliseconds, 1000)
    whole = f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"
    return f"{whole}.{rest // 100}" if rest >= 100 else whole


def _number(asked: Mapping[str, str], name: str) -> int:
    try:
        return int(asked.get(name, ""))
    except ValueError:
        return -1
