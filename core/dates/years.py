"""Years and dates in figures: what a number can be, given the era, the language and the order set."""

from collections.abc import Iterator
from dataclasses import dataclass

from core.dates.pieces import FAR_FUTURE, Piece, Unit
from core.dates.sides import Sides
from core.dates.tokens import Numeric, Token

_UNKNOWN = frozenset({"00", "0", "xx", "dd", "mm", "--", "??"})


@dataclass(frozen=True, slots=True)
class Setting:
    """How a text is to be read: the order of day and month, the language, and whether no other piece stands by."""

    order: str | None = None
    language: str = ""
    alone: bool = True


def number_of(token: Token) -> int:
    """Give the number a token stands for, 0 where it is none."""
    return token.value if isinstance(token.value, int) else 0


def years(
    token: Token, sides: Sides, setting: Setting, month: int = 0
) -> Iterator[tuple[int, str, str, bool]]:
    """Yield the years a number can be.

    Args:
        token: the number.
        sides: what is said of the whole, the era among it.
        setting: how the text is to be read.
        month: the month it stands with, 0 where none is said.

    Yields:
        The astronomical year, its era, the rule used, and whether it is too short to be
        a year without company.
    """
    number = number_of(token)
    short = token.code not in "yh" and len(token.text.lstrip("'")) == 2
    if sides.era == "be" or (sides.era == "" and _is_buddhist(number, setting)):
        for whole in (number + 2400, number + 2500) if short else (number,):
            yield from _buddhist(whole, setting, month)
    elif sides.era == "bc":
        yield 1 - number, "bc", "", False
    elif sides.era == "ad" or token.code in "yh":
        alone = token.code == "h" and not sides.era and not sides.mark
        yield number, sides.era, "", alone
    else:
        yield from _two_figures(number, setting, month)


def _two_figures(
    number: int, setting: Setting, month: int
) -> Iterator[tuple[int, str, str, bool]]:
    """Read “63”: by the rule where an order is set; in Thai it may be a Buddhist year too, and no order settles that."""
    if setting.order:
        year = number + (2000 if number <= 68 else 1900)
        yield year, "", f"two-digit year {number:02d} read as {year}", False
    else:
        yield from ((number + base, "", "", False) for base in (1900, 2000))
    if setting.language == "th":
        yield from _buddhist(number + 2400, setting, month)
        yield from _buddhist(number + 2500, setting, month)


def _buddhist(
    number: int, setting: Setting, month: int
) -> Iterator[tuple[int, str, str, bool]]:
    for offset in _buddhist_offsets(number, setting, month):
        year = number - offset
        yield year, "", f"the Buddhist year {number} read as {year}", False


def _buddhist_offsets(number: int, setting: Setting, month: int) -> tuple[int, ...]:
    """Give what to take from a Buddhist year.

    In Thailand it is the calendar year, until 2483 one that began in April. In Cambodia
    it begins with Visak Bochea in April or May and is then one more ahead.
    """
    if setting.language == "km" and not 1 <= month <= 3:
        return 543, 544
    if setting.language == "th" and number <= 2483 and 1 <= month <= 3:
        return 543, 542
    return (543,)


def _is_buddhist(number: int, setting: Setting) -> bool:
    return (
        number > FAR_FUTURE
        and setting.language in ("th", "km", "lo")
        and number - 543 <= FAR_FUTURE
    )


def dated(
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
    for number, era, rule, short in years(year, sides, setting, month):
        weak = short and unit == "year"
        yield Piece(
            unit, number, month, day, era=era, hidden=hidden, weak=weak, rule=rule,
            offset=(number_of(year) - number) % 100,
        )  # fmt: skip


def in_figures(fields: Numeric, sides: Sides, setting: Setting) -> Iterator[Piece]:
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
        yield from dated(token, sides, setting, month=in_month, day=on)


def _orders(fields: Numeric, order: str | None) -> tuple[str, ...]:
    if len(fields[0]) == 4:
        return ("ymd",)
    if len(fields[2]) == 4:
        return (order,) if order in ("dmy", "mdy") else ("dmy", "mdy")
    return (order,) if order else ("dmy", "mdy", "ymd")
