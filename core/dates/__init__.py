"""Uncertain dates: read from the words people write, stored as EDTF (ISO 8601-2), printed in plain words.

Pure: no clock, no database, no disk, nothing of the project outside this package. Reading never makes a date
narrower than its text, never guesses the order of day and month, and refuses what it does not wholly understand.

    Order = Literal["dmy", "mdy", "ymd"]
    Span = Literal["throughout", "once within"]

    UncertainDate(text, edtf, span="")     what is stored; .earliest .latest .precision .words .is_day
                                           .is_approximate .is_uncertain
    from_edtf(edtf, *, text="", span="")   a stored value; ValueError with one sentence when invalid
    read(text, *, order=None, language="", reference=None) -> Reading
    Reading(text, status, date, words, choices)   status: "understood", "ambiguous" or "refused"
    sort_key(date | None), SORT_RULE       the one order of all lists, and the same rule in a sentence
    iso_day(number), weekday(number)       a day number in print

How a stretch is meant: “between A and B” and the parts of a period (“early March 2016”,
“Q1 2016”, “before 1850”) are read as *once within*; “A to B”, “from A to B”, “since A”
and “until B” as *throughout*; a dash (“1837–40”) and a bare ISO interval do not say, and
stay so. They print as “between 8 and 13 March 2016”, “8 to 13 March 2016” and “8–13
March 2016”. “Throughout June 2020” is read and printed so; of a single date, *once within* prints no other words.

How vague words are bounded: early, mid and late are thirds (of a month to the 10th, 20th
and end; of a year four months each; of a decade 0–3, 4–6, 7–9; of a century 0–33, 34–66,
67–99); the 19th century is 1800 to 1899 (EDTF `18XX`), the 5th BC 500 to 401 BC; a bound
at a third takes all of it in (“before the end of 2016” may be in it); a season without a
hemisphere is asked. `~` and `?` never move a bound.
"""

from core.dates.calendar import iso_day, weekday
from core.dates.reading import Order, Reading, read
from core.dates.value import SORT_RULE, Span, UncertainDate, from_edtf, sort_key

__all__ = [
    "SORT_RULE",
    "Order",
    "Reading",
    "Span",
    "UncertainDate",
    "from_edtf",
    "iso_day",
    "read",
    "sort_key",
    "weekday",
]
