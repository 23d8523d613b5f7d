r"""How words given by people are shown: by script, with hidden characters as marks, never changed.

A run of Khmer, Arabic or Chinese inside an English name gets its own `lang`, so that the right font and line height are
used and screen readers change voice. Characters that hide or turn text (Unicode UAX #9, "bidi controls") stay in the data
and are shown as marks, so that `evidence\u202efdp.exe` shows its true end.
"""

import difflib
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from babel import Locale

SCRIPTS = {  # language of the commonest text in a script → its characters
    "km": "\u1780-\u17ff\u19e0-\u19ff",
    "th": "\u0e01-\u0e3a\u0e40-\u0e5b",
    "lo": "\u0e81-\u0edf",
    "my": "\u1000-\u109f\uaa60-\uaa7f",
    "ar": "\u0600-\u061b\u061d-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc",
    "he": "\u0590-\u05ff\ufb1d-\ufb4f",
    "hi": "\u0900-\u097f",
    "bn": "\u0980-\u09ff",
    "ta": "\u0b80-\u0bff",
    "bo": "\u0f00-\u0fff",
    "am": "\u1200-\u139f",
    "ko": "\u1100-\u11ff\u3130-\u318f\uac00-\ud7af",
    "ja": "\u3040-\u30ff",
    "zh": "\u2e80-\u2fdf\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff",
}
JOINING = "\\s\u200b-\u200d\u2060,.·、。0-9"  # may stand inside a run, not at its ends
HIDDEN = "\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff"
_PIECE = re.compile(
    f"(?P<hidden>[{HIDDEN}])|"
    + "|".join(
        f"(?P<{tag}>[{chars}](?:[{chars}{JOINING}]*[{chars}])?)"
        for tag, chars in SCRIPTS.items()
    )
)
_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_LANGUAGES = frozenset(Locale("en").languages)
BREAK = 16  # characters
_ENDLESS = re.compile(
    r"[!-~]{33,}"
)  # plain ASCII only: other scripts are never cut inside a cluster
_WORD = re.compile(r"\s+|\w+|[^\w\s]", re.UNICODE)


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text in one script, or one hidden character with the name to show for it."""

    text: str
    lang: str = ""
    mark: str = ""
    may_break: bool = (
        False  # a line may end after it: it is part of a word too long for any line
    )


def runs(value: str) -> Iterator[Run]:
    """Split text into runs by script; joined together again they are the text."""
    done = 0
    for found in _PIECE.finditer(value):
        if found.start() > done:
            yield from _breakable(value[done : found.start()])
        tag = str(found.lastgroup)
        if tag == "hidden":
            yield Run(found[0], mark=f"U+{ord(found[0]):04X}")
        else:
            yield Run(found[0], lang=tag)
        done = found.end()
    if done < len(value):
        yield from _breakable(value[done:])


def _breakable(text: str) -> Iterator[Run]:
    """Cut words without end, such as addresses and hashes, where a line may end."""
    done = 0
    for found in _ENDLESS.finditer(text):
        if found.start() > done:
            yield Run(text[done : found.start()])
        for start in range(found.start(), found.end(), BREAK):
            yield Run(text[start : min(start + BREAK, found.end())], may_break=True)
        done = found.end()
    if done < len(text):
        yield Run(text[done:])


def marked(value: str) -> str:
    """Write hidden characters as marks where no markup can stand: in a title, in an option of a list."""
    return "".join(f"[{run.mark}]" if run.mark else run.text for run in runs(value))


def language_tag(text: str) -> str:
    """Give a language tag that a page may carry (BCP 47, in shape and with a known language), else nothing."""
    known = (
        _TAG.fullmatch(text) and text.split("-", maxsplit=1)[0].lower() in _LANGUAGES
    )
    return text if known else ""


def name_of_mark(mark: str) -> str:
    """Give the name of a hidden character: `RIGHT-TO-LEFT OVERRIDE` for `U+202E`."""
    return unicodedata.name(
        chr(int(mark.removeprefix("U+"), 16)), "control character"
    ).lower()


@dataclass(frozen=True, slots=True)
class Piece:
    """Part of a comparison: words that stayed (`same`), went (`gone`) or came (`new`)."""

    how: str
    text: str


def compare(old: str, new: str) -> list[Piece]:
    """Compare two texts word by word.

    Texts of more than 4,000 words are compared line by line, so that the time stays short.
    """
    before, after = _WORD.findall(old), _WORD.findall(new)
    if len(before) + len(after) > 8_000:
        before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    pieces: list[Piece] = []
    gone = new = ""
    for kind, a, b, c, d in matcher.get_opcodes():
        old_words, new_words = "".join(before[a:b]), "".join(after[c:d])
        if kind == "equal" and (old_words.strip() or not (gone or new)):
            pieces += [*_changed(gone, new), Piece("same", old_words)]
            gone = new = ""
        else:  # space alone between two changes does not part them
            gone, new = gone + old_words, new + new_words
    return [*pieces, *_changed(gone, new)]


def _changed(gone: str, new: str) -> list[Piece]:
    found = (Piece("gone", gone), Piece("new", new))
    return [piece for piece in found if piece.text]


def listed(names: list[str]) -> str:
    """Join names as a sentence does: `Alice, Bob and Rita`."""
    return (
        names[0]
        if len(names) == 1
        else f"{', '.join(names[:-1])} and {names[-1]}"
        if names
        else ""
    )
