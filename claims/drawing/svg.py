"""A plan as SVG text: the same shapes on screen and paper, inked by class there and by attribute here.

Paper keeps to what survives PDF/A: no opacity, no mask, no pattern, no style sheet. A span without a known day is a
line of slanted dashes, thinner toward an end that is not known, so both media draw it the same way.
"""

from collections.abc import Iterator
from html import escape
from typing import Literal

from claims.drawing.layout import End, Lane, Placed, Plan
from claims.drawing.marks import Kind, Look
from claims.drawing.scale import Scale
from claims.drawing.text import clean

Medium = Literal["screen", "paper"]

PITCH = 5.6  # from one dash of the hatching to the next
DASH = 1.6
INKS: dict[Medium, dict[str, str]] = {
    "screen": {
        "ring": 'class="ring"',
        "dot": 'class="dot"',
        "ruled": 'class="ruled"',
        "known": 'class="known"',
        "soft": 'class="soft" fill="none" stroke="currentColor" stroke-width="9"',
        "soft-r": 'class="soft ruled-soft" fill="none" stroke="currentColor" stroke-width="9"',
        "edge": 'class="edge" fill="none" stroke="currentColor" stroke-width="1.5"',
        "edge-r": 'class="edge ruled-soft" fill="none" stroke="currentColor" stroke-width="1.5"',
        "grid": 'class="grid"',
        "year": 'class="grid year"',
        "base": 'class="grid base"',
        "band": 'class="band"',
        "text": "",
        "text-r": 'class="ruled-text"',
        "lane": 'class="lane"',
        "quiet": 'class="quiet"',
    },
    "paper": {
        "ring": 'fill="#fff" stroke="#1a1a1a" stroke-width="1.75"',
        "dot": 'fill="#1a1a1a"',
        "ruled": 'fill="#7a1f1f"',
        "known": 'fill="#7a776f"',
        "soft": 'fill="none" stroke="#1a1a1a" stroke-width="9"',
        "soft-r": 'fill="none" stroke="#7a1f1f" stroke-width="9"',
        "edge": 'fill="none" stroke="#1a1a1a" stroke-width="1.5"',
        "edge-r": 'fill="none" stroke="#7a1f1f" stroke-width="1.5"',
        "grid": 'fill="none" stroke="#d6d2c7" stroke-width="1"',
        "year": 'fill="none" stroke="#7a776f" stroke-width="1"',
        "base": 'fill="none" stroke="#1a1a1a" stroke-width="1"',
        "band": 'fill="#efece4"',
        "text": 'fill="#1a1a1a"',
        "text-r": 'fill="#7a1f1f" font-weight="600"',
        "lane": 'fill="#1a1a1a" font-weight="600"',
        "quiet": 'fill="#55524b"',
    },
}
PAPER_FONT = "Noto Sans, Noto Sans Khmer, Noto Sans Arabic, Noto Sans Thai, sans-serif"


def number(value: float) -> str:
    """Return a coordinate with one decimal at most."""
    return f"{value:.1f}".removesuffix(".0")


def text(x: float, y: float, words: str, ink: str, size: float) -> str:
    """Return one line of text from x, its middle at y."""
    return f'<text x="{number(x)}" y="{number(y + size * 0.35)}" {ink}>{escape(clean(words))}</text>'


