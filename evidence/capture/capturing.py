"""One capture from beginning to end, as the Berkeley Protocol (paragraph 155) asks: address, source, picture, headers, who, from where, when, hashes."""

import io
import logging
import platform
from dataclasses import dataclass, field

from sqlmodel import Session

from core import clock
from core.canonical import Json, canonical
from core.house import House
from evidence.capture import browser
from evidence.capture.keeping import attach_capture
from evidence.capture.wacz import Visit, write_wacz
from evidence.fetching.fetcher import AGENT, Exchange, Fetcher, NotFetched
from evidence.fetching.outgoing import Door
from evidence.guesses import guesses_of
from evidence.models import Capture, Draft, EvidenceItem
from evidence.text.child import extract
from evidence.text.extraction import Extraction

CAPTURED, IN_PART, NOT_CAPTURED = "captured", "captured in part", "not captured"
HTML = ("text/html", "application/xhtml+xml")
WACZ = "application/wacz"
_log = logging.getLogger(__name__)


@dataclass
class Made:
    """What a capture came to, before any row speaks of it."""

    exchanges: list[Exchange]
    seen: browser.Seen
    lacks: list[str] = field(default_factory=list)

    @property
    def page(self) -> Exchange:
        """Give the page itself: where the first request ended."""
        return self.exchanges[-1]

    @property
    def state(self) -> str:
        """Grade the capture by what is there, never by what anybody says of it."""
        return IN_PART if self.lacks else CAPTURED


def capture(house: House, capture_id: str) -> None:
    """Do a capture that was asked for; doing it again once it is over changes nothing. A failure is a state with its reason."""
    with house.database.reading() as session:
        row = session.get(Capture, capture_id)
    if row is None or row.ended_at:
        return
    row = _begin(house, capture_id)
    try:
        _keep(house, row, _visit(house, row))
    except NotFetched as failed:
        _give_up(house, row, failed.sentence)
    except (
        Exception
    ) as error:  # what nobody foresaw is logged, and whoever asked is told
        _log.exception("A capture broke off")
        _give_up(house, row, f"It broke off ({type(error).__name__}). What went wrong is in the log of the server.")  # fmt: skip


def _give_up(house: House, row: Capture, reason: str) -> None:
    with house.database.transaction(row.collector) as session:
        kept = session.get_one(Capture, row.id)
        kept.state, kept.reason, kept.ended_at = NOT_CAPTURED, reason, clock.now()
        session.add(kept)


def _begin(house: House, capture_id: str) -> Capture:
    with house.database.transaction("console") as session:
        row = session.get_one(Capture, capture_id)
        session.info["actor"] = row.collector
        row.state, row.began_at, row.machine, row.clock = "running", clock.now(), platform.node(), clock.state()  # fmt: skip
        session.add(row)
    return row


def _visit(house: House, row: Capture) -> Made:
    """Ask the site, and let the browser look at what came."""
    door = Door(house, row, Fetcher(allow=house.settings.capture_allow))
    exchanges = door.fetch(row.url, "the page")
    page, path = exchanges[-1], browser.installed()
    made = Made(exchanges, browser.Seen())
    if not page.header("content-type").lower().startswith(HTML):
        made.lacks.append(
            "The answer is a file, not a page, so no picture of a page was taken."
        )
    elif not path:
        made.lacks.append("No picture was taken: no browser (Chromium) is installed.")
    else:
        made.seen = browser.look_at(path, page, door.fetch)
        made.lacks += [f"{lack[0].upper()}{lack[1:]}." for lack in made.seen.lacks]
        if not made.seen.picture and not made.seen.lacks:
            made.lacks.append("No picture was taken.")
    return made


def _keep(house: House, row: Capture, made: Made) -> None:
    """Put the bytes into the store, read them, and only then write the rows."""
    page, kept = made.page, _stored(house, row, made)
    text = extract(house.files, kept["wacz_sha256"], WACZ)
    kind = page.header("content-type").partition(";")[0].strip().lower()
    guesses = guesses_of(house.files, kept["html_sha256"], HTML[0] if kind in HTML else kind) if row.draft_id and kept["html_sha256"] else ""  # fmt: skip
    with house.database.transaction(row.collector) as session:
        found = session.get_one(Capture, row.id)
        for name, value in kept.items():
            setattr(found, name, value)
        found.state, found.reason, found.ended_at = made.state, " ".join(made.lacks), clock.now()  # fmt: skip
        found.final_url, found.http_status = page.url, page.status
        found.machine_address, found.tool = page.own_address, _tool(made)
        session.add(found)
        _settle(session, house, found, (text, guesses))


def _stored(house: House, row: Capture, made: Made) -> dict[str, str]:
    """Put every part of the capture into the store; give the hash of each, empty for what there is not."""
    page = made.page
    archive = write_wacz(
        Visit(page.url, page.began_at, made.seen.title),
        [*made.exchanges, *made.seen.exchanges],
        _about(row, made),
    )
    heads: list[Json] = [
        {"url": one.url, "status": one.status, "headers": [list(pair) for pair in one.headers]}
        for one in made.exchanges
    ]  # fmt: skip
    parts = {
        "wacz_sha256": archive, "html_sha256": page.body, "headers_sha256": canonical(heads),
        "picture_sha256": made.seen.picture, "print_sha256": made.seen.print,
    }  # fmt: skip
    return {name: house.files.put(io.BytesIO(part)).sha256 if part else "" for name, part in parts.items()}  # fmt: skip


def _tool(made: Made) -> str:
    return " with ".join(filter(None, (AGENT.split(" ", 1)[0], made.seen.version)))


def _settle(session: Session, house: House, row: Capture, read: tuple[Extraction, str]) -> None:  # fmt: skip
    """Give the capture to its item; a draft that is not saved yet gives it on when it is."""
    draft = session.get(Draft, row.draft_id) if row.draft_id else None
    item = session.get(EvidenceItem, row.item_id or (draft and draft.item_id) or "")
    if item is not None:
        attach_capture(session, house.files, item, row, read[0])
    elif draft is not None:
        draft.guesses = read[1]
        session.add(draft)


def _about(row: Capture, made: Made) -> dict[str, str]:
    told = {
        "software": AGENT.split(" ", 1)[0],
        "format": "WARC File Format 1.1",
        "operator": row.collector,
        "hostname": row.machine,
        "ip": made.page.own_address,
        "http-header-user-agent": AGENT,
        "description": f"Capture of {row.url}; clock {row.clock}",
    }
    return {name: value for name, value in told.items() if value}
