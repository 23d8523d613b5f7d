"""What an item proves and what it does not, in plain words, computed from how it came here and what is held of it.

The manner of coming decides most: an answer that this program asked a site for proves more than a picture of a screen.
The sentences speak of the file, never of whether what it says is so. Sources: Berkeley Protocol on Digital Open Source
Investigations, paragraphs 154 to 156; ISO/IEC 27037:2012; the committee's note to US Federal Rule of Evidence 902(14).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from core.clock import in_words

Manner = Literal[
    "own capture", "capture in part", "archive by others", "picture of a screen or of paper", "print of a page", "mail",
    "recording", "note", "plain text about it", "received file", "object", "not held",
]  # fmt: skip
IN_WORDS: dict[Manner, str] = {
    "own capture": "Captured from its address by this program",
    "capture in part": "Captured from its address by this program, in part",
    "archive by others": "An archive of web pages that others made",
    "picture of a screen or of paper": "A picture of something published",
    "print of a page": "A print of something published",
    "mail": "A mail, as it was handed over",
    "recording": "A recording, as it was handed over",
    "note": "A note: what somebody wrote down",
    "plain text about it": "A plain text about it: a note, or a copy of its words",
    "received file": "A file, as it was handed over",
    "object": "An object: no file is held",
    "not held": "Known of, not held",
}
PUBLISHED = frozenset({"article", "social media", "web page"})
OWN_WORDS = {"excerpt of": "is an excerpt of", "uses data of": "uses the data of"}
TEXTS = frozenset(
    {"", "note", "document", "dataset", "other"}
)  # what a plain text can be itself
ARCHIVES = frozenset({"application/warc", "application/wacz", "application/gzip+warc"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One capture of a link by this program."""

    is_whole: bool
    url: str
    final_url: str
    at: str
    clock: str
    status: int | None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """What the records say of an item; times are ISO 8601 in UTC, numbers those of records, and nothing names a person.

    Without `received_at` the sentences leave time and hash to the place that prints them.
    """

    kind: str = ""
    sha256: str = ""
    media_type: str = ""
    received_at: str = ""
    visit: Visit | None = None
    is_source_named: bool = False
    is_dated: bool = False
    derives_from: tuple[tuple[str, str], ...] = ()  # how, and the number of the item
    corrected_by: tuple[tuple[str, str], ...] = ()  # how, and the number of the item
    is_ocr: bool = False
    unreadable: str = ""  # why its text cannot be read
    unread: str = ""  # which part of its text was not
    fault: str = ""  # what the last check of the stored bytes found
    opened_late: bool = False  # the chain of custody was begun after the file came
    entry: int | None = None  # of the log, about the arrival of the file
    stamped_at: str = ""  # by an authority of time, over that entry
    withdrawn: str = ""


@dataclass(frozen=True, slots=True)
class Account:
    """How an item is held, what that shows, and what it does not."""

    manner: Manner
    shows: tuple[str, ...]
    does_not: tuple[str, ...]


def account_of(holding: Holding) -> Account:
    """Say what an item proves and what it does not."""
    manner = manner_of(holding)
    shows, does_not = _SAYS[manner]
    made = _of_visit(holding.visit) if holding.visit and holding.sha256 else ([], [])
    return Account(
        manner,
        (*made[0], *shows, *_kept(holding)),
        (*does_not, *made[1], *_limits(holding)),
    )


def manner_of(holding: Holding) -> Manner:
    """Decide in which manner an item is held: by what is held, then by what it says it is."""
    if not holding.sha256:
        return "object" if holding.kind == "object" else "not held"
    if holding.visit:
        return "own capture" if holding.visit.is_whole else "capture in part"
    if holding.kind == "note":
        return "note"
    return _by_media(holding)


def _by_media(holding: Holding) -> Manner:
    media, published = holding.media_type, holding.kind in PUBLISHED
    manners: tuple[tuple[bool, Manner], ...] = (
        (media in ARCHIVES, "archive by others"),
        (media.startswith(("audio/", "video/")), "recording"),
        (media == "message/rfc822", "mail"),
        (published and media.startswith("image/"), "picture of a screen or of paper"),
        (published and media == "application/pdf", "print of a page"),
        (media == "text/plain" and holding.kind not in TEXTS, "plain text about it"),
    )
    return next((manner for fits, manner in manners if fits), "received file")


