import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.tables.formulas import guard, unguard

DANGEROUS = "=+-@\t\r＝＋－＠"
TEXTS = st.text(st.sampled_from("'=+-@\t\r\n 5x.,＝"), max_size=6)


@given(text=TEXTS)
def test_the_apostrophe_comes_off_exactly(text: str) -> None:
    assert unguard(guard(text)) == text


@given(text=st.text())
def test_a_guarded_cell_never_begins_like_a_formula(text: str) -> None:
    cell = guard(text)
    assert not cell.startswith(tuple(DANGEROUS)) or cell.lstrip("+-")[:1].isdecimal()


@pytest.mark.parametrize("text", ["-5", "-146", "+855 12 345 678", "-1,000.50", "", "x=1", "'tis"])  # fmt: skip
def test_numbers_and_plain_text_are_left_alone(text: str) -> None:
    assert guard(text) == text


@pytest.mark.parametrize(
    "text", ["=1", "-1+1", "+", "--5", "@x", " =1", "\n=1", "＝1", "-5\n"]
)
def test_what_a_spreadsheet_would_run_is_guarded(text: str) -> None:
    assert guard(text) == f"'{text}"
