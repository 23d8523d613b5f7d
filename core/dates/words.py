"""Dates in print: an EDTF value in plain English, worded so that reading the words gives the value back.

`~` is “about”, `?` is “possibly”, `%` both. A stretch meant throughout is “8 to 13 March 2016”, one holding a
moment “between 8 and 13 March 2016”, and one that does not say which “8–13 March 2016”. A month or year meant
throughout is “throughout June 2020”; as “June 2020” anything within it is understood. A value for which English has
no everyday words is printed as itself, after the word EDTF.
"""

from core.dates.calendar import MONTHS
from core.dates.edtf import Part, Value

_MARKS = {"": "", "~": "about ", "?": "possibly ", "%": "possibly about "}
_SEASONS = ("spring", "summer", "autumn", "winter")


class Unworded(Exception):  # noqa: N818 - not an error: the value is printed as EDTF instead
    """Raised where English has no everyday words for a value."""


def in_words(value: Value, edtf: str, span: str) -> str:
    """Print a value.

    Args:
        value: the parsed value.
        edtf: the same, as stored.
        span: how a stretch is meant: `throughout`, `once within`, or empty where not said.

    Returns:
        The words, without a full stop.
    """
    try:
        if value.kind == "single":
            whole = "throughout " if span == "throughout" else ""
            return whole + _marked(_some(value.members[0][0]))
        if value.kind == "interval":
            return _interval(*value.members[0], span)
        return _set(value)
    except Unworded:
        return f"EDTF {edtf}"


def ordinal(number: int) -> str:
    """Write a number as “1st”, “22nd”, “13th”."""
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{'th' if 10 <= number % 100 <= 20 else ending}"


def _some(part: Part | None) -> Part:
    if part is None or part.odd:
        raise Unworded
    return part


def _marked(part: Part, plain: str = "") -> str:
    return _MARKS[part.mark] + (plain or _plain(part))


def _plain(part: Part) -> str:
    if part.day:
        return _day(part)
    if part.sub_year:
        return _sub_year(part)
    if part.month == "XX":
        return f"an unknown month in {_year(part)}"
    return f"{_month(part)} {_year(part)}" if part.month else _year(part)


def _day(part: Part) -> str:
    if part.day != "XX":
        if "X" in part.day:
            raise Unworded
        return f"{int(part.day)} {_month(part)} {_year(part)}"
    month = "" if part.month == "XX" else f"{_month(part)} "
    return f"an unknown day in {month}{_year(part)}"


def _month(part: Part) -> str:
    if "X" in part.month:
        raise Unworded
    return MONTHS[int(part.month) - 1]


def _sub_year(part: Part) -> str:
    code, year = part.sub_year, _year(part)
    if code <= 24:
        return f"{_SEASONS[code - 21]} {year} (hemisphere not known)"
    if code <= 32:
        return f"{'northern' if code <= 28 else 'southern'} {_SEASONS[(code - 25) % 4]} {year}"
    if code <= 36:
        return f"Q{code - 32} {year}"
    if code >= 40:
        return f"H{code - 39} {year}"
    raise Unworded


def _year(part: Part) -> str:
    """Print year, decade or century; part of a longer date it must be a year."""
    if "X" not in part.year:
        return year_in_words(int(part.year))
    known = part.year.rstrip("X")
    if part.month or "X" in known or len(known) < 2:
        raise Unworded
    if known[0] == "-":
        if len(known) == 3:
            return f"{ordinal(int(known[1:]) + 1)} century BC"
        raise Unworded
    if len(known) == 2:
        return f"{ordinal(int(known) + 1)} century"
    if len(known) == 3:
        return f"the {known}0s" if known[2] != "0" else f"the {known}0s (decade)"
    raise Unworded


def year_in_words(year: int) -> str:
    """Print an astronomical year: `44 BC`, `AD 79`, `2016`."""
    if year <= 0:
        return f"{1 - year} BC"
    return str(year) if year >= 1000 else f"AD {year}"


