"""What comes in many at once: the files of a .zip, and the attachments of an e-mail, each a draft of its own.

Each draft says what it came in, by name and SHA-256. An e-mail is a draft besides its attachments; an archive is one only where
it is kept as one.
"""

import hashlib
import io
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import Message
from typing import BinaryIO, cast

from accounts.models import Matter
from core.errors import Invalid
from core.house import House
from evidence.archives import members
from evidence.intake import refuse, take_file
from evidence.models import Draft

LARGEST_MAIL = 100 << 20  # bytes; a larger one is kept, its attachments inside it


def take_all(house: House, matter: Matter, stream: BinaryIO, name: str, actor: str, *, as_one: bool = False) -> list[Draft]:  # fmt: skip
    """Take a file in with what it holds: a draft for each, refused ones with why; `as_one` keeps an archive as it is.

    Raises:
        Refused: the disk is almost full.
    """
    ending = name.lower()
    if ending.endswith(".zip") and not as_one:
        return list(_open_archive(house, matter, stream, name, actor))
    draft = take_file(house, matter, stream, name, actor)
    if not ending.endswith(".eml") or not 0 < draft.size <= LARGEST_MAIL:
        return [draft]
    origin = f"Attached to {draft.name}, SHA-256 {draft.sha256}."
    found = attachments(house.files.read(draft.sha256))
    return [draft, *(take_file(house, matter, io.BytesIO(data), part, actor, origin) for part, data in found)]  # fmt: skip


def _open_archive(house: House, matter: Matter, stream: BinaryIO, name: str, actor: str) -> Iterator[Draft]:  # fmt: skip
    sha256 = hashlib.file_digest(stream, "sha256").hexdigest()  # type: ignore[arg-type] # any file that reads bytes will do
    stream.seek(0)
    origin = f"From {name}, SHA-256 {sha256}."
    try:
        for member in members(stream):
            reason = member.reason
            if member.stream:
                try:
                    yield take_file(house, matter, cast(BinaryIO, member.stream), member.name, actor, origin)  # fmt: skip
                except Invalid as error:
                    reason = error.sentence
            if reason:
                yield refuse(house, matter, member.name, f"{reason} {origin}", actor)
    except Invalid as error:
        yield refuse(house, matter, name, error.sentence, actor)


def attachments(data: bytes) -> list[tuple[str, bytes]]:
    """Find the attachments of an e-mail (RFC 5322, MIME), mails in it whole; what cannot be taken apart has none."""
    try:
        return list(_parts(message_from_bytes(data, policy=policy.compat32)))
    except (
        Exception
    ):  # the parser breaks in many ways on malformed mails; the mail itself is kept
        return []


def _parts(message: Message) -> Iterator[tuple[str, bytes]]:
    payload = message.get_payload()
    if message.get_content_type() == "message/rfc822" and isinstance(payload, list) and payload:  # fmt: skip
        inner = payload[0]
        if isinstance(inner, Message):
            yield message.get_filename() or "attached.eml", inner.as_bytes()
    elif isinstance(payload, list):
        for part in payload:
            if isinstance(part, Message):
                yield from _parts(part)
    elif name := message.get_filename():
        content = message.get_payload(decode=True)
        if isinstance(content, bytes):
            yield name, content
