"""Printed values: what a number as printed says, how exactly it says it, and whether two of them can both stand.

Nothing is guessed. A value that can be read in two ways, or not at all, is left out of every sum and disagrees with
nothing. Where one separator stands before three digits (`1,234`, `1.234`), the language of the item decides which number is
meant, by the number symbols of the Unicode CLDR; without a language a comma parts thousands, and a point is not read.

How exactly: `157,331` is exact. A percentage, a value called about, and a value in millions are rounded to their last
printed place: `about 779,000` to thousands, `20.2 %` to tenths, `7.2 million` to hundred thousands.
"""

import re
import unicodedata
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from babel import Locale, UnknownLocaleError

from core.errors import Invalid
from core.money import decimals

PERCENT = "%"
UNIT_WORDS = {
    "percent": PERCENT, "per cent": PERCENT, "pct": PERCENT, "٪": PERCENT,
    "us$": "usd", "us dollar": "usd", "us dollars": "usd", "€": "eur", "euro": "eur", "euros": "eur",
}  # fmt: skip
SCALES = {
    "thousand": 10**3, "k": 10**3, "lakh": 10**5, "million": 10**6, "mn": 10**6, "crore": 10**7,
    "billion": 10**9, "bn": 10**9, "trillion": 10**12,
}  # fmt: skip
HEDGE = re.compile(
    r"(about|around|approximately|approx\.?|roughly|some|circa|ca?\.|nearly|almost|~|≈)\s*"
)
BETWEEN = re.compile(r"between (.+) and (.+)")
_NUMBER = r"[+-]?\d(?:[\d.,' ]*\d)?"
_SCALE = rf"(?:\s*({'|'.join(sorted(SCALES, key=len, reverse=True))}))?"
VALUE = re.compile(rf"({_NUMBER}){_SCALE}(?:\s*(?:to|-)\s*({_NUMBER}){_SCALE})?")
_POINT = r"(?:(?P<point>[.,])(?P<part>\d+))?"
GROUPED = re.compile(
    r"(?P<sign>[+-]?)(?P<whole>[1-9]\d{0,2}(?:(?P<mark>[,. '])\d{3})(?:(?P=mark)\d{3})*"
    rf"|[1-9]\d?(?:,\d{{2}})+,\d{{3}}){_POINT}"
)
PLAIN = re.compile(rf"(?P<sign>[+-]?)(?P<whole>\d+){_POINT}")
SIGNS = ("$", "£", "¥")  # each of several currencies: a recorded code says which
CODED = re.compile(r"([a-z]{3}) ?(\d.*)|(.*\d) ?([a-z]{3})")
LONGEST = 60  # characters; no printed number is longer
MOST_DIGITS = 18
CHARACTERS = str.maketrans("−–—’٫٬", "---'.,")


@dataclass(frozen=True)
class Printed:
    """A value that was read: its ends (equal, unless a range is printed), its last printed place, and if it is rounded."""

    low: Fraction
    high: Fraction
    step: Fraction
    is_rounded: bool

    @property
    def slack(self) -> Fraction:
        """Give how far the true value may lie from the printed one."""
        return self.step / 2 if self.is_rounded else Fraction(0)

    @property
    def least(self) -> Fraction:
        """Give the smallest value that would be printed like this."""
        return self.low - self.slack

    @property
    def most(self) -> Fraction:
        """Give the largest value that would be printed like this."""
        return self.high + self.slack

    @property
    def is_range(self) -> bool:
        """Say whether two ends are printed."""
        return self.low != self.high


