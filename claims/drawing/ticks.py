"""The dates along the axis: years first, then where the rate changes, months and days where there is room."""

from collections.abc import Iterator
from dataclasses import dataclass

from claims.drawing.scale import (
    MONTHS,
    Scale,
    month_of,
    month_start,
    year_month_day,
    year_name,
)
from claims.drawing.text import width

ROOM = 44  # a label wants this much
GAP = 4  # and this much air
STEPS = [n * 10**power for power in range(10) for n in (1, 2, 5)]


@dataclass(frozen=True)
class Tick:
    """A line across the lanes and the words over it."""

    x: float
    text: str
    text_x: float
    is_year: bool
    has_line: bool


@dataclass(frozen=True)
class _Wish:
    rank: int
    day: int
    year: int
    text: str


def ticks(scale: Scale, size: float, edge: float) -> list[Tick]:
    """Return the dates to write over the lanes, none touching another, none beyond the edge, by x."""
    taken: list[tuple[float, float]] = []
    found: list[Tick] = []
    years: set[int] = set()
    for wish in sorted(_wishes(scale), key=lambda wish: wish.rank):
        is_year = wish.rank == 0
        text = (
            wish.text
            if is_year or wish.year in years
            else f"{wish.text} {year_name(wish.year)}"
        )
        x, long = scale.x(wish.day), width(text, size)
        has_line = wish.day > scale.first
        at = _free(
            taken,
            (x + 4,) if is_year else (max(x - long / 2, scale.left), x + 4),
            long,
            edge,
        )
        if at is not None:
            taken.append((at, at + long))
            years.update({wish.year} if is_year else ())
            found.append(Tick(x, text, at, is_year, has_line))
        elif (
            wish.rank == 1 and has_line
        ):  # where the rate changes there is a line, room or not
            found.append(Tick(x, "", x, is_year, has_line))
    return sorted(found, key=lambda tick: tick.x)


def _free(
    taken: list[tuple[float, float]],
    places: tuple[float, ...],
    long: float,
    edge: float,
) -> float | None:
    """Return the first place where a text touches no other and stays within the edge."""
    for at in places:
        if at + long <= edge and not any(
            at < b + GAP and a < at + long + GAP for a, b in taken
        ):
            return at
    return None


def _wishes(scale: Scale) -> Iterator[_Wish]:
    """Yield all dates worth writing, most wanted first by rank; the axis takes those that fit."""
    first, last = year_month_day(scale.first)[0], year_month_day(scale.after - 1)[0]
    fit = max((scale.right - scale.left) / ROOM, 1)
    step = next(n for n in STEPS if (last - first + 1) / n <= fit)
    for year in range(first + -first % step, last + 1, step):
        if year > first:
            yield _Wish(0, month_start(year * 12), year, year_name(year))
    yield _Wish(0, scale.first, first, year_name(first))
    if step > 1:
        return
    for (start, p), (after, q) in zip(scale.knots, scale.knots[1:], strict=False):
        yield _month(1, month_of(start))
        yield from _within(start, after, (q - p) / (after - start))


def _within(start: int, after: int, rate: float) -> Iterator[_Wish]:
    """Yield months and days inside one stretch, as fine as its rate allows."""
    if rate * 91 < ROOM:
        return
    for month in range(month_of(start), month_of(after)):
        is_quarter = month % 3 == 0
        if is_quarter or rate * 30 >= ROOM:
            yield _month(2 if is_quarter else 3, month)
        if rate * 7 >= ROOM:
            for number in (8, 15, 22):
                yield _Wish(
                    4,
                    month_start(month) + number - 1,
                    month // 12,
                    f"{number} {_short(month)}",
                )


def _month(rank: int, month: int) -> _Wish:
    return _Wish(rank, month_start(month), month // 12, _short(month))


def _short(month: int) -> str:
    return MONTHS[month % 12][:3]
