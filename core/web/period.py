"""From and to, as given in an address or a form: two dates in words, read as carefully as any other date."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from core.dates import read
from core.dates.reading import Order
from core.errors import Problem

LABELS = {"from": "From", "to": "To"}


@dataclass(frozen=True)
class Period:
    """The stretch of time that is asked for; an end that is not given, or was not understood, is open."""

    texts: Mapping[str, str] = field(default_factory=dict)
    earliest: int | None = None
    latest: int | None = None
    words: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    def said(self, name: str) -> str:
        """Say what is wrong with one of the two dates, if anything."""
        found = (row.sentence for row in self.problems if row.field == name)
        return next(found, "")


def read_period(given: Mapping[str, str], order: Order | None, language: str) -> Period:
    """Read `from` and `to`: from the first day the one can mean to the last day the other can mean.

    Args:
        given: what was asked, with the names `from` and `to`.
        order: the matter's order of day and month.
        language: the matter's language of dates.

    Returns:
        The period, with a problem for each text that is not understood, could mean two things, or ends before it begins.
    """
    texts = {name: given.get(name, "").strip() for name in LABELS}
    ends: dict[str, int | None] = {}
    words: dict[str, str] = {}
    problems: list[Problem] = []
    for name, text in texts.items():
        if not text:
            continue
        reading = read(text, order=order, language=language)
        if reading.date is not None:
            ends[name] = reading.date.earliest if name == "from" else reading.date.latest  # fmt: skip
            words[name] = reading.date.words
        elif reading.choices:
            either = " or ".join(choice.words for choice in reading.choices)
            problems.append(Problem(name, text, f"{LABELS[name]}: {text} can mean {either}. Write the month as a word."))  # fmt: skip
        else:
            problems.append(Problem(name, text, f"{LABELS[name]}: {reading.words}"))
    earliest, latest = ends.get("from"), ends.get("to")
    if earliest is not None and latest is not None and earliest > latest:
        problems.append(Problem("to", texts["to"], "To: this is before the first date. Change one of the two."))  # fmt: skip
        earliest = latest = None
    return Period(texts, earliest, latest, words, tuple(problems))