def folded(text: str) -> str:
    """Bring text into one form for comparing: compatibility characters, case and space do not count."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def normal_unit(unit: str) -> str:
    """Give one name to each unit: `percent` and `%` are one; units we do not know to be equal stay different."""
    bare = folded(unit)
    return UNIT_WORDS.get(bare, bare)


def unit_of(value: str, unit: str) -> str:
    """Give the unit of a printed value: the recorded one, else the one printed with the number."""
    return normal_unit(unit) or _split_unit(_ascii(value), "")[1]


def read_value(text: str, unit: str = "", language: str = "") -> Printed | None:
    """Read a value as printed.

    Args:
        text: the value, such as `about 779,000`, `9 to 31` or `7.2 million`.
        unit: its unit as recorded; a different unit printed in the text makes the value unreadable.
        language: the language tag of the item that prints it.

    Returns:
        What the number says, or nothing when it cannot be read in exactly one way.
    """
    if len(text) > LONGEST:
        return None
    bare = _ascii(text)
    hedge = HEDGE.match(bare)
    rest, printed_unit = _split_unit(bare[hedge.end() :] if hedge else bare, unit)
    if _is_contradicted(unit, printed_unit) or _has_odd_digits(text):
        return None
    if between := BETWEEN.fullmatch(rest):
        rest = f"{between[1]} to {between[2]}"
    percent = PERCENT in (printed_unit, normal_unit(unit))
    return _read_ends(rest, language, about=bool(hedge), percent=percent)


def _is_contradicted(unit: str, printed: str) -> bool:
    """A unit printed with the number is another one than was recorded."""
    recorded = normal_unit(unit)
    resolved = printed in SIGNS and re.fullmatch("[a-z]{3}", recorded)
    return bool(recorded and printed and printed != recorded and not resolved)


def _has_odd_digits(text: str) -> bool:
    """Superscripts, circled digits and fractions are no plain digits."""
    return any(sign.isnumeric() and not sign.isdecimal() for sign in text)


def _ascii(text: str) -> str:
    """Write digits of every script as 0 to 9, and signs and separators in one form."""
    bare = unicodedata.normalize("NFKC", text.translate(CHARACTERS)).casefold()
    digits = "".join(
        str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in bare
    )
    return " ".join(digits.split())


def _split_unit(bare: str, unit: str) -> tuple[str, str]:
    """Take a unit off the number: a known sign or word, a currency code, or the recorded unit written out."""
    recorded = [folded(unit)] if any(sign.isalpha() for sign in unit) else []
    for word in sorted(
        [*UNIT_WORDS, PERCENT, *SIGNS, *recorded], key=len, reverse=True
    ):
        if bare.endswith(word) and bare != word:
            return bare.removesuffix(word).rstrip(), normal_unit(word)
        if bare.startswith(word) and bare != word:
            return bare.removeprefix(word).lstrip(), normal_unit(word)
    code = CODED.fullmatch(bare)
    if code and is_currency(name := code[1] or code[4]):
        return code[2] or code[3], name
    return bare, ""


@cache
def is_currency(code: str) -> bool:
    """Say whether three letters are a code of ISO 4217."""
    try:
        return decimals(code.upper()) >= 0
    except Invalid:
        return False


def _read_ends(
    rest: str, language: str, *, about: bool, percent: bool
) -> Printed | None:
    match = VALUE.fullmatch(rest)
    if match is None:
        return None
    first, scale, last, last_scale = match.groups()
    scale = scale or last_scale
    ends = [_read_number(first, language, about=about)]
    if last:
        ends.append(_read_number(last, language, about=about))
    factors = [SCALES.get(scale or "", 1), SCALES.get(last_scale or "", 1)]
    read = [
        (number * factor, step * factor)
        for (number, step), factor in zip(filter(None, ends), factors, strict=False)
    ]
    if len(read) < len(ends) or read[0][0] > read[-1][0]:
        return None
    step = max(step for _, step in read)
    return Printed(read[0][0], read[-1][0], step, about or percent or bool(scale))


def _read_number(
    text: str, language: str, *, about: bool
) -> tuple[Fraction, Fraction] | None:
    """Read one bare number; give it with the place of its last significant digit."""
    chosen = _decide(GROUPED.fullmatch(text), PLAIN.fullmatch(text), language)
    if chosen is None:
        return None
    whole, part = re.sub(r"\D", "", chosen["whole"]), chosen["part"] or ""
    if len(whole + part) > MOST_DIGITS:
        return None
    number = Fraction(int(whole + part), 10 ** len(part))
    return -number if chosen["sign"] == "-" else number, _step(whole, part, about=about)


def _decide(
    grouped: re.Match[str] | None, plain: re.Match[str] | None, language: str
) -> re.Match[str] | None:
    """One separator before three digits parts thousands or decimals, as the language writes them."""
    if grouped and grouped["point"] and grouped["point"] in grouped["whole"]:
        grouped = None  # 1.234.5 is no number
    if not (grouped and plain):
        return grouped or plain
    symbol = decimal_symbol(language)
    if symbol == plain["point"]:
        return plain
    return grouped if symbol or plain["point"] == "," else None


@cache
def decimal_symbol(language: str) -> str:
    """Give the decimal symbol of a language (Unicode CLDR), or nothing when the language is not known."""
    try:
        symbols = Locale.parse(language, sep="-").number_symbols
    except (ValueError, TypeError, UnknownLocaleError):
        return ""
    return str(symbols.get("latn", {}).get("decimal", ""))


def _step(digits: str, fraction: str, *, about: bool) -> Fraction:
    if fraction:
        return Fraction(1, 10 ** len(fraction))
    zeros = len(digits) - len(digits.rstrip("0"))
    return Fraction(10**zeros if about and digits.strip("0") else 1)


def agree(one: Printed, other: Printed) -> bool:
    """Say whether two printed values can both stand: the finer one rounds to the coarser, a single one lies in a range."""
    half = max(one.step, other.step) / 2
    if one.is_range == other.is_range:
        return abs(one.low - other.low) <= half and abs(one.high - other.high) <= half
    wide, single = (one, other) if one.is_range else (other, one)
    return wide.low - half <= single.low <= wide.high + half


def in_figures(number: Fraction, places: int = 2) -> str:
    """Write a number for readers: `6,250`, `22.6`; rounded half up to so many places, without ending zeros."""
    scaled = abs(number) * 10**places
    whole, part = divmod(int(scaled + Fraction(1, 2)), 10**places)
    decimals = f".{part:0{places}d}".rstrip("0").rstrip(".")
    sign = "−" if number < 0 and (whole or part) else ""
    return f"{sign}{whole:,}{decimals}"
