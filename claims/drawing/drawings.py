"""The drawn timeline: one complete SVG for a screen or for paper, or as many as readable pages need."""

from collections.abc import Sequence
from dataclasses import replace
from html import escape
from math import ceil

from claims.drawing.captions import counted, foot, scale_words
from claims.drawing.crowd import gathered
from claims.drawing.layout import STUB, Plan, Rules, plan
from claims.drawing.marks import Mark, dated
from claims.drawing.scale import Scale, linear, month_name, month_of, stretched
from claims.drawing.svg import PAPER_FONT, Medium, Pen, number
from claims.drawing.text import clean

WIDE, NARROW, PAPER = (
    1240,
    360,
    1000,
)  # widths in use; below COMPACT a screen drawing is compact
COMPACT = 700
PAGE_MARKS = 60  # so many marks a reader of one page can still follow
PAGE_HEIGHT = (
    1300  # at a width of 1000: two thirds of an A4 text area at its full width
)


def draw(
    marks: Sequence[Mark],
    *,
    medium: Medium,
    title: str,
    description: str,
    width: int | None = None,
) -> str:
    """Return one drawing of all marks.

    Args:
        marks: In any order. More than a screen can show apart are drawn in groups with their number.
        medium: ``screen`` (classes of the style sheet, links) or ``paper`` (attributes only, key and caption inside).
        title: Its name.
        description: What it shows, for those who cannot see it; the counts and the scale are added.
        width: 1240 on screen (360: the narrow one), 1000 on paper, unless told.
    """
    if medium == "paper":
        return _paper(marks, title, description, width or PAPER)[0]
    rules = _screen_rules(width or WIDE)
    shown = gathered(marks, rules)
    laid = plan(shown, rules, _scale(shown, rules, stretch=False))
    pen = Pen(laid, medium)
    name = f"tl-{rules.width}"
    head = (
        f'<svg class="chart {"narrow" if rules.compact else "wide"}" viewBox="0 0 {rules.width}'
        f' {number(laid.height + 2)}" role="group" aria-labelledby="{name}-t" aria-describedby="{name}-d">'
    )
    words = _title(title, f"{description} {counted(marks)}", name)
    return head + words + "".join(pen.parts()) + "</svg>"


def draw_pages(
    marks: Sequence[Mark], *, title: str, description: str, width: int = PAPER
) -> list[str]:
    """Return paper drawings, one after another in time, each short enough for a page.

    Every mark is drawn once, in the part in which its span begins; where it runs on, an arrow and the caption say so.
    """
    parts = _parts(marks, width)
    if len(parts) == 1:
        return [
            draw(
                marks, medium="paper", title=title, description=description, width=width
            )
        ]
    drawings = []
    for place, part in enumerate(parts, start=1):
        when = _when(part)
        name = f"{title}, part {place} of {len(parts)}: {when}"
        note = (
            f"Part {place} of {len(parts)}: {when}. Each entry is drawn once, in the part in which its date begins;"
            " an arrow to the end shows that it runs on."
        )
        after = dated(parts[place])[:1] if place < len(parts) else []
        drawings.append(
            _paper(
                part,
                name,
                description,
                width,
                note=note,
                until=after[0].start if after else None,
            )[0]
        )
    return drawings


def _paper(
    marks: Sequence[Mark],
    title: str,
    description: str,
    width: int,
    *,
    note: str = "",
    until: int | None = None,
) -> tuple[str, float]:
    """Return one paper drawing and its height; spans that end after `until` are cut there."""
    laid = _paper_plan(marks, width, until)
    pen = Pen(laid, "paper")
    caption = " ".join(filter(None, [note, counted(marks), scale_words(laid.scale)]))
    below, height = foot(laid, pen, caption)
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {number(height)}" width="{width}"'
        f' height="{number(height)}" font-family="{PAPER_FONT}" font-size="{laid.rules.size:g}">'
    )
    words = _title(title, f"{description} {caption}", "")
    return head + words + "".join(pen.parts()) + "".join(below) + "</svg>", height


def _paper_plan(marks: Sequence[Mark], width: int, until: int | None) -> Plan:
    rules = Rules(width=width, left=100, size=15, pitch=24)
    return plan(marks, rules, _scale(marks, rules, stretch=True, until=until))


def _screen_rules(width: int) -> Rules:
    compact = width < COMPACT
    return Rules(width=width, left=4 if compact else 92, compact=compact)


def _scale(
    marks: Sequence[Mark], rules: Rules, *, stretch: bool, until: int | None = None
) -> Scale | None:
    """Return the scale for the dated marks, with room for the stubs of open ends."""
    known = dated(marks)
    if not known:
        return None
    if until is not None:
        known = [_cut(mark, until) for mark in known]
    make = stretched if stretch else linear
    scale = make(known, rules.left, rules.right)
    before = any(
        m.earliest is None and scale.x(m.end + 1) < scale.left + STUB for m in known
    )
    after = any(
        m.latest is None and scale.x(m.start) > scale.right - STUB for m in known
    )
    return make(known, scale.left + STUB * before, scale.right - STUB * after)


def _cut(mark: Mark, until: int) -> Mark:
    """Return the mark as far as this part's scale must reach for it."""
    if mark.latest is None or mark.latest <= until:
        return mark
    return replace(mark, latest=max(until, mark.start))


def _parts(marks: Sequence[Mark], width: int) -> list[list[Mark]]:
    """Split marks in time order so that each part is few enough and low enough, at the turn of a month if it can be."""
    rest = dated(marks) + [mark for mark in marks if mark.look == "undated"]
    parts: list[list[Mark]] = []
    while rest:
        count = ceil(len(rest) / ceil(len(rest) / PAGE_MARKS))
        while (
            count > 1
            and _paper(rest[:count], "", "", width)[1] > PAGE_HEIGHT * width / PAPER
        ):
            count = count * 3 // 4
        if count < len(rest):
            count = _month_turn(rest, count)
        parts.append(rest[:count])
        rest = rest[count:]
    return parts or [[]]


def _month_turn(marks: Sequence[Mark], count: int) -> int:
    """Return the last turn of a month in the second half of the first `count` marks, or else `count`."""
    for at in range(count, count // 2, -1):
        before, after = marks[at - 1], marks[at]
        if after.look != "undated" and month_of(before.start) != month_of(after.start):
            return at
    return count


def _when(part: Sequence[Mark]) -> str:
    """Return the months in which the marks of a part begin."""
    months = sorted({month_of(mark.start) for mark in dated(part)})
    undated = len(dated(part)) < len(part)
    if not months:
        return "undated"
    first, last = month_name(months[0]), month_name(months[-1])
    return (first if first == last else f"{first} to {last}") + (
        ", and undated" if undated else ""
    )


def _title(title: str, description: str, name: str) -> str:
    """Return title and description of an SVG, with ids where it has a name."""
    ids = (f' id="{name}-t"', f' id="{name}-d"') if name else ("", "")
    return f"<title{ids[0]}>{escape(clean(title))}</title><desc{ids[1]}>{escape(clean(description))}</desc>"
