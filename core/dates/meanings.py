"""From pieces to a stored value: what a point, a stretch or an open end covers, in EDTF."""

from dataclasses import dataclass, replace

from core.dates.calendar import civil
from core.dates.edtf import parse
from core.dates.pieces import Extent, Impossible, Incomplete, Piece, extent, year_edtf
from core.dates.shapes import Shape

_OVER_NEW_YEAR = (26, 28, 30, 32)  # the EDTF codes of summers and winters


@dataclass(frozen=True, slots=True)
class Meaning:
    """One reading of a text."""

    edtf: str
    span: str = ""
    rules: tuple[str, ...] = ()


def meaning_of(shapes: list[Shape], pieces: list[Piece], kind: str) -> Meaning:
    """Give the value of a text split into shapes and filled with completed pieces.

    Args:
        shapes: what each item of the text is; one, or the items of a list.
        pieces: the pieces of all shapes, in order.
        kind: how a list is meant: `one of` or `all of`.

    Raises:
        Incomplete: where the text leaves open which year or month is meant.
        Impossible: where no such date exists.
    """
    members: list[Meaning] = []
    rest = pieces
    for shape in shapes:
        mine, rest = rest[: len(shape.runs)], rest[len(shape.runs) :]
        members.append(_shaped(shape, mine))
    rules = tuple(dict.fromkeys(piece.rule for piece in pieces if piece.rule))
    if len(members) == 1:
        return replace(members[0], rules=rules)
    if any(shape.kind == "point" and shape.span for shape in shapes):
        raise Incomplete(
            ""
        )  # one value holds one span: it would be lost, or said of all
    listed = ",".join(member.edtf.replace("/", "..") for member in members)
    if "...." in listed:
        raise Incomplete("")
    return Meaning(f"[{listed}]" if kind == "one of" else f"{{{listed}}}", "", rules)


def _shaped(shape: Shape, pieces: list[Piece]) -> Meaning:
    if shape.kind == "range":
        return _stretch(shape, pieces)
    if shape.kind.startswith("week"):
        return _week(shape.kind, pieces[0])
    whole = [extent(piece) for piece in pieces]
    if shape.kind == "point":
        point = _point(whole[0], pieces[0])
        return replace(point, span=shape.span or point.span)
    first, _, last = shape.kind.partition(" ")
    if last:
        start = _start(first, whole[0], pieces[0])
        return Meaning(f"{start}/{_end(last, whole[1], pieces[1])}", shape.span)
    if first in ("after", "since"):
        return Meaning(f"{_start(first, whole[0], pieces[0])}/..", shape.span)
    return Meaning(f"../{_end(first, whole[0], pieces[0])}", shape.span)


def _point(whole: Extent, piece: Piece) -> Meaning:
    if whole.first == whole.last:
        return Meaning(whole.first + piece.mark)
    return Meaning(f"{whole.first}{piece.mark}/{whole.last}{piece.mark}", "once within")


def _stretch(shape: Shape, pieces: list[Piece]) -> Meaning:
    """Make an interval; a qualifier before a dash, or after it, holds for both ends of one unit."""
    first, last = pieces
    start, end = extent(first), extent(last)
    if first.code in _OVER_NEW_YEAR and last.year == (first.year or 0) + 1:
        raise Incomplete("")  # “winter 2016–2017” is one winter
    if shape.span != "once within" and first.unit == last.unit:
        first, last = _shared_mark(first, last, dash=shape.span == "")
    if start.first == end.last and first.mark == last.mark:
        return Meaning(start.first + first.mark)
    return Meaning(f"{start.first}{first.mark}/{end.last}{last.mark}", shape.span)


def _shared_mark(first: Piece, last: Piece, *, dash: bool) -> tuple[Piece, Piece]:
    """Spread a qualifier before a dash, or after the second date, over both dates."""
    leading = first.mark if dash and not first.trailing else ""
    if last.trailing and (not first.mark or leading):
        marks = {first.mark, last.mark} - {""}
        both = "%" if len(marks) > 1 else last.mark
        return replace(first, mark=both), replace(last, mark=both)
    if leading and not last.mark:
        return first, replace(last, mark=leading)
    return first, last


def _start(kind: str, whole: Extent, piece: Piece) -> str:
    if kind != "after" or _vague(piece):
        return whole.first + piece.mark
    return _shifted(whole.last, 1) + piece.mark


def _end(kind: str, whole: Extent, piece: Piece) -> str:
    if kind != "before" or _vague(piece):
        return whole.last + piece.mark
    return _shifted(whole.first, -1) + piece.mark


def _vague(piece: Piece) -> bool:
    """Say whether a part has no sharp edge: “before the end of 2016” may be in it."""
    return piece.part is not None and piece.part[1] == 3


def _shifted(edtf: str, step: int) -> str:
    """Give the year, month or day before or after; of a decade, century or season the last or first one beside."""
    value = parse(edtf)
    edge = value.earliest if step < 0 else value.latest
    if edge is None:
        raise Incomplete("")
    year, month, day = civil(edge + step)
    length = len(edtf.lstrip("-"))
    if length == 4:
        return year_edtf(year)
    text = f"{year_edtf(year)}-{month:02d}"
    return f"{text}-{day:02d}" if length == 10 else text


def _week(kind: str, piece: Piece) -> Meaning:
    """Give the days around one: a week from it or to it, the week or the night it names."""
    day = extent(piece).first
    value = parse(day)
    if len(day.lstrip("-")) != 10 or value.earliest is None:
        raise Incomplete("")
    before, after = {"week2": (6, 0), "week3": (0, 1)}.get(kind, (0, 6))
    if kind == "week0" and value.earliest % 7 not in (
        0,
        1,
    ):  # neither Sunday nor Monday
        raise Impossible(
            "Weeks begin on Monday or on Sunday: say “week beginning” and its first day."
        )
    first, last = value.earliest - before, value.earliest + after
    return Meaning(
        f"{_day_edtf(first)}{piece.mark}/{_day_edtf(last)}{piece.mark}", "once within"
    )


def _day_edtf(number: int) -> str:
    year, month, day = civil(number)
    return f"{year_edtf(year)}-{month:02d}-{day:02d}"
