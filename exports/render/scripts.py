"""Text split by script, so that each piece gets its language, its font and its direction; and places where a line may break.

Khmer, Lao and Burmese are written without spaces, and the layout engine breaks none of them. A zero-width space (U+200B)
goes between their syllables in the printed copy only; one that stood in the text itself is doubled, so that `unbroken` can
take ours away again and give the text back unchanged.
"""

import re
import unicodedata
from dataclasses import dataclass
from itertools import groupby

BREAK = "\u200b"
RIGHT_TO_LEFT = {"ar", "he", "syc", "dv", "nqo"}
# Script ranges with the language that is meant when nothing says otherwise (Unicode, blocks).
RANGES = (
    (0x0530, 0x058F, "hy"), (0x0590, 0x05FF, "he"), (0x0600, 0x06FF, "ar"), (0x0700, 0x074F, "syc"),
    (0x0750, 0x077F, "ar"), (0x0780, 0x07BF, "dv"), (0x07C0, 0x07FF, "nqo"), (0x08A0, 0x08FF, "ar"),
    (0x0900, 0x097F, "hi"), (0x0980, 0x09FF, "bn"), (0x0A00, 0x0A7F, "pa"), (0x0A80, 0x0AFF, "gu"),
    (0x0B00, 0x0B7F, "or"), (0x0B80, 0x0BFF, "ta"), (0x0C00, 0x0C7F, "te"), (0x0C80, 0x0CFF, "kn"),
    (0x0D00, 0x0D7F, "ml"), (0x0D80, 0x0DFF, "si"), (0x0E00, 0x0E7F, "th"), (0x0E80, 0x0EFF, "lo"),
    (0x0F00, 0x0FFF, "bo"), (0x1000, 0x109F, "my"), (0x10A0, 0x10FF, "ka"), (0x1100, 0x11FF, "ko"),
    (0x1200, 0x139F, "am"), (0x1780, 0x17FF, "km"), (0x19E0, 0x19FF, "km"), (0x1C90, 0x1CBF, "ka"),
    (0x3040, 0x30FF, "ja"), (0x3130, 0x318F, "ko"), (0x31F0, 0x31FF, "ja"), (0x3400, 0x9FFF, "zh"),
    (0xA960, 0xA97F, "ko"), (0xAC00, 0xD7FF, "ko"), (0xF900, 0xFAFF, "zh"), (0xFB1D, 0xFB4F, "he"),
    (0xFB50, 0xFDFF, "ar"), (0xFE70, 0xFEFE, "ar"), (0xFF00, 0xFFEF, "zh"), (0x20000, 0x323AF, "zh"),
)  # fmt: skip
# Languages that share a script: the item's own tag wins over the one guessed from the script.
SHARED = {
    "ar": {"ar", "fa", "ur", "ps", "ckb", "ug", "sd"},
    "he": {"he", "yi"},
    "hi": {"hi", "mr", "ne", "sa"},
    "bn": {"bn", "as"},
    "zh": {"zh", "ja", "ko"},
    "am": {"am", "ti"},
    "my": {"my", "shn", "mnw"},
    "bo": {"bo", "dz"},
}
SCRIPTS = {tag for _, _, tag in RANGES}
LINE_ENDS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
EMOJI = range(0x1F000, 0x1FB00)
# Marks that are meant to be invisible: joiners, isolates, soft hyphen, word joiner and the like.
UNSEEN = frozenset(
    "\u00ad\u061c\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069"
)
WITHIN = re.compile(  # ends of a syllable, after which a line may break if the next one begins at once
    r"(?<=[\u1780-\u17d3\u17dd])(?<!\u17d2)(?=[\u1780-\u17b3])"
    r"|(?<=[\u0e81-\u0ecd])(?<![\u0ec0-\u0ec4])(?=[\u0e81-\u0eae\u0ec0-\u0ec4\u0edc\u0edd])(?![\u0e81-\u0eae][\u0ebd])"
    r"|(?<=[\u1000-\u103e\u1050-\u109f])(?<!\u1039)(?=[\u1000-\u102a\u103f])(?![\u1000-\u102a]\u103a)(?![\u1000-\u102a]\u1039)"
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text in one script; an empty language means: that of the text around it."""

    text: str
    language: str = ""

    @property
    def direction(self) -> str:
        """Say `rtl` for Arabic, Hebrew and their like."""
        return "rtl" if script_of(self.language) in RIGHT_TO_LEFT else ""


def pieces(text: str, language: str = "") -> list[Piece]:
    """Split text by script. What stands between two right-to-left words stays with them, or their order would be lost."""
    text = drawable(text)
    if text.isascii():
        return [Piece(text, _language("", language))]
    tags = [_script(character) for character in text]
    if is_right_to_left(text):
        tag = next(tag for tag in tags if tag in RIGHT_TO_LEFT)
        return [Piece(breakable(text), _language(tag or "", language))]
    strong = [place for place, tag in enumerate(tags) if tag in RIGHT_TO_LEFT]
    _settle_neutrals(tags)
    _settle_right_to_left(tags, strong)
    found = []
    for tag, group in groupby(zip(tags, text, strict=True), key=lambda pair: pair[0]):
        stretch = "".join(character for _, character in group)
        found.append(Piece(breakable(stretch), _language(tag or "", language)))
    return found


def is_right_to_left(text: str) -> bool:
    """Say whether the first letter with a direction runs from right to left (Unicode, UAX 9, rule P2)."""
    for character in text:
        kind = unicodedata.bidirectional(character)
        if kind in {"L", "R", "AL"}:
            return kind != "L"
    return False


def drawable(text: str) -> str:
    """Write by name what no font of text draws: `[U+0007]` for controls and marks that turn the direction, `[MAN]` for a picture.

    The data inside the dossier holds the text as it is.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(map(_drawable, LINE_ENDS.sub("\n", text)))


def _drawable(character: str) -> str:
    if ord(character) in EMOJI:
        return f"[{unicodedata.name(character, f'U+{ord(character):04X}')}]"
    kind = unicodedata.category(character)
    if kind in {"Cc", "Cf", "Cs", "Co", "Cn"} and character not in UNSEEN | {
        "\n",
        "\t",
    }:
        return f"[U+{ord(character):04X}]"
    return character


def breakable(text: str) -> str:
    """Mark where a line may break, unless the text marks its own word ends."""
    if BREAK in text:
        return text.replace(BREAK, BREAK * 2)
    return WITHIN.sub(BREAK, text)


def unbroken(text: str) -> str:
    """Take our marks away again."""
    return re.sub(f"{BREAK}({BREAK}?)", r"\1", text)


def script_of(language: str) -> str:
    """Give the script's own tag for a language that shares it."""
    primary = language.split("-", maxsplit=1)[0].lower()
    return next(
        (script for script, shared in SHARED.items() if primary in shared), primary
    )


def _script(character: str) -> str | None:
    """Give the tag of a character's script, an empty one for Latin and its like, nothing for marks and spaces."""
    code = ord(character)
    if code > 0x052F:
        for first, last, tag in RANGES:
            if first <= code <= last:
                return tag
    if unicodedata.category(character)[0] in "LN":
        return ""
    return None


def _settle_neutrals(tags: list[str | None]) -> None:
    """Give spaces and marks between two pieces to what stands before them."""
    last: str | None = ""
    for place, tag in enumerate(tags):
        if tag is None:
            tags[place] = last
        last = tags[place]


def _settle_right_to_left(tags: list[str | None], strong: list[int]) -> None:
    """Keep all from the first to the last right-to-left letter in one piece, and what follows out of it."""
    if not strong:
        return
    first, last = strong[0], strong[-1]
    after = next(
        (place for place in range(last + 1, len(tags)) if tags[place] != tags[last]),
        len(tags),
    )
    tags[last + 1 : after] = [""] * (after - last - 1)
    tags[first : last + 1] = [tags[first]] * (last + 1 - first)


def _language(tag: str, said: str) -> str:
    """Give the language of a piece: what is said of the text, when it is written in that script, else the script's own."""
    script = script_of(said)
    if not tag:
        return "" if script in SCRIPTS else said
    return said if script == tag else tag
