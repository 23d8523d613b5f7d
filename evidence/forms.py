"""The box for an original: taken into the store at once, so that a file is chosen only once however often a form comes back."""

from dataclasses import dataclass
from typing import Any, BinaryIO, cast

from flask import current_app, request
from itsdangerous import BadSignature, URLSafeSerializer

from core.blobs import Kept
from core.errors import Invalid
from core.fields import Field
from core.web.boxes import Box, Data, Setting, box_for
from core.web.plumbing import house
from evidence.files import check_name


@dataclass(frozen=True)
class Original(Field):
    """A file to keep for an item."""


@dataclass(frozen=True)
class Received:
    """A file that is in the store and waits for its item to be saved."""

    kept: Kept
    name: str


class OriginalBox(Box):
    """A file, or the signed note of one that came with an earlier try."""

    kind = "file"
    received: Received | None = None

    def fill(self, value: Any) -> None:
        """Show the file that is held; it is nobody's new one."""
        self.known = value

    def take(self, data: Data) -> None:
        """Take the file into the store; without a new one, the one of an earlier try counts."""
        upload = request.files.get(self.name)
        if upload is None or not upload.filename:
            self.received = _read_note(data.get(f"{self.name}_kept", ""))
            return
        self.text = upload.filename
        try:
            check_name(upload.filename)
        except Invalid:
            return  # `value` says it
        kept = house().files.put(cast(BinaryIO, upload.stream))
        self.received = Received(kept, upload.filename)

    @property
    def note(self) -> str:
        """Give the signed note that comes back with the form."""
        if self.received is None:
            return ""
        kept = self.received.kept
        return _notes().dumps([kept.sha256, kept.size, self.received.name])

    def value(self) -> Received | None:
        """Give the file that was received, if any."""
        if self.received is None and self.text:
            check_name(self.text)
        if self.received and not self.received.kept.size:
            raise Invalid(f"{self.received.name} is empty. Choose another file")
        return self.received


def _notes() -> URLSafeSerializer:
    return URLSafeSerializer(str(current_app.config["SECRET_KEY"].hex()), "original")


def _read_note(note: str) -> Received | None:
    try:
        sha256, size, name = _notes().loads(note)
    except BadSignature:
        return None
    return Received(Kept(sha256, size), name)


@box_for.register
def _(field: Original, setting: Setting) -> Box:
    return OriginalBox(field, setting)


ORIGINAL = Original(
    "file", "File", "The original, kept as it is under its SHA-256; at most 2 GB"
)
