"""One point in time as a text gives it, what it borrows from its neighbours, and the days it then covers.

In “8–13 March 2016” the first piece is a day that borrows month and year from the second; in “1837–40” the second
borrows its century from the first. A piece that still lacks something after borrowing is not a date.
"""

from dataclasses import dataclass, replace
from typing import Literal

from core.dates.calendar import MONTHS, WEEKDAYS, day_number, month_length
from core.dates.calendar import weekday as weekday_name
from core.dates.words import year_in_words

Unit = Literal["day", "month", "season", "year", "decade", "century", "winter", "part"]
FAR_FUTURE = (
    2100  # no record of the past is dated later; a Buddhist or mistyped year is
)


class Impossible(Exception):  # noqa: N818 - a finding about a text, answered with its sentence
    """Raised where words name a date that cannot be, with a sentence saying so."""


class Incomplete(Exception):  # noqa: N818 - a finding about a text
    """Raised where words leave open which year or month is meant, with what is missing."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A point in time as written.

    Attributes:
        unit: what the text names; `part` is a bare “early”, whose unit a neighbour gives.
        year: the astronomical year, or the first year of a decade or century; None where not said.
        month: 1 to 12, 0 where not said.
        day: 1 to 31, 0 where not said.
        code: the EDTF season code.
        part: which part of how many (“early”: 0 of 3).
        ending: the last figures of a year (“40” of 1837–40), and how many they are.
        number: a century's number whose word a neighbour gives (“15th” of “15th–16th century”).
        era: `ad` or `bc` where said.
        mark: the qualifier.
        trailing: whether the qualifier stood after the date.
        hidden: what is said to be not known: `month`, `day`.
        weekday: 0 to 6 where said.
        weak: a year of three figures or fewer that needs company to be one.
        rule: a rule used in reading, in words.
        offset: what the last two figures of the year as written are ahead (43 of 2563 BE): its ending counts from them.
    """

    unit: Unit
    year: int | None = None
    month: int = 0
    day: int = 0
    code: int = 0
    part: tuple[int, int] | None = None
    ending: str = ""
    number: int = 0
    era: str = ""
    mark: str = ""
    trailing: bool = False
    hidden: str = ""
    weekday: int | None = None
    weak: bool = False
    rule: str = ""
    offset: int = 0


@dataclass(frozen=True, slots=True)
class Extent:
    """The days of a piece: one EDTF date, or the first and last date of a stretch."""

    first: str
    last: str


def borrowed(pieces: list[Piece]) -> list[Piece]:
    """Complete pieces from their neighbours: first from the right, then from the left."""
    found = list(pieces)
    for position in range(len(found) - 2, -1, -1):
        found[position] = _from_right(found[position], found[position + 1])
    for position in range(1, len(found)):
        found[position] = _from_left(found[position], found[position - 1])
    return found


