"""How wide a text will be, never too little: labels must not collide on a machine we have not seen."""

import re
import unicodedata

# Advance widths of Noto Sans from U+0020 to U+007E in thousandths of an em, the wider of semi-bold and bold.
ASCII = (
    260, 286, 472, 646, 572, 901, 750, 266, 339, 339, 547, 572, 285, 322, 285, 413, 572, 572, 572, 572, 572, 572, 572,
    572, 572, 572, 285, 285, 572, 572, 572, 477, 898, 690, 672, 637, 740, 560, 549, 726, 765, 389, 331, 664, 565, 943,
    813, 796, 628, 796, 660, 551, 579, 756, 650, 967, 667, 624, 579, 331, 413, 331, 572, 423, 362, 604, 633, 514, 633,
    591, 387, 633, 657, 305, 305, 620, 305, 982, 657, 619, 633, 633, 454, 497, 434, 657, 569, 856, 578, 569, 488, 394,
    551, 394, 572,
)  # fmt: skip
OTHER = 1310  # letters without a table: the widest plain Cyrillic, Khmer or Devanagari letter
POINTS = 1010  # dashes, quotation marks, ellipsis
LIGATURE = 2400  # Arabic presentation forms and Khmer signs that are whole words
MARGIN = 1.04  # hinting and kerning
NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean(text: str) -> str:
    """Return the text on one line, with what XML 1.0 cannot hold replaced by U+FFFD."""
    return " ".join(NOT_XML.sub("\ufffd", text).split())


def width(text: str, size: float) -> float:
    """Return an upper estimate of a text's width at a font size."""
    return sum(_advance(sign) for sign in text) * size * MARGIN / 1000


def shorten(text: str, size: float, limit: float) -> str:
    """Return the text, cut with an ellipsis where it would be wider than the limit; no sign loses its marks."""
    if width(text, size) <= limit:
        return text
    end = len(text)
    while end > 0 and (width(text[:end] + "…", size) > limit or _is_mark(text[end])):
        end -= 1
    return text[:end].rstrip(" ,;:.-–—") + "…"


def wrap(text: str, size: float, limit: float) -> list[str]:
    """Return the text in lines no wider than the limit, as far as its words allow."""
    lines: list[str] = []
    for word in text.split():
        if lines and width(f"{lines[-1]} {word}", size) <= limit:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _advance(sign: str) -> int:
    code = ord(sign)
    if 0x20 <= code <= 0x7E:
        return ASCII[code - 0x20]
    base = unicodedata.normalize("NFD", sign)[0]
    if base != sign and 0x20 <= ord(base) <= 0x7E:
        return ASCII[ord(base) - 0x20]
    if unicodedata.category(sign) in {"Mn", "Me", "Cf"}:
        return 0
    if 0x2010 <= code <= 0x2027:
        return POINTS
    return LIGATURE if 0xFB50 <= code <= 0xFDFF or 0x17D4 <= code <= 0x17DA else OTHER


def _is_mark(sign: str) -> bool:
    return unicodedata.category(sign).startswith("M")
