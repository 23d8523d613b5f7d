"""The text of a Word file (ECMA-376): its paragraphs in order, then notes, headers and footers as a last page.

Pages are those that Word found when it last laid the file out; hidden and deleted words are left out. Entities and document
type declarations, which no Word file has, are refused, and no part may grow beyond a limit when it is unpacked.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from lxml import etree

from evidence.text.extraction import Pages, Unreadable

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
NAMES = {"w": W[1:-1]}
HIDDEN = "//w:r[w:rPr/w:vanish[not(@w:val='0' or @w:val='false')]]"
ASIDE = re.compile(r"word/(footnotes|endnotes|header\d*|footer\d*)\.xml")
MOST_BYTES = 64 << 20  # of all parts together, unpacked
MOST_PARTS = 10_000
BREAKS = {f"{W}tab": "\t", f"{W}cr": "\n", f"{W}noBreakHyphen": "\u2011", f"{W}softHyphen": "\u00ad", f"{W}lastRenderedPageBreak": "\f"}  # fmt: skip


def read(data: bytes, _languages: tuple[str, ...] = ()) -> Pages:
    """Read a Word file."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            if len(names) > MOST_PARTS:
                raise Unreadable(f"its archive has more than {MOST_PARTS:,} parts")
            wanted = ["word/document.xml", *sorted(filter(ASIDE.fullmatch, set(names)))]
            main, *aside = (_text_of(part) for part in _unpacked(archive, wanted))
    except (
        zipfile.BadZipFile,
        zlib.error,
        OSError,
        EOFError,
        NotImplementedError,
        RuntimeError,
    ) as error:
        raise Unreadable("damaged or encrypted: its archive cannot be opened") from error  # fmt: skip
    pages = [page for page in main.split("\f") if page.strip()]
    notes = "\n".join(text for part in aside if (text := part.strip()))
    return Pages([*pages, notes] if notes else pages)


def _unpacked(archive: zipfile.ZipFile, names: list[str]) -> Iterator[bytes]:
    """Unpack parts, counting what really comes out: a header may lie about it."""
    left = MOST_BYTES
    for name in names:
        with archive.open(name) as part:
            content = part.read(left + 1)
        left -= len(content)
        if left < 0:
            raise Unreadable(f"its archive unpacks to more than {MOST_BYTES >> 20} MB")
        yield content


def _text_of(part: bytes) -> str:
    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True)
    try:
        root = etree.fromstring(part, parser)
    except etree.XMLSyntaxError as error:
        raise Unreadable("damaged: its XML cannot be read") from error
    if root.getroottree().docinfo.doctype:
        raise Unreadable("its XML declares a document type, which no Word file does")
    etree.strip_elements(root, FALLBACK, f"{W}moveFrom", f"{W}del", with_tail=False)
    for run in root.xpath(HIDDEN, namespaces=NAMES):
        run.getparent().remove(run)
    return "".join(_parts(root))


def _parts(root: Any) -> Iterator[str]:
    for _event, element in etree.iterwalk(root, events=("end",)):
        tag = element.tag
        if tag == f"{W}t":
            yield (element.text or "").replace("\f", " ")
        elif tag == f"{W}br":
            yield "\f" if element.get(f"{W}type") == "page" else "\n"
        elif tag == f"{W}p":
            yield "\n"
        elif tag in BREAKS:
            yield BREAKS[tag]
