"""Originals: attaching one to an item."""

import mimetypes
import re
from dataclasses import dataclass
from typing import BinaryIO

from sqlmodel import Session, select

from core import clock
from core.blobs import FileStore, Kept
from core.errors import Invalid, Problem
from evidence.custody import RECEIVED, Handling, handle
from evidence.models import EvidenceItem, StoredFile
from evidence.renditions import keep, put_for, read
from evidence.text.extraction import Extraction

NAME_LIMIT = 200  # bytes: a number may still be put before it within the 255 that file systems allow
ARCHIVES = {".wacz": "application/wacz", ".warc": "application/warc", ".warc.gz": "application/warc"}  # fmt: skip
_UNSAFE = re.compile(r"[/\\\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069]")


def check_name(name: str) -> None:
    """Refuse what cannot be the plain name of a file.

    Raises:
        Invalid: it is empty, too long, or holds a slash, a control character or one that turns the direction of writing.
    """
    try:
        size = len(name.encode())
    except UnicodeEncodeError:
        size = 0
    if (
        not 0 < size <= NAME_LIMIT
        or _UNSAFE.search(name)
        or name in {".", ".."}
        or name != name.strip()
    ):
        shown = ascii(name)[1:-1][:NAME_LIMIT]
        sentence = f"“{shown}” cannot be the name of a file: give a plain name without slashes, such as letter.txt."
        raise Invalid(sentence, (Problem("file", shown, sentence),))


@dataclass(frozen=True, slots=True)
class Arrival:
    """How a file came: the verb of its custody, why, with what; and its text, where that was read before."""

    verb: str = RECEIVED
    reason: str = ""
    tool: str = ""
    text: Extraction | None = None


CAME = Arrival()


def attach(
    session: Session, store: FileStore, item: EvidenceItem, stream: BinaryIO, name: str, arrival: Arrival = CAME
) -> StoredFile:  # fmt: skip
    """Keep an original for an item; the one it had until now keeps its row, marked as replaced.

    The bytes are in the store before any row speaks of them, and their text is read at once. The same bytes under the same
    name change nothing.

    Raises:
        Invalid: the name is not the plain name of a file.
    """
    check_name(name)
    kept = put_for(session, store, stream)
    return attach_kept(session, store, item, kept, name, arrival)


def attach_kept(
    session: Session, store: FileStore, item: EvidenceItem, kept: Kept, name: str, arrival: Arrival = CAME
) -> StoredFile:  # fmt: skip
    """Attach bytes that are in the store already, as `attach` does; nothing is copied again.

    Raises:
        Invalid: the name is not the plain name of a file.
    """
    check_name(name)
    query = select(StoredFile).where(
        StoredFile.item_id == item.id, StoredFile.replaced_at == ""
    )
    held = session.exec(query).first()
    if held and (held.sha256, held.name) == (kept.sha256, name):
        return held
    if held:
        held.replaced_at = clock.now()
        session.add(held)
    file = StoredFile(
        matter_id=item.matter_id, item_id=item.id, sha256=kept.sha256, name=name, size=kept.size, media_type=media_type(name),
        received_at=clock.now(), received_by=session.info["actor"],
    )  # fmt: skip
    session.add(file)
    session.flush()  # its rendition and its custody event point to it
    handle(session, item, Handling(
        verb=arrival.verb, reason=arrival.reason, tool=arrival.tool, file_id=file.id, after_sha256=file.sha256,
    ))  # fmt: skip
    keep(session, store, file, arrival.text or read(store, file, item.language))
    return file


def media_type(name: str) -> str:
    """Give the media type that the ending of a name stands for; unknown endings are plain bytes."""
    lower = name.lower()
    archive = next((kind for ending, kind in ARCHIVES.items() if lower.endswith(ending)), "")  # fmt: skip
    return archive or mimetypes.guess_type(name)[0] or "application/octet-stream"
