"""Matters to draw: a small one with every way a date can be known, and crowds from a seed or from Hypothesis."""

import random
from datetime import date

from hypothesis import strategies as st

from claims.drawing.marks import LANES, Kind, Mark

KINDS: list[Kind] = list(LANES)


def day(iso: str) -> int:
    return date.fromisoformat(iso).toordinal()


def mark(
    kind: Kind = "claim",
    number: str = "C-001",
    earliest: int | str | None = "2016-03-09",
    latest: int | str | None = "same",
    **more: object,
) -> Mark:
    first = day(earliest) if isinstance(earliest, str) else earliest
    last = first if latest == "same" else latest
    fields = {
        "kind": kind,
        "number": number,
        "label": "",
        "title": "What was said",
        "words": "9 March 2016",
        "earliest": first,
        "latest": day(last) if isinstance(last, str) else last,
        "approximate": False,
        "once_within": False,
        "href": f"/m/likes/{number}",
    }
    return Mark(**(fields | more))  # type: ignore[arg-type]  # the fields are given by name


def every_date() -> list[Mark]:
    """Return twelve marks, one for each way a date may be known."""
    return [
        mark("claim", "C-001", label="a day"),
        mark("claim", "C-002", label="a month", latest="2016-03-31", once_within=True),
        mark("claim", "C-003", label="about a day", approximate=True),
        mark(
            "evidence", "E-001", label="not after", earliest=None, latest="2016-08-06"
        ),
        mark(
            "evidence", "E-002", label="not before", earliest="2017-01-01", latest=None
        ),
        mark(
            "evidence",
            "E-003",
            label="a year",
            earliest="2016-01-01",
            latest="2016-12-31",
        ),
        mark("evidence", "E-004", label="a day"),
        mark("evidence", "E-005", label="undated", earliest=None, latest=None),
        mark("ruling", "R-001", label="a judgment", earliest="2016-11-08"),
        mark(
            "ruling",
            "R-002",
            label="that month",
            earliest="2017-02-01",
            latest="2017-02-28",
        ),
        mark("event", "", label="a period", latest="2016-03-31", throughout=True),
        mark("event", "", label="a hearing", earliest="2018-04-30"),
    ]


def crowd(count: int, seed: int = 7, days: int = 900, busy: float = 0.6) -> list[Mark]:
    """Return many marks, most of them in one week."""
    rng = random.Random(seed)  # noqa: S311 - a repeatable crowd, not a secret
    first = day("2016-03-07")
    marks = []
    for place in range(count):
        start = first + (
            rng.randrange(7) if rng.random() < busy else rng.randrange(days)
        )
        long = rng.choice([0, 0, 0, 6, 30, 364])
        marks.append(
            mark(
                rng.choice(KINDS),
                f"N-{place:04}",
                label=rng.choice(
                    ["", "Trial", "Origin not known, a Thursday in the same month"]
                ),
                earliest=rng.choice([start] * 9 + [None]),
                latest=rng.choice([start + long] * 9 + [None]),
                throughout=rng.random() < 0.2,
            )
        )
    return marks


@st.composite
def marks(draw: st.DrawFn) -> Mark:
    """Return any mark at all, crowded around one month or centuries away, in any script."""
    near = st.integers(day("2016-03-01"), day("2016-04-10"))
    start = draw(st.one_of(near, near, near, st.integers(-400_000, 3_000_000)))
    earliest = draw(st.sampled_from([start, start, start, None]))
    latest = draw(st.sampled_from([start, start + 1, start + 30, start + 9000, None]))
    return mark(
        draw(st.sampled_from(KINDS)),
        draw(st.sampled_from(["", "C-001", "E-12345"])),
        label=draw(st.text(max_size=60)),
        earliest=earliest,
        latest=latest,
        approximate=draw(st.booleans()),
        once_within=draw(st.booleans()),
        throughout=draw(st.booleans()),
    )
