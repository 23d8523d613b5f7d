"""The sentences and the key under a drawing: what its shapes mean and where its scale changes."""

from collections.abc import Iterator, Sequence

from claims.drawing.layout import End, Plan, Rules, plan
from claims.drawing.marks import LANES, Kind, Look, Mark
from claims.drawing.scale import BUSY, QUIET_MONTHS, Scale
from claims.drawing.svg import Pen, text
from claims.drawing.text import width, wrap

NAMED = 4  # so many stretches are named one by one

KEY: list[tuple[str, Kind, Look, tuple[End, End]]] = [
    ("Claim", "claim", "point", ("known", "known")),
    ("Evidence", "evidence", "point", ("known", "known")),
    ("Ruling", "ruling", "point", ("known", "known")),
    ("Event", "event", "point", ("known", "known")),
    ("Somewhere within this span", "event", "soft", ("soft", "soft")),
    ("Not after this day", "event", "soft", ("open", "known")),
    ("Not before this day", "event", "soft", ("known", "open")),
    ("Runs on", "event", "soft", ("soft", "open")),
    ("A period with known ends", "event", "bar", ("known", "known")),
]


def scale_words(scale: Scale | None) -> str:
    """Return the sentences that say which parts of the scale are drawn wider or narrower; empty for one rate."""
    if scale is None or len(scale.stretches) == 1:
        return ""
    busy = [s.words for s in scale.stretches if s.rate == BUSY]
    quiet = [s.words for s in scale.stretches if s.quiet]
    said = ["The scale changes."]
    if busy:
        be = "is" if len(busy) == 1 and " to " not in busy[0] else "are"
        said.append(f"{_listed(busy)} {be} drawn {BUSY} times as wide as other months.")
    if len(quiet) > NAMED:
        said.append(
            f"{len(quiet)} stretches of {QUIET_MONTHS} months or more without an entry are drawn narrow."
        )
    elif quiet:
        be = "is" if len(quiet) == 1 else "are"
        said.append(f"{_listed(quiet)}, without an entry, {be} drawn narrow.")
    return " ".join(
        [*said, "Narrow parts are shaded and marked //."] if quiet else said
    )


def counted(marks: Sequence[Mark]) -> str:
    """Return how many entries a drawing holds, lane by lane, and how many lack a single day or any date."""
    lanes = [
        f"{name.lower()} {sum(m.group for m in marks if m.kind == kind)}"
        for kind, name in LANES.items()
    ]
    soft = sum(mark.group for mark in marks if mark.look in {"soft", "bar"})
    undated = sum(mark.group for mark in marks if mark.look == "undated")
    return (
        f"{sum(mark.group for mark in marks)} entries: {', '.join(lanes)}."
        f" {soft} without a single day, {undated} undated."
    )


def foot(laid: Plan, pen: Pen, words: str) -> tuple[list[str], float]:
    """Return the key and the caption under a drawing, as SVG parts, and the height with both."""
    size, y = laid.rules.size, laid.height + 22
    parts: list[str] = []
    x = 0.0
    for name, kind, look, ends in _used(laid):
        long = 36 if look != "point" else 14
        need = long + 6 + width(name, size)
        if x and x + need > laid.rules.width:
            x, y = 0.0, y + size * 1.6
        parts.append(pen.sample(kind, look, (x + 2, x + long - 2), y, ends))
        parts.append(text(x + long + 6, y, name, pen.inks["quiet"], size))
        x += need + 18
    for line in wrap(words, size, laid.rules.width):
        y += size * 1.6
        parts.append(text(0, y, line, pen.inks["quiet"], size))
    return parts, y + size


def key() -> list[tuple[str, str]]:
    """Return the key of the screen's timeline: for each shape a small SVG and its words."""
    pen = Pen(plan([], Rules(width=36), None), "screen")
    rows = []
    for name, kind, look, ends in KEY:
        long = 14 if look == "point" else 36
        drawn = pen.sample(kind, look, (2, long - 2), 8, ends)
        extra = " point" if look == "point" else ""
        rows.append(
            (
                f'<svg class="chart{extra}" viewBox="0 0 {long} 16" aria-hidden="true">{drawn}</svg>',
                name,
            )
        )
    return rows


def _used(laid: Plan) -> Iterator[tuple[str, Kind, Look, tuple[End, End]]]:
    """Yield the rows of the key that this drawing needs."""
    placed = [p for lane in laid.lanes for p in lane.placed]
    kinds = {p.mark.kind for p in placed}
    looks = {(p.look, (p.start, p.end)) for p in placed}
    for row in KEY:
        _, kind, look, ends = row
        if kind in kinds if look == "point" else (look, ends) in looks:
            yield row


def _listed(names: Sequence[str]) -> str:
    if len(names) > NAMED:
        return f"{len(names)} busy stretches"
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
