"""The grammar of date texts: lists, stretches, open ends and points, all readings of the whole text.

The text is understood where all its readings cover the same days, ambiguous where they differ, and refused where
it has none. A word that is not understood leaves no reading.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice, product

from core.dates.calendar import civil
from core.dates.edtf import parse
from core.dates.pieces import (
    Extent,
    Impossible,
    Incomplete,
    Piece,
    borrowed,
    extent,
    year_edtf,
)
from core.dates.points import points
from core.dates.relative import years_for
from core.dates.tokens import Token
from core.dates.value import UncertainDate
from core.dates.years import Setting

_LISTS = "|;&z"
_RANGES = "-–tv"
_MOST = (
    64  # combinations tried for one way of splitting a text: real texts need a handful
)


@dataclass(frozen=True, slots=True)
class Shape:
    """A way to split a text: what it is, and the places its pieces stand in.

    Attributes:
        kind: `point`, `range`, `before`, `by`, `until`, `after`, `since`, `window`, `week`.
        runs: the tokens of each piece.
        span: how a range is meant.
    """

    kind: str
    runs: tuple[list[Token], ...]
    span: str = ""


@dataclass(frozen=True, slots=True)
class Meaning:
    """One reading of a text."""

    edtf: str
    span: str = ""
    rules: tuple[str, ...] = ()


@dataclass(slots=True)
class Findings:
    """What was found on the way: readings, and why others failed."""

    meanings: list[Meaning]
    reasons: list[str]
    lacking: list[str]
    separate: bool = False  # dates of different things: “1887, printed 1901”
    yearless: bool = False  # also a day without its year: “Mar 16”


def readings(
    tokens: list[Token], setting: Setting, reference: UncertainDate | None
) -> Findings:
    """Find all readings of a text."""
    found = Findings([], [], [])
    for shape in _shapes(tokens):
        before = len(found.lacking)
        _read_all(
            [shape], "", replace(setting, alone=len(shape.runs) == 1), reference, found
        )
        found.yearless |= shape.kind == "point" and "year" in found.lacking[before:]
    if not found.meanings or any(token.code == "/" for token in tokens):
        for kind, items in _lists(tokens):
            _read_list(kind, items, setting, reference, found)
    return found


def _read_list(
    kind: str,
    items: list[list[Token]],
    setting: Setting,
    reference: UncertainDate | None,
    found: Findings,
) -> None:
    company = replace(setting, alone=False)
    for shapes in islice(product(*([*_shapes(item)] for item in items)), _MOST):
        if kind != "separate":
            _read_all(list(shapes), kind, company, reference, found)
            continue
        found.separate = True
        for shape in shapes:
            _read_all(
                [shape],
                "",
                replace(setting, alone=len(shape.runs) == 1),
                reference,
                found,
            )


def _lists(tokens: list[Token]) -> Iterator[tuple[str, list[list[Token]]]]:
    """Yield the ways to split a text into a list: at its words and semicolons, then at commas, then at slashes."""
    for separators in (_LISTS, _LISTS + ",", _LISTS + "/"):
        items = _split(tokens, separators)
        if len(items) > 1:
            codes = {token.code for token in tokens}
            yield _list_kind(items, every="&" in codes and "|" not in codes), items
            if separators != _LISTS + "," and not codes & set(",/"):
                return


def _list_kind(items: list[list[Token]], *, every: bool) -> str:
    labels = [
        next((token.text for token in item if token.code == "l"), "") for item in items
    ]
    if any(label and label != labels[0] for label in labels[1:]) and not _is_birth(
        labels
    ):
        return "separate"
    return "all of" if every else "one of"


def _is_birth(labels: list[str]) -> bool:
    return set(labels) <= {"", "dob", "date of birth", "born", "birth date", "date"}


def _split(tokens: list[Token], separators: str) -> list[list[Token]]:
    items: list[list[Token]] = [[]]
    for token in tokens:
        if token.code in separators:
            items.append([])
        else:
            items[-1].append(token)
    return [item for item in items if item]


def _shapes(tokens: list[Token]) -> Iterator[Shape]:
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
    if first in _BOUNDS:
        yield from _bounded(tokens, codes)
    if first == "w":
        yield from _weeks(tokens)
        return
    if codes[-1] in "eLp" or (first == "f" and tokens[-1].text in ("on", "and on")):
        yield from _open(tokens, codes)
    yield from _ranges(tokens, codes)
    if first == "f":
        yield Shape("point", (tokens[1:],))
        yield Shape("since", (tokens[1:],), "throughout")
    yield Shape("point", (marks + tokens,))


_BOUNDS = {"<": "before", "{": "by", "v": "until", ">": "after", "}": "since"}


def _span(kind: str) -> str:
    return "throughout" if kind == "until" else "once within"


def _between(tokens: list[Token], codes: str) -> Iterator[Shape]:
    for position, code in enumerate(codes):
        if code in "&-–t|" and position > 1:
            yield Shape(
                "range", (tokens[1:position], tokens[position + 1 :]), "once within"
            )


def _bounded(tokens: list[Token], codes: str) -> Iterator[Shape]:
    """Yield readings of “before …”, “since …” and of two bounds, “after … and before …”."""
    kind = _BOUNDS[codes[0]]
    span = (
        "throughout" if kind == "until" or tokens[0].text in _LASTING else "once within"
    )
    for position in range(2, len(codes) - 1):
        if codes[position] in "<{v" and codes[0] in ">}":
            left = tokens[1:position]
            while left and left[-1].code in "&,_":
                left = left[:-1]
            window = f"{kind} {_BOUNDS[codes[position]]}"
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
        if len(body) < len(tokens) - 1:
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
    for position, code in enumerate(codes):
        if code not in _RANGES or position <= skip - 1 or position == 0:
            continue
        left, right = tokens[skip:position], tokens[position + 1 :]
        if not right and code in "-–" and codes[0] == "y" and position == 1:
            yield Shape("since", (left,), "throughout")
        elif left and right and "l" not in codes[position:]:
            yield Shape(
                "range", (left, right), "throughout" if skip or code in "tv" else ""
            )


def _weeks(tokens: list[Token]) -> Iterator[Shape]:
    yield Shape(f"week{tokens[0].value}", (tokens[1:],), "once within")


def _read_all(
    shapes: list[Shape],
    kind: str,
    setting: Setting,
    reference: UncertainDate | None,
    found: Findings,
) -> None:
    """Read one way of splitting a text with every piece its runs can be."""
    runs = [run for shape in shapes for run in shape.runs]
    for pieces in islice(product(*(points(run, setting) for run in runs)), _MOST):
        whole = borrowed(list(pieces))
        for dated in years_for(whole, reference):
            try:
                meaning = _meaning(shapes, dated, kind)
                parse(meaning.edtf)
            except Impossible as reason:
                found.reasons.append(str(reason))
            except Incomplete as lack:
                found.lacking.append(str(lack))
            except ValueError as reason:
                found.reasons.append(str(reason))
            else:
                found.meanings.append(meaning)


def _meaning(shapes: list[Shape], pieces: list[Piece], kind: str) -> Meaning:
    members: list[Meaning] = []
    rest = pieces
    for shape in shapes:
        mine, rest = rest[: len(shape.runs)], rest[len(shape.runs) :]
        members.append(_shaped(shape, mine))
    rules = tuple(dict.fromkeys(piece.rule for piece in pieces if piece.rule))
    if len(members) == 1:
        return replace(members[0], rules=rules)
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
        return _point(whole[0], pieces[0])
    first, _, last = shape.kind.partition(" ")
    if last:
        start = _start(first, whole[0], pieces[0].mark)
        return Meaning(f"{start}/{_end(last, whole[1], pieces[1].mark)}", shape.span)
    if first in ("after", "since"):
        return Meaning(f"{_start(first, whole[0], pieces[0].mark)}/..", shape.span)
    return Meaning(f"../{_end(first, whole[0], pieces[0].mark)}", shape.span)


def _point(whole: Extent, piece: Piece) -> Meaning:
    if whole.first == whole.last:
        return Meaning(whole.first + piece.mark)
    return Meaning(f"{whole.first}{piece.mark}/{whole.last}{piece.mark}", "once within")


def _stretch(shape: Shape, pieces: list[Piece]) -> Meaning:
    """Make an interval; a qualifier before a dash, or after it, holds for both ends of one unit."""
    first, last = pieces
    start, end = extent(first), extent(last)
    if shape.span != "once within" and first.unit == last.unit:
        if last.trailing and not first.mark:
            first = replace(first, mark=last.mark)
        elif first.mark and not first.trailing and not last.mark and shape.span == "":
            last = replace(last, mark=first.mark)
    if start.first == end.last and first.mark == last.mark:
        return Meaning(start.first + first.mark)
    return Meaning(f"{start.first}{first.mark}/{end.last}{last.mark}", shape.span)


def _start(kind: str, whole: Extent, mark: str) -> str:
    return (_shifted(whole.last, 1) if kind == "after" else whole.first) + mark


def _end(kind: str, whole: Extent, mark: str) -> str:
    return (_shifted(whole.first, -1) if kind == "before" else whole.last) + mark


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
    """Give seven days: from or to a day, or the week around one, which must say where weeks begin."""
    day = extent(piece).first
    value = parse(day)
    if len(day.lstrip("-")) != 10 or value.earliest is None:
        raise Incomplete("")
    first = value.earliest - 6 if kind == "week2" else value.earliest
    if kind == "week0" and first % 7 not in (0, 1):  # neither Sunday nor Monday
        raise Impossible(
            "Weeks begin on Monday or on Sunday: say “week beginning” and its first day."
        )
    return Meaning(
        f"{_day_edtf(first)}{piece.mark}/{_day_edtf(first + 6)}{piece.mark}",
        "once within",
    )


def _day_edtf(number: int) -> str:
    year, month, day = civil(number)
    return f"{year_edtf(year)}-{month:02d}-{day:02d}"
