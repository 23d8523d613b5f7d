"""What each word of a date text means, for English and the language set.

A meaning is one character, the code the grammar is written in, and a value:

    M month 1-12         W weekday 0-6        S season 0-3          N hemisphere (0 north, 1 south, 2 not said)
    d o h y  numbers     # number words       a ’16                D 1990s               C century       k decade (the noun)
    P part (which, of)   H Q T half, quarter, third (nouns)          r roman number  i time of day
    n numeric date       A B E eras (AD, BC, Buddhist)              w week          g day, month, year (nouns)
    ~ about              ? possibly           b between             & and           | or          z alternatively
    t to                 v until              f from                < before        { on or before
    O throughout
    > after              } since              e “or earlier”        L “or later”    p the present
    u x an unknown day or month               m a note that the day or month is not known
    l a label (“dated”)  U undated            V G R relative (yesterday, ago, next) ! not read, with the reason
    _ words that add nothing (“the”, “in”)    * not known
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from unicodedata import category

from babel import Locale, UnknownLocaleError

from core.dates.languages import TEXTS

Value = int | tuple[int, int] | str
Meaning = tuple[str, Value]

UNSPACED = frozenset({"zh", "ja", "ko", "th", "km", "lo", "my"})
_TAG = re.compile(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{1,8})*")
_ACCENTS = re.compile("[\u0300-\u036f\u064b-\u065f\u0640\u0670]")
_NOTE = "^"  # stands for a raised or circled figure, which belongs to no date
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_ABBREVIATED = re.compile(r"(?<=[^\W\d_])\.|(?<=[\u0e00-\u0e4f\u1780-\u17d3])\.")
_FOLDED = str.maketrans(
    {"’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'", "ة": "ه", "ى": "ي"}
)
_DASHES = str.maketrans(
    dict.fromkeys("‐‑−", "-") | dict.fromkeys("–—―‒", "–") | {"〜": "~", "～": "~"}
)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of English and one more language, and the phrases among them that more than one token make."""

    language: str
    meanings: dict[str, Meaning]
    phrases: re.Pattern[str]


def fold(text: str) -> str:
    """Fold a text for reading: one form of digits, dashes, quotes and letters; no accents, capitals or dots."""
    text = text.strip()
    if not text.isascii():
        text = text.replace(".º", "º").replace(".ª", "ª")
        text = "".join(_NOTE if category(one) == "No" else one for one in text)
        text = _INVISIBLE.sub(
            "", unicodedata.normalize("NFKC", text.translate(_DASHES))
        )
        text = unicodedata.normalize(
            "NFC", _ACCENTS.sub("", unicodedata.normalize("NFD", text))
        ).translate(_FOLDED)
        text = "".join(
            str(unicodedata.digit(letter)) if letter.isdecimal() else letter
            for letter in text
        )
    return _ABBREVIATED.sub("", text.casefold())


@lru_cache(maxsize=32)
def lexicon(language: str) -> Lexicon:
    """Give the words for a language.

    Args:
        language: a language tag such as `km` or `fr-CA`; empty, or one CLDR does not know, gives English alone.

    Returns:
        The lexicon; words of the language win over English ones.
    """
    tag = language.replace("_", "-").split("-")[0].lower()
    meanings = _listed("en")
    if tag not in ("", "en"):
        meanings |= _from_cldr(tag) | (_listed(tag) if tag in TEXTS else {})
    return Lexicon(tag, meanings, _phrases(meanings, spaced=tag not in UNSPACED))


def _listed(tag: str) -> dict[str, Meaning]:
    found: dict[str, Meaning] = {}
    for line in TEXTS[tag].strip().splitlines():
        meaning, _, words = line.partition(": ")
        for word in words.split(" | "):
            found[fold(word)] = meaning[0], _value(meaning[1:])
    return found


def _value(text: str) -> Value:
    if "/" in text:
        which, _, of = text.partition("/")
        return int(which), int(of)
    return int(text) if text else 0


def _from_cldr(tag: str) -> dict[str, Meaning]:
    """Take month and weekday names from CLDR; a short weekday that is a short month too is left out."""
    try:
        locale = Locale.parse(tag)
    except (UnknownLocaleError, ValueError):
        return {}
    found: dict[str, Meaning] = {}
    for code, names, shift in (("W", locale.days, 0), ("M", locale.months, 0)):
        for form in ("format", "stand-alone"):
            for width in ("abbreviated", "wide"):
                for number, name in names[form][width].items():
                    if not any(letter.isdecimal() for letter in name):
                        found[fold(name)] = code, number + shift
    return found


def _phrases(meanings: dict[str, Meaning], *, spaced: bool) -> re.Pattern[str]:
    """Make the pattern of all entries that are not one plain word; in scripts without spaces, of all foreign ones."""
    wanted = [
        word
        for word in meanings
        if not word.isalpha() or not (spaced or word.isascii())
    ]
    longest_first = sorted(wanted, key=len, reverse=True)
    return re.compile(
        "|".join(
            rf"{re.escape(word)}{_edge(word, spaced=spaced)}" for word in longest_first
        )
    )


def _edge(word: str, *, spaced: bool) -> str:
    return r"(?![^\W\d_])" if spaced or word.isascii() else ""


@lru_cache(maxsize=1)
def _months_elsewhere() -> dict[str, str]:
    """Tell the language of each month and weekday name outside English."""
    found: dict[str, str] = {}
    english = _listed("en")
    for tag in TEXTS:
        if tag != "en":
            for word, (code, _) in (_from_cldr(tag) | _listed(tag)).items():
                if code in "MW" and word not in english:
                    found.setdefault(word, tag)
    return found


def language_of(word: str) -> str:
    """Guess the language a word belongs to, for advice only: a tag, or empty."""
    folded = fold(word)
    if found := _months_elsewhere().get(folded):
        return found
    for letter in folded:
        script = unicodedata.name(letter, "").partition(" ")[0]
        if tag := _SCRIPTS.get(script):
            return tag
    return ""


def language_fault(tag: str) -> str:
    """Say why dates cannot be read in a language, naming those that are; empty where they can, or none is set."""
    primary = tag.replace("_", "-").partition("-")[0].lower()
    if not tag or (_TAG.fullmatch(tag) and (primary in TEXTS or _from_cldr(primary))):
        return ""
    names = ", ".join(f"{known} ({language_name(known)})" for known in sorted(TEXTS))
    return (
        f"“{tag}” is no language in which dates are read: give a tag such as km or fr-CA. Read are {names},"
        " and the names of months and days of every other language that CLDR knows."
    )


def language_name(tag: str) -> str:
    """Name a language in English, its tag where CLDR has no name."""
    try:
        return Locale.parse(tag).get_display_name("en") or tag
    except (UnknownLocaleError, ValueError):
        return tag


_SCRIPTS = dict(
    zip(
        [
            "KHMER",
            "THAI",
            "ARABIC",
            "CJK",
            "HANGUL",
            "HIRAGANA",
            "CYRILLIC",
            "LAO",
            "MYANMAR",
            "HEBREW",
        ],
        ["km", "th", "ar", "zh", "ko", "ja", "ru", "lo", "my", "he"],
        strict=True,
    )
)
