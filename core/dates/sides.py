"""What a run of tokens says of its date as a whole, set apart from the date itself.

Articles, labels and commas add nothing; “about”, “possibly”, the weekday, the era, the hemisphere, a time of day and
“early” or “first half” hold for the whole and are noted; what is left is the core that must be one of the forms.
"""

from dataclasses import dataclass, field, replace

from core.dates.pieces import Piece
from core.dates.tokens import Token

_ASIDE = frozenset("_lgim,W~?ABEN")


@dataclass(slots=True)
class Sides:
    """What was set aside from a run of tokens."""

    mark: str = ""
    trailing: bool = False
    era: str = ""
    weekday: int | None = None
    hemisphere: int | None = None
    clock: bool = False
    doubtful: int = 0  # a note doubts the day (1) or the month and the day (2)
    part: tuple[int, int] | None = None
    core: list[Token] = field(default_factory=list)


def set_apart(tokens: list[Token]) -> Sides | None:
    """Divide tokens into core and sides; None where they contradict each other."""
    sides = Sides()
    for position, token in enumerate(tokens):
        if token.code not in _ASIDE:
            sides.core.append(token)
        elif token.text in ("c", "в") and sides.core and sides.core[-1].code in "dor":
            sides.core.append(replace(token, code="C"))  # “mid-19th c.”, “XIX в.”
        elif not _set_aside(token, sides, last=position == len(tokens) - 1):
            return None
    if [token.code for token in sides.core] != ["d", ".", "y"]:
        sides.core = [token for token in sides.core if token.code != "."]
    return sides


def _set_aside(token: Token, sides: Sides, *, last: bool) -> bool:
    """Note what a token says of the whole; False where it contradicts what was noted."""
    code, value = token.code, token.value
    if code in "~?":
        sides.mark = code if sides.mark in ("", code) else "%"
        sides.trailing = sides.trailing or (last and bool(sides.core))
    elif code in "ABE":
        if sides.era:
            return False
        sides.era = {"A": "ad", "B": "bc", "E": "be"}[code]
    elif code == "W":
        if sides.weekday is not None or not isinstance(value, int):
            return False
        sides.weekday = value
    elif code in "Nm" and isinstance(value, int):
        if code == "N":
            sides.hemisphere = value
        else:
            sides.doubtful = max(value, sides.doubtful)
    sides.clock = sides.clock or code == "i"
    return True


def take_part(sides: Sides) -> bool:
    """Take “early”, “first half”, “Q1” from the front or the end of the core."""
    core = sides.core
    for position in range(len(core) - 1):
        share = _share(core[position], core[position + 1])
        if share:
            core[position : position + 2] = [Token("P", share, "")]
            break
    parts = [position for position, token in enumerate(core) if token.code == "P"]
    if len(parts) > 1 or (parts and parts[0] not in (0, len(core) - 1)):
        return False
    if parts:
        value = core.pop(parts[0]).value
        sides.part = value if isinstance(value, tuple) else None
        if core and core[0].code in "/-":
            core.pop(0)  # “Q1/2016”
        elif core and core[-1].code in "/-":
            core.pop()  # “2016-Q1”
    return True


def _share(first: Token, second: Token) -> tuple[int, int] | None:
    of = {"H": 2, "Q": 4, "T": 3}.get(second.code) or (
        3 if second.text == "third" else 0
    )
    if not of or first.code not in "odr" or not isinstance(first.value, int):
        return None
    which = of - 1 if first.value == -1 else first.value - 1
    return (which, of) if 0 <= which < of else None


def finished(piece: Piece, sides: Sides) -> Piece:
    """Give a piece what was said of the whole."""
    doubted = (piece.day and sides.doubtful) or (piece.month and sides.doubtful == 2)
    mark = sides.mark
    if doubted:
        mark = "?" if mark in ("", "?") else "%"
    part = sides.part if piece.unit != "season" else None
    if not mark and part is None and sides.weekday is None:
        return piece
    return replace(
        piece,
        part=part,
        mark=mark,
        trailing=sides.trailing,
        weekday=sides.weekday,
    )
