"""Print: every value in plain words, its qualifiers and its span with it."""

import pytest

from core.dates import from_edtf, read


@pytest.mark.parametrize(
    ("edtf", "span", "words"),
    [
        ("2016-03-09", "", "9 March 2016"),
        ("2016-03", "", "March 2016"),
        ("2016", "", "2016"),
        ("2020-06", "throughout", "throughout June 2020"),
        ("199X~", "throughout", "throughout about the 1990s"),
        ("2016-26", "throughout", "throughout northern summer 2016"),
        ("2020-06", "once within", "June 2020"),
        ("2016-03-08/2016-03-13", "once within", "between 8 and 13 March 2016"),
        ("2016-03-08/2016-03-13", "throughout", "8 to 13 March 2016"),
        ("2016-03-08/2016-03-13", "", "8–13 March 2016"),
        ("2016-03-28/2016-04-02", "", "28 March – 2 April 2016"),
        ("2015-12/2016-01", "throughout", "December 2015 to January 2016"),
        ("2016-02~", "", "about February 2016"),
        ("2016-03?", "", "possibly March 2016"),
        ("2016-03%", "", "possibly about March 2016"),
        ("../2016", "once within", "before 2017"),
        ("../2016", "throughout", "until 2016"),
        ("../2017-04-30", "once within", "on or before 30 April 2017"),
        ("2011/..", "once within", "after 2010"),
        ("2011/..", "throughout", "since 2011"),
        ("../1849~", "", "before about 1850"),
        ("2016-03-06/..", "", "on or after 6 March 2016"),
        ("[1962,1967]", "", "1962 or 1967"),
        ("[2016-05-05,2016-05-06]", "", "5 or 6 May 2016"),
        ("{1962,1963,1967}", "", "1962, 1963 and 1967"),
        ("[1667,1668,1670..1672]", "", "1667, 1668 or 1670–1672"),
        ("199X", "", "the 1990s"),
        ("180X", "", "the 1800s (decade)"),
        ("18XX", "", "19th century"),
        ("20XX", "", "21st century"),
        ("-04XX", "", "5th century BC"),
        ("0079", "", "AD 79"),
        ("-0043-03-15", "", "15 March 44 BC"),
        ("1799~/1801~", "", "about 1799–1801"),
        ("1799~/1801", "", "1799 (about) – 1801"),
        ("1799/1801~", "", "1799–about 1801"),
        ("1799~/1801~", "once within", "between about 1799 and about 1801"),
        ("2016-21", "", "spring 2016 (hemisphere not known)"),
        ("2016-26", "", "northern summer 2016"),
        ("2016-31", "", "southern autumn 2016"),
        ("2016-34", "", "Q2 2016"),
        ("2016-40", "", "H1 2016"),
        ("2016-03-XX", "", "an unknown day in March 2016"),
        ("2016-XX", "", "an unknown month in 2016"),
        ("2016-XX-XX", "", "an unknown day in 2016"),
        ("1X99-01", "", "EDTF 1X99-01"),
        ("[..1984]", "", "EDTF [..1984]"),
        ("[1760,-0043]", "", "EDTF [1760,-0043]"),
        ("Y170000002", "", "EDTF Y170000002"),
    ],
)
def test_a_value_prints_in_words_and_the_words_give_its_days_back(
    edtf: str, span: str, words: str
) -> None:
    date = from_edtf(edtf, span=span)
    assert date.words == words
    again = read(words).date
    assert again is not None
    assert (again.earliest, again.latest) == (date.earliest, date.latest)
    assert (again.is_approximate, again.is_uncertain) == (
        date.is_approximate,
        date.is_uncertain,
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("early March 2016", "between 1 and 10 March 2016, ten days"),
        ("2016", "2016, one year"),
        ("Q1 2016", "between January and March 2016, three months"),
        ("c.1799–1801", "about 1799–1801, three years"),
        ("9 March 2016", "9 March 2016"),
        ("before 2017", "before 2017"),
    ],
)
def test_an_interpretation_says_how_long_it_is(text: str, words: str) -> None:
    assert read(text).words == words
