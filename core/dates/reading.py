"""Reading date words: understood, ambiguous or refused."""

from dataclasses import dataclass
from typing import Literal

from core.dates.value import UncertainDate, from_edtf

Order = Literal["dmy", "mdy", "ymd"]
Status = Literal["understood", "ambiguous", "refused"]


@dataclass(frozen=True, slots=True)
class Reading:
    """The answer of `read`.

    Attributes:
        text: the text as given.
        status: `understood`, `ambiguous` (see `choices`) or `refused`.
        date: the date, where understood.
        words: where understood, the interpretation with its length and any rule used; else one plain sentence
            that says what is wrong and what would be right.
        choices: the dates that an ambiguous text can mean, where they can be told.
    """

    text: str
    status: Status
    date: UncertainDate | None
    words: str
    choices: tuple[UncertainDate, ...] = ()


def read(
    text: str,
    *,
    order: Order | None = None,
    language: str = "",
    reference: UncertainDate | None = None,
) -> Reading:
    """Read a date written by people."""
    try:
        date = from_edtf(text.strip(), text=text)
    except ValueError:
        return Reading(
            text,
            "refused",
            None,
            f"“{text}” is not understood: write it like 2016-03-09.",
        )
    return Reading(text, "understood", date, date.words)
