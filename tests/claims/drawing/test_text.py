import subprocess
import unicodedata

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from claims.drawing.text import clean, shorten, width, wrap

SAMPLES = [
    "R-001 Trial judgment",
    "Hun Sen: origin not known, a Thursday",
    "WWW MMM @@@ %%% ÆØÅ ßŒĲ",
    "Заявление Щербины о Юрии",
    "Ισχυρισμός Ω",
    "44 BC to 3 March 1904 (O.S.) “quoted”, ’twas — so…",
]


def font(style: str) -> TTFont:
    query = ["fc-match", "-f", "%{file}|%{family}", f"Noto Sans:style={style}"]
    path, _, family = subprocess.check_output(query, text=True).partition("|")
    assert "Noto Sans" in family, "make setup installs it"
    return TTFont(path)


@pytest.mark.parametrize("style", ["Regular", "SemiBold", "Bold"])
@pytest.mark.parametrize("text", SAMPLES)
def test_a_text_is_never_wider_than_estimated(style: str, text: str) -> None:
    measured = font(style)
    names, advances = measured.getBestCmap(), measured["hmtx"]
    real = (
        sum(advances[names[ord(sign)]][0] for sign in text)
        / measured["head"].unitsPerEm
    )
    assert real * 12 <= width(text, 12)


@pytest.mark.parametrize("text", [sample for sample in SAMPLES if sample.isascii()])
def test_an_estimate_wastes_little(text: str) -> None:
    measured = font("Regular")
    names, advances = measured.getBestCmap(), measured["hmtx"]
    real = (
        sum(advances[names[ord(sign)]][0] for sign in text)
        / measured["head"].unitsPerEm
    )
    assert width(text, 12) < real * 12 * 1.2


@given(st.text(max_size=80), st.integers(20, 200))
def test_a_shortened_text_fits_and_keeps_whole_signs(text: str, limit: int) -> None:
    short = shorten(text, 12, limit)
    assert short == text or width(short, 12) <= limit
    if short != text:
        assert text.startswith(short.removesuffix("…"))
        following = text[len(short) - 1 :].lstrip(" ,;:.-–—")[:1]
        assert not following or not unicodedata.category(following).startswith("M")


def test_a_text_that_fits_is_left_alone() -> None:
    assert shorten("Trial judgment", 12, 200) == "Trial judgment"
    assert shorten("Trial judgment", 12, 46) == "Trial…"


@given(st.text(alphabet="ab ", max_size=200))
def test_lines_hold_all_words_in_order(text: str) -> None:
    lines = wrap(text, 12, 100)
    assert " ".join(lines).split() == text.split()


def test_what_xml_cannot_hold_is_shown_as_such() -> None:
    assert clean("a\x00b\x1f\ufffe\ud800") == "a\ufffdb\ufffd\ufffd\ufffd"
    assert clean(" two\n lines\t") == "two lines"
