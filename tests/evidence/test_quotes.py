import pytest

from evidence.quotes import stands_in

TEXT = "The committee called it\n  “completely twisted”; 157,331 fans. Le père. សម រង្ស៊ី"


@pytest.mark.parametrize(
    "quote",
    [
        "completely twisted",
        "called it “completely",
        "it  “completely\ttwisted”",
        "Le pe\u0300re",
        "សម រង្ស៊ី",
        " 157,331 fans ",
    ],
)
def test_a_quote_is_found_whatever_its_spaces_and_unicode_form(quote: str) -> None:
    assert stands_in(quote, TEXT)


@pytest.mark.parametrize(
    "quote",
    [
        "Completely twisted",
        "completely  twist ed",
        "157331 fans",
        "157,332 fans",
        "Le pere",
        '"completely twisted"',
        "twisted.",
        "សម រង្ស៉ី",
    ],
)
def test_case_digits_accents_and_marks_are_never_folded(quote: str) -> None:
    assert not stands_in(quote, TEXT)
