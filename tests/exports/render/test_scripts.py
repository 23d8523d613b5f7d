import pytest
from hypothesis import given
from hypothesis import strategies as st

from exports.render.scripts import (
    breakable,
    drawable,
    is_right_to_left,
    pieces,
    unbroken,
)
from tests.exports.languages import UDHR

READ_RIGHT_TO_LEFT = {"ar", "fa", "ur", "he"}


@pytest.mark.parametrize("language", UDHR)
def test_a_text_keeps_its_letters_and_gets_its_language(language: str) -> None:
    found = pieces(UDHR[language], language)
    assert unbroken("".join(piece.text for piece in found)) == UDHR[language]
    assert language in {piece.language for piece in found}


@pytest.mark.parametrize("language", UDHR)
def test_the_direction_is_that_of_the_first_letter(language: str) -> None:
    assert is_right_to_left(UDHR[language]) == (language in READ_RIGHT_TO_LEFT)


def test_a_name_within_a_sentence_is_a_piece_of_its_own() -> None:
    found = [
        (piece.text, piece.language, piece.direction)
        for piece in pieces("Said by דניאל לוי (Haifa).")
    ]
    assert found == [
        ("Said by ", "", ""),
        ("דניאל לוי", "he", "rtl"),
        (" (Haifa).", "", ""),
    ]


def test_latin_words_inside_a_right_to_left_sentence_stay_with_it() -> None:
    assert len(pieces("قال Facebook إن 157,331 في Cambodia.")) == 1


def test_latin_text_of_another_language_says_which() -> None:
    assert [piece.language for piece in pieces("Tous libres", "fr")] == ["fr"]
    assert [piece.language for piece in pieces("Phnom Penh", "km")] == [""]


def test_khmer_may_break_between_syllables_and_nowhere_else() -> None:
    assert breakable("ស្ត្រី").count("\u200b") == 0
    assert breakable("កម្ពុជា").split("\u200b") == ["ក", "ម្ពុ", "ជា"]


def test_a_text_that_marks_its_own_word_ends_keeps_them() -> None:
    marked = "ភាសា\u200bខ្មែរ"
    assert unbroken(breakable(marked)) == marked


@given(st.text())
def test_marks_for_breaking_can_always_be_taken_away(text: str) -> None:
    assert unbroken(breakable(text)) == text


@given(st.text())
def test_pieces_lose_nothing(text: str) -> None:
    assert unbroken("".join(piece.text for piece in pieces(text))) == drawable(text)


def test_what_no_font_draws_is_written_by_its_name() -> None:
    assert (
        drawable("a\x07b\u202ec\ufeffd\U0001f468")
        == "a[U+0007]b[U+202E]c[U+FEFF]d[MAN]"
    )


@pytest.mark.parametrize(
    "end", ["\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"]
)
def test_every_end_of_a_line_is_one_end_of_a_line(end: str) -> None:
    assert drawable(f"one{end}two") == "one\ntwo"
