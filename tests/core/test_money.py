import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import money
from core.errors import Invalid


@pytest.mark.parametrize(
    ("amount", "currency", "minor", "printed"),
    [
        ("10000000", "KHR", 1_000_000_000, "10,000,000 KHR"),
        ("35000.50", "USD", 3_500_050, "35,000.50 USD"),
        ("35000.5", "USD", 3_500_050, "35,000.50 USD"),
        ("500", "JPY", 500, "500 JPY"),
        ("1.234", "BHD", 1234, "1.234 BHD"),
        ("1.230", "USD", 123, "1.23 USD"),
        ("0", "EUR", 0, "0 EUR"),
        ("0" * 5000 + "7", "EUR", 700, "7 EUR"),
    ],
)
def test_amounts_are_whole_minor_units(
    amount: str, currency: str, minor: int, printed: str
) -> None:
    assert money.to_minor(amount, currency) == minor
    assert money.in_print(minor, currency) == printed


@pytest.mark.parametrize(
    ("amount", "currency", "sentence"),
    [
        ("35,000", "USD", "Did you mean 35000?"),
        ("35 000.50", "USD", "Did you mean 35000.50?"),
        ("10,000,000", "KHR", "Did you mean 10000000?"),
        ("35\u202f000", "EUR", "Did you mean 35000?"),
        ("35,50", "EUR", "Did you mean 35.50?"),
        ("1500,5", "EUR", "Did you mean 1500.5?"),
        ("9" * 20, "USD", "too large: it is more than can be kept"),
        ("9" * 5000, "USD", "too large: it is more than can be kept"),
        ("92233720368547758.08", "USD", "too large"),
        ("-5", "USD", "not a plain amount"),
        ("1e3", "USD", "not a plain amount"),
        ("٣٥", "USD", "not a plain amount"),
        ("1.5", "JPY", "JPY has 0 decimals"),
        ("5", "ZZZ", "not an ISO 4217 currency code"),
        ("5", "", "not an ISO 4217 currency code"),
    ],
)
def test_what_is_no_amount_is_refused_with_what_would_be_right(
    amount: str, currency: str, sentence: str
) -> None:
    with pytest.raises(Invalid, match=sentence.replace("?", r"\?")):
        money.to_minor(amount, currency)


@pytest.mark.parametrize(
    "amount",
    ["1,00,000", "3,5000", "35,", ",50", "1,234 567", "1,23,45", "35,50,", "1.234,50"],
)
def test_nothing_is_suggested_where_the_separators_leave_doubt(amount: str) -> None:
    with pytest.raises(Invalid) as refused:
        money.to_minor(amount, "USD")
    assert "Did you mean" not in refused.value.sentence


@given(st.integers(0, 10**15 - 1), st.sampled_from(["USD", "JPY", "BHD", "KHR"]))
def test_reading_a_written_amount_gives_it_back(minor: int, currency: str) -> None:
    assert money.to_minor(money.to_plain(minor, currency), currency) == minor
