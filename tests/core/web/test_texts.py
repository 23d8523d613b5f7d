import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.web.texts import (
    Run,
    compare,
    language_tag,
    listed,
    marked,
    name_of_mark,
    runs,
)

NAUGHTY = Path(__file__).parents[3] / "../shared/fixtures/naughty-strings.json"


@given(st.text())
def test_runs_joined_together_are_the_text(text: str) -> None:
    assert "".join(run.text for run in runs(text)) == text


def test_the_naughty_strings_come_back_whole() -> None:
    if not NAUGHTY.exists():
        pytest.skip("the naughty strings are not on this machine")
    for text in json.loads(NAUGHTY.read_text("utf-8")):
        assert "".join(run.text for run in runs(text)) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hun Sen", [("Hun Sen", "")]),
        ("Hun Sen ហ៊ុន សែន", [("Hun Sen ", ""), ("ហ៊ុន សែន", "km")]),
        ("สวัสดี, he said", [("สวัสดี", "th"), (", he said", "")]),
        ("قال نعم (yes)", [("قال نعم", "ar"), (" (yes)", "")]),
        ("北京 2016", [("北京", "zh"), (" 2016", "")]),
        ("", []),
    ],
)
def test_a_run_has_the_language_of_its_script(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert [(run.text, run.lang) for run in runs(text)] == expected


def test_a_hidden_character_is_a_mark_with_a_name() -> None:
    assert list(runs("evidence\u202efdp.exe")) == [
        Run("evidence"),
        Run("\u202e", mark="U+202E"),
        Run("fdp.exe"),
    ]
    assert marked("evidence\u202efdp.exe") == "evidence[U+202E]fdp.exe"
    assert name_of_mark("U+202E") == "right-to-left override"
    assert name_of_mark("U+0007") == "control character"


def test_a_word_without_end_may_be_broken_and_others_never() -> None:
    found = list(runs(f"see {'w' * 40} and គណបក្សសង្គ្រោះជាតិគណបក្សសង្គ្រោះជាតិ"))
    assert [len(run.text) for run in found if run.may_break] == [16, 16, 8]
    assert not any(run.may_break for run in runs("w" * 32))


def test_line_ends_and_tabs_are_no_hidden_characters() -> None:
    assert list(runs("a\n\tb")) == [Run("a\n\tb")]


@given(st.text(max_size=60), st.text(max_size=60))
def test_a_comparison_holds_both_texts(old: str, new: str) -> None:
    pieces = compare(old, new)
    assert "".join(piece.text for piece in pieces if piece.how != "new") == old
    assert "".join(piece.text for piece in pieces if piece.how != "gone") == new


def test_a_comparison_goes_word_by_word() -> None:
    found = [(piece.how, piece.text) for piece in compare("He bought likes", "He bought many likes")]  # fmt: skip
    assert found == [("same", "He bought "), ("new", "many "), ("same", "likes")]


def test_space_between_two_changes_does_not_part_them() -> None:
    pieces = compare("owner of the page", "head of party matters now")
    assert [(piece.how, piece.text) for piece in pieces] == [
        ("gone", "owner"),
        ("new", "head"),
        ("same", " of "),
        ("gone", "the page"),
        ("new", "party matters now"),
    ]


def test_very_long_texts_are_compared_line_by_line() -> None:
    old = "\n".join(f"line {number} of the text" for number in range(3_000))
    pieces = compare(old, old.replace("line 7 of", "line seven of"))
    assert [piece.text for piece in pieces if piece.how == "gone"] == ["line 7 of the text\n"]  # fmt: skip


@pytest.mark.parametrize(
    ("names", "sentence"),
    [([], ""), (["Alice"], "Alice"), (["Alice", "Bob"], "Alice and Bob"), (["A", "B", "C"], "A, B and C")],
)  # fmt: skip
def test_names_are_listed_as_a_sentence_lists_them(
    names: list[str], sentence: str
) -> None:
    assert listed(names) == sentence


@pytest.mark.parametrize("tag", ["en", "km", "zh-Hant", "pt-BR"])
def test_a_language_tag_is_taken(tag: str) -> None:
    assert language_tag(tag) == tag


@pytest.mark.parametrize("text", ["", "English", "xq", "en us", 'en" onload="x', "e"])
def test_what_is_no_language_tag_is_left_out(text: str) -> None:
    assert language_tag(text) == ""
