"""What a file really is, whatever its name says: by its first bytes and, for archives, by what is in them.

A file that begins as one format and ends as another shows different things in different programs, so it is refused.
"""

import io
import re
import struct
import zipfile
import zlib

from evidence.text.charsets import MARKS, decoded
from evidence.text.extraction import BINARY, DOCX, Unreadable

PDF, ZIP, HTML, MAIL, TEXT = (
    "application/pdf", "application/zip", "text/html", "message/rfc822", "text/plain",
)  # fmt: skip
MAGICS = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"II*\0", "image/tiff"),
    (b"MM\0*", "image/tiff"),
    (b"BM", "image/bmp"),
    (b"PK\x03\x04", ZIP),
    (b"PK\x05\x06", ZIP),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
    (b"{\\rtf", "application/rtf"),
    (b"%!PS", "application/postscript"),
    (b"WARC/", "application/warc"),
    (b"filedesc:", "application/x-internet-archive"),
)
WACZ, WARC = "application/wacz", "application/warc"
HEAD = 4096
PDF_WITHIN = 1024  # readers of PDF look for its header this far
HTML_SIGN = re.compile(r"<!doctype\s+html|<(html|head|body)[\s>]", re.IGNORECASE)
SVG_SIGN = re.compile(r"\s*(<\?xml[^>]*>\s*)?(<!doctype svg[^>]*>\s*)?<svg[\s>]", re.IGNORECASE)  # fmt: skip
FIELD = re.compile(r"^([A-Za-z][A-Za-z0-9-]*):", re.MULTILINE)
OF_MAIL = {"from", "to", "subject", "date", "cc", "sender", "reply-to"}
BY_MACHINE = {"received", "message-id", "mime-version", "return-path", "delivered-to"}


def kind_of(data: bytes, declared: str = "") -> str:
    """Find out what a file is.

    Args:
        data: its bytes.
        declared: the media type that its name stands for.

    Returns:
        A media type; `application/octet-stream` for what is not known.

    Raises:
        Unreadable: it is empty, or two files in one.
    """
    if not data:
        raise Unreadable("it is empty")
    found = _by_magic(data)
    holds_pdf, ends_as_zip = b"%PDF-" in data[:PDF_WITHIN], _ends_as_zip(data)
    if found == ZIP:
        inside = _in_archive(data, declared)
        if inside == DOCX and holds_pdf:
            raise Unreadable("two files in one: a Word file and a PDF")
        return inside
    if ends_as_zip and (found or holds_pdf):
        raise Unreadable(f"two files in one: {found or PDF} and a ZIP archive")
    if found:
        return found
    return PDF if holds_pdf else _kind_of_text(data, declared)


def _by_magic(data: bytes) -> str:
    if data.startswith(b"BM") and int.from_bytes(data[2:6], "little") != len(data):
        return ""  # a text may begin so; a bitmap says its own size
    if data.startswith(b"\x1f\x8b") and _unzipped(data).startswith(b"WARC/"):
        return WARC
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return "image/webp"
    return next((kind for magic, kind in MAGICS if data.startswith(magic)), "")


def _unzipped(data: bytes) -> bytes:
    """Give the first bytes of what is gzipped."""
    try:
        return zlib.decompressobj(31).decompress(data[:HEAD], 16)
    except zlib.error:
        return b""


def _ends_as_zip(data: bytes) -> bool:
    """Say whether the very end of the file is the end of a ZIP archive."""
    at = data.rfind(b"PK\x05\x06", -(1 << 16) - 22)
    if at < 0 or len(data) < at + 22:
        return False
    (comment,) = struct.unpack_from("<H", data, at + 20)
    return bool(at + 22 + comment == len(data))


def _in_archive(data: bytes, declared: str) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise Unreadable("damaged: its archive cannot be opened") from error
    has_warc = any(name.startswith("archive/") for name in names)
    if "datapackage.json" in names and (has_warc or declared == WACZ):
        return WACZ
    return DOCX if "word/document.xml" in names else ZIP


def _kind_of_text(data: bytes, declared: str) -> str:
    codec = next((codec for mark, codec in MARKS if data.startswith(mark)), "latin-1")
    head = data[:HEAD].decode(codec, "replace").lstrip("\ufeff \t\r\n")
    if SVG_SIGN.match(head):
        return "image/svg+xml"
    if _is_mail(head, declared):
        return MAIL
    if head.startswith("<") and HTML_SIGN.search(head[:PDF_WITHIN]):
        return HTML
    if declared == HTML:
        return HTML
    return TEXT if declared == TEXT or _is_text(data) else BINARY


def _is_mail(head: str, declared: str) -> bool:
    block = re.split(r"\r?\n\r?\n", head, maxsplit=1)[0]
    if not re.match(r"From |[A-Za-z][A-Za-z0-9-]*:", block):
        return False
    names = {name.lower() for name in FIELD.findall(block)}
    by_hand, by_machine = len(names & OF_MAIL), bool(names & BY_MACHINE)
    return bool(by_hand and (by_machine or declared == MAIL)) or (
        by_hand >= 2 and declared != TEXT
    )


def _is_text(data: bytes) -> bool:
    """Say whether it is text, even if in an unknown character set: text holds no NUL, and binary files nearly always do."""
    try:
        decoded(data)
    except Unreadable:
        return 0 not in data and not any(byte in data for byte in b"\x01\x02\x03\x04\x05\x06")  # fmt: skip
    return True
