"""Reading date words: understood, ambiguous or refused, never guessed."""

from dataclasses import dataclass
from typing import Literal

from core.dates.calendar import civil
from core.dates.edtf import parse
from core.dates.grammar import Findings, readings
from core.dates.lexicon import language_name, language_of, lexicon
from core.dates.meanings import Meaning
from core.dates.pieces import Impossible
from core.dates.relative import from_reference, is_relative
from core.dates.stored import stored_meanings
from core.dates.tokens import Token, tokens
from core.dates.value import UncertainDate, from_edtf
from core.dates.years import Setting

Order = Literal["dmy", "mdy", "ymd"]
Status = Literal["understood", "ambiguous", "refused"]

_COUNTS = (
    "",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)
_LONGEST_TEXT = 300
_NO_YEAR = "The year is not said: add it, or give a reference date"
_FEW_FIGURES = (
    "A number of three figures or fewer is not clearly a year: write four, or AD or BC."
)
_NO_DATE = (
    "This is not understood as a date: write it like 9 March 2016, March 2016 or"
    " 1837–1840."
)
_REFUSED = (
    "Financial and school years begin at different times: give the first and last month.",
    "Dates of the Islamic calendar are not converted: give the Gregorian date.",
    "Old and new style differ by days: give the date of the calendar in use today.",
    "Ages before the present are not dates: give a year or a century.",
    "Years of a reign or of another era are not converted: give the Gregorian year.",
    "Dates of a lunar or older calendar are not converted: give the Gregorian date.",
)


@dataclass(frozen=True, slots=True)
class Reading:
    """The answer of `read`.

    Attributes:
        text: the text as given.
        status: `understood`, `ambiguous` (see `choices`) or `refused`.
        date: the date, where understood.
        words: where understood, the interpretation with its length and any rule used; else one plain sentence
            that says what is wrong and what would be right.
        choices: the dates that an ambiguous text can mean, where they can be told.
    """

    text: str
    status: Status
    date: UncertainDate | None
    words: str
    choices: tuple[UncertainDate, ...] = ()


def read(
    text: str,
    *,
    order: Order | None = None,
    language: str = "",
    reference: UncertainDate | None = None,
) -> Reading:
    """Read a date written by people, or an EDTF value.

    Args:
        text: the words; all of them must be understood, or the text is refused.
        order: the order of day, month and year in figures, from the matter or the file; None where not known.
            With an order set, two-digit years 00 to 68 are 20xx and 69 to 99 are 19xx.
        language: a language tag (`km`, `fr`); its month names, digits and date words are read beside English.
        reference: the date that “Tuesday”, “last month” and dates without a year are counted from.

    Returns:
        The reading. Nothing in it depends on the day it is made.
    """
    bare = text.strip()
    try:
        stored = stored_meanings(bare)
    except Impossible as reason:
        return _refused(text, str(reason))
    if stored:
        return _judged(text, Findings(stored, [], []))
    row = tokens(bare, language) if len(bare) <= _LONGEST_TEXT else []
    if trouble := _trouble(row, bare, language):
        return _refused(text, trouble)
    if is_relative(row):
        return _relative(row, text, reference)
    setting = Setting(order or None, lexicon(language).language)
    return _judged(text, readings(row, setting, reference))


def _judged(text: str, found: Findings) -> Reading:
    meanings = _distinct(found.meanings)
    if len(meanings) == 1 and not found.yearless:
        return _understood(text, meanings[0])
    if meanings:
        sentence = (
            "The text gives several dates: choose the one meant"
            if found.separate
            else "This can be read as"
        )
        return _ambiguous(text, sentence, tuple(_date(text, m) for m in meanings))
    if found.reasons:
        return _refused(text, found.reasons[0])
    if "year" in found.lacking:
        return _ambiguous(text, _NO_YEAR, ())
    if "figures" in found.lacking:
        return _refused(text, _FEW_FIGURES)
    return _refused(text, _NO_DATE)


