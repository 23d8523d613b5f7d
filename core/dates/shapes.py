"""The ways to read a run of tokens that is no list: a point, a stretch, an open end, a week."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from core.dates.tokens import Token

_RANGES = "-–tv"
_SHORT_PAIR = re.compile("[~?]*y/d[~?]*")


@dataclass(frozen=True, slots=True)
class Shape:
    """A way to split a text: what it is, and the places its pieces stand in.

    Attributes:
        kind: `point`, `range`, `before`, `by`, `until`, `after`, `since`, `window`, `week`.
        runs: the tokens of each piece.
        span: how a range is meant, and a point where it says so (“throughout 2016”).
    """

    kind: str
    runs: tuple[list[Token], ...]
    span: str = ""


def shapes(tokens: list[Token]) -> Iterator[Shape]:
    """Yield the ways to read a run of tokens that is no list."""
    codes = "".join(token.code for token in tokens)
    start = len(codes) - len(codes.lstrip("_l,"))
    marks = [token for token in tokens[:start] if token.code == "l"]
    tokens, codes = tokens[start:], codes[start:]
    if not codes:
        return
    first = codes[0]
    if first == "b":
        yield from _between(tokens, codes)
        return
    if first == "t" and tokens[0].text in ("through", "thru"):
        yield Shape("until", (tokens[1:],), "throughout")
    if first in _BOUNDS:
        yield from _bounded(tokens, codes)
    if first == "w":
        yield from _weeks(tokens, codes)
        return
    if codes[-1] in "eLp" or (first == "f" and tokens[-1].text in ("on", "and on")):
        yield from _open(tokens, codes)
        return
    yield from _ranges(tokens, codes)
    if first == "f":
        yield Shape("point", (tokens[1:],))
        yield Shape("since", (tokens[1:],), "throughout")
    yield Shape("point", (marks + tokens,))


_BOUNDS = {
    "<": "before",
    "{": "by",
    "v": "until",
    ">": "after",
    "}": "since",
    "O": "point",
}


def _span(kind: str) -> str:
    return "throughout" if kind == "until" else "once within"


def _between(tokens: list[Token], codes: str) -> Iterator[Shape]:
    for position, code in enumerate(codes):
        if code in "&-–t|" and position > 1:
            yield Shape(
                "range", (tokens[1:position], tokens[position + 1 :]), "once within"
            )


def _bounded(tokens: list[Token], codes: str) -> Iterator[Shape]:
    """Yield readings of “before …”, “since …”, “throughout …” and of two bounds, “after … and before …”."""
    kind = _BOUNDS[codes[0]]
    lasting = kind in ("until", "point") or tokens[0].text in _LASTING
    span = "throughout" if lasting else "once within"
    for position in range(2, len(codes) - 1):
        closing = "<" if tokens[position].text == "and before" else codes[position]
        if closing in "<{v" and codes[0] in ">}":
            left = tokens[1:position]
            while left and left[-1].code in "&,_":
                left = left[:-1]
            window = f"{kind} {_BOUNDS[closing]}"
            yield Shape(
                window,
                (left, tokens[position + 1 :]),
                span if codes[position] == "v" else "once within",
            )
            return
    yield Shape(kind, (tokens[1:],), span)


_LASTING = (
    "since",
    "ever since",
    "depuis",
    "seit",
    "desde",
    "depuis le",
    "seit dem",
    "منذ",
)


def _open(tokens: list[Token], codes: str) -> Iterator[Shape]:
    """Yield readings of “… or later”, “… or earlier”, “… to the present” and “from … on”."""
    if codes[-1] == "p":
        body = tokens[1:-1] if codes[0] in "f}" else tokens[:-1]
        while body and body[-1].code in "-–tv_":
            body = body[:-1]
        if len(body) < len(tokens) - 1 or tokens[-1].text.startswith("to "):
            yield Shape("since", (body,), "throughout")
        return
    body = tokens[1:-1] if codes[0] in "f}" else tokens[:-1]
    if codes[-1] == "e":
        yield Shape("by", (body,), "once within")
    else:
        lasting = (
            codes[0] == "f"
            or tokens[-1].text.startswith("onward")
            or tokens[-1].code == "_"
        )
        yield Shape("since", (body,), "throughout" if lasting else "once within")


def _ranges(tokens: list[Token], codes: str) -> Iterator[Shape]:
    skip = 1 if codes[0] in "f}" else 0
    ranges = _RANGES + "/" if _SHORT_PAIR.fullmatch(codes) else _RANGES
    for position, code in enumerate(codes):
        if code not in ranges or position <= skip - 1 or position == 0:
            continue
        left, right = tokens[skip:position], tokens[position + 1 :]
        if not right and code in "-–" and position == 1 and codes[0] == "y":
            yield Shape("since", (left,), "throughout")
        elif left and right and "l" not in codes[position:]:
            lasting = skip or code in "tv"
            yield Shape("range", (left, right), "throughout" if lasting else "")


def _weeks(tokens: list[Token], codes: str) -> Iterator[Shape]:
    """Yield readings of “week of …” and of “the night of …”."""
    kind = f"week{tokens[0].value}"
    if len(tokens) == 1:
        return
    if kind in ("week0", "week3"):
        yield from _ranges(tokens[1:], codes[1:])
    yield Shape(kind, (tokens[1:],), "once within")
