"""A .zip opened as many files. It is read in place, never unpacked to disk; each file that cannot be taken is named with why.

What a header says of sizes is not believed: bytes are counted as they are read. An archive in an archive is a file like others.
"""

import stat
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import IO, BinaryIO

from core.errors import Invalid

MOST_ENTRIES = 10_000
LARGEST = 4 << 30  # bytes of one archive, unpacked
RATIO = 200  # times: text packs to a tenth, not to this
SMALL = 10 << 20  # bytes that any file may unpack to, however well it was packed
LOCKED = 1  # the first of an entry's flags
DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, UnicodeDecodeError, RuntimeError)  # fmt: skip


class Counted:
    """The bytes of one file of an archive, counted as they are read."""

    def __init__(self, stream: IO[bytes], packed: int, left: int) -> None:
        self.stream = stream
        self.most = min(left, max(SMALL, RATIO * packed))
        self.count = 0

    def read(self, size: int = -1) -> bytes:
        """Read on.

        Raises:
            Invalid: it unpacks to too much, or is damaged.
        """
        try:
            chunk = self.stream.read(size)
        except DAMAGE as error:
            raise Invalid("It is damaged.") from error
        self.count += len(chunk)
        if self.count > self.most:
            raise Invalid(f"It unpacks to more than {self.most:,} bytes.")
        return chunk

    def seek(self, offset: int, whence: int = 0) -> int:
        """Go elsewhere; what was read stays counted."""
        return self.stream.seek(offset, whence)


@dataclass(frozen=True, slots=True)
class Member:
    """One file of an archive: its name there, and its bytes or why they are not taken."""

    name: str
    stream: Counted | None
    reason: str = ""


def members(stream: BinaryIO) -> Iterator[Member]:
    """Go through the files of an archive; each is to be read before the next is asked for.

    Raises:
        Invalid: it is no .zip, or holds more files than are taken at once.
    """
    try:
        archive = zipfile.ZipFile(stream)
    except (*DAMAGE, ValueError) as error:
        raise Invalid("It is damaged, or not a .zip.") from error
    entries = [
        found for found in archive.infolist() if not found.filename.endswith("/")
    ]
    if len(entries) > MOST_ENTRIES:
        raise Invalid(f"It holds more than {MOST_ENTRIES:,} files.")
    left = LARGEST
    for entry in entries:
        if reason := _refusal(entry):
            yield Member(entry.orig_filename, None, reason)
            continue
        try:
            opened = archive.open(entry)
        except (*DAMAGE, ValueError):
            yield Member(entry.filename, None, "It is damaged.")
            continue
        with opened:
            counted = Counted(opened, entry.compress_size, left)
            yield Member(entry.filename, counted)
            left -= counted.count


def _refusal(entry: zipfile.ZipInfo) -> str:
    """Say why an entry is not taken, or nothing."""
    name, written = entry.filename, entry.orig_filename
    parts = PurePosixPath(name).parts
    if not parts or ".." in parts or name[0] == "/" or ":" in parts[0] or {"\\", "\0"} & {*written}:  # fmt: skip
        return "Its name leads out of the archive."
    if stat.S_ISLNK(entry.external_attr >> 16):
        return "It is a link, not a file."
    if entry.flag_bits & LOCKED:
        return "It is locked with a password."
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return "It is packed in a way that is not read here."
    return ""
