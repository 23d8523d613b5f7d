"""The grammar of date texts: lists, stretches, open ends and points, all readings of the whole text.

The text is understood where all its readings cover the same days, ambiguous where they
differ, and refused where it has none. A word that is not understood leaves no reading.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import islice, product

from core.dates.edtf import parse
from core.dates.meanings import Meaning, meaning_of
from core.dates.pieces import Impossible, Incomplete, borrowed
from core.dates.points import points
from core.dates.relative import years_for
from core.dates.shapes import Shape, shapes
from core.dates.tokens import Token
from core.dates.value import UncertainDate
from core.dates.years import Setting

_LISTS = "|;&z"
_MOST = 64  # combinations tried for one way of splitting a text: real ones need a few


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
    for shape in shapes(tokens):
        before = len(found.lacking)
        _read_all(
            [shape], "", replace(setting, alone=len(shape.runs) == 1), reference, found
        )
        found.yearless |= shape.kind == "point" and "year" in found.lacking[before:]
    for kind, items in () if found.meanings else _lists(tokens):
        _read_list(kind, items, setting, reference, found)
        if found.meanings:
            break
    return found


def _read_list(
    kind: str,
    items: list[list[Token]],
    setting: Setting,
    reference: UncertainDate | None,
    found: Findings,
) -> None:
    company = replace(setting, alone=False)
    if kind == "separate":
        _read_separately(items, setting, reference, found)
        return
    for shaped in islice(product(*([*shapes(item)] for item in items)), _MOST):
        _read_all(list(shaped), kind, company, reference, found)


def _read_separately(
    items: list[list[Token]],
    setting: Setting,
    reference: UncertainDate | None,
    found: Findings,
) -> None:
    """Read dates of different things each on its own; all must be understood."""
    each = [readings(item, setting, reference) for item in items]
    if all(one.meanings for one in each):
        found.separate = True
        found.meanings.extend(meaning for one in each for meaning in one.meanings)


def _lists(tokens: list[Token]) -> Iterator[tuple[str, list[list[Token]]]]:
    """Yield the ways to split a text into a list.

    It is split at “or”, “and” and semicolons; then a part that cannot be read whole also
    at its commas; then at all commas but a part's last (“March 3, 4, 2017”), at all of
    them, and at slashes. The first way that can be read is the one meant.
    """
    codes = {token.code for token in tokens}
    every = "&" in codes and "|" not in codes
    parts = _split(tokens, _LISTS)
    tried: list[list[list[Token]]] = []
    for way in _WAYS:
        items = [item for part in parts for item in way(part)]
        if len(items) > 1 and items not in tried:
            tried.append(items)
            yield _list_kind(items, every=every), items


def _at_commas(tokens: list[Token]) -> list[list[Token]]:
    company = Setting(alone=False)
    readable = any(
        all(points(run, company) for run in shape.runs) for shape in shapes(tokens)
    )
    return [tokens] if readable else _split(tokens, ",")


def _but_the_last(tokens: list[Token]) -> list[list[Token]]:
    items = _at_commas(tokens)
    return [*items[:-2], items[-2] + items[-1]] if len(items) > 2 else items


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
        if len({piece.code > 28 for piece in whole if piece.code > 24}) > 1:
            continue  # the seasons of one text are those of one hemisphere
        for dated in years_for(whole, reference):
            try:
                meaning = meaning_of(shapes, dated, kind)
                parse(meaning.edtf)
            except Impossible as reason:
                found.reasons.append(str(reason))
            except Incomplete as lack:
                found.lacking.append(str(lack))
            except ValueError as reason:
                found.reasons.append(str(reason))
            else:
                found.meanings.append(meaning)


_WAYS: tuple[Callable[[list[Token]], list[list[Token]]], ...] = (
    lambda part: [part],
    _at_commas,
    _but_the_last,
    lambda part: _split(part, ","),
    lambda part: _split(part, "/"),
)
