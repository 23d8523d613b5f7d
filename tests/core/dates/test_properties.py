"""Properties of reading and print, over dates and texts made up by the hundred."""

import string
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from core.dates import UncertainDate, from_edtf, read
from core.dates.calendar import MONTHS

DAYS = st.dates(min_value=date(1000, 1, 1), max_value=date(2099, 12, 31))
YEARS = st.integers(min_value=1000, max_value=2099)
MARKS = st.sampled_from(["", "~", "?", "%"])
SPANS = st.sampled_from(["", "throughout", "once within"])


@st.composite
def points(draw: st.DrawFn) -> str:
    day, mark = draw(DAYS), draw(MARKS)
    form = draw(st.sampled_from(["%Y-%m-%d", "%Y-%m", "%Y"]))
    return day.strftime(form) + mark


@st.composite
def values(draw: st.DrawFn) -> UncertainDate:
    kind = draw(st.sampled_from(["point", "interval", "open", "set", "mask"]))
    if kind == "point":
        return from_edtf(draw(points()), span=draw(SPANS))
    if kind == "open":
        return from_edtf(draw(points().flatmap(either_open)), span=draw(SPANS))
    if kind == "mask":
        return from_edtf(
            draw(st.sampled_from(["199X", "18XX", "2016-XX", "2016-03-XX"]))
        )
    ends = sorted(draw(st.lists(points(), min_size=2, max_size=4, unique=True)))
    if kind == "set":
        return from_edtf(f"[{','.join(ends)}]")
    first, last = sorted(draw(st.tuples(DAYS, DAYS)))
    return from_edtf(f"{first}{draw(MARKS)}/{last}{draw(MARKS)}", span=draw(SPANS))


def either_open(point: str) -> st.SearchStrategy[str]:
    return st.sampled_from([f"../{point}", f"{point}/.."])


@given(values())
def test_words_read_back_to_the_same_days_qualifiers_and_span(
    value: UncertainDate,
) -> None:
    again = read(value.words).date
    assert again is not None, value.words
    assert (again.earliest, again.latest) == (value.earliest, value.latest)
    assert again.is_approximate == value.is_approximate
    assert again.is_uncertain == value.is_uncertain
    if "/" in value.edtf and ".." not in value.edtf and value.earliest != value.latest:
        assert again.span == value.span
    if "/" not in value.edtf and value.edtf[0] != "[":
        assert (again.span == "throughout") == (value.span == "throughout")


@st.composite
def day_texts(draw: st.DrawFn) -> tuple[str, date]:
    day = draw(DAYS)
    month = MONTHS[day.month - 1]
    name = draw(st.sampled_from([month, month[:3], month[:3] + ".", month.upper()]))
    form = draw(
        st.sampled_from(
            [
                "{d} {m} {y}",
                "{m} {d}, {y}",
                "{y} {m} {d}",
                "{w}, {d} {m} {y}",
                "{d}-{m}-{y}",
            ]
        )
    )
    text = form.format(d=day.day, m=name, y=day.year, w=day.strftime("%A"))
    return text, day


@given(day_texts())
def test_a_day_in_words_is_that_day(case: tuple[str, date]) -> None:
    text, day = case
    assert read(text).date == UncertainDate(text, day.isoformat())


@given(day_texts(), st.integers(min_value=1, max_value=6))
def test_a_wrong_weekday_is_never_passed_over(
    case: tuple[str, date], shift: int
) -> None:
    _, day = case
    wrong = (day + timedelta(days=shift)).strftime("%A")
    text = f"{wrong}, {day.day} {MONTHS[day.month - 1]} {day.year}"
    assert read(text).status == "refused"


@given(
    DAYS,
    DAYS,
    st.sampled_from(["{a} to {b}", "{a} – {b}", "between {a} and {b}", "{a} or {b}"]),
)
def test_a_date_of_two_days_is_never_narrower_than_both(
    one: date, two: date, form: str
) -> None:
    first, last = sorted((one, two))
    days = [f"{day.day} {MONTHS[day.month - 1]} {day.year}" for day in (first, last)]
    found = read(form.format(a=days[0], b=days[1])).date
    assert found is not None
    assert (found.earliest, found.latest) == (first.toordinal(), last.toordinal())


@given(
    YEARS,
    st.integers(min_value=1, max_value=40),
    st.sampled_from(["", "c.", "?", "ca. "]),
)
def test_an_abbreviated_range_of_years_covers_both(
    year: int, more: int, mark: str
) -> None:
    end = year + more
    if year // 100 != end // 100 or end > 2099:
        return
    found = read(f"{mark}{year}–{end % 100:02d}").date
    assert found is not None
    assert found.earliest == date(year, 1, 1).toordinal()
    assert found.latest == date(end, 12, 31).toordinal()


@given(DAYS, st.sampled_from("/.-"))
def test_figures_are_read_only_where_both_orders_agree(day: date, sign: str) -> None:
    reading = read(f"{day.day}{sign}{day.month}{sign}{day.year}")
    if day.day <= 12 and day.day != day.month:
        assert reading.status == "ambiguous"
        assert day.isoformat() in [choice.edtf for choice in reading.choices]
    else:
        assert reading.date is not None
        assert reading.date.edtf == day.isoformat()


@given(day_texts(), st.text(string.ascii_lowercase, min_size=6, max_size=12))
def test_a_word_not_understood_is_never_passed_over(
    case: tuple[str, date], word: str
) -> None:
    text, _ = case
    if read(f"{word} 2016").status == "refused":
        assert read(f"{text} {word}").status == "refused"
        assert read(f"{word} {text}").status == "refused"


@given(st.text(max_size=60), st.sampled_from(["", "km", "th", "ar", "zh", "fr", "de"]))
def test_any_text_gets_an_answer_with_words(text: str, language: str) -> None:
    reading = read(text, language=language)
    assert reading.text == text
    assert reading.words
    assert (reading.date is not None) == (reading.status == "understood")
    assert not reading.choices or reading.status == "ambiguous"


TOKENS = [
    "9",
    "31",
    "2016",
    "1837",
    "40",
    "March",
    "May",
    "–",
    "-",
    "/",
    ",",
    ".",
    "or",
    "and",
    "to",
    "between",
    "from",
    "c.",
    "?",
    "late",
    "century",
    "19th",
]
MORE = [
    "1990s",
    "'16",
    "BC",
    "AD",
    "first",
    "half",
    "of",
    "the",
    "2016-03-09",
    "3/4/16",
    "Tuesday",
    "before",
    "after",
    "since",
    "199-",
    "(",
    ")",
    ";",
]


@given(
    st.lists(st.sampled_from([*TOKENS, *MORE]), min_size=1, max_size=8).map(" ".join)
)
def test_what_is_understood_has_its_bounds_in_order(text: str) -> None:
    date_ = read(text).date
    if date_ and date_.earliest is not None and date_.latest is not None:
        assert date_.earliest <= date_.latest
