from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from claims.printed import (
    Printed,
    agree,
    decimal_symbol,
    in_figures,
    normal_unit,
    read_value,
    unit_of,
)

READ = [
    ("157,331", "fans", "", "157331", "1"),
    ("about 779,000", "fans", "en", "779000", "1000"),
    ("20.2 %", "%", "", "202/10", "1/10"),
    ("20 percent", "", "", "20", "1"),
    ("20 per cent", "%", "", "20", "1"),
    ("7.2 million", "fans", "", "7200000", "100000"),
    ("2.5bn", "", "", "2500000000", "100000000"),
    ("6 250", "USD", "", "6250", "1"),
    ("6\u202f250", "USD", "", "6250", "1"),
    ("6’250.50", "CHF", "", "6250.5", "1/100"),
    ("1.234,56", "", "", "1234.56", "1/100"),
    ("1,234.56", "", "", "1234.56", "1/100"),
    ("1.234.567", "", "", "1234567", "1"),
    ("3,60,791", "fans", "", "360791", "1"),
    ("11,5", "%", "", "11.5", "1/10"),
    ("0.125", "", "", "0.125", "1/1000"),
    ("1234.567", "", "", "1234.567", "1/1000"),
    ("US$6,250", "USD", "", "6250", "1"),
    ("$6,250", "USD", "", "6250", "1"),
    ("€ 6.250", "EUR", "de", "6250", "1"),
    ("USD 6,250", "", "", "6250", "1"),
    ("250", "0", "", "250", "1"),
    ("6,250 US dollars", "USD", "", "6250", "1"),
    ("157,331 fans", "Fans", "", "157331", "1"),
    ("−3 %", "%", "", "-3", "1"),
    ("៣៤០៦៩", "fans", "km", "34069", "1"),
    ("٢٠٫٢", "%", "ar", "20.2", "1/10"),
    ("３４", "", "ja", "34", "1"),
    ("c. 500", "", "", "500", "100"),
    ("~ 500.0", "", "", "500", "1/10"),
    ("about 0", "", "", "0", "1"),
]
UNREAD = [
    "", "  ", "one", "several thousand", "more than 5", "1.234", "5 to 3", "12,34,5", "1.234.5", "1,234,56,7", "1e5", "½", "10²",
    "③", "$", "%", "5 %-7 $", "6,250-", "1 2", "6,250 or 6,520", "about", "1" * 19, " " * 60 + "5", "5..5", ",5", "0x10", "nan", "inf",
    "5 apples", "9 % to 31 %", "20 % of 100", "00:20", "2016-03-09",
]  # fmt: skip


@pytest.mark.parametrize(("text", "unit", "language", "number", "step"), READ)
def test_a_value_as_printed_is_read_with_its_last_printed_place(
    text: str, unit: str, language: str, number: str, step: str
) -> None:
    value = read_value(text, unit, language)
    assert value is not None
    assert (value.low, value.high, value.step) == (
        *[sum_of(number)] * 2,
        sum_of(step),
    )


def sum_of(text: str) -> Fraction:
    top, _, below = text.partition("/")
    return Fraction(top) / Fraction(below or 1)


@pytest.mark.parametrize("text", UNREAD)
def test_what_cannot_be_read_in_exactly_one_way_is_not_read(text: str) -> None:
    assert read_value(text) is None


@pytest.mark.parametrize(
    ("language", "number"),
    [
        ("en", "1.234"),
        ("en-US", "1.234"),
        ("de-CH", "1.234"),
        ("de", "1234"),
        ("vi", "1234"),
    ],
)
def test_the_language_says_what_a_point_before_three_digits_is(
    language: str, number: str
) -> None:
    assert low("1.234", language=language) == Fraction(number)


def test_a_comma_before_three_digits_parts_thousands_unless_the_language_says_otherwise() -> (
    None
):
    assert low("1,234") == low("1,234", language="en") == 1234
    assert low("1,234", language="de") == Fraction("1.234")


@pytest.mark.parametrize("language", ["", "xx-nonsense", "???", "en_US_POSIX_x", "x"])
def test_an_unknown_language_says_nothing(language: str) -> None:
    assert decimal_symbol(language) == ""


def low(text: str, unit: str = "", language: str = "") -> Fraction:
    value = read_value(text, unit, language)
    assert value is not None
    return value.low


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("6,250 KHR", "USD"),
        ("20 %", "fans"),
        ("€5", "USD"),
        ("$5", "fans"),
        ("5 %", "$"),
    ],
)
def test_a_unit_other_than_the_recorded_one_makes_a_value_unreadable(
    text: str, unit: str
) -> None:
    assert read_value(text, unit) is None


