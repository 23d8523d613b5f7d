"""What reading must never do: guess, repair, drop, or ask the clock."""

import pytest

from core.dates import Order, UncertainDate, from_edtf, read


def edtfs(text: str, order: Order | None = None) -> list[str]:
    reading = read(text, order=order)
    return [date.edtf for date in reading.choices]


def test_the_order_of_day_and_month_is_asked_never_guessed() -> None:
    reading = read("9/2/2017")
    assert reading.status == "ambiguous"
    assert reading.date is None
    assert edtfs("9/2/2017") == ["2017-02-09", "2017-09-02"]
    assert reading.words == (
        "This can be read as: “9 February 2017” or “2 September 2017”."
    )


@pytest.mark.parametrize(
    ("text", "order", "edtf"),
    [
        ("9/2/2017", "dmy", "2017-02-09"),
        ("9/2/2017", "mdy", "2017-09-02"),
        ("16/03/09", "ymd", "2016-03-09"),
        ("2017/02/09", "dmy", "2017-02-09"),
        ("2017/02/09", None, "2017-02-09"),
        ("13/2/2017", None, "2017-02-13"),
        ("2/13/2017", None, "2017-02-13"),
        ("2/2/2017", None, "2017-02-02"),
        ("Thursday 9/2/2017", None, "2017-02-09"),
        ("3/4/16", "dmy", "2016-04-03"),
    ],
)
def test_an_order_set_or_only_one_possible_settles_it(
    text: str, order: Order | None, edtf: str
) -> None:
    reading = read(text, order=order)
    assert reading.date is not None
    assert reading.date.edtf == edtf


def test_a_date_the_order_set_makes_impossible_is_refused_not_turned_round() -> None:
    assert read("13/2/2017", order="mdy").status == "refused"
    assert read("2/13/2017", order="dmy").status == "refused"


@pytest.mark.parametrize(
    ("text", "edtf", "rule"),
    [
        ("31/12/68", "2068-12-31", "two-digit year 68 read as 2068"),
        ("31/12/69", "1969-12-31", "two-digit year 69 read as 1969"),
        ("9 Feb 17", "2017-02-09", "two-digit year 17 read as 2017"),
        ("'16", "2016", "two-digit year 16 read as 2016"),
    ],
)
def test_two_figures_of_a_year_are_read_by_the_rule_and_the_rule_is_said(
    text: str, edtf: str, rule: str
) -> None:
    reading = read(text, order="dmy")
    assert reading.date is not None
    assert reading.date.edtf == edtf
    assert rule in reading.words
    assert read(text).status == "ambiguous"


@pytest.mark.parametrize("order", ["dmy", "mdy"])
@pytest.mark.parametrize("text", ["15 มิ.ย. 63", "๑๕ มิ.ย. ๖๓", "15 June 63"])
def test_a_thai_year_of_two_figures_may_be_buddhist_and_no_order_settles_it(
    text: str, order: Order
) -> None:
    reading = read(text, language="th", order=order)
    assert reading.status == "ambiguous"
    choices = [date.edtf for date in reading.choices]
    assert choices == ["2063-06-15", "1920-06-15", "2020-06-15"]
    assert "2020-06-15" in [d.edtf for d in read(text, language="th").choices]


@pytest.mark.parametrize(
    ("text", "language"),
    [("15/6/63", "th"), ("'63", "th"), ("มิ.ย. 63", "th"), ("BE 63", "")],
)
def test_figures_alone_and_an_era_are_no_less_open(text: str, language: str) -> None:
    reading = read(text, language=language, order="dmy")
    assert reading.status == "ambiguous"
    assert "2020" in [date.edtf[:4] for date in reading.choices]
    assert all(date.edtf[0] != "-" for date in reading.choices)


def test_a_khmer_year_of_two_figures_is_buddhist_only_where_it_says_so() -> None:
    plain = read("9/2/17", language="km", order="dmy").date
    assert plain is not None
    assert plain.edtf == "2017-02-09"
    said = read("៩ ខែកុម្ភៈ ព.ស. ៦០", language="km", order="dmy")
    assert [date.edtf for date in said.choices] == ["1917-02-09", "2017-02-09"]


@pytest.mark.parametrize(
    "text",
    ["", " ", "\n\t", "\u00a0", "\u200b", "\ufeff", "\u3000", "\x00", "''", "“”"],
)
@pytest.mark.parametrize("language", ["", "th", "zh", "xx-nonsense"])
@pytest.mark.parametrize("reference", [None, from_edtf("2016")])
def test_nothing_is_refused_with_a_sentence_and_never_breaks(
    text: str, language: str, reference: UncertainDate | None
) -> None:
    reading = read(text, language=language, reference=reference)
    assert reading.status == "refused"
    assert reading.date is None
    assert reading.words.endswith(".")