def _trouble(row: list[Token], bare: str, language: str) -> str:
    """Say why a row of tokens cannot be a date, empty where it may be one."""
    if len(bare) > _LONGEST_TEXT:
        return "The text is too long to be a date alone."
    codes = "".join(token.code for token in row)
    if set(codes) <= set("_l,./-–;?") or (
        set(codes) <= set("U_l,./-–;?~") and "U" in codes
    ):
        return "No date is given."
    if "!" in codes:
        reason = next(token.value for token in row if token.code == "!")
        return _REFUSED[reason] if isinstance(reason, int) else ""
    unknown = [token.text for token in row if token.code == "*"]
    return _unknown_words(unknown, bare, language) if unknown else ""


def _unknown_words(words: list[str], bare: str, language: str) -> str:
    if bare.isdecimal():
        return (
            f"“{bare}” is a number, perhaps a spreadsheet’s own count of days: write the"
            " date, like 2016-03-09."
        )
    for word in words:
        tag = language_of(word)
        if tag and tag != lexicon(language).language:
            return (
                f"“{word}” is not understood; it may be {language_name(tag)}: set the"
                f" language to {tag}."
            )
    return (
        f"“{words[0]}” is not understood: give the date alone, like 9 March 2016 or"
        " 2016-03-09."
    )


def _relative(row: list[Token], text: str, reference: UncertainDate | None) -> Reading:
    if reference is None:
        return _ambiguous(
            text,
            "This depends on another date: give the date itself, or a reference date",
            (),
        )
    found = from_reference(row, reference)
    if len(found) == 1:
        edtf, rule = found[0]
        return _understood(text, Meaning(edtf, _span(edtf), (rule,)))
    dates = tuple(from_edtf(edtf, text=text, span=_span(edtf)) for edtf, _ in found)
    return _ambiguous(
        text,
        "This can be read as" if dates else "The reference date does not settle this",
        dates,
    )


def _span(edtf: str) -> str:
    """Say how “last week” is meant; “last month” is a month like any other and does not say."""
    return "once within" if "/" in edtf else ""


def _distinct(meanings: list[Meaning]) -> list[Meaning]:
    """Keep the first of the meanings that cover the same days with the same qualifiers."""
    kept: dict[tuple[int | None, int | None], Meaning] = {}
    for meaning in meanings:
        value = parse(meaning.edtf)
        kept.setdefault((value.earliest, value.latest), meaning)
    return list(kept.values())


def _date(text: str, meaning: Meaning) -> UncertainDate:
    return from_edtf(meaning.edtf, text=text, span=meaning.span)


def _understood(text: str, meaning: Meaning) -> Reading:
    date = _date(text, meaning)
    return Reading(text, "understood", date, _explained(date, meaning.rules))


def _explained(date: UncertainDate, rules: tuple[str, ...]) -> str:
    """Print the interpretation, how long it is, and the rules used."""
    length = _length(date)
    said = date.words + (f", {length}" if length else "")
    return f"{said} ({'; '.join(rules)})" if rules else said


def _length(date: UncertainDate) -> str:
    """Say how long a date is, unless it is one day or has no end."""
    first, last = date.earliest, date.latest
    if first is None or last is None or first == last or date.edtf[0] in "[{":
        return ""
    start, end = civil(first), civil(last + 1)
    if (start[1:], end[1:]) == ((1, 1), (1, 1)):
        return _counted(end[0] - start[0], "year")
    months = (end[0] - start[0]) * 12 + end[1] - start[1]
    if (start[2], end[2]) == (1, 1) and months > 1:
        return _counted(months, "month")
    return _counted(last - first + 1, "day")


def _counted(number: int, unit: str) -> str:
    word = _COUNTS[number] if number < len(_COUNTS) else f"{number:,}"
    return f"{word} {unit}{'' if number == 1 else 's'}"


def _refused(text: str, sentence: str) -> Reading:
    return Reading(text, "refused", None, sentence)


def _ambiguous(text: str, sentence: str, choices: tuple[UncertainDate, ...]) -> Reading:
    if len(choices) == 1:
        sentence += " a day whose year is not said, or as"
    listed = " or ".join(f"“{choice.words}”" for choice in choices)
    return Reading(
        text, "ambiguous", None, f"{sentence}{': ' if listed else ''}{listed}.", choices
    )
