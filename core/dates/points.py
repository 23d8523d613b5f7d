"""From tokens to pieces: every point in time that a run of tokens can name.

What adds nothing is set aside first (articles, labels, commas), then what qualifies the whole (about, possibly,
the weekday, the era, early or late); what is left must be one of the forms below, read whole. A run that can be
read in several ways gives several pieces: nothing is guessed here.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace

from core.dates.pieces import Piece, century
from core.dates.sides import Sides, finished, set_apart, take_part
from core.dates.tokens import Token
from core.dates.years import Setting, dated, in_figures, number_of, years


def points(tokens: list[Token], setting: Setting) -> list[Piece]:
    """Give all points in time that a run of tokens can name; none where it is not wholly understood."""
    sides = set_apart(tokens)
    if sides is None or not take_part(sides):
        return []
    codes = "".join(token.code for token in sides.core)
    form = _FORMS.get(codes)
    if form is None:
        return [finished(Piece("part"), sides)] if not codes and sides.part else []
    found = [finished(piece, sides) for piece in form(sides.core, sides, setting)]
    return [piece for piece in found if _agrees(piece, sides)]


def _agrees(piece: Piece, sides: Sides) -> bool:
    """Say whether what is said of the whole fits the piece: else it would be dropped.

    A time of day needs a day, a hemisphere a season, “early” something longer than a
    day, a weekday something no longer than a year.
    """
    if sides.clock and piece.unit != "day":
        return False
    if sides.hemisphere is not None and piece.unit != "season":
        return False
    if sides.weekday is not None and piece.unit not in ("day", "month", "year"):
        return False
    return sides.part is None or piece.unit not in ("day", "winter")


Form = Callable[[list[Token], Sides, Setting], Iterator[Piece]]


def _at(day: int, month: int, year: int) -> Form:
    """Make the form whose day, month and year stand at these places; -1 where one is not there."""

    def form(tokens: list[Token], sides: Sides, setting: Setting) -> Iterator[Piece]:
        if (
            year >= 0
            and tokens[year].code in "da"
            and not sides.era
            and _swapped(tokens[year], setting)
        ):
            return
        on = number_of(tokens[day]) if day >= 0 else 0
        in_month = number_of(tokens[month]) if month >= 0 else 0
        if day >= 0 and not on:
            return
        if year >= 0:
            yield from dated(tokens[year], sides, setting, month=in_month, day=on)
        else:
            yield Piece("day" if day >= 0 else "month", None, in_month, on)

    return form


def _swapped(year: Token, setting: Setting) -> bool:
    """Say whether the order set puts a bare two-digit year first, and so not here."""
    return year.code == "d" and setting.order == "ymd" and not setting.alone


def _two_digits(tokens: list[Token], sides: Sides, setting: Setting) -> Iterator[Piece]:
    """Read “9 Feb 17” and “17 Feb 9”: the order set decides, else both are possible."""
    first, last = tokens[0], tokens[2]
    if setting.order != "ymd" or sides.era:
        yield from _two_digit_day(last, first, tokens[1], sides, setting)
    if setting.order in ("ymd", None) and not sides.era:
        yield from _two_digit_day(first, last, tokens[1], sides, setting)


def _two_digit_day(
    year: Token, day: Token, month: Token, sides: Sides, setting: Setting
) -> Iterator[Piece]:
    if len(year.text) == 2 or sides.era:
        yield from dated(
            year, sides, setting, month=number_of(month), day=number_of(day) or 99
        )


def _day_or_year(
    tokens: list[Token], sides: Sides, setting: Setting
) -> Iterator[Piece]:
    """Read “Mar 16”: a day without its year, or a month with a short year."""
    month, number = number_of(tokens[0]), tokens[1]
    if sides.era:
        yield from dated(number, sides, setting, month=month)
        return
    yield Piece("day", None, month, number_of(number))
    if setting.alone and len(number.text) == 2 and sides.weekday is None:
        yield from dated(number, sides, setting, month=month)


def _numeric(tokens: list[Token], sides: Sides, setting: Setting) -> Iterator[Piece]:
    yield from in_figures(tokens[0].numeric, sides, setting)


def _spaced_numeric(
    tokens: list[Token], sides: Sides, setting: Setting
) -> Iterator[Piece]:
    texts = [token.text for token in tokens]
    yield from in_figures((texts[0], texts[1], texts[2]), sides, setting)


def _decade(tokens: list[Token], sides: Sides, setting: Setting) -> Iterator[Piece]:
    token = next(token for token in tokens if token.code in "DXy")
    year = number_of(token)
    if sides.era in ("bc", "be"):
        return
    if token.code == "X":
        yield Piece("decade", year * 10) if year > 99 else Piece("century", year * 100)
    elif year < 100:
        yield from _short_decade(year, setting)
    elif year % 100 or "k" in [one.code for one in tokens] or "年代" in token.text:
        if year % 10 == 0 and not sides.era:
            yield Piece("decade", year)
    elif not sides.era:
        yield from (
            (Piece("century", year),)
            if year < 2000
            else (Piece("decade", year), Piece("century", year))
        )


def _short_decade(year: int, setting: Setting) -> Iterator[Piece]:
    if not setting.alone:
        yield Piece("decade", ending=f"{year:02d}")
    elif setting.order:
        full = year + (2000 if year <= 68 else 1900)
        yield Piece("decade", full, rule=f"two-digit decade {year} read as the {full}s")
    else:
        yield from (Piece("decade", year + base) for base in (1800, 1900))


def _century(tokens: list[Token], sides: Sides, _setting: Setting) -> Iterator[Piece]:
    number = next(number_of(token) for token in tokens if token.code in "odr")
    latest = 99 if sides.era == "bc" else 21
    if 1 <= number <= latest and sides.era != "be":
        yield century(number, sides.era)


def _season(tokens: list[Token], sides: Sides, setting: Setting) -> Iterator[Piece]:
    """Read a season; without a hemisphere it is one of two."""
    season = next(number_of(token) for token in tokens if token.code == "S")
    codes = {None: (25, 29), 0: (25,), 1: (29,), 2: (21,)}[sides.hemisphere]
    year = next((token for token in tokens if token.code in "yhda"), None)
    for code in codes:
        if year is None:
            yield Piece("season", code=code + season)
        else:
            whole = dated(year, sides, setting)
            yield from (
                replace(piece, unit="season", code=code + season, weak=False)
                for piece in whole
            )


def _old_season(tokens: list[Token], sides: Sides, setting: Setting) -> Iterator[Piece]:
    """Read “spring AD 40”: so short a year needs its era."""
    if sides.era:
        yield from _season(tokens, sides, setting)


def _bare(tokens: list[Token], sides: Sides, setting: Setting) -> Iterator[Piece]:
    """Read a number on its own: with an era a year, in company whatever is borrowed."""
    token = tokens[0]
    if sides.era and token.code == "d":
        yield from dated(token, sides, setting)
    elif not setting.alone:
        yield from _borrowing(token, number_of(token), sides.era)


def _borrowing(token: Token, number: int, era: str) -> Iterator[Piece]:
    """Yield the day, the end of a year and the century of “8–13 March”, “1837–40”, “18th–19th”."""
    if not era and 1 <= number <= 31:
        yield Piece("day", day=number)
    if not era and token.code == "d":
        yield Piece("year", ending=token.text)
        yield Piece("year", number, weak=True)
    if 1 <= number <= 99:
        yield Piece("century", number=number, era=era)


def _short_year(tokens: list[Token], sides: Sides, setting: Setting) -> Iterator[Piece]:
    """Read “’16”: after a whole year its end, alone a year of one century or another."""
    if setting.alone or sides.era:
        yield from dated(tokens[0], sides, setting)
    else:
        yield Piece("year", ending=tokens[0].text[1:])


def _day_and_year(
    tokens: list[Token], sides: Sides, setting: Setting
) -> Iterator[Piece]:
    """Read the second half of “March 8–13, 2016”, which lacks its month."""
    if not setting.alone:
        for year, era, rule, _ in years(tokens[1], sides, setting):
            yield Piece("day", year, 0, number_of(tokens[0]), era=era, rule=rule)


def _hidden(unit: str) -> Form:
    def form(tokens: list[Token], sides: Sides, setting: Setting) -> Iterator[Piece]:
        month = next((number_of(token) for token in tokens if token.code == "M"), 0)
        yield from dated(tokens[-1], sides, setting, month=month, hidden=unit)

    return form


def _roman_month(
    tokens: list[Token], sides: Sides, setting: Setting
) -> Iterator[Piece]:
    if 1 <= number_of(tokens[1]) <= 12:
        yield from _at(0, 1, 2)(tokens, sides, setting)


def _month_and_year(month: int, year: int) -> Form:
    """Make the form of a month in figures: 12/2016, 2016/12."""

    def form(tokens: list[Token], sides: Sides, setting: Setting) -> Iterator[Piece]:
        number, of = number_of(tokens[month]), number_of(tokens[year])
        width = len(tokens[month].text)
        ends_range = month == 2 and number > of % 10**width
        years = ends_range and (of < 1900 or width == 1 or number > 12)
        years = years or (month == 2 and number == 0)  # 1999-00 ends in 2000
        if tokens[1].text != "–" and not years:  # “c.1811-12”, “1933-8” are years
            yield from dated(tokens[year], sides, setting, month=number)

    return form


def _point_month(
    tokens: list[Token], sides: Sides, setting: Setting
) -> Iterator[Piece]:
    """Read “02.2017”."""
    if 1 <= number_of(tokens[0]) <= 12:
        yield from dated(tokens[2], sides, setting, month=number_of(tokens[0]))


def _winter(tokens: list[Token], sides: Sides, _setting: Setting) -> Iterator[Piece]:
    """Read “winter 2016–17”: the season over New Year, wherever it is winter or summer then."""
    first, second = number_of(tokens[-3]), number_of(tokens[-1])
    season = next(number_of(token) for token in tokens if token.code == "S")
    if season in (1, 3) and second in (first + 1, (first + 1) % 100):
        yield Piece("winter", first, 12)


def _with_year(year: str) -> dict[str, Form]:
    """Give the forms that end in, or begin with, a year of one kind of token."""
    forms = {
        f"M{year}": _at(-1, 0, 1),
        f"{year}M": _at(-1, 1, 0),
        f"uM{year}": _hidden("day"),
        f"u{year}": _hidden("day"),
        f"x{year}": _hidden("month"),
        f"dr{year}": _roman_month,
        f"S{year}": _season,
        f"{year}S": _season,
    }
    for sign in "-/":
        forms |= {f"M{sign}{year}": _at(-1, 0, 2), f"{year}{sign}M": _at(-1, 2, 0)}
    for day in "do":
        forms |= {
            f"{day}M{year}": _at(0, 1, 2),
            f"M{day}{year}": _at(1, 0, 2),
            f"{year}M{day}": _at(2, 1, 0),
            f"{year}{day}M": _at(1, 2, 0),
            f"{day}{year}": _day_and_year,
        }
    return forms


def _month_first(
    tokens: list[Token], sides: Sides, setting: Setting
) -> Iterator[Piece]:
    """Read “Feb 9 17”; in a list, “March 13, 14”, these are two days."""
    if not setting.alone:
        return
    yield from _two_digit_day(tokens[2], tokens[1], tokens[0], sides, setting)


def _ordinal_first(
    tokens: list[Token], sides: Sides, setting: Setting
) -> Iterator[Piece]:
    """Read “9th Feb 17”: the ordinal is the day."""
    yield from _two_digit_day(tokens[2], tokens[0], tokens[1], sides, setting)


_FORMS: dict[str, Form] = {
    **_with_year("y"),
    **_with_year("h"),
    **_with_year("a"),
    **dict.fromkeys(("y", "h"), _at(-1, -1, 0)),
    **dict.fromkeys("dor", _bare),
    "a": _short_year,
    **dict.fromkeys(("dM", "oM"), _at(0, 1, -1)),
    "Mo": _at(1, 0, -1),
    "M": _at(-1, 0, -1),
    "n": _numeric,
    "ddy": _spaced_numeric,
    "dMd": _two_digits,
    "oMd": _ordinal_first,
    "Mdd": _month_first,
    "Md": _day_or_year,
    **dict.fromkeys(("d/y", "d-y"), _month_and_year(0, 2)),
    **dict.fromkeys(("y/d", "y-d"), _month_and_year(2, 0)),
    "d.y": _point_month,
    "S": _season,
    **dict.fromkeys(("Sd", "dS"), _old_season),
    **dict.fromkeys([f"Sy{s}{y}" for s in "-–/" for y in "dy"], _winter),
    **dict.fromkeys(("D", "Dk", "ky", "yk", "kD", "X", "Xk"), _decade),
    **dict.fromkeys(("oC", "Co", "dC", "Cd", "rC", "Cr"), _century),
}
