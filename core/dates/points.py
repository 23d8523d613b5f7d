"""From tokens to pieces: every point in time that a run of tokens can name.

What adds nothing is set aside first (articles, labels, commas), then what qualifies the whole (about, possibly,
the weekday, the era, early or late); what is left must be one of the forms below, read whole. A run that can be
read in several ways gives several pieces: nothing is guessed here.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from core.dates.pieces import FAR_FUTURE, Piece, Unit, century
from core.dates.tokens import Numeric, Token

_ASIDE = frozenset("_lgim,W~?ABEN")
_UNKNOWN = frozenset({"00", "0", "xx", "--", "??"})


@dataclass(frozen=True, slots=True)
class Setting:
    """How a text is to be read: the order of day and month, the language, and whether no other piece stands by."""

    order: str | None = None
    language: str = ""
    alone: bool = True


@dataclass(slots=True)
class Sides:
    """What was set aside from a run of tokens."""

    mark: str = ""
    trailing: bool = False
    era: str = ""
    weekday: int | None = None
    hemisphere: int | None = None
    clock: bool = False
    part: tuple[int, int] | None = None
    core: list[Token] = field(default_factory=list)


def points(tokens: list[Token], setting: Setting) -> list[Piece]:
    """Give all points in time that a run of tokens can name; none where it is not wholly understood."""
    sides = _sides(tokens)
    if sides is None or not _take_part(sides):
        return []
    codes = "".join(token.code for token in sides.core)
    form = _FORMS.get(codes)
    if form is None:
        return [_finished(Piece("part"), sides)] if not codes and sides.part else []
    found = [_finished(piece, sides) for piece in form(sides.core, sides, setting)]
    return [piece for piece in found if not sides.clock or piece.unit == "day"]


def _sides(tokens: list[Token]) -> Sides | None:
    sides = Sides()
    for position, token in enumerate(tokens):
        if token.code not in _ASIDE:
            sides.core.append(token)
        elif (
            token.code == "~"
            and token.text == "c"
            and sides.core
            and sides.core[-1].code in "or"
        ):
            sides.core.append(replace(token, code="C"))  # “mid-19th c.”
        elif not _set_aside(token, sides, last=position == len(tokens) - 1):
            return None
    if [token.code for token in sides.core] != ["d", ".", "y"]:
        sides.core = [token for token in sides.core if token.code != "."]
    return sides


def _set_aside(token: Token, sides: Sides, *, last: bool) -> bool:
    """Note what a token says of the whole; False where it contradicts what was noted."""
    code, value = token.code, token.value
    if code in "~?":
        sides.mark = code if sides.mark in ("", code) else "%"
        sides.trailing = sides.trailing or (last and bool(sides.core))
    elif code in "ABE":
        if sides.era:
            return False
        sides.era = {"A": "ad", "B": "bc", "E": "be"}[code]
    elif code == "W":
        if sides.weekday is not None or not isinstance(value, int):
            return False
        sides.weekday = value
    elif code == "N" and isinstance(value, int):
        sides.hemisphere = value
    sides.clock = sides.clock or code == "i"
    return True


def _take_part(sides: Sides) -> bool:
    """Take “early”, “first half”, “Q1” from the front or the end of the core."""
    core = sides.core
    for position in range(len(core) - 1):
        share = _share(core[position], core[position + 1])
        if share:
            core[position : position + 2] = [Token("P", share, "")]
            break
    parts = [position for position, token in enumerate(core) if token.code == "P"]
    if len(parts) > 1 or (parts and parts[0] not in (0, len(core) - 1)):
        return False
    if parts:
        value = core.pop(parts[0]).value
        sides.part = value if isinstance(value, tuple) else None
        if core and core[0].code in "/-":
            core.pop(0)  # “Q1/2016”
    return True


def _share(first: Token, second: Token) -> tuple[int, int] | None:
    of = {"H": 2, "Q": 4, "T": 3}.get(second.code) or (
        3 if second.text == "third" else 0
    )
    if not of or first.code not in "odr" or not isinstance(first.value, int):
        return None
    which = of - 1 if first.value == -1 else first.value - 1
    return (which, of) if 0 <= which < of else None


def _finished(piece: Piece, sides: Sides) -> Piece:
    hidden = piece.hidden
    return replace(
        piece,
        part=sides.part if piece.unit != "season" else None,
        mark=sides.mark,
        trailing=sides.trailing,
        weekday=sides.weekday,
        hidden=hidden,
    )


Form = Callable[[list[Token], Sides, Setting], Iterator[Piece]]


def _number(token: Token) -> int:
    return token.value if isinstance(token.value, int) else 0


def _years(
    token: Token, sides: Sides, setting: Setting
) -> Iterator[tuple[int, str, str, bool]]:
    """Yield the years a number can be, each with its era, the rule used, and whether it is weak."""
    number = _number(token)
    if sides.era == "be" or (sides.era == "" and _is_buddhist(number, setting)):
        rule = f"the Buddhist year {number} is {number - 543}"
        yield number - 543, "", rule, False
    elif sides.era == "bc":
        yield 1 - number, "bc", "", False
    elif sides.era == "ad" or token.code in "yh":
        yield (
            number,
            sides.era,
            "",
            token.code == "h" and not sides.era and not sides.mark,
        )
    elif setting.order:
        year = number + (2000 if number <= 68 else 1900)
        yield year, "", f"two-digit year {number:02d} read as {year}", False
    else:
        yield from ((number + base, "", "", False) for base in (1900, 2000))


def _is_buddhist(number: int, setting: Setting) -> bool:
    return (
        number > FAR_FUTURE
        and setting.language in ("th", "km", "lo")
        and number - 543 <= FAR_FUTURE
    )


def _dated(
    year: Token,
    sides: Sides,
    setting: Setting,
    *,
    month: int = 0,
    day: int = 0,
    hidden: str = "",
) -> Iterator[Piece]:
    """Yield the day, month or year for each year that a number can be."""
    unit: Unit = "day" if day else "month" if month else "year"
    for number, era, rule, weak in _years(year, sides, setting):
        piece = Piece("year", number, month, day, era=era, rule=rule, hidden=hidden)
        yield replace(piece, unit=unit, weak=weak and unit == "year")


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
        on = _number(tokens[day]) if day >= 0 else 0
        in_month = _number(tokens[month]) if month >= 0 else 0
        if day >= 0 and not on:
            return
        if year >= 0:
            yield from _dated(tokens[year], sides, setting, month=in_month, day=on)
        else:
            yield Piece("day" if day >= 0 else "month", None, in_month, on)

    return form


def _swapped(year: Token, setting: Setting) -> bool:
    """Say whether the order set puts a bare two-digit year first, and so not here."""
    return year.code == "d" and setting.order == "ymd" and not setting.alone


def _two_digits(tokens: list[Token], sides: Sides, setting: Setting) -> Iterator[Piece]:
    """Read “9 Feb 17” and “17 Feb 9”: the order set decides, else both are possible."""
    first, last = tokens[0], tokens[2]
    if setting.order != "ymd":
        yield from _two_digit_day(last, first, tokens[1], sides, setting)
    if setting.order in ("ymd", None):
        yield from _two_digit_day(first, last, tokens[1], sides, setting)


def _two_digit_day(
    year: Token, day: Token, month: Token, sides: Sides, setting: Setting
) -> Iterator[Piece]:
    if len(year.text) == 2 or sides.era:
        yield from _dated(
            year, sides, setting, month=_number(month), day=_number(day) or 99
        )


def _day_or_year(
    tokens: list[Token], sides: Sides, setting: Setting
) -> Iterator[Piece]:
    """Read “Mar 16”: a day without its year, or a month with a short year."""
    month, number = _number(tokens[0]), tokens[1]
    if sides.era:
        yield from _dated(number, sides, setting, month=month)
        return
    yield Piece("day", None, month, _number(number))
    if setting.alone and len(number.text) == 2 and sides.weekday is None:
        yield from _dated(number, sides, setting, month=month)


def _numeric(tokens: list[Token], sides: Sides, setting: Setting) -> Iterator[Piece]:
    yield from _in_figures(tokens[0].numeric, sides, setting)


def _spaced_numeric(
    tokens: list[Token], sides: Sides, setting: Setting
) -> Iterator[Piece]:
    texts = [token.text for token in tokens]
    yield from _in_figures((texts[0], texts[1], texts[2]), sides, setting)


def _in_figures(fields: Numeric, sides: Sides, setting: Setting) -> Iterator[Piece]:
    """Read a date in figures in every order that it and the setting allow."""
    for order in _orders(fields, setting.order):
        named = dict(zip(order, fields, strict=True))
        day, month, year = named["d"], named["m"], named["y"]
        if year in _UNKNOWN - {"00"} or not year.isdecimal():
            continue
        token = Token("y" if len(year) == 4 else "d", int(year), year)
        if int(year) == 0 and len(year) == 4:
            continue
        on = 0 if day in _UNKNOWN else int(day)
        in_month = 0 if month in _UNKNOWN else int(month)
        if on and not in_month:
            continue
        yield from _dated(token, sides, setting, month=in_month, day=on)


def _orders(fields: Numeric, order: str | None) -> tuple[str, ...]:
    if len(fields[0]) == 4:
        return ("ymd",)
    if len(fields[2]) == 4:
        return (order,) if order in ("dmy", "mdy") else ("dmy", "mdy")
    return (order,) if order else ("dmy", "mdy", "ymd")


def _decade(tokens: list[Token], sides: Sides, setting: Setting) -> Iterator[Piece]:
    token = next(token for token in tokens if token.code in "DXy")
    year = _number(token)
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
    number = next(_number(token) for token in tokens if token.code in "odr")
    if 1 <= number <= 21 and sides.era != "be":
        yield century(number, sides.era)


def _season(tokens: list[Token], sides: Sides, setting: Setting) -> Iterator[Piece]:
    """Read a season; without a hemisphere it is one of two."""
    season = next(_number(token) for token in tokens if token.code == "S")
    codes = {None: (25, 29), 0: (25,), 1: (29,), 2: (21,)}[sides.hemisphere]
    year = next((token for token in tokens if token.code in "yhda"), None)
    for code in codes:
        if year is None:
            yield Piece("season", code=code + season)
        else:
            dated = _dated(year, sides, setting)
            yield from (
                replace(piece, unit="season", code=code + season, weak=False)
                for piece in dated
            )


def _bare(tokens: list[Token], sides: Sides, setting: Setting) -> Iterator[Piece]:
    """Read a number on its own: a day, the end of a year, a century's number or, with an era, a year."""
    token = tokens[0]
    number = _number(token)
    if sides.era:
        yield from _dated(token, sides, setting)
    elif token.code == "a":
        yield from (
            _dated(token, sides, setting)
            if setting.alone
            else (Piece("year", ending=token.text[1:]),)
        )
    elif not setting.alone:
        if 1 <= number <= 31:
            yield Piece("day", day=number)
        if token.code == "d":
            yield Piece("year", ending=token.text)
            yield Piece("year", number, weak=True)
        if 1 <= number <= 21 and token.code in "or":
            yield Piece("century", number=number)


