"""What a timeline is drawn from: one mark an entry, dates as day numbers, nothing narrowed."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, get_args

Kind = Literal["claim", "evidence", "ruling", "event"]
Look = Literal["point", "bar", "soft", "undated"]

LANES: dict[Kind, str] = {
    "claim": "Claims",
    "evidence": "Evidence",
    "ruling": "Rulings",
    "event": "Events",
}


@dataclass(frozen=True)
class Mark:
    """One entry of a chronology, as the drawing needs it.

    Attributes:
        kind: Which lane it belongs to.
        number: The permanent number (``C-001``), or empty where the kind has none.
        label: A few words beside the mark; may be empty.
        title: The entry's full title, spoken.
        words: The date in words, spoken and printed as they are.
        earliest: First possible day (``date.toordinal`` scale), or None where the start is open.
        latest: Last possible day, or None where the end is open. Both None: undated.
        approximate: The date is qualified ("about", "uncertain").
        once_within: It happened at one unknown time within the interval.
        href: Where the entry opens: a path on this site, or ``#fragment``; empty for no link.
        throughout: The interval is a period that is known from end to end.
        group: How many entries this mark stands for; 1 for an entry itself.
    """

    kind: Kind
    number: str
    label: str
    title: str
    words: str
    earliest: int | None
    latest: int | None
    approximate: bool
    once_within: bool
    href: str
    throughout: bool = False
    group: int = 1

    def __post_init__(self) -> None:
        """Refuse what cannot be drawn honestly.

        Raises:
            ValueError: On an unknown kind, an interval that ends before it starts, or a foreign address.
        """
        if self.kind not in get_args(Kind):
            raise ValueError(
                f"a mark is one of {', '.join(get_args(Kind))}, not {self.kind!r}"
            )
        if (
            self.earliest is not None
            and self.latest is not None
            and self.earliest > self.latest
        ):
            raise ValueError(
                f"{self.number or self.label}: the interval ends before it starts"
            )
        if self.href and (self.href[0] not in "/#?" or self.href.startswith("//")):
            raise ValueError(
                f"a mark links within this site only, not to {self.href!r}"
            )

    @property
    def look(self) -> Look:
        """How the date may be drawn: only a day known without doubt is a point."""
        if self.earliest is None and self.latest is None:
            return "undated"
        if self.approximate or self.earliest is None or self.latest is None:
            return "soft"
        if self.earliest == self.latest:
            return "point"
        return "bar" if self.throughout and not self.once_within else "soft"

    @property
    def start(self) -> int:
        """The day the mark is ordered by; only for dated marks."""
        day = self.latest if self.earliest is None else self.earliest
        if day is None:
            raise ValueError(f"{self.number or self.label} has no date")
        return day

    @property
    def end(self) -> int:
        """The last finite day of the mark; only for dated marks."""
        return self.start if self.latest is None else self.latest

    @property
    def text(self) -> str:
        """What is written beside the mark: number and label, never the number twice."""
        if self.number and self.label.startswith(self.number):
            return self.label
        return f"{self.number} {self.label}".strip()

    @property
    def spoken(self) -> str:
        """The mark in words: what is written, title, date in words, lane."""
        said = [
            self.text,
            "" if self.text.endswith(self.title) else self.title,
            self.words,
        ]
        return ", ".join([part for part in said if part] + [LANES[self.kind]])


def dated(marks: Iterable[Mark]) -> list[Mark]:
    """Return the marks that have a date, in drawing order (earliest first, a vaguer date before a day inside it)."""
    found = [mark for mark in marks if mark.look != "undated"]
    return sorted(found, key=lambda mark: (mark.start, -mark.end, mark.kind, mark.text))
