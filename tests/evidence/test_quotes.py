import pytest

from evidence.quotes import Joined, find, stands_in

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


def test_a_quote_has_its_pages_its_code_points_and_what_stands_around_it() -> None:
    joined = Joined(["\U0001d51e first", "it  rained", "and it\nrained"])
    one, two = find("it rained", joined)
    assert (one.pages, one.start, one.exact) == ("page 2", 8, "it  rained")
    assert (one.prefix, one.suffix) == ("\U0001d51e first\f", "\fand it\nrained")
    assert (two.pages, joined.text[two.start : two.end]) == ("page 3", "it\nrained")
    assert find("first it", joined)[0].pages == "pages 1 to 2"
    assert find(" \n ", joined) == []
