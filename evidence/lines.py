"""The lines of a page of a PDF, each with its words and where they are drawn: what is selected on its picture, and what is lit."""

import json
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from core.blobs import FileStore
from core.errors import ClaimtrailError
from evidence.pictures import LIMITS, WHOLE, Box, keep
from evidence.text.child import confined

NOTHING = (0, 0, 0, 0)


@dataclass(frozen=True)
class Line:
    """One line: its first code point on the page, its words, and the box of each character as far as it is drawn."""

    start: int
    text: str
    boxes: tuple[Box, ...]

    @property
    def box(self) -> Box:
        """Give the box around the line."""
        return around(self.boxes)

    @property
    def is_rtl(self) -> bool:
        """Say whether it is written from right to left: its first strong character decides (UAX #9, P2)."""
        kinds = (unicodedata.bidirectional(letter) for letter in self.text)
        return next((kind != "L" for kind in kinds if kind in {"L", "R", "AL"}), False)

    @property
    def x(self) -> int:
        """Give where it begins."""
        return self.box[2] if self.is_rtl else self.box[0]

    @property
    def size(self) -> int:
        """Give its height."""
        return max(1, self.box[3] - self.box[1])

    @property
    def y(self) -> int:
        """Give the line its letters stand on: a fifth of their height hangs below it."""
        return self.box[3] - self.size // 5

    @property
    def length(self) -> int:
        """Give its width."""
        return max(1, self.box[2] - self.box[0])

    def part(self, start: int, end: int) -> Box:
        """Give the box around the characters from one code point of the page to another; empty where they are not on it.

        Where letters and boxes are not one to one, as after composing accents, the place is reckoned from their number.
        """
        first, last = max(0, start - self.start), min(len(self.text), end - self.start)
        if first >= last:
            return NOTHING
        size, count = len(self.boxes), len(self.text)
        return around(self.boxes[first * size // count : -(-last * size // count)])


def around(boxes: Sequence[Box]) -> Box:
    """Give the box around boxes; empty ones do not count."""
    drawn = [box for box in boxes if box[0] < box[2] and box[1] < box[3]]
    if not drawn:
        return NOTHING
    left, top, right, bottom = zip(*drawn, strict=True)
    return min(left), min(top), max(right), max(bottom)


def lines_of(store: FileStore, cache: Path, sha256: str, page: int, text: str) -> list[Line]:  # fmt: skip
    """Give the lines of a page of a PDF; none where their places cannot be told.

    Args:
        store: where the file lies.
        cache: the folder that keeps what was found; it may be emptied at any time.
        sha256: the hash of the file.
        page: its page, from 1.
        text: the text of that page, as its rendition has it.
    """
    kept = cache / sha256[:2] / f"{sha256}-{page}.json"
    answer = kept.read_bytes() if kept.is_file() else _asked(store, sha256, page)
    boxes, words = _understood(answer), text.split("\n")
    if len(boxes) != len(words):
        return []
    keep(kept, answer)
    starts = [0]
    for line in words:
        starts.append(starts[-1] + len(line) + 1)
    made = (Line(*found) for found in zip(starts, words, boxes, strict=False))
    return [line for line in made if line.text.strip() and line.box != NOTHING]


def _asked(store: FileStore, sha256: str, page: int) -> bytes:
    try:
        with store.open(sha256) as stream:
            return confined("evidence.text.boxes_of_page", (str(page),), stream, LIMITS).answer  # fmt: skip
    except ClaimtrailError:
        return b""


def _understood(answer: bytes) -> list[tuple[Box, ...]]:
    """Take the answer of a child that may have been taken over: numbers within the page, and nothing else."""
    try:
        return [tuple(_box(*box) for box in line) for line in json.loads(answer)]
    except (ValueError, TypeError, RecursionError):
        return []


def _box(left: int, top: int, right: int, bottom: int) -> Box:
    found = int(left), int(top), int(right), int(bottom)
    if not all(0 <= side <= WHOLE for side in found):
        raise ValueError("outside the page")
    return found
