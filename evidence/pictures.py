"""Pictures of pages: drawn from a held PDF or image by a child that can do no harm, and kept so that each is drawn once.

What is served is a PNG that we made from pixels, never a byte of the file itself.
"""

import io
import os
import secrets
from pathlib import Path

from PIL import Image

from core.blobs import FileStore
from core.errors import Missing
from evidence.text.child import confined
from evidence.text.confinement import Limits
from evidence.text.drawing import MOST_SHOWN
from evidence.text.extract import PICTURES
from evidence.text.kinds import PDF

DRAWN = (PDF, *PICTURES)
LIMITS = Limits(wall=15, cpu=10, memory=1 << 30, answer=4 * MOST_SHOWN)
WHOLE = 10_000  # boxes are in ten-thousandths of the page
Box = tuple[int, int, int, int]  # left, top, right, bottom


def picture_of(store: FileStore, cache: Path, sha256: str, media_type: str, page: int) -> bytes:  # fmt: skip
    """Give the picture of a page as a PNG.

    Args:
        store: where the file lies.
        cache: the folder that keeps what was drawn; it may be emptied at any time.
        sha256: the hash of the file.
        media_type: what it really is.
        page: its page, from 1.

    Raises:
        Missing: the file is not held, is of a kind that has no picture, or its page cannot be drawn.
    """
    if media_type not in DRAWN:
        raise Missing(f"No picture is made of a file of the kind {media_type}.")
    kept = cache / sha256[:2] / f"{sha256}-{page}.png"
    if kept.is_file():
        return kept.read_bytes()
    picture = _drawn(store, sha256, media_type, page)
    keep(kept, picture)
    return picture


def _drawn(store: FileStore, sha256: str, media_type: str, page: int) -> bytes:
    refusal = Missing(f"Page {page} cannot be drawn: the file is damaged, encrypted or too large.")  # fmt: skip
    with store.open(sha256) as stream:
        if os.fstat(stream.fileno()).st_size > LIMITS.file:
            raise refusal
        ran = confined("evidence.text.drawing", (media_type, str(page)), stream, LIMITS)
    head, _, pixels = ran.answer.partition(b"\n")
    try:
        width, height = (int(number) for number in head.split())
        picture = Image.frombytes("RGB", (width, height), pixels)
    except ValueError as error:
        raise refusal from error
    return _png(picture)


def crop(picture: bytes, box: Box) -> bytes:
    """Cut a box, in ten-thousandths of the page, out of the picture of a page."""
    left, top, right, bottom = box
    with Image.open(io.BytesIO(picture)) as whole:
        wide, high = whole.size
        x, y = left * wide // WHOLE, top * high // WHOLE
        size = max(x + 1, right * wide // WHOLE), max(y + 1, bottom * high // WHOLE)
        return _png(whole.crop((x, y, *size)))


def box_of(words: str) -> Box | None:
    """Read `left,top,right,bottom` in ten-thousandths; nothing where that is no box inside the page."""
    try:
        left, top, right, bottom = (int(number) for number in words.split(","))
    except ValueError:
        return None
    if 0 <= left < right <= WHOLE and 0 <= top < bottom <= WHOLE:
        return left, top, right, bottom
    return None


def _png(picture: Image.Image) -> bytes:
    made = io.BytesIO()
    picture.save(made, "PNG")
    return made.getvalue()


def keep(path: Path, content: bytes) -> None:
    """Keep what was made of a file, whole or not at all."""
    if path.is_file():
        return
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_name(f"draft-{secrets.token_hex(8)}")
    draft.write_bytes(content)
    draft.rename(path)
