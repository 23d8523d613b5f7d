"""Time to x and back: a plain scale, and one that stretches by months where much happens."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import pairwise

from claims.drawing.marks import Mark

MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
BUSY = 4  # a busy month is drawn this many times as wide
QUIET_MONTHS = 4  # so many empty months in a row are drawn narrow
QUIET_DAYS = 40  # and as wide as so many days
CYCLE = 146_097  # days in 400 Gregorian years: lets the calendar run on past years 1 and 9999


def year_month_day(day: int) -> tuple[int, int, int]:
    """Return the proleptic Gregorian date of a day number, for any integer."""
    cycles, within = divmod(day - 1, CYCLE)
    found = date.fromordinal(within + 1)
    return found.year + 400 * cycles, found.month, found.day


def month_of(day: int) -> int:
    """Return the month a day lies in, counted from January of year 0."""
    year, month, _ = year_month_day(day)
    return year * 12 + month - 1


def month_start(month: int) -> int:
    """Return the day number of the first of a month (counted from January of year 0)."""
    year, index = divmod(month, 12)
    cycles, within = divmod(year - 1, 400)
    return date(within + 1, index + 1, 1).toordinal() + CYCLE * cycles


def year_name(year: int) -> str:
    """Return a year as printed; ISO year 0 is 1 BC."""
    return str(year) if year > 0 else f"{1 - year} BC"


def month_name(month: int) -> str:
    """Return ``March 2016`` for a month counted from January of year 0."""
    year, index = divmod(month, 12)
    return f"{MONTHS[index]} {year_name(year)}"


@dataclass(frozen=True)
class Stretch:
    """A run of months drawn at one rate: first day, first day after it, and why the rate is what it is."""

    first: int
    after: int
    rate: float
    quiet: bool = False

    @property
    def words(self) -> str:
        """Return the months it covers."""
        one, last = month_of(self.first), month_of(self.after - 1)
        return (
            month_name(one)
            if one == last
            else f"{month_name(one)} to {month_name(last)}"
        )


@dataclass(frozen=True)
class Scale:
    """A piecewise-linear scale from day numbers to x."""

    stretches: tuple[Stretch, ...]
    left: float
    right: float

    @property
    def first(self) -> int:
        """Return the first day drawn."""
        return self.stretches[0].first

    @property
    def after(self) -> int:
        """Return the first day no longer drawn."""
        return self.stretches[-1].after

    @cached_property
    def knots(self) -> list[tuple[int, float]]:
        """Return the days at which the rate may change, with their x."""
        total = sum((s.after - s.first) * s.rate for s in self.stretches)
        unit = (self.right - self.left) / total
        found = [(self.first, self.left)]
        for stretch in self.stretches:
            width = (stretch.after - stretch.first) * stretch.rate * unit
            found.append((stretch.after, found[-1][1] + width))
        return found

    def x(self, day: float) -> float:
        """Return where a day begins, held within the drawing."""
        knots = self.knots
        at = min(
            max(bisect_right(knots, day, key=lambda knot: knot[0]), 1), len(knots) - 1
        )
        (a, p), (b, q) = knots[at - 1], knots[at]
        return min(max(p + (q - p) * (day - a) / (b - a), self.left), self.right)

    def day(self, x: float) -> float:
        """Return the time at an x: the inverse of `x`."""
        for (a, p), (b, q) in pairwise(self.knots):
            if x <= q:
                return a + (b - a) * (max(x, p) - p) / (q - p)
        return float(self.after)


def linear(marks: Sequence[Mark], left: float, right: float) -> Scale:
    """Return one rate from the month of the first mark to the month of the last."""
    first, last = _reach(marks)
    return Scale((Stretch(month_start(first), month_start(last + 1), 1),), left, right)


def stretched(marks: Sequence[Mark], left: float, right: float) -> Scale:
    """Return a scale that is wide in busy months and narrow over quiet stretches.

    A month is busy when it starts at least four marks and twice the mean of the months that start any.
    Four or more months in which no mark starts or ends are quiet.
    """
    starts = Counter(month_of(mark.start) for mark in marks)
    used = sorted(set(starts) | {month_of(mark.end) for mark in marks})
    limit = max(4, 2 * len(marks) / max(len(starts), 1))
    runs: list[Stretch] = []
    for month, following in pairwise([*used, used[-1] + 1]):
        _append(runs, month, month + 1, BUSY if starts[month] >= limit else 1)
        if following - month > QUIET_MONTHS:
            days = month_start(following) - month_start(month + 1)
            _append(runs, month + 1, following, QUIET_DAYS / days, quiet=True)
        elif following - month > 1:
            _append(runs, month + 1, following, 1)
    return Scale(tuple(runs), left, right)


def _append(
    runs: list[Stretch], month: int, after: int, rate: float, *, quiet: bool = False
) -> None:
    """Add months to the runs, joining them to the last run of the same rate."""
    first, end = month_start(month), month_start(after)
    if runs and runs[-1].rate == rate and not quiet:
        first = runs.pop().first
    runs.append(Stretch(first, end, rate, quiet))


def _reach(marks: Sequence[Mark]) -> tuple[int, int]:
    return (
        month_of(min(mark.start for mark in marks)),
        month_of(max(mark.end for mark in marks)),
    )
