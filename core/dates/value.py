"""The date that is stored: the words as written, the EDTF value, and how a stretch of time is meant."""

from dataclasses import dataclass
from typing import Literal

from core.dates import edtf as storage
from core.dates.words import in_words

Span = Literal["throughout", "once within"]
SPANS = ("", "throughout", "once within")
SORT_RULE = (
    "Entries stand by the first day their date can mean; where that is not known, by the last; on the same day"
    " the vaguer date stands first; entries without a date come last."
)
_LENGTHS = (
    (1, "day"),
    (31, "month"),
    (366, "year"),
    (3_653, "decade"),
    (36_525, "century"),
)
_VAGUEST = -(10**15)  # stands for an open end: before every length that a date can have


@dataclass(frozen=True, slots=True)
class UncertainDate:
    """A date as known: nothing in it is narrower than the words it was read from.

    Attributes:
        text: the words as written.
        edtf: the value in ISO 8601-2 (EDTF), levels 0 to 2.
        span: how the time is meant: `throughout`, `once within`, or empty where it does not say.
    """

    text: str
    edtf: str
    span: str = ""

    @property
    def earliest(self) -> int | None:
        """The first possible day as a proleptic Gregorian day number, None where open; never moved by `~` or `?`."""
        return storage.parse(self.edtf).earliest

    @property
    def latest(self) -> int | None:
        """The last possible day as a proleptic Gregorian day number, None where open."""
        return storage.parse(self.edtf).latest

    @property
    def precision(self) -> str:
        """The class for the index, by length: day, month, year, decade, century, or open (longer, or no end)."""
        value = storage.parse(self.edtf)
        if value.earliest is None or value.latest is None:
            return "open"
        days = value.latest - value.earliest + 1
        return next((name for limit, name in _LENGTHS if days <= limit), "open")

    @property
    def words(self) -> str:
        """The date in print; reading these words gives the same days again."""
        return in_words(storage.parse(self.edtf), self.edtf, self.span)

    @property
    def is_day(self) -> bool:
        """Whether the date is known to the day, without a qualifier."""
        return self.precision == "day" and not (
            self.is_approximate or self.is_uncertain or self.edtf[0] in "[{"
        )

    @property
    def is_approximate(self) -> bool:
        """Whether the date, or a component of it, is given as approximate."""
        return "~" in self.edtf or "%" in self.edtf

    @property
    def is_uncertain(self) -> bool:
        """Whether the date, or a component of it, is given as uncertain."""
        return "?" in self.edtf or "%" in self.edtf


def from_edtf(edtf: str, *, text: str = "", span: str = "") -> UncertainDate:
    """Make a date from a stored value.

    Args:
        edtf: an EDTF value, without spaces.
        text: the words it was read from; the value itself where there are none.
        span: `throughout`, `once within`, or empty.

    Returns:
        The date.

    Raises:
        ValueError: with one sentence, where the value is not valid EDTF, names a day that does not exist,
            or the span is none of the three.
    """
    if span not in SPANS:
        raise ValueError(
            f"“{span}” is no span: it is “throughout”, “once within”, or left empty."
        )
    storage.parse(edtf)
    return UncertainDate(text or edtf, edtf, span)


def sort_key(date: UncertainDate | None) -> tuple[int, int, int]:
    """Give the place of a date in every list: the rule is `SORT_RULE`.

    Args:
        date: a date, or None for an undated entry.

    Returns:
        A key to sort by: undated last, then by day, then the vaguer first.
    """
    if date is None:
        return 1, 0, 0
    value = storage.parse(date.edtf)
    first, last = value.earliest, value.latest
    day = last if first is None else first
    if day is None:
        return 1, 0, 0
    return 0, day, _VAGUEST if first is None or last is None else first - last
