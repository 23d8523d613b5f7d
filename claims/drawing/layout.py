"""Where every mark and every label goes: lanes by kind, rows within a lane, nothing on top of anything."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from claims.drawing.marks import LANES, Look, Mark, dated
from claims.drawing.scale import Scale
from claims.drawing.text import clean, shorten, width
from claims.drawing.ticks import Tick, ticks

End = Literal["soft", "open", "known"]
STUB = 40  # how far a span with an open end is drawn: a length that claims nothing
SLANT = 4.5  # hatching leans this far over either end


@dataclass(frozen=True)
class Rules:
    """The measures of one medium.

    Attributes:
        width: Of the whole drawing.
        left: Where the time axis starts; left of it stand the lanes' names, or above when it is small.
        size: Font size.
        pitch: From one row to the next; on screen no less than the smallest target, 24 (WCAG 2.5.8).
        compact: Names of lanes above their rows, numbers alone beside the marks.
    """

    width: int
    left: float = 92
    size: float = 12
    pitch: float = 24
    compact: bool = False

    @property
    def right(self) -> float:
        """Return where the time axis ends."""
        return self.width - 8

    @property
    def head(self) -> float:
        """Return the height of the axis with its words."""
        return self.size + 22


@dataclass(frozen=True)
class Box:
    """A rectangle."""

    x0: float
    y0: float
    x1: float
    y1: float

    def meets(self, other: "Box") -> bool:
        """Tell whether two rectangles share any area."""
        return (
            self.x0 < other.x1
            and other.x0 < self.x1
            and self.y0 < other.y1
            and other.y0 < self.y1
        )


@dataclass(frozen=True)
class Placed:
    """A mark with its place: the shape from x0 to x1 around y, the text from (or up to) text_x, centred on text_y."""

    mark: Mark
    look: Look
    x0: float
    x1: float
    y: float
    start: End
    end: End
    text: str
    text_x: float
    text_y: float
    size: float
    to_left: bool

    @property
    def shape_box(self) -> Box:
        """Return the room the shape takes."""
        lean = SLANT if self.look == "soft" else 0
        return Box(self.x0 - lean, self.y - 8, self.x1 + lean, self.y + 8)

    @property
    def text_box(self) -> Box:
        """Return the room the text takes, by an estimate that is never too small."""
        half = self.size * 0.69
        long = width(self.text, self.size)
        x0 = self.text_x - long if self.to_left else self.text_x
        return Box(x0, self.text_y - half, x0 + long, self.text_y + half)


@dataclass(frozen=True)
class Lane:
    """A strip of the drawing: its name, where it lies and what is in it."""

    name: str
    y0: float
    y1: float
    placed: tuple[Placed, ...]


@dataclass(frozen=True)
class Plan:
    """A whole drawing before it becomes SVG; the scale is None when nothing has a date."""

    rules: Rules
    scale: Scale | None
    ticks: tuple[Tick, ...]
    lanes: tuple[Lane, ...]

    @property
    def height(self) -> float:
        """Return the height down to the last lane."""
        return self.lanes[-1].y1

    @property
    def dated_foot(self) -> float:
        """Return where the lanes with a time axis end: above the undated."""
        return self.lanes[len(LANES) - 1].y1


@dataclass(frozen=True)
class _Seat:
    """A mark with its text before it has a row; x0 and x1 bound both, `under` has the text in a second row."""

    mark: Mark
    shape: tuple[float, float]
    ends: tuple[End, End]
    text: str
    text_x: float
    x0: float
    x1: float
    side: Literal["right", "left", "under"] = "right"


def plan(marks: Sequence[Mark], rules: Rules, scale: Scale | None) -> Plan:
    """Place all marks.

    Args:
        marks: In any order.
        rules: The measures of the medium.
        scale: For the dated marks; None when there are none.
    """
    lanes: list[Lane] = []
    top = rules.head
    for kind, name in LANES.items() if scale or not marks else ():
        seats = [
            _seat(m, rules, scale) for m in dated(marks) if scale and m.kind == kind
        ]
        lanes.append(_lane(name, top, seats, rules))
        top = lanes[-1].y1
    undated = _undated([mark for mark in marks if mark.look == "undated"], rules)
    if undated:
        lanes.append(_lane("Undated", top, undated, rules))
    words = ticks(scale, rules.size, rules.width) if scale else []
    return Plan(rules, scale, tuple(words), tuple(lanes))


def _lane(name: str, top: float, seats: Sequence[_Seat], rules: Rules) -> Lane:
    """Give every seat the first row in which it touches nothing."""
    above = rules.size + 8 if rules.compact else 4
    first = top + above + rules.pitch / 2
    rows: list[list[tuple[float, float]]] = []
    placed = []
    for seat in seats:
        row = _free_row(rows, seat)
        y = first + row * rules.pitch
        placed.append(
            Placed(
                mark=seat.mark, look=seat.mark.look, x0=seat.shape[0], x1=seat.shape[1], y=y,
                start=seat.ends[0], end=seat.ends[1], text=seat.text, text_x=seat.text_x,
                text_y=y + rules.pitch * (seat.side == "under"), size=rules.size, to_left=seat.side == "left",
            )
        )  # fmt: skip
    return Lane(
        name, top, top + above + max(len(rows), 1) * rules.pitch + 4, tuple(placed)
    )


def _free_row(rows: list[list[tuple[float, float]]], seat: _Seat) -> int:
    """Take the first free row, or two neighbouring ones, and return the upper."""
    deep = 2 if seat.side == "under" else 1
    row = 0
    while any(
        seat.x0 < b and a < seat.x1 for line in rows[row : row + deep] for a, b in line
    ):
        row += 1
    while len(rows) < row + deep:
        rows.append([])
    for line in rows[row : row + deep]:
        line.append((seat.x0, seat.x1))
    return row


def _seat(mark: Mark, rules: Rules, scale: Scale) -> _Seat:
    """Find the shape's place on the axis and the side its text goes to: right, else left, else below."""
    shape, ends = _shape(mark, scale)
    lean = SLANT if mark.look == "soft" else 0
    x0, x1 = shape[0] - lean, shape[1] + lean
    text, long = _label(mark, rules)
    air = 4 if text else 0
    if x1 + air + long <= rules.width:
        return _Seat(
            mark, shape, ends, text, x1 + air, x0, x1 + air + long + rules.size
        )
    if x0 - air - long >= rules.left:
        return _Seat(
            mark,
            shape,
            ends,
            text,
            x0 - air,
            x0 - air - long - rules.size,
            x1 + 2,
            "left",
        )
    at = max(rules.left, min(x0, rules.width - long))
    return _Seat(
        mark, shape, ends, text, at, min(at, x0) - 2, max(at + long, x1) + 2, "under"
    )