def _interval(first: Part | None, last: Part | None, span: str) -> str:
    if first and last:
        return _stretch(_some(first), _some(last), span)
    if last:
        return _until(_some(last), span)
    return _since(_some(first), span)


def _until(last: Part, span: str) -> str:
    if span == "throughout":
        return f"until {_marked(last)}"
    if not last.day and (after := _neighbour(last, 1)):
        return f"before {_marked(last, after)}"
    return (
        f"on or before {_marked(last)}" if last.day else f"in or before {_marked(last)}"
    )


def _since(first: Part, span: str) -> str:
    if span == "throughout":
        return f"since {_marked(first)}"
    if not first.day and (before := _neighbour(first, -1)):
        return f"after {_marked(first, before)}"
    return (
        f"on or after {_marked(first)}"
        if first.day
        else f"in or after {_marked(first)}"
    )


def _neighbour(part: Part, step: int) -> str:
    """Print the month or year beside a plain one, empty for anything else."""
    if part.masked or part.sub_year:
        return ""
    if not part.month:
        return year_in_words(int(part.year) + step)
    months = int(part.year) * 12 + int(part.month) - 1 + step
    return f"{MONTHS[months % 12]} {year_in_words(months // 12)}"


def _stretch(first: Part, last: Part, span: str) -> str:
    if span == "once within":
        return f"between {_joined(first, last, ' and ')}"
    if span == "throughout":
        return _joined(first, last, " to ")
    left, right = _shared(first, last)
    if same_unit(first, last) and first.mark:
        if not last.mark:  # “about 1799–1801” would say it of both years
            left = f"{_plain(first)} ({_MARKS[first.mark].strip()})"
        elif first.mark == last.mark:
            right = right.removeprefix(_MARKS[first.mark])
    glue = (
        "–"
        if " " not in left.removeprefix(_MARKS[first.mark]) + right.partition(" ")[0]
        else " – "
    )
    return f"{left}{glue}{right}"


def same_unit(first: Part, last: Part) -> bool:
    """Say whether both dates are known to the same unit, so that one qualifier before a dash holds for both."""
    return _unit(first) == _unit(last)


def _unit(part: Part) -> tuple[bool, bool, int]:
    return bool(part.day), bool(part.month), part.year.count("X")


def _joined(first: Part, last: Part, glue: str) -> str:
    left, right = _shared(first, last)
    return f"{left}{glue}{right}"


def _shared(first: Part, last: Part) -> tuple[str, str]:
    """Print two dates, leaving out of the first what the second says again."""
    whole = _marked(first), _marked(last)
    plain = not (
        first.masked
        or last.masked
        or first.mark
        or last.mark
        or first.sub_year
        or last.sub_year
    )
    if not plain or first.year != last.year or not first.month or not last.month:
        return whole
    if first.day and last.day:
        month = "" if first.month == last.month else f" {_month(first)}"
        return f"{int(first.day)}{month}", whole[1]
    return whole if first.day or last.day else (_month(first), whole[1])


def _set(value: Value) -> str:
    days = [first.earliest or 0 for first, _ in value.members if first]
    if min(days, default=1) < 1 and days != sorted(days):
        raise Unworded  # a year before “BC” would be read as one too
    words = [_member(first, last) for first, last in value.members]
    if len(words) == 1:
        if value.kind == "all of" or value.members[0][0] != value.members[0][1]:
            raise Unworded
        return words[0]
    glue = " or " if value.kind == "one of" else " and "
    if len(words) == 2 and all(first == last for first, last in value.members):
        (first, _), (second, _) = value.members
        return _joined(_some(first), _some(second), glue)
    return f"{', '.join(words[:-1])}{glue}{words[-1]}"


def _member(first: Part | None, last: Part | None) -> str:
    if first is None or last is None:
        raise Unworded
    if first == last:
        return _marked(_some(first))
    return _stretch(_some(first), _some(last), "")
