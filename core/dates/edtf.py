"""Stored dates: ISO 8601-2 (EDTF) levels 0 to 2, parsed strictly, with the first and last day they can mean.

Written here because the library in reach accepts days and intervals that do not exist, refuses valid level 2
values and takes milliseconds. Beyond the standard's syntax this refuses what says nothing or cannot be: the
interval open at both ends, an end before its start, days that no calendar has, and spaces.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import Literal

from core.dates.calendar import day_number, month_length

Kind = Literal["single", "interval", "one of", "all of"]

_QUALIFIER = "[?~%]"
_DATE = re.compile(
    rf"(?P<q0>{_QUALIFIER}?)(?P<year>-?[\dX]{{4}})(?P<q1>{_QUALIFIER}?)"
    rf"(?:-(?P<q2>{_QUALIFIER}?)(?P<month>[\dX]{{2}})(?P<q3>{_QUALIFIER}?)"
    rf"(?:-(?P<q4>{_QUALIFIER}?)(?P<day>[\dX]{{2}})(?P<q5>{_QUALIFIER}?))?)?",
    re.ASCII,
)
_MOMENT = re.compile(
    r"(?P<day>-?\d{4}-\d\d-\d\d)T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:Z|[+-](?:0\d|1[0-4])(?::[0-5]\d)?)?",
    re.ASCII,
)
_LONG = re.compile(
    r"Y(?P<year>-?[1-9]\d*)(?:E(?P<power>\d{1,2}))?(?:S(?P<digits>\d{1,2}))?", re.ASCII
)
_ROUNDED = re.compile(r"(?P<year>-?\d{4})S(?P<digits>\d{1,2})", re.ASCII)
_LONGEST = 12  # figures of a year: its day numbers still fit the database's integers

# First month, months after it, for each sub-year code of ISO 8601-2. Where the hemisphere is not said (21 to 24)
# both are covered, and a season over New Year covers both turns of the year: never narrower than the text.
_SUB_YEARS = dict(
    zip(
        range(21, 42),
        [
            *((3, 9), (0, 15), (3, 9), (0, 15)),  # seasons, hemisphere not said
            *((3, 3), (6, 3), (9, 3), (0, 15)),  # northern seasons
            *((9, 3), (0, 15), (3, 3), (6, 3)),  # southern seasons
            *((1, 3), (4, 3), (7, 3), (10, 3)),  # quarters
            *((1, 4), (5, 4), (9, 4), (1, 6), (7, 6)),  # thirds and halves
        ],
        strict=True,
    )
)


@dataclass(frozen=True, slots=True)
class Part:
    """One date of a value: its figures as written (`X` where one is not known) and its first and last day."""

    text: str
    year: str
    month: str = ""
    day: str = ""
    mark: str = ""  # the qualifier of the whole date; one on a component alone leaves this empty
    odd: bool = False  # written in a way with no everyday words (`Y`, `S`, a qualified component)
    earliest: int | None = None
    latest: int | None = None

    @property
    def masked(self) -> bool:
        """Say whether a figure is not known."""
        return "X" in self.year + self.month + self.day

    @property
    def sub_year(self) -> int:
        """Give the season or quarter code, 0 where the month is a month."""
        return int(self.month) if self.month.isdecimal() and int(self.month) > 12 else 0


@dataclass(frozen=True, slots=True)
class Value:
    """A parsed value: one or several members, each a date or a stretch; None stands for an open end."""

    kind: Kind
    members: tuple[tuple[Part | None, Part | None], ...]

    @property
    def earliest(self) -> int | None:
        """Give the first possible day, None where open."""
        found = [first.earliest if first else None for first, _ in self.members]
        known = [day for day in found if day is not None]
        return min(known) if len(known) == len(found) else None

    @property
    def latest(self) -> int | None:
        """Give the last possible day, None where open."""
        found = [last.latest if last else None for _, last in self.members]
        known = [day for day in found if day is not None]
        return max(known) if len(known) == len(found) else None


@lru_cache(maxsize=8192)
def parse(text: str) -> Value:
    """Parse an EDTF value.

    Args:
        text: the value, without spaces.

    Returns:
        Its members with their first and last days.

    Raises:
        ValueError: with one sentence, where the text is no valid value or names a day that does not exist.
    """
    if text[:1] in ("[", "{"):
        return _set(text)
    if "/" in text:
        return _interval(text)
    part = _part(text)
    return Value("single", ((part, part),))


def _set(text: str) -> Value:
    kind: Kind = "one of" if text[0] == "[" else "all of"
    if text[-1:] != {"[": "]", "{": "}"}[text[0]] or len(text) < 3:
        raise ValueError(
            f"“{text}” is no set of dates: one is written like [1962,1967] or {{1962,1967}}."
        )
    return Value(kind, tuple(_member(member) for member in text[1:-1].split(",")))


def _member(text: str) -> tuple[Part | None, Part | None]:
    first, dots, last = text.partition("..")
    if not dots:
        part = _part(text)
        return part, part
    return _ends(text, first, last)


def _interval(text: str) -> Value:
    first, _, last = text.partition("/")
    if "T" in text or "Y" in text:
        raise ValueError(
            f"“{text}” is no interval: its ends are written as plain dates, without a time of day."
        )
    return Value(
        "interval",
        (_ends(text, "" if first == ".." else first, "" if last == ".." else last),),
    )


def _ends(text: str, first: str, last: str) -> tuple[Part | None, Part | None]:
    if not first and not last:
        raise ValueError(f"“{text}” is open at both ends and says nothing.")
    start, end = (_part(first) if first else None), (_part(last) if last else None)
    if start and end and not _in_order(start, end):
        raise ValueError(f"“{text}” ends before it begins.")
    return start, end


def _in_order(start: Part, end: Part) -> bool:
    if start.year == end.year and start.sub_year and end.sub_year:
        return start.sub_year <= end.sub_year
    if start.earliest is None or end.latest is None or end.earliest is None:
        return True
    if start.masked or end.masked:
        return start.earliest <= end.latest
    return start.earliest <= end.earliest


@lru_cache(maxsize=8192)
def _part(text: str) -> Part:
    if matched := _DATE.fullmatch(text):
        return _date(text, matched)
    if matched := _MOMENT.fullmatch(text):
        day = _part(matched["day"])
        return Part(
            text, day.year, day.month, day.day, "", False, day.earliest, day.latest
        )
    if matched := _LONG.fullmatch(text):
        return _long(
            text,
            int(matched["year"]) * 10 ** int(matched["power"] or 0),
            matched["digits"],
        )
    if matched := _ROUNDED.fullmatch(text):
        return _long(text, int(matched["year"]), matched["digits"])
    raise ValueError(
        f"“{text}” is no date in ISO 8601-2 (EDTF): one is written like 2016, 2016-03 or 2016-03-09."
    )


def _long(text: str, year: int, digits: str | None) -> Part:
    figures = str(abs(year))
    if len(figures) > _LONGEST or (text[0] == "Y" and len(figures) < 5):
        raise ValueError(
            f"“{text}” is no year: after Y stand five to {_LONGEST} figures."
        )
    step = 10 ** max(len(figures) - int(digits), 0) if digits else 1
    low = abs(year) // step * step
    years = (low, low + step - 1) if year >= 0 else (-low - step + 1, -low)
    return Part(
        text,
        str(year),
        odd=True,
        earliest=day_number(years[0], 1, 1),
        latest=day_number(years[1], 12, 31),
    )


def _date(text: str, matched: re.Match[str]) -> Part:
    year, month, day = matched["year"], matched["month"] or "", matched["day"] or ""
    if year == "-0000" or (day and month.isdecimal() and int(month) > 12):
        raise ValueError(f"There is no date “{text}”.")
    whole = (
        matched["q5"]
        if day
        else matched["q3"]
        if month
        else matched["q1"] or matched["q0"]
    )
    others = sum(bool(matched[f"q{n}"]) for n in range(6)) - bool(whole)
    first = next(_days(year, month, day, last=False), None)
    last = next(_days(year, month, day, last=True), None)
    if first is None or last is None:
        raise ValueError(f"There is no date “{text}”.")
    if year.lstrip("-") == "XXXX":
        first = last = None  # the year is not known at all
    return Part(
        text, year, month, day, whole or "", odd=others > 0, earliest=first, latest=last
    )


def _days(year: str, month: str, day: str, *, last: bool) -> Iterator[int]:
    """Yield the days a date can mean, from its first day on, or from its last day back."""
    for number in _years(year, last=last):
        if month.isdecimal() and int(month) > 12:
            yield from _sub_year(number, int(month), last=last)
            continue
        for of_year in _numbers(month or "XX", range(1, 13), last=last):
            length = month_length(number, of_year)
            for of_month in _numbers(day or "XX", range(1, length + 1), last=last):
                yield day_number(number, of_year, of_month)


def _sub_year(year: int, code: int, *, last: bool) -> Iterator[int]:
    if code not in _SUB_YEARS:
        return
    month, months = _SUB_YEARS[code]
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    end = month - 1 + months
    yield (
        day_number(year + end // 12, end % 12 + 1, 1) - 1
        if last
        else day_number(year, month, 1)
    )


def _years(mask: str, *, last: bool) -> Iterator[int]:
    if mask.isdecimal():
        yield int(mask)
        return
    sign, figures = (-1, mask[1:]) if mask[0] == "-" else (1, mask)
    backwards = last == (sign == 1)
    digits = "9876543210" if backwards else "0123456789"
    for filled in product(*(digits if figure == "X" else figure for figure in figures)):
        yield sign * int("".join(filled))


def _numbers(mask: str, within: range, *, last: bool) -> list[int]:
    if mask.isdecimal():
        return [int(mask)] if int(mask) in within else []
    found = [number for number in within if _fits(mask, f"{number:02d}")]
    return found[::-1] if last else found


def _fits(mask: str, figures: str) -> bool:
    return all(
        wanted in ("X", figure) for wanted, figure in zip(mask, figures, strict=True)
    )
