"""Words that only a reference date makes a date: “Tuesday”, “yesterday”, “last month”, “9 March” without a year."""

from dataclasses import replace

from core.dates.calendar import civil, day_number, iso_day
from core.dates.pieces import Piece
from core.dates.tokens import Token
from core.dates.value import UncertainDate


def years_for(
    pieces: list[Piece], reference: UncertainDate | None
) -> list[list[Piece]]:
    """Give the pieces with the years they can have.

    A date without a year is one of the reference's year, where that does not lie after the reference; else it is
    that one or the one of the year before.
    """
    if reference is None or all(
        piece.year is not None or not _yearless(piece) for piece in pieces
    ):
        return [pieces]
    first, last = reference.earliest, reference.latest
    if first is None or last is None or civil(first)[0] != civil(last)[0]:
        return [pieces]
    year = civil(last)[0]
    past = all(_start(piece, year) <= last for piece in pieces if piece.year is None)
    return (
        [_in_year(pieces, year)]
        if past
        else [_in_year(pieces, year), _in_year(pieces, year - 1)]
    )


def _yearless(piece: Piece) -> bool:
    return piece.unit in ("day", "month", "season") and not (
        piece.unit == "day" and not piece.month
    )


def _in_year(pieces: list[Piece], year: int) -> list[Piece]:
    rule = f"the year {year} taken from the reference date"
    return [
        replace(p, year=year, rule=rule) if p.year is None and _yearless(p) else p
        for p in pieces
    ]


def _start(piece: Piece, year: int) -> int:
    month = piece.month if 1 <= piece.month <= 12 else 1
    return day_number(year, month, 1) + max(piece.day - 1, 0)


def is_relative(tokens: list[Token]) -> bool:
    """Say whether a text is one that only a reference can date."""
    codes = "".join(token.code for token in tokens if token.code not in "_,.")
    return codes in _FORMS


def from_reference(
    tokens: list[Token], reference: UncertainDate
) -> list[tuple[str, str]]:
    """Give the EDTF values a relative text can have beside a reference, each with the rule used; none if unclear."""
    kept = [token for token in tokens if token.code not in "_,."]
    numbers = [token.value for token in kept if isinstance(token.value, int)]
    first, last = reference.earliest, reference.latest
    if first is None or last is None:
        return []
    rule = f"counted from the reference date {reference.words}"
    return [
        (value, rule)
        for value in _FORMS["".join(t.code for t in kept)](numbers, first, last)
    ]


def _shifted_day(numbers: list[int], first: int, last: int) -> list[str]:
    return [iso_day(first + numbers[0])] if first == last else []


def _weekday(numbers: list[int], first: int, last: int) -> list[str]:
    """Give the last such weekday up to the reference; on that weekday itself, today's or the one a week before."""
    if first != last:
        return []
    back = (first - 1 - numbers[-1]) % 7
    return [iso_day(first - back)] if back else [iso_day(first), iso_day(first - 7)]


def _last_weekday(numbers: list[int], first: int, last: int) -> list[str]:
    """Give both days “last Tuesday” is used for, the nearest past one and the one of the week before."""
    if first != last:
        return []
    back = (first - 1 - numbers[-1]) % 7 or 7
    if numbers[0] in (-1,):
        return (
            [iso_day(first - back), iso_day(first - back - 7)]
            if back < 7
            else [iso_day(first - 7)]
        )
    ahead = (numbers[-1] - (first - 1)) % 7 or 7
    return (
        [iso_day(first + ahead), iso_day(first + ahead + 7)] if numbers[0] == 1 else []
    )


def _period(numbers: list[int], first: int, last: int) -> list[str]:
    step, unit = numbers[0], numbers[1]
    if step not in (-1, 0, 1):
        return []
    return _moved(step, unit, first, last)


def _moved(step: int, unit: int, first: int, last: int) -> list[str]:
    start, end = civil(first), civil(last)
    if unit == 365 and start[0] == end[0]:
        return [f"{start[0] + step:04d}"]
    if unit == 30 and start[:2] == end[:2]:
        months = start[0] * 12 + start[1] - 1 + step
        return [f"{months // 12:04d}-{months % 12 + 1:02d}"]
    if unit == 7 and first == last:
        monday = first - (first - 1) % 7 + 7 * step
        return [f"{iso_day(monday)}/{iso_day(monday + 6)}"]
    return []


def _week(numbers: list[int], first: int, last: int) -> list[str]:
    return _period([numbers[0], 7], first, last)


def _ago(numbers: list[int], first: int, last: int) -> list[str]:
    """Give the day so many days before; weeks give their week, months their month, years their year."""
    count, unit = (numbers[0], numbers[1]) if len(numbers) > 2 else (1, numbers[0])
    if unit == 1:
        return [iso_day(first - count)] if first == last else []
    return _moved(-count, unit, first, last)


def _weeks_ago(numbers: list[int], first: int, last: int) -> list[str]:
    return _moved(-(numbers[0] if len(numbers) > 2 else 1), 7, first, last)


_FORMS = {
    "V": _shifted_day,
    "W": _weekday,
    "oW": _last_weekday,
    "RW": _last_weekday,
    "og": _period,
    "Rg": _period,
    "ow": _week,
    "Rw": _week,
    "dgG": _ago,
    "#gG": _ago,
    "#wG": _weeks_ago,
    "gG": _ago,
    "dwG": _weeks_ago,
    "wG": _weeks_ago,
}