class Pen:
    """Draws the parts of a plan in the inks of one medium."""

    def __init__(self, plan: Plan, medium: Medium) -> None:
        self.plan, self.medium, self.inks = plan, medium, INKS[medium]
        self.size, self.rules = plan.rules.size, plan.rules

    def parts(self) -> Iterator[str]:
        """Yield axis, lanes and marks, back to front."""
        if self.plan.scale:
            yield from self._axis(self.plan.scale)
        for lane in self.plan.lanes:
            yield from self._lane(lane)
        yield self._line(0, self.plan.height, self.rules.width, "base")

    def shape(self, kind: Kind, look: Look, x0: float, x1: float, y: float) -> str:
        """Return the shape of a kind (a day), a solid bar (a known period) or nothing for a soft span."""
        middle, left, top = number((x0 + x1) / 2), number(x0), number(y - 4.5)
        if look == "bar":
            ink = self.inks["ruled" if kind == "ruling" else "known"]
            return f'<rect x="{left}" y="{top}" width="{number(x1 - x0)}" height="9" {ink}/>'
        name = {"claim": "ring", "ruling": "ruled"}.get(kind, "dot")
        ink = self.inks["known" if look == "undated" else name]
        if kind == "claim":
            return f'<circle cx="{middle}" cy="{number(y)}" r="4.2" {ink}/>'
        if kind == "evidence":
            return f'<rect x="{number(x0 + 0.8)}" y="{number(y - 4.2)}" width="8.4" height="8.4" {ink}/>'
        if kind == "ruling":
            return f'<rect x="{number(x0 + 2.5)}" y="{number(y - 8)}" width="5" height="16" {ink}/>'
        return f'<path d="M{middle} {number(y - 5.2)}l5.2 5.2-5.2 5.2-5.2-5.2z" {ink}/>'

    def sample(
        self,
        kind: Kind,
        look: Look,
        span: tuple[float, float],
        y: float,
        ends: tuple[End, End],
    ) -> str:
        """Return a shape for the key."""
        return (
            self.soft(kind, span, y, ends)
            if look == "soft"
            else self.shape(kind, look, *span, y)
        )

    def soft(
        self, kind: Kind, span: tuple[float, float], y: float, ends: tuple[End, End]
    ) -> str:
        """Return a hatched span, fading toward ends that are not known, with an arrow where one is open."""
        hue = "-r" if kind == "ruling" else ""
        x0 = span[0] + (6 if ends[0] != "soft" else 0)
        x1 = span[1] - (6 if ends[1] != "soft" else 0)
        dashes, long = hatching(
            x1 - x0, fade_in=ends[0] != "known", fade_out=ends[1] != "known"
        )
        from_x = (x0 + x1 - long) / 2 + y  # skewX(-45) moves a line at y by -y
        drawn = (
            f'<path d="M{number(from_x)} {number(y)}h{number(long)}" transform="skewX(-45)"'
            f' stroke-dasharray="{dashes}" {self.inks["soft" + hue]}/>'
        )
        path = _edge(span[0], y, ends[0], -1) + _edge(span[1], y, ends[1], 1)
        return drawn + (f'<path d="{path}" {self.inks["edge" + hue]}/>' if path else "")

    def _axis(self, scale: Scale) -> Iterator[str]:
        """Yield quiet stretches, date lines and dates."""
        head, foot = self.rules.head, self.plan.dated_foot
        for stretch in scale.stretches:
            if stretch.quiet:
                yield from self._quiet(scale.x(stretch.first), scale.x(stretch.after))
        for tick in self.plan.ticks:
            if tick.has_line:
                ink = self.inks["year" if tick.is_year else "grid"]
                yield f'<path d="{self._upright(tick.x, head - 8, foot)}" {ink}/>'
            if tick.text:
                ink = self.inks["lane" if tick.is_year else "quiet"]
                yield text(tick.text_x, head - 16, tick.text, ink, self.size)

    def _quiet(self, x0: float, x1: float) -> Iterator[str]:
        """Yield the shade of a stretch drawn narrow and, at its head, the usual mark of a broken axis."""
        head, middle = self.rules.head, (x0 + x1) / 2
        yield (
            f'<rect x="{number(x0)}" y="{number(head)}" width="{number(x1 - x0)}"'
            f' height="{number(self.plan.dated_foot - head)}" {self.inks["band"]}/>'
        )
        foot = number(head + 5)
        yield f'<path d="M{number(middle - 5)} {foot}l5-10M{number(middle)} {foot}l5-10" {self.inks["edge"]}/>'

    def _upright(self, x: float, top: float, bottom: float) -> str:
        """Return the path of a date line that leaves out the texts in its way."""
        boxes = [p.text_box for lane in self.plan.lanes for p in lane.placed if p.text]
        cuts = sorted((box.y0, box.y1) for box in boxes if box.x0 - 2 < x < box.x1 + 2)
        path = f"M{number(x)} {number(top)}"
        for y0, y1 in cuts:
            if y1 < bottom:
                path += f"V{number(y0)}M{number(x)} {number(y1)}"
        return path + f"V{number(bottom)}"

    def _lane(self, lane: Lane) -> Iterator[str]:
        """Yield a lane's line, name and marks."""
        yield self._line(0, lane.y0, self.rules.width, "base")
        name_y = lane.y0 + (
            self.size * 0.9 if self.rules.compact else 4 + self.rules.pitch / 2
        )
        yield text(0, name_y, lane.name, self.inks["lane"], self.size)
        if not lane.placed:
            at = 0 if self.rules.compact else self.rules.left
            y = (
                lane.y0
                + (self.size + 8 if self.rules.compact else 4)
                + self.rules.pitch / 2
            )
            yield text(at, y, "none", self.inks["quiet"], self.size)
        for placed in lane.placed:
            yield self._mark(placed)

    def _mark(self, placed: Placed) -> str:
        """Return one mark with its text, on screen inside its link."""
        mark = placed.mark
        ink = self.inks["text-r" if mark.kind == "ruling" else "text"]
        drawn = (
            self.soft(
                mark.kind, (placed.x0, placed.x1), placed.y, (placed.start, placed.end)
            )
            if placed.look == "soft"
            else self.shape(mark.kind, placed.look, placed.x0, placed.x1, placed.y)
        )
        if placed.text:
            ink += ' text-anchor="end"' if placed.to_left else ""
            drawn += text(placed.text_x, placed.text_y, placed.text, ink, self.size)
        if self.medium == "paper":
            return drawn
        boxes = (placed.shape_box, placed.text_box)
        x0, x1 = min(box.x0 for box in boxes), max(box.x1 for box in boxes)
        area = (
            f'<rect x="{number(x0)}" y="{number(placed.y - 12)}" width="{number(max(24, x1 - x0))}"'
            f' height="{number(placed.text_y - placed.y + 24)}" fill="none" pointer-events="all"/>'
        )
        said = escape(clean(mark.spoken))
        if not mark.href:
            return f"<g><title>{said}</title>{area}{drawn}</g>"
        return f'<a href="{escape(mark.href)}" aria-label="{said}"><title>{said}</title>{area}{drawn}</a>'

    def _line(self, x: float, y: float, long: float, ink: str) -> str:
        return f'<path d="M{number(x)} {number(y)}h{number(long)}" {self.inks[ink]}/>'


def hatching(length: float, *, fade_in: bool, fade_out: bool) -> tuple[str, float]:
    """Return a dash pattern that fills a length, and the length it takes."""
    count = max(int((length + PITCH - DASH) / PITCH), 2)
    fade = min(count // 2, 5)
    dashes = [DASH] * count
    for step in range(fade):
        thin = round(0.4 + (DASH - 0.4) * (step + 0.5) / fade, 2) if count > 3 else 1.2
        if fade_in:
            dashes[step] = thin
        if fade_out:
            dashes[-1 - step] = thin
    pattern = " ".join(f"{dash:g} {PITCH - dash:.3g}" for dash in dashes)
    return pattern, count * PITCH - (PITCH - dashes[-1])


def _edge(x: float, y: float, end: str, toward: int) -> str:
    """Return an upright line at a known end, an arrow at an open one."""
    if end == "known":
        return f"M{number(x)} {number(y - 6)}v12"
    if end == "open":
        return (
            f"M{number(x - 4 * toward)} {number(y - 5)}l{5 * toward} 5 {-5 * toward} 5"
        )
    return ""
