"""Values that are no words: EDTF, and the forms of ISO 8601 that EDTF leaves out."""

import re
from datetime import date

from core.dates.calendar import civil, iso_day
from core.dates.edtf import Value, parse
from core.dates.meanings import Meaning
from core.dates.pieces import FAR_FUTURE, Impossible

_STORED = re.compile(r"[\dXYESTWZ:.,/\[\]{}?~%+-]+", re.ASCII)
_INTERVAL = re.compile(
    r"[?~%]?-?\d{4}[\d?~%XTZ:+-]*/[?~%]?-?\d{4}[\d?~%XTZ:+-]*", re.ASCII
)
_MOMENT = re.compile(r"-?\d{4}-?\d\d-?\d\dT.*", re.ASCII)
_BASIC = re.compile(
    r"(1\d{3}|20\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])"
    r"(?:T\d{4}(?:\d\d)?(?:Z|[+-]\d\d(?:\d\d)?)?)?",
    re.ASCII,
)
_WITH_ZONE = re.compile(
    r"(\d{4}-\d\d-\d\d)"
    r"(?:T(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:[.,]\d+)?)?|T24:00(?::00)?)?"
    r"(?:Z|[+-](?:0\d|1[0-4]):?[0-5]\d)?",
    re.ASCII,
)
_WEEK = re.compile(r"(\d{4})-?W(\d\d)(?:-?([1-7]))?", re.ASCII)
_DAY_OF_YEAR = re.compile(r"(\d{4})-(\d{3})", re.ASCII)
_YEAR_OR_RANGE = re.compile(r"(\d\d)(\d\d)-(\d\d)", re.ASCII)


def stored_meanings(bare: str) -> list[Meaning]:
    """Read a stored value.

    Args:
        bare: the text, without spaces around it.

    Returns:
        What it can mean: one meaning; two where a code looks like a range of years; none
        where the text is no stored value.

    Raises:
        Impossible: with one sentence, where it is one that cannot be.
    """
    bare = bare.removeprefix("EDTF ")
    if not _STORED.fullmatch(bare):
        return []
    if found := _week(bare) or _other_iso(bare):
        return [found]
    try:
        value = parse(bare)
    except ValueError as error:
        if _INTERVAL.fullmatch(bare) or _MOMENT.fullmatch(bare):
            raise Impossible(str(error)) from error
        return []
    if "Y" not in bare:
        _check_future(value)
    return _or_range(_plain(bare))


def _check_future(value: Value) -> None:
    """Refuse years no record of the past can have; each date is judged by its first day."""
    for part in (part for member in value.members for part in member if part):
        year = civil(part.earliest or 0)[0]
        if year > FAR_FUTURE:
            raise Impossible(f"The year {year} lies far in the future: check it.")


def _plain(bare: str) -> str:
    """Write a set of one date as the date, and a qualifier before a year after it."""
    if bare[0] in "[{" and not {"/", ".", ","} & set(bare):
        bare = bare[1:-1]
    return bare[1:] + bare[0] if bare[0] in "?~%" and bare[1:].isdecimal() else bare


def _or_range(edtf: str) -> list[Meaning]:
    """Ask where an EDTF month or season looks like a range of years as labels write it.

    1811-12 and 1824-30 are years in every museum; 2009-11 is a month of ISO 8601, and
    2016-21 its spring. The older the year, the less likely is the code.
    """
    matched = _YEAR_OR_RANGE.fullmatch(edtf)
    if not matched or int(matched[3]) <= int(matched[2]):
        return [Meaning(edtf)]
    first, second = int(matched[1] + matched[2]), int(matched[3])
    years = f"{matched[1]}{matched[2]}/{matched[1]}{matched[3]}"
    if first < 1900 and second > 12:
        return [Meaning(years)]  # labels: nobody has coded the seasons of 1816
    if first < (1900 if second <= 12 else 2000 if second <= 24 else FAR_FUTURE):
        return [Meaning(years), Meaning(edtf)]
    rule = f"read as ISO 8601; the years would be {years}"
    return [Meaning(edtf, "", (rule,))]


def _week(bare: str) -> Meaning | None:
    """Read a week date: 2016-W10 is seven days, 2016-W10-3 one."""
    matched = _WEEK.fullmatch(bare)
    if not matched:
        return None
    try:
        first = date.fromisocalendar(int(matched[1]), int(matched[2]), 1).toordinal()
    except ValueError as error:
        raise Impossible(f"There is no week “{bare}”.") from error
    if matched[3]:
        return Meaning(iso_day(first + int(matched[3]) - 1))
    return Meaning(f"{iso_day(first)}/{iso_day(first + 6)}", "once within")


def _other_iso(bare: str) -> Meaning | None:
    """Read the basic form, the day of the year, and a day with a time or zone."""
    if basic := _BASIC.fullmatch(bare):
        return Meaning(_existing("-".join(basic.groups())))
    if ordinal := _DAY_OF_YEAR.fullmatch(bare):
        day = date(int(ordinal[1]), 1, 1).toordinal() + int(ordinal[2]) - 1
        if civil(day)[0] != int(ordinal[1]):
            raise Impossible(f"There is no day “{bare}”.")
        return Meaning(iso_day(day))
    zoned = _WITH_ZONE.fullmatch(bare)
    return Meaning(_existing(zoned[1])) if zoned else None


def _existing(edtf: str) -> str:
    try:
        value = parse(edtf)
    except ValueError as error:
        raise Impossible(str(error)) from error
    _check_future(value)
    return edtf
