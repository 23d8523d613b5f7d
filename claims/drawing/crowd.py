"""Groups for a crowd: where a screen cannot show marks apart, neighbours of one lane and look become one mark."""

from collections import defaultdict
from collections.abc import Sequence

from claims.drawing.layout import Rules
from claims.drawing.marks import LANES, Kind, Look, Mark, dated
from claims.drawing.scale import Scale, linear, month_name, month_of

CELL = 72  # a group with its number fits into so much
ROWS = 16  # a lane of more rows is a crowd


def gathered(marks: Sequence[Mark], rules: Rules) -> list[Mark]:
    """Return the marks, with every crowded lane gathered into groups: a kind and a look in one cell of the axis.

    A lane is crowded when its marks could not all stand in sixteen rows, or when there are more than 400 in all.
    """
    known = dated(marks)
    if not known:
        return list(marks)
    scale = linear(known, rules.left, rules.right)
    shown = [mark for mark in marks if mark.look == "undated"]
    crowd = len(known) > max(80, min(400, rules.width // 3))
    for kind in LANES:
        lane = [mark for mark in known if mark.kind == kind]
        if crowd or _rows(lane, scale) > ROWS:
            shown += _groups(lane, scale, kind)
        else:
            shown += lane
    return shown


def _rows(lane: Sequence[Mark], scale: Scale) -> int:
    """Return the most marks of a lane that start in one cell."""
    cells: dict[int, int] = defaultdict(int)
    for mark in lane:
        cells[int(scale.x(mark.start) // CELL)] += 1
    return max(cells.values(), default=0)


def _groups(lane: Sequence[Mark], scale: Scale, kind: Kind) -> list[Mark]:
    """Return one mark for each cell and look; alone in its cell a mark stays itself."""
    cells: dict[tuple[int, Look], list[Mark]] = defaultdict(list)
    for mark in lane:
        middle = scale.x((mark.start + mark.end) / 2)
        cells[int((middle - scale.left) // CELL), mark.look].append(mark)
    return [
        found[0] if len(found) == 1 else _group(found, look, kind)
        for (_, look), found in cells.items()
    ]


def _group(found: Sequence[Mark], look: Look, kind: Kind) -> Mark:
    """Return one mark for many: as wide as all of them, soft if they are."""
    first, last = min(mark.start for mark in found), max(mark.end for mark in found)
    months = sorted({month_of(first), month_of(last)})
    words = " to ".join(month_name(month) for month in months)
    if look == "point":  # stands at the middle of its members
        first = last = sorted(mark.start for mark in found)[len(found) // 2]
    named = {
        "point": "known to the day",
        "bar": "periods",
        "soft": "without a single day",
        "undated": "undated",
    }
    return Mark(
        kind=kind, number="", label=f"{len(found):,}", title=f"{len(found):,} entries {named[look]}",
        words=words, earliest=first, latest=last, approximate=False, once_within=look == "soft", href="",
        throughout=look == "bar", group=len(found),
    )  # fmt: skip
