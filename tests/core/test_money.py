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


@given(st.integers(0, 10**15 - 1), st.sampled_from(["USD", "JPY", "BHD", "KHR"]))
def test_reading_a_written_amount_gives_it_back(minor: int, currency: str) -> None:
    assert money.to_minor(money.to_plain(minor, currency), currency) == minor
