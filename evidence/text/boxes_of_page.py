"""The child's side of the places of characters: a PDF on standard input, the boxes of one page's characters on standard output.

python -m evidence.text.boxes_of_page CPU-SECONDS MEMORY-BYTES PAGE. It answers JSON: for each line of the page's text, as PDFium
tells lines apart, the box of each character, `[left, top, right, bottom]` in ten-thousandths of the page as it is shown.
"""

import ctypes
import json
import re
import sys

import pypdfium2
from pypdfium2 import raw

from evidence.text.confinement import confine

WHOLE = 10_000
MOST = 50_000  # characters of one page
BREAK = re.compile("\r\n|\r|\n|\f")
Box = tuple[int, int, int, int]


def boxes_of(data: bytes, number: int) -> list[list[Box]]:
    """Give the boxes of the characters of a page, from 1, line by line; a character that is not drawn has an empty one."""
    page = pypdfium2.PdfDocument(data)[number - 1]
    texts = page.get_textpage()
    count = min(texts.count_chars(), MOST)
    said = "".join(chr(raw.FPDFText_GetUnicode(texts.raw, at)) for at in range(count))
    boxes = [_box(page, texts, at) for at in range(count)]
    lines, start = [], 0
    for found in BREAK.finditer(said):
        lines.append(boxes[start : found.start()])
        start = found.end()
    return [*lines, boxes[start:]]


def _box(page: pypdfium2.PdfPage, texts: pypdfium2.PdfTextPage, at: int) -> Box:
    try:
        left, bottom, right, top = texts.get_charbox(at, loose=True)
    except pypdfium2.PdfiumError:
        return 0, 0, 0, 0
    corners = [_shown(page, x, y) for x, y in ((left, top), (right, bottom))]
    (x, x_), (y, y_) = (sorted(pair) for pair in zip(*corners, strict=True))
    return x, y, x_, y_


def _shown(page: pypdfium2.PdfPage, x: float, y: float) -> tuple[int, int]:
    """Turn a point of a page into the one at which it is shown: pages may be rotated and cropped."""
    across, down = ctypes.c_int(), ctypes.c_int()
    raw.FPDF_PageToDevice(page.raw, 0, 0, WHOLE, WHOLE, 0, x, y, across, down)
    return tuple(min(WHOLE, max(0, found.value)) for found in (across, down))  # type: ignore[return-value] # two of them


def main() -> None:
    """Read what comes on standard input, with no more rights than that takes."""
    cpu, memory, page = sys.argv[1:]
    confine(int(cpu), int(memory))
    found = boxes_of(sys.stdin.buffer.read(), int(page))
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main()
