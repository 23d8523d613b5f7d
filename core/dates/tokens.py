"""A date text as a row of tokens, each with the code of its meaning (`core.dates.lexicon`)."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from itertools import zip_longest

from core.dates.lexicon import UNSPACED, Lexicon, Value, fold, lexicon
from core.dates.numerals import CHINESE_UNITS, chinese_numbers, roman

Numeric = tuple[str, str, str]

_ZONE = (
    r"(?:\s*\(?(?:utc|gmt|bst|z|[ecmp][sd]?t|ce?st|ict|[+-]\d\d:?\d\d)\)?(?![^\W\d_]))"
)
_CLOCK = (
    rf"(?:[01]?\d|2[0-3])[:h][0-5]\d(?::[0-5]\d(?:[.,]\d+)?)?(?!\d)"
    rf"(?:\s*[ap]m(?![a-z]))?{_ZONE}?{_ZONE}?"
    rf"|(?:[01]?\d|2[0-3])\.[0-5]\d{_ZONE}"
    r"|(?:0?\d|1[0-2])(?:\.[0-5]\d)?\s*[ap]m(?![a-z])"
)
_COMMON = rf"""
    (?P<time>(?:(?<=\d)t)?(?:{_CLOCK})(?:\s*(?:-|–|to)\s*(?:{_CLOCK}))?)
  | (?P<numeric>(?<!\d)(?P<n1>\d\d?|xx|dd|--|\?\?)\s?(?P<s1>[./-])\s?(?P<n2>\d\d?|xx|mm|--|\?\?)\s?(?P=s1)\s?(?P<n3>\d{{4}}|\d\d)(?![\d])
     |(?P<y1>\d{{4}})\s?(?P<s2>[./-])\s?(?P<y2>\d\d?|xx|mm|--|\?\?)\s?(?P=s2)\s?(?P<y3>\d\d?|xx|dd|--|\?\?)(?![\d]))
  | (?P<decade>\d{{3}}0\s?'?s(?![^\W\d_])|'?\d0\s?'?s(?![^\W\d_]))
  | (?P<mask>\d{{3}}[x_](?!\w)|\d{{3}}-(?=[?\])\s]|$)|\d{{3}}\?(?!\w)|\d\d(?:--|xx|__|\?\?)(?!\w))
  | (?P<thousands>\d{{1,3}}(?:,\d{{3}})+(?!\d))
  | (?P<short>'\d\d(?!\d))
  | (?P<mark>\(?[a-h]\)(?=\s)|\([1-9]\)(?=\s)|(?<!\S)[1-9]\)(?=\s))
