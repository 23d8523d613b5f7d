"""The drawn timeline, for screen and paper: plain marks in, SVG text out."""

from claims.drawing.captions import key
from claims.drawing.drawings import draw, draw_pages
from claims.drawing.marks import Mark

__all__ = ["Mark", "draw", "draw_pages", "key"]
