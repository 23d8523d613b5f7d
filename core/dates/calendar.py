"""Day numbers of the proleptic Gregorian calendar, for any year, before the common era too.

The numbers are those of `datetime.date.toordinal` (1 January of the year 1 is 1), carried on below 1 and
above the year 9999. Years are astronomical: the year 0 is 1 BC. No clock is read.
"""

WEEKDAYS = (
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
)
MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_CYCLE = 146_097  # days in 400 years, after which the calendar repeats
_OFFSET = 306  # days from 1 March of the year 0 to 31 December of that year


def month_length(year: int, month: int) -> int:
    """Give the number of days of a month; `month` is 1 to 12."""
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 29 if month == 2 and leap else _LENGTHS[month - 1]


def day_number(year: int, month: int, day: int) -> int:
    """Give the number of a day; the day must exist.

    The year is taken to begin in March, so that the leap day comes last (Hinnant, `days_from_civil`).
    """
    if month <= 2:
        year -= 1
    cycle, of_cycle = divmod(year, 400)
    of_year = (153 * ((month + 9) % 12) + 2) // 5 + day - 1
    return (
        cycle * _CYCLE
        + of_cycle * 365
        + of_cycle // 4
        - of_cycle // 100
        + of_year
        - _OFFSET
        + 1
    )


def civil(number: int) -> tuple[int, int, int]:
    """Give year, month and day of a day number: the inverse of `day_number`."""
    cycle, of_cycle = divmod(number + _OFFSET - 1, _CYCLE)
    year = (
        of_cycle - of_cycle // 1460 + of_cycle // 36_524 - of_cycle // 146_096
    ) // 365
    of_year = of_cycle - (365 * year + year // 4 - year // 100)
    shifted = (5 * of_year + 2) // 153
    day = of_year - (153 * shifted + 2) // 5 + 1
    month = shifted + 3 if shifted < 10 else shifted - 9
    return year + cycle * 400 + (month <= 2), month, day


def iso_day(number: int) -> str:
    """Write a day number as an ISO 8601 day: `2016-03-09`, before the common era `-0043-03-15`."""
    year, month, day = civil(number)
    return f"{'-' if year < 0 else ''}{abs(year):04d}-{month:02d}-{day:02d}"


def weekday(number: int) -> str:
    """Name the day of the week of a day number, in English."""
    return WEEKDAYS[(number - 1) % 7]