def _day_and_year(
    tokens: list[Token], sides: Sides, setting: Setting
) -> Iterator[Piece]:
    """Read the second half of “March 8–13, 2016”, which lacks its month."""
    if not setting.alone:
        for year, era, rule, _ in _years(tokens[1], sides, setting):
            yield Piece("day", year, 0, _number(tokens[0]), era=era, rule=rule)


def _hidden(unit: str) -> Form:
    def form(tokens: list[Token], sides: Sides, setting: Setting) -> Iterator[Piece]:
        month = next((_number(token) for token in tokens if token.code == "M"), 0)
        yield from _dated(tokens[-1], sides, setting, month=month, hidden=unit)

    return form


def _roman_month(
    tokens: list[Token], sides: Sides, setting: Setting
) -> Iterator[Piece]:
    if 1 <= _number(tokens[1]) <= 12:
        yield from _at(0, 1, 2)(tokens, sides, setting)


def _month_and_year(month: int, year: int) -> Form:
    """Make the form of a month in figures: 12/2016, 2016/12."""

    def form(tokens: list[Token], sides: Sides, setting: Setting) -> Iterator[Piece]:
        if (
            tokens[1].text != "–"
            and 1 <= _number(tokens[month]) <= 12
            and len(tokens[month].text) <= 2
        ):
            yield from _dated(
                tokens[year], sides, setting, month=_number(tokens[month])
            )

    return form