_SAYS: dict[Manner, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "own capture": (
        ("The source of the page, its headers, a picture of it and a print are kept as they came, each under its SHA-256.",),
        (
            "That what the page says is so, or who wrote it.",
            "That others saw the same page: a site may answer differently by place, time and visitor.",
            "What the page showed before that moment or after it.",
        ),
    ),
    "capture in part": (
        ("What came back is kept as it came, under its SHA-256.",),
        (
            "That what the page says is so, or who wrote it.",
            "That others saw the same page: a site may answer differently by place, time and visitor.",
            "What the page showed before that moment or after it.",
        ),
    ),
    "archive by others": (
        ("That an archive of web pages with these bytes was handed over.",),
        ("That the pages stood at their addresses: the archive was made by others, with their own means.",),
    ),
    "picture of a screen or of paper": (
        ("What can be seen in the picture.",),
        (
            "That the page ever looked so: a picture of a screen can be made and altered without a trace.",
            "The address, the time and the source of the page behind it.",
        ),
    ),
    "print of a page": (
        ("What stands in the print.",),
        (
            "That the page ever read so: a print can leave parts out, and can be edited.",
            "The source of the page behind it.",
        ),
    ),
    "mail": (
        ("The headers and the words of the mail, as they were handed over.",),
        (
            "That the person named as sender sent it, and when: these lines are written by the sender’s own program.",
            "That it reached those it names.",
        ),
    ),
    "recording": (
        ("What can be heard and seen in the recording.",),
        ("When and where it was made, by whom, and that it is complete: a recording can be cut and altered.",),
    ),
    "note": (
        ("What its writer noted.",),
        ("The wording of what it is about: only the note is held.",),
    ),
    "plain text about it": (
        ("What the text says.",),
        (
            "The thing itself: what is held is a text that somebody typed or copied, without its look, its address and its source.",
            "Its wording, where the text is a note.",
        ),
    ),
    "received file": (
        (),
        ("Who made the file, and when: what is written inside it about that can be written by anybody.",),
    ),
    "object": (
        ("How the object is described here, and how it was handled since.",),
        ("What it is like now: the object itself is not in the file store.",),
    ),
    "not held": (
        ("That this matter knows of the item, and where it is said to be.",),
        ("What it says: nothing is held, so no quotation from it can be checked.",),
    ),
}  # fmt: skip


def _of_visit(visit: Visit) -> tuple[list[str], list[str]]:
    """Say what the visit to a site shows, and what it leaves open."""
    answer = f"answered with status {visit.status}" if visit.status else "answered"
    shows = [
        f"On {in_words(visit.at)} this program asked for {visit.url}, and the site {answer} and these bytes."
    ]
    does_not = []
    if visit.final_url and visit.final_url != visit.url:
        shows.append(
            f"The site sent it on to {visit.final_url}, and that page is the one kept."
        )
    if (visit.final_url or visit.url).startswith("https://"):
        shows.append(
            "The connection was encrypted, and the site showed a certificate for its name."
        )
    else:
        does_not.append(
            "That the answer came from that site: the connection was not encrypted, so anyone on the way could have changed it."
        )
    if visit.clock == "synchronised":
        shows.append("The clock of the machine was set by a time service.")
    else:
        does_not.append(
            f"The exact time: the clock of the machine was {visit.clock or 'not looked at'}."
        )
    if not visit.is_whole:
        does_not.append(
            f"The whole page: it was captured in part. {visit.reason}".strip()
        )
    return shows, does_not  # fmt: skip


def _kept(holding: Holding) -> Iterator[str]:
    """Say what the keeping of the file shows."""
    if not holding.sha256:
        return
    if not holding.fault:
        yield _unchanged(holding)
    if holding.stamped_at and holding.entry is not None:
        yield (
            f"It was here before {in_words(holding.stamped_at)}: an outside authority stamped a head of the log that"
            f" covers its arrival, entry {holding.entry}."
        )  # fmt: skip


def _unchanged(holding: Holding) -> str:
    if not holding.received_at:
        return "The file has not changed since it came: its SHA-256 stands with its number."
    return f"The file has not changed since {in_words(holding.received_at)}: its SHA-256 is {holding.sha256}."


def _limits(holding: Holding) -> Iterator[str]:
    """Say what its state leaves open, whatever the manner."""
    if holding.fault:
        yield f"What was received: {holding.fault}"
    if holding.sha256 and not holding.visit:
        yield "Whether the file was changed before it came here."
    if holding.sha256 and not holding.stamped_at:
        yield "When it came, to those who do not trust this installation: no outside authority has stamped the log since."
    if holding.opened_late:
        yield "How it was handled before its chain of custody was begun, which was after it came."
    for how, number in holding.derives_from:
        yield f"What {number} says, a second time: this item {OWN_WORDS.get(how, how)} it."
    for how, number in holding.corrected_by:
        yield f"What its publisher says now: {number} {how} it."
    yield from _open_questions(holding)


def _open_questions(holding: Holding) -> Iterator[str]:
    if holding.is_ocr:
        yield "Its exact words: they were recognised in a picture by OCR, and must be held against the picture."
    if holding.unreadable:
        yield f"Its words: it is stored, not readable: {holding.unreadable}."
    if holding.unread:
        yield f"All of its words: part of its text was not read: {holding.unread}."
    if not holding.is_source_named:
        yield "Who published it or handed it over: no source is recorded."
    if not holding.is_dated:
        yield "When it was written or published: no date is recorded."
    if holding.withdrawn:
        yield f"Anything in this matter any more: it was withdrawn. {holding.withdrawn}"