@pytest.mark.parametrize(
    "text", ["9 to 31 %", "9–31 %", "9 - 31 %", "between 9 and 31 %"]
)
def test_a_range_keeps_both_its_ends(text: str) -> None:
    value = read_value(text, "%")
    assert value is not None
    assert (int(value.low), int(value.high), value.is_range) == (9, 31, True)


def test_a_scale_after_a_range_counts_for_both_ends() -> None:
    value = read_value("9 to 31 million")
    assert value is not None
    assert (int(value.low), int(value.high)) == (9_000_000, 31_000_000)


AGREE = [
    ("about 779,000", "779,431", "fans"),
    ("20 percent", "20.2 %", "%"),
    ("20", "20.5", "%"),
    ("7.2 million", "7,213,456", "fans"),
    ("about 6,000", "6,250", "USD"),
    ("6,250", "6 250", "USD"),
    ("9 to 31", "9–31", "%"),
    ("9 to 31", "20", "%"),
    ("9 to 31", "31.4", "%"),
    ("about 2,500", "2,500", "USD"),
]
DISAGREE = [
    ("34,069", "34,070", "fans"),
    ("about 3,720", "3,750", "USD"),
    ("about 3,720", "about 3,750", "USD"),
    ("20", "21.2", "%"),
    ("20.2", "20.3", "%"),
    ("about 6,000", "5,000", "USD"),
    ("9 to 31", "9 to 32", "%"),
    ("9 to 31", "33", "%"),
    ("7.2 million", "7,260,000", "fans"),
    ("3", "-3", "%"),
]


@pytest.mark.parametrize(("one", "other", "unit"), AGREE)
def test_values_agree_when_the_finer_rounds_to_the_coarser(
    one: str, other: str, unit: str
) -> None:
    assert agreement(one, other, unit)


@pytest.mark.parametrize(("one", "other", "unit"), DISAGREE)
def test_values_that_cannot_both_stand_disagree(
    one: str, other: str, unit: str
) -> None:
    assert not agreement(one, other, unit)


def agreement(one: str, other: str, unit: str) -> bool:
    first, second = read_value(one, unit), read_value(other, unit)
    assert first is not None
    assert second is not None
    assert agree(first, second) == agree(second, first)
    return agree(first, second)


def test_a_count_is_exact_and_a_percentage_a_rounded_number() -> None:
    cases = [("20", "fans"), ("20", "%"), ("about 20", "fans")]
    read = [read_value(text, unit) for text, unit in cases]
    assert [str(value.slack) for value in read if value] == ["0", "1/2", "5"]


def test_units_are_one_only_where_that_is_sure() -> None:
    assert normal_unit("percent") == normal_unit(" Per Cent ") == "%"
    assert normal_unit("US$") == normal_unit("USD") == normal_unit("US dollars")
    assert len({normal_unit(unit) for unit in ("$", "USD", "KHR", "riels", "")}) == 5
    assert unit_of("20 %", "") == "%"
    assert unit_of("max 5", "") == ""
    assert unit_of("20 %", "fans") == "fans"


@given(st.text(max_size=70), st.sampled_from(["", "%", "USD", "a", "5", "million"]))
@example("٣ ٢", "")
@example("(", "(")
def test_no_text_breaks_the_reading(text: str, unit: str) -> None:
    value = read_value(text, unit)
    assert value is None or value.low <= value.high


@given(st.integers(-(10**12), 10**12))
def test_a_number_written_by_us_is_read_back_as_itself(number: int) -> None:
    value = read_value(in_figures(Fraction(number)), "fans", "en")
    assert value == Printed(
        Fraction(number), Fraction(number), Fraction(1), is_rounded=False
    )


@given(st.decimals(0, 10**9, places=2), st.integers(0, 2))
def test_our_rounding_stays_within_half_a_place(number: object, places: int) -> None:
    exact = Fraction(str(number))
    text = in_figures(exact, places).replace(",", "")
    assert abs(Fraction(text) - exact) <= Fraction(1, 2 * 10**places)


def test_our_numbers_end_without_zeros() -> None:
    written = [in_figures(Fraction(n)) for n in ("6250", "22.60", "-0.001", "-3.5")]
    assert written == ["6,250", "22.6", "0", "−3.5"]