def _from_right(piece: Piece, lender: Piece) -> Piece:
    if piece.unit == "year" and not piece.era and piece.year is not None:
        return _year_from_right(piece, piece.year, lender)
    if piece.unit == "century" == lender.unit and not lender.number:
        if piece.number:
            return _century(piece, piece.era or lender.era)
        if not piece.era and lender.era == "bc":
            return century((piece.year or 0) // 100 + 1, "bc")
    return _calendar(piece, lender)


def _year_from_right(piece: Piece, year: int, lender: Piece) -> Piece:
    """Take the era of “664–332 BC” and “14–68 CE”, and company for “900–1100”."""
    if lender.unit == "year" and lender.era == "bc":
        earlier = piece.weak or year > 1 - (lender.year or 0)
        return replace(piece, year=1 - year, era="bc", weak=False) if earlier else piece
    if piece.weak and lender.unit == "year" and lender.era == "ad":
        return replace(piece, weak=False, era="ad")
    if year > 99 and lender.unit in ("year", "decade", "century") and _firm(lender):
        return replace(piece, weak=False)
    return piece


def _from_left(piece: Piece, lender: Piece) -> Piece:
    if piece.ending:
        return _ended(piece, lender)
    if piece.number and lender.unit == "century" and not lender.number:
        return _century(piece, piece.era or lender.era)
    if piece.weak and lender.unit == "year":
        after_christ = lender.era == "ad"
        if after_christ or ((piece.year or 0) > 99 and not lender.weak):
            return replace(piece, weak=False, era="ad" if after_christ else "")
    return _calendar(piece, lender)


def _firm(lender: Piece) -> bool:
    return (
        lender.year is not None
        and not lender.weak
        and (lender.year > 99 or bool(lender.era))
    )


def _calendar(piece: Piece, lender: Piece) -> Piece:
    """Borrow month and year: a month only from a day, a year never from a bare year."""
    if piece.unit == "part" and lender.part is not None:
        return replace(
            lender, part=piece.part, mark=piece.mark, trailing=piece.trailing
        )
    if piece.unit == "day" and not piece.month and lender.unit == "day":
        return replace(piece, month=lender.month, year=lender.year)
    dated = piece.month or piece.unit == "season"
    if dated and piece.year is None and lender.unit in ("day", "month", "season"):
        return replace(piece, year=lender.year)
    return piece


def _ended(piece: Piece, lender: Piece) -> Piece:
    """Read the last figures of a year or decade after a whole one: 1837–40, 1850s–60s."""
    if (
        lender.year is None
        or lender.year <= 0
        or lender.unit not in ("year", piece.unit)
    ):
        return piece
    if lender.unit == "decade" and piece.unit != "decade":
        return piece
    scale = 10 ** len(piece.ending)
    written = lender.year + lender.offset
    year = written // scale * scale + int(piece.ending) - lender.offset
    if written % 100 == 99 and piece.ending == "00":
        year = lender.year + 1
    if year <= lender.year:
        return piece
    return replace(piece, year=year, ending="", era=lender.era)


def _century(piece: Piece, era: str) -> Piece:
    first = _bc_century(piece.number) if era == "bc" else (piece.number - 1) * 100
    return replace(piece, unit="century", year=first, number=0, era=era)


def _bc_century(number: int) -> int:
    return -number * 100 + 1


def century(number: int, era: str) -> Piece:
    """Make the piece of a century; the 19th is 1800 to 1899, the 5th BC is 500 to 401 BC."""
    return _century(Piece("century", number=number), era)


def extent(piece: Piece) -> Extent:
    """Give the days of a completed piece.

    Raises:
        Incomplete: where the year, or the month, is not said.
        Impossible: where no such date exists, or its weekday is another.
    """
    if piece.unit == "day" and not piece.month:
        raise Incomplete("month")
    if piece.year is None or piece.ending or piece.number or piece.unit == "part":
        dated = piece.unit in ("day", "month", "season")
        raise Incomplete("year" if dated else "")
    if piece.weak or (piece.year == 0 and piece.era != "bc" and piece.unit == "year"):
        raise Incomplete("figures")
    if piece.year > FAR_FUTURE:
        raise Impossible(_too_late(piece.year))
    return _EXTENTS[piece.unit](piece, piece.year)


def _too_late(year: int) -> str:
    advice = f"; a Buddhist year is written “{year} BE”" if 2400 <= year < 2700 else ""
    return f"The year {year} lies far in the future: check it{advice}."


def year_edtf(year: int) -> str:
    """Write an astronomical year in EDTF: `2016`, `-0043`."""
    return f"{'-' if year < 0 else ''}{abs(year):04d}"


def _single(text: str) -> Extent:
    return Extent(text, text)


def _day(piece: Piece, year: int) -> Extent:
    if not 1 <= piece.month <= 12:
        raise Impossible(f"There is no month {piece.month}.")
    if not 1 <= piece.day <= month_length(year, piece.month):
        raise Impossible(
            f"There is no {piece.day} {MONTHS[piece.month - 1]} {year_in_words(year)}."
        )
    _check_weekday(piece, year)
    return _single(f"{year_edtf(year)}-{piece.month:02d}-{piece.day:02d}")


def _check_weekday(piece: Piece, year: int) -> None:
    if piece.weekday is None:
        return
    found = weekday_name(day_number(year, piece.month, piece.day))
    if found != WEEKDAYS[piece.weekday]:
        day = f"{piece.day} {MONTHS[piece.month - 1]} {year_in_words(year)}"
        raise Impossible(
            f"{day} was a {found}, not a {WEEKDAYS[piece.weekday]}: check the day."
        )


def _month(piece: Piece, year: int) -> Extent:
    if not 1 <= piece.month <= 12:
        raise Impossible(f"There is no month {piece.month}.")
    text = f"{year_edtf(year)}-{piece.month:02d}"
    if piece.part is None:
        return _single(f"{text}-XX" if piece.hidden else text)
    if piece.part[1] not in (2, 3):
        raise Impossible("A month has no quarters: give the days.")
    size = 10 if piece.part[1] == 3 else 15
    first = piece.part[0] * size + 1
    last = (
        month_length(year, piece.month)
        if piece.part[0] + 1 == piece.part[1]
        else first + size - 1
    )
    return Extent(f"{text}-{first:02d}", f"{text}-{last:02d}")


def _season(piece: Piece, year: int) -> Extent:
    return _single(f"{year_edtf(year)}-{piece.code}")


def _winter(_piece: Piece, year: int) -> Extent:
    return Extent(f"{year_edtf(year)}-12", f"{year_edtf(year + 1)}-02")


def _year(piece: Piece, year: int) -> Extent:
    text = year_edtf(year)
    if piece.part is None:
        return _single(text + {"": "", "month": "-XX", "day": "-XX-XX"}[piece.hidden])
    months = 12 // piece.part[1]
    first = piece.part[0] * months + 1
    return Extent(f"{text}-{first:02d}", f"{text}-{first + months - 1:02d}")


def _decade(piece: Piece, year: int) -> Extent:
    return (
        _single(f"{year // 10:03d}X") if piece.part is None else _years(piece, year, 10)
    )


def _hundred(piece: Piece, year: int) -> Extent:
    if piece.part is not None:
        return _years(piece, year, 100)
    return _single(f"{year // 100:02d}XX" if year >= 0 else f"-{-year // 100:02d}XX")


def _years(piece: Piece, year: int, length: int) -> Extent:
    """Divide a decade or century: its thirds are 0–33, 34–66, 67–99 and 0–3, 4–6, 7–9."""
    which, of = piece.part or (0, 1)
    first, last = -(-which * length // of), -(-(which + 1) * length // of) - 1
    start = max(year + first, 1) if piece.era != "bc" else year + first
    return Extent(year_edtf(start), year_edtf(year + last))


_EXTENTS = {
    "day": _day,
    "month": _month,
    "season": _season,
    "winter": _winter,
    "year": _year,
    "decade": _decade,
    "century": _hundred,
}
