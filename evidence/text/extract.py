"""The child's side: one file on standard input, one JSON value on standard output. Started by `evidence.text.child`.

python -m evidence.text.extract CPU-SECONDS MEMORY-BYTES DECLARED-TYPE [LANGUAGE…]
"""

import hashlib
import importlib
import json
import sys
from dataclasses import asdict
from typing import Protocol, cast

from evidence.text.confinement import confine
from evidence.text.extraction import (
    BINARY,
    DOCX,
    NOT_READABLE,
    READ,
    Extraction,
    Pages,
    Unreadable,
    tidy,
    tool_for,
    version_of,
)
from evidence.text.kinds import HTML, MAIL, PDF, TEXT, WACZ, WARC, kind_of

READERS = {PDF: "from_pdf", HTML: "from_html", DOCX: "from_docx", MAIL: "from_mail", TEXT: "from_plain", WACZ: "from_wacz", WARC: "from_warc", "application/x-internet-archive": "from_warc"}  # fmt: skip
PICTURES = ("image/png", "image/jpeg", "image/gif", "image/tiff", "image/bmp", "image/webp")  # fmt: skip
NAMES = {
    BINARY: "files of this kind",
    "application/x-ole-storage": "old or encrypted Office files",
}


class Reader(Protocol):
    """A module that reads one kind of file."""

    def read(self, data: bytes, languages: tuple[str, ...]) -> Pages:
        """Read a file whole."""


def extraction_of(
    data: bytes, declared: str, languages: tuple[str, ...] = ()
) -> Extraction:
    """Read a file, whatever it is; every way in which that can fail ends as a reason."""
    kind = declared or BINARY
    pages: tuple[str, ...] = ()
    try:
        kind = kind_of(data, declared)
        pages, reason = _read(kind, data, languages)
    except Unreadable as error:
        reason = str(error)
    except MemoryError:
        reason = "it needs more memory than a file may have"
    except Exception as error:  # a parser breaks in ways of its own on a damaged file
        reason = f"damaged: its reader broke off ({type(error).__name__})"
    tool, sha256 = tool_for(kind), hashlib.sha256(data).hexdigest()
    state = READ if pages else NOT_READABLE
    return Extraction(state, reason, pages, kind, tool, version_of(tool), sha256)


def _read(
    kind: str, data: bytes, languages: tuple[str, ...]
) -> tuple[tuple[str, ...], str]:
    name = "from_image" if kind in PICTURES else READERS.get(kind)
    if name is None:
        raise Unreadable(f"this version reads no {NAMES.get(kind, kind)}")
    # Only the reader that is needed is loaded: the others could but be attacked.
    reader = cast("Reader", importlib.import_module(f"evidence.text.{name}"))
    found = reader.read(data, languages)
    pages = tidy(found.texts)
    if not any(page.strip() for page in pages):
        raise Unreadable("it holds no text")
    return pages, found.remark


def main() -> None:
    """Read what comes on standard input, with no more rights than that takes."""
    cpu, memory, declared, *languages = sys.argv[1:]
    confine(int(cpu), int(memory))
    answer = extraction_of(sys.stdin.buffer.read(), declared, tuple(languages))
    sys.stdout.buffer.write(json.dumps(asdict(answer), ensure_ascii=False).encode())


if __name__ == "__main__":
    main()