"""
# What a language writes in figures: its ordinals, its decades, and the units that follow or lead a number.
_OF_LANGUAGE = {
    "fr": r"(?P<ordinal>\d\d?(?:er|e|eme|nd|nde|re|ere)(?![^\W\d_]))|(?P<roman>[ivx]+(?:eme|er|e)(?![^\W\d_]))",
    "nl": r"(?P<ordinal>\d\d?(?:ste|de|e)(?![^\W\d_]))",
    "es": r"(?P<ordinal>\d\d?(?:o|a|er)(?![^\W\d_]))",
    "pt": r"(?P<ordinal>\d\d?[oa](?![^\W\d_]))",
    "it": r"(?P<ordinal>\d\d?[oa](?![^\W\d_]))",
    "de": r"(?P<decade2>\d{3}0er(?:\s*-?jahren?)?)|(?P<ordinal>\d\d?\.)(?!\s?\d)",
    "ru": r"(?P<decade2>\d{3}0-?[ех]\s*(?:годы|годов|годах|гг)?)|(?P<ordinal>\d\d?-?(?:го|и|е|ом)(?![^\W\d_]))",
    "zh": CHINESE_UNITS,
    "ja": CHINESE_UNITS,
    "ko": r"(?P<decade2>\d{3}0\s*년대)|(?P<yearunit>\d{1,4})\s*년|(?P<monthunit>\d\d?)\s*월|(?P<dayunit>\d\d?)\s*일",
    "km": r"ខែ\s*(?:ទី\s*)?(?P<monthunit>\d\d?)(?!\d)",
    "vi": r"(?:thang|thg)\s*(?P<monthunit>\d\d?)(?!\d)",
}
_REST = r"(?P<ordinal0>\d\d?(?:st|nd|rd|th)(?![^\W\d_]))|(?P<number>\d+)|(?P<word>{word})|(?P<space>\s+)|(?P<sign>.)"
_WORD = r"[^\s\d!-/:-@\[-`{-~–“”«»„、，。·…،؛।។©†±≤≥]+"
_SIGNS = dict(
    zip(";；؛,、，،/.。-–?？؟~±&<>|≤≥©*†", ";;;,,,,/..-–???~~&<>|{}lll", strict=True)
)
_BETWEEN_SIGNS = re.compile(r"(\d)([-/])([^\W\d_][^\s\d/–-]*)\2(?=\d)")
_MONTH_FIRST = re.compile(r"(?<![^\W_])([^\W\d_]{3,})([-/])(\d\d?)\2(?=\d{4})")


@dataclass(frozen=True, slots=True)
class Token:
    """One token: its code, its value and the folded text it stands for."""

    code: str
    value: Value
    text: str
    numeric: Numeric = ("", "", "")


@lru_cache(maxsize=32)
def _pattern(language: str) -> tuple[Lexicon, re.Pattern[str]]:
    words = lexicon(language)
    special = _OF_LANGUAGE.get(words.language, "")
    start = "" if words.language in UNSPACED else r"(?<![^\W\d_])"
    phrases = f"(?P<phrase>{start}(?:{words.phrases.pattern}))"
    parts = [f"(?x:{_COMMON})", special, phrases, _REST.format(word=_WORD)]
    return words, re.compile("|".join(part for part in parts if part))


def tokens(text: str, language: str) -> list[Token]:
    """Split a text into tokens.

    Args:
        text: the text as written.
        language: a language tag, empty for English alone.

    Returns:
        The tokens; one the languages do not know has the code `*`.
    """
    words, pattern = _pattern(language)
    folded = _MONTH_FIRST.sub(r"\1 \3 ", _BETWEEN_SIGNS.sub(r"\1 \3 ", fold(text)))
    if words.language in ("zh", "ja"):
        folded = chinese_numbers(folded)
    found = [
        _token(matched, words)
        for matched in pattern.finditer(folded)
        if matched.lastgroup != "space"
    ]
    return _tidied([token for token in found if token is not None])


def _token(matched: re.Match[str], words: Lexicon) -> Token | None:
    kind, text = matched.lastgroup or "", matched.group()
    if kind in ("word", "phrase"):
        return _word(text, words)
    if kind == "number":
        return Token(
            {1: "d", 2: "d", 3: "h", 4: "y"}.get(len(text), "*"), int(text), text
        )
    if kind == "sign":
        return None if text in '()[]:"“”«»„·' else Token(_SIGNS.get(text, "*"), 0, text)
    return (
        _FIGURES[kind](matched, text) if kind in _FIGURES else _numeric(matched, text)
    )


def _word(text: str, words: Lexicon) -> Token:
    code, value = words.meanings.get(text) or ("r" if roman(text) else "*", roman(text))
    return Token(code, value, text)


def _numeric(matched: re.Match[str], text: str) -> Token:
    fields = matched["n1"], matched["n2"], matched["n3"]
    if matched["y1"]:
        fields = matched["y1"], matched["y2"], matched["y3"]
    return Token("n", 0, text, fields)


def _of_century(matched: re.Match[str], text: str) -> Token:
    """Read “20世纪90年代”, the 1990s."""
    return Token(
        "D", (int(matched["ofcentury"]) - 1) * 100 + int(matched["tens"]), text
    )


def _digits(text: str) -> int:
    return int("".join(letter for letter in text if letter.isdecimal()))


_FIGURES: dict[str, Callable[[re.Match[str], str], Token]] = {
    "time": lambda _, text: Token("i", 0, text),
    "decade": lambda _, text: Token("D", _digits(text), text),
    "decade2": lambda _, text: Token("D", _digits(text), text),
    "tens": _of_century,
    "thousands": lambda _, text: Token("*", 0, text),
    "mask": lambda _, text: Token("X", _digits(text), text),
    "short": lambda _, text: Token("a", _digits(text), text),
    "mark": lambda _, text: Token(";", 0, text),
    "ordinal": lambda _, text: Token("o", _digits(text), text),
    "ordinal0": lambda _, text: Token("o", _digits(text), text),
    "roman": lambda _, text: Token("r", roman(text.rstrip("erm")), text),
    "yearunit": lambda matched, text: Token("y", int(matched["yearunit"]), text),
    "monthunit": lambda matched, text: Token("M", int(matched["monthunit"]), text),
    "dayunit": lambda matched, text: Token("o", int(matched["dayunit"]), text),
}


def _tidied(found: list[Token]) -> list[Token]:
    """Drop what only separates or ties words, and set apart dates of different labels."""
    while found and found[0].code in ";,":
        found = found[1:]
    while found and found[-1].code in ";,.":
        found = found[:-1]
    kept: list[Token] = []
    for token, after in zip_longest(found, found[1:]):
        before = kept[-1].code if kept else ""
        if token.code == "-" and _ties(before, after.code if after else ""):
            continue
        if token.text == "this" and any(other.code == "y" for other in found):
            continue  # “this 5th day of May, 2016”
        if token.code == "l" and before and before not in _OPENING and after:
            kept = _parted(kept)
        kept.append(token)
    return _without_twins(kept)


_OPENING = "_lz|;&,~?f"  # after these a label begins nothing new


def _ties(before: str, after: str) -> bool:
    """Say whether a hyphen only ties words, as in “mid-March” and “pre-1850”."""
    return (
        (before == "P" and after != "P")
        or "t" in (before, after)
        or before in ("<", ">")
        or after == "C"
    )


def _parted(kept: list[Token]) -> list[Token]:
    """Put a semicolon between a date and the label of the next."""
    if not any(token.code in "dohyaDn" for token in kept):
        return kept
    if kept[-1].code in "-–":
        kept = kept[:-1]
    return [*kept, Token(";", 0, ";")]


def _without_twins(found: list[Token]) -> list[Token]:
    """Make one of a month named twice, “شباط/فبراير”."""
    kept: list[Token] = []
    for token in found:
        twin = kept[-2] if len(kept) > 1 and kept[-1].code == "/" else None
        if twin and (twin.code, twin.value) == ("M", token.value) and token.code == "M":
            kept.pop()
        else:
            kept.append(token)
    return kept
