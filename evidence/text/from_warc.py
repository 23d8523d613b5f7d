"""The text of a web archive in WARC: that of its first page, once every record has passed against its digests.

Standard: WARC 1.1 (ISO 28500:2017). An archive that is damaged is not read, and its damage is named.
"""

import importlib
import io
from collections.abc import Iterator
from typing import Any, Protocol, cast

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from evidence.text.extraction import Pages, Unreadable
from evidence.text.kinds import HTML, PDF, TEXT, kind_of

READERS = {HTML: "from_html", PDF: "from_pdf", TEXT: "from_plain"}
MOST_RECORDS = 100_000
LARGEST = 300_000_000  # bytes of all answers together, unpacked


class Reader(Protocol):
    """A module that reads one kind of file."""

    def read(self, data: bytes, languages: tuple[str, ...]) -> Pages:
        """Read a file whole."""


def read(data: bytes, languages: tuple[str, ...]) -> Pages:
    """Read the first page of an archive.

    Raises:
        Unreadable: it is damaged, or holds no page.
    """
    for _, body in answers(data):
        if (kind := kind_or_none(body)) in READERS:
            return reader_of(kind).read(body, languages)
    raise Unreadable("it holds no page that can be read")


def reader_of(kind: str) -> Reader:
    """Load what reads a kind of answer."""
    return cast("Reader", importlib.import_module(f"evidence.text.{READERS[kind]}"))


def kind_or_none(body: bytes) -> str:
    """Find out what an answer is; empty for what is no kind of file."""
    try:
        return kind_of(body)
    except Unreadable:
        return ""


def answers(data: bytes) -> list[tuple[str, bytes]]:
    """Give the answers of an archive that are pages or files, by address, once the whole of it was checked.

    Raises:
        Unreadable: it is damaged; the reason names the first damage and where it lies.
    """
    found = []
    try:
        found = list(_answers(data))
    except Unreadable:
        raise
    except (ArchiveLoadFailed, EOFError, ValueError, KeyError, OSError) as error:
        said = (str(error).strip() or type(error).__name__).splitlines()[0]
        raise Unreadable(f"damaged web archive: {said[:160]}") from error
    if not found:
        raise Unreadable("damaged web archive: it holds no answer of a site")
    return found


def _answers(data: bytes) -> Iterator[tuple[str, bytes]]:
    left = LARGEST
    records = ArchiveIterator(io.BytesIO(data), check_digests=True)
    for number, record in enumerate(records, start=1):
        body = _body(record)
        left -= len(body)
        if number > MOST_RECORDS or left < 0:
            raise Unreadable("it unpacks to more than is read")
        if record.digest_checker.passed is False:
            raise Unreadable(f"damaged web archive: record {number} does not have its digest")  # fmt: skip

        if record.rec_type in {"response", "resource"} and body:
            yield str(record.rec_headers.get_header("WARC-Target-URI") or ""), body


def _body(record: Any) -> bytes:
    """Read an answer; one in a compression that nothing here opens is passed over."""
    try:
        return bytes(record.content_stream().read())
    except (
        AttributeError
    ):  # warcio 1.8.1 speaks to another Brotli than the one that is installed
        return b""
