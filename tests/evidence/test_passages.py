from hypothesis import given
from hypothesis import strategies as st

from evidence.passages import find, passages
from evidence.quotes import folded, stands_in

TEXT = "Heading\nof two lines\n\nThe lease  ended\nin May. It ended.\n\n  \nLast.\n"


def shape(*quotes: tuple[str, str]) -> list[list[tuple[str, tuple[str, ...]]]]:
    return [[(piece.text, piece.inside) for piece in pieces] for pieces in passages(TEXT, quotes)]  # fmt: skip


def test_paragraphs_are_parted_by_blank_lines() -> None:
    assert [pieces[0].text for pieces in passages(TEXT, [])] == ["Heading\nof two lines", "The lease  ended\nin May. It ended.", "Last.\n"]  # fmt: skip


def test_a_quote_is_marked_where_it_stands_whatever_the_space() -> None:
    assert shape(("Q", "lease ended in May"))[1] == [("The ", ()), ("lease  ended\nin May", ("Q",)), (". It ended.", ())]  # fmt: skip


def test_quotes_that_overlap_mark_each_letter_once() -> None:
    found = shape(("A", "lease ended"), ("B", "ended in May"))[1]
    assert found == [("The ", ()), ("lease  ", ("A",)), ("ended", ("A", "B")), ("\nin May", ("B",)), (". It ended.", ())]  # fmt: skip


def test_a_quote_begins_once_even_over_two_paragraphs() -> None:
    pieces = [piece for row in passages(TEXT, [("A", "lines The lease")]) for piece in row]  # fmt: skip
    assert [piece.begins for piece in pieces if piece.inside] == [("A",), ()]


def test_what_does_not_stand_there_marks_nothing() -> None:
    for quote in ("Lease ended", "lease", ""):
        marked = [text for row in shape(("A", quote)) for text, inside in row if inside]
        assert marked == (["lease"] if quote == "lease" else [])


@given(st.text("ab \n.é", max_size=30), st.text("ab \n.é", max_size=6))
def test_what_is_found_is_what_is_checked(text: str, quote: str) -> None:
    if folded(quote):
        assert (find(quote, text) is not None) == stands_in(quote, text)


@given(st.text("ab \n", max_size=40), st.lists(st.text("ab ", min_size=1, max_size=4)))
def test_no_letter_is_lost_or_doubled(text: str, quotes: list[str]) -> None:
    named = [(str(place), quote) for place, quote in enumerate(quotes)]
    rows = passages(text, named)
    told = "\n".join("".join(piece.text for piece in row) for row in rows)
    assert told.split() == text.split()
