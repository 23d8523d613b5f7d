"""What reading a file comes to: its pages, or the reason why it is not readable."""

import functools
import re
import subprocess
import sys
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.metadata import version
from typing import NamedTuple

READ, NOT_READABLE = "read", "not readable"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
BINARY = "application/octet-stream"
OURS = "claimtrail"
OCR = "tesseract"
READING = 1  # raise it when a reader gives another text for the same bytes: `claimtrail files read` then reads anew
MOST_PAGES = 20_000
MOST_TEXT = 20_000_000  # characters
NO_TEXT = re.compile("[\x00\ud800-\udfff]")  # what neither JSON nor a database keeps


class Unreadable(ValueError):  # noqa: N818 - named for what it says, as the errors of core are
    """The file has no text that can be told truthfully; the message says why, in a few words."""


class Pages(NamedTuple):
    """The pages of a file; `remark` says which part of it they do not hold."""

    texts: Iterable[str]
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Extraction:
    """The text of one file, page by page, or why there is none; which tool read it, and of which bytes."""

    state: str
    reason: str
    pages: tuple[str, ...]
    media_type: str
    tool: str
    version: str
    input_sha256: str


def tidy(pages: Iterable[str]) -> tuple[str, ...]:
    """Bring pages into form NFC with plain line ends; what is no character becomes U+FFFD.

    Raises:
        Unreadable: there are too many of them, or they are too long.
    """
    found: list[str] = []
    left = MOST_TEXT
    for page in pages:
        plain = page.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n")
        left -= len(plain)
        if len(found) == MOST_PAGES or left < 0:
            raise Unreadable(
                f"it has more than {MOST_PAGES:,} pages, or {MOST_TEXT:,} characters"
            )
        found.append(unicodedata.normalize("NFC", NO_TEXT.sub("\ufffd", plain)))
    return tuple(found)


def tool_for(media_type: str) -> str:
    """Name what reads a kind of file; kinds that nothing reads are ours to refuse."""
    if media_type.startswith("image/"):
        return OCR
    return {
        "application/pdf": "pypdfium2",
        "text/html": "lxml",
        DOCX: "lxml",
        "message/rfc822": "email",
        "application/wacz": "warcio",
        "application/warc": "warcio",
        "application/x-internet-archive": "warcio",
    }.get(media_type, OURS)


@functools.cache
def version_of(tool: str) -> str:
    """Give the version of a tool as it is here, with that of our own part; a tool that is not here has our part alone."""
    if tool == "email":
        own = ".".join(map(str, sys.version_info[:3]))
    elif tool == OCR:
        own = _version_of_tesseract()
    else:
        own = "" if tool == OURS else version(tool)
    return f"{own} reading {READING}".strip()


def _version_of_tesseract() -> str:
    try:
        said = subprocess.run(  # noqa: S603 - a fixed command
            [OCR, "--version"], capture_output=True, text=True, check=True, timeout=20
        ).stdout
    except (OSError, subprocess.SubprocessError):
        return ""
    return said.split("\n")[0].removeprefix(OCR).strip()