def test_a_month_before_the_reference_is_a_month_that_says_no_span() -> None:
    found = read("last month", reference=from_edtf("2016-03-09")).date
    assert found is not None
    assert (found.edtf, found.span) == ("2016-02", "")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("31 April 2016", "There is no 31 April 2016."),
        ("29 February 2017", "There is no 29 February 2017."),
        ("5 May 2416", "The year 2416 lies far in the future: check it"),
        ("Mon., Nov. 8, 2016", "8 November 2016 was a Tuesday, not a Monday"),
        ("42681", "a spreadsheet’s own count of days"),
        ("FY 2016", "Financial and school years"),
        ("5 May 2016 in Paris", "“paris” is not understood"),
        ("2016-03-13/2016-03-08", "ends before it begins"),
        ("n.d.", "No date is given."),
        ("", "No date is given."),
        ("  ", "No date is given."),
        ("x" * 400, "too long"),
    ],
)
def test_what_cannot_be_is_refused_with_the_reason(text: str, sentence: str) -> None:
    reading = read(text)
    assert reading.status == "refused"
    assert reading.date is None
    assert sentence in reading.words


@pytest.mark.parametrize(
    "text",
    ["9 March", "late March", "March", "between 3 and 5 May", "Tuesday", "last month"],
)
def test_what_needs_another_date_is_not_read_without_one(text: str) -> None:
    assert read(text).status == "ambiguous"
    assert "reference date" in read(text).words


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("Tuesday", "2016-03-08"),
        ("yesterday", "2016-03-08"),
        ("three days ago", "2016-03-06"),
        ("last month", "2016-02"),
        ("last week", "2016-02-29/2016-03-06"),
        ("last year", "2015"),
        ("late March", "2016-03-21/2016-03-31"),
        ("5 January", "2016-01-05"),
        ("3–5 March", "2016-03-03/2016-03-05"),
    ],
)
def test_a_reference_date_settles_it_and_is_named(text: str, edtf: str) -> None:
    reading = read(text, reference=from_edtf("2016-03-09"))
    assert reading.date is not None
    assert reading.date.edtf == edtf
    assert "reference date" in reading.words


@pytest.mark.parametrize(
    ("text", "choices"),
    [
        ("Wednesday", ["2016-03-09", "2016-03-02"]),
        ("last Tuesday", ["2016-03-08", "2016-03-01"]),
        ("9 April", ["2016-04-09", "2015-04-09"]),
    ],
)
def test_what_a_reference_leaves_open_is_still_asked(
    text: str, choices: list[str]
) -> None:
    reading = read(text, reference=from_edtf("2016-03-09"))
    assert reading.status == "ambiguous"
    assert [date.edtf for date in reading.choices] == choices


def test_a_vague_reference_does_not_count_days() -> None:
    assert read("yesterday", reference=from_edtf("2016-03")).status == "ambiguous"
    assert read("9 March", reference=from_edtf("201X")).status == "ambiguous"


def test_seasons_ask_for_the_hemisphere() -> None:
    assert edtfs("summer 2019") == ["2019-26", "2019-30"]
    assert read("northern summer 2019").status == "understood"


def test_the_seasons_of_one_text_are_those_of_one_hemisphere() -> None:
    assert edtfs("spring/summer 2017") == ["[2017-25,2017-26]", "[2017-29,2017-30]"]


def test_no_date_is_chosen_where_one_beside_it_is_not_understood() -> None:
    assert read("1887; printed March").date is None
    assert read("1887; printed March").choices == ()


def test_dates_of_different_things_are_not_made_into_one() -> None:
    assert edtfs("1887, printed 1901") == ["1887", "1901"]
    assert edtfs("Argued March 3, 2017—Decided June 5, 2017") == [
        "2017-03-03",
        "2017-06-05",
    ]


def test_a_month_with_a_number_may_be_a_day_and_stays_open_even_with_an_order() -> None:
    assert read("Feb 17", order="dmy").status == "ambiguous"


def test_a_cambodian_buddhist_year_is_asked_where_it_crosses_new_year() -> None:
    early = read("៩ ខែកុម្ភៈ ព.ស. ២៥៦០", language="km").date
    assert early is not None
    assert early.edtf == "2017-02-09"
    later = read("៩ ខែធ្នូ ព.ស. ២៥៦០", language="km")
    assert [date.edtf for date in later.choices] == ["2017-12-09", "2016-12-09"]


def test_a_range_of_years_is_not_taken_for_a_month_or_season_of_long_ago() -> None:
    assert edtfs("1811-12") == ["1811/1812", "1811-12"]
    modern = read("2009-11")
    assert modern.date is not None
    assert modern.date.edtf == "2009-11"
    assert "2009/2011" in modern.words


def test_the_text_is_kept_as_written() -> None:
    text = "  c. MARCH 2016 "
    reading = read(text)
    assert reading.text == text
    assert reading.date is not None
    assert reading.date.text == text