def _label(mark: Mark, rules: Rules) -> tuple[str, float]:
    """Return the text beside a mark, no longer than there is room for, and its width."""
    wanted = mark.number or mark.label if rules.compact else mark.text
    limit = min(300, rules.right - rules.left) / (3 if rules.compact else 1)
    text = shorten(clean(wanted), rules.size, limit)
    return text, width(text, rules.size)


def _shape(mark: Mark, scale: Scale) -> tuple[tuple[float, float], tuple[End, End]]:
    """Return a shape's extent and how its ends look; a span too short to see is widened about its middle."""
    if mark.look == "point":
        middle = min(max(scale.x(mark.start + 0.5), scale.left + 5), scale.right - 5)
        return (middle - 5, middle + 5), ("known", "known")
    end: End = "known" if mark.look == "bar" or mark.earliest is None else "soft"
    start: End = "known" if mark.look == "bar" or mark.latest is None else "soft"
    x0, x1 = scale.x(mark.start), scale.x(mark.end + 1)
    if mark.earliest is None:
        x0, start = x1 - STUB, "open"
    elif mark.latest is None:
        x1, end = x0 + STUB, "open"
    elif mark.end >= scale.after:
        x1, end = scale.right, "open"
    least = STUB / 2 if "open" in (start, end) else 14
    grow = max(least - (x1 - x0), 0) / 2
    low, high = scale.left + SLANT, scale.right - SLANT
    x0 = max(min(x0 - grow, high - least), low)
    return (x0, max(min(x1 + grow, high), x0 + least)), (start, end)


def _undated(marks: Sequence[Mark], rules: Rules) -> list[_Seat]:
    """Seat the marks without a date one after another; where they stand on the axis means nothing."""
    seats = []
    x0 = start = rules.left + 2
    for mark in marks:
        text, long = _label(mark, rules)
        after = x0 + 14 + long + rules.size
        if after > rules.width and x0 > start:
            x0, after = start, start + 14 + long + rules.size
        seats.append(
            _Seat(
                mark,
                (x0, x0 + 10),
                ("known", "known"),
                text,
                x0 + 14,
                x0,
                after,
            )
        )
        x0 = after
    return seats