def _point_month(
    tokens: list[Token], sides: Sides, setting: Setting
) -> Iterator[Piece]:
    """Read “02.2017”."""
    if 1 <= _number(tokens[0]) <= 12:
        yield from _dated(tokens[2], sides, setting, month=_number(tokens[0]))


def _winter(tokens: list[Token], sides: Sides, _setting: Setting) -> Iterator[Piece]:
    """Read “winter 2016–17”: the season over New Year, wherever it is winter or summer then."""
    first, second = _number(tokens[-3]), _number(tokens[-1])
    season = next(_number(token) for token in tokens if token.code == "S")
    if season in (1, 3) and second in (first + 1, (first + 1) % 100):
        yield Piece("winter", first, 12)


def _forms() -> dict[str, Form]:
    forms: dict[str, Form] = {
        "n": _numeric,
        "ddy": _spaced_numeric,
        "M": _at(-1, 0, -1),
        "dMd": _two_digits,
    }
    for year in "yha":
        forms |= {
            f"M{year}": _at(-1, 0, 1),
            f"{year}M": _at(-1, 1, 0),
            f"M-{year}": _at(-1, 0, 2),
        }
        forms |= {
            f"M/{year}": _at(-1, 0, 2),
            f"{year}-M": _at(-1, 2, 0),
            f"u{year}": _hidden("day"),
        }
        forms |= {
            f"S{year}": _season,
            f"{year}S": _season,
            f"x{year}": _hidden("month"),
            f"uM{year}": _hidden("day"),
        }
        forms |= {f"dr{year}": _roman_month}
        for day in "do":
            forms |= {
                f"{day}M{year}": _at(0, 1, 2),
                f"M{day}{year}": _at(1, 0, 2),
                f"{year}M{day}": _at(2, 1, 0),
            }
            forms |= {f"{day}{year}": _day_and_year, f"{year}{day}M": _at(1, 2, 0)}
    forms |= {
        "y": _at(-1, -1, 0),
        "h": _at(-1, -1, 0),
        "d": _bare,
        "o": _bare,
        "r": _bare,
        "a": _bare,
    }
    forms |= {
        "dM": _at(0, 1, -1),
        "oM": _at(0, 1, -1),
        "Mo": _at(1, 0, -1),
        "Md": _day_or_year,
        "Mdd": _month_first,
    }
    forms |= {
        "d/y": _month_and_year(0, 2),
        "d-y": _month_and_year(0, 2),
        "d.y": _point_month,
    }
    forms |= {
        "y/d": _month_and_year(2, 0),
        "y-d": _month_and_year(2, 0),
        "S": _season,
        "oMd": _ordinal_first,
    }
    forms |= {f"Sy{sign}{year}": _winter for sign in "-–/" for year in "dy"}
    forms |= dict.fromkeys(("D", "Dk", "ky", "yk", "kD", "X", "Xk"), _decade)
    forms |= dict.fromkeys(("oC", "Co", "dC", "Cd", "rC", "Cr"), _century)
    return forms


def _month_first(
    tokens: list[Token], sides: Sides, setting: Setting
) -> Iterator[Piece]:
    """Read “Feb 9 17”."""
    yield from _two_digit_day(tokens[2], tokens[1], tokens[0], sides, setting)


def _ordinal_first(
    tokens: list[Token], sides: Sides, setting: Setting
) -> Iterator[Piece]:
    """Read “9th Feb 17”: the ordinal is the day."""
    yield from _two_digit_day(tokens[2], tokens[0], tokens[1], sides, setting)


_FORMS = _forms()
