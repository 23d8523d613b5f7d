"""Date texts as people write them, each with the value it must be read as."""

from pathlib import Path

import pytest

from core.dates import read

TEXTS = Path(__file__).parent / "texts"


def lines(name: str) -> list[tuple[str, str]]:
    rows = (TEXTS / name).read_text(encoding="utf-8").splitlines()
    return [
        (text, wanted) for text, _, wanted in (row.rpartition(" => ") for row in rows)
    ]


def answer(text: str, language: str = "") -> str:
    reading = read(text, language=language)
    return reading.date.edtf if reading.date else reading.status


@pytest.mark.parametrize(("text", "wanted"), lines("english.txt"))
def test_an_english_text_is_read_as_listed(text: str, wanted: str) -> None:
    reading = read(text)
    edtf, _, span = wanted.partition(" ")
    assert answer(text) == edtf
    assert reading.date is None or reading.date.span == span.replace("-", " ")


@pytest.mark.parametrize(("text", "wanted"), lines("languages.txt"))
def test_a_text_in_its_language_is_read_as_listed(text: str, wanted: str) -> None:
    language, _, words = text.partition("|")
    assert answer(words, language) == wanted


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("9 février 2017", "fr"),
        ("9 กุมภาพันธ์ 2560", "th"),
        ("៩ ខែកុម្ភៈ ឆ្នាំ២០១៧", "km"),
        ("9 شباط 2017", "ar"),
        ("2017年2月9日", "zh"),
        ("9 de febrero de 2017", "es"),
        ("9. Dezember 2017", "de"),
    ],
)
def test_without_its_language_a_foreign_date_names_the_language_to_set(
    text: str, tag: str
) -> None:
    reading = read(text)
    assert reading.status == "refused"
    assert reading.words.endswith(f"set the language to {tag}.")
    assert read(text, language=tag).status == "understood"


@pytest.mark.parametrize("row", lines("english.txt") + lines("languages.txt"))
def test_every_date_read_prints_so_that_it_reads_back(row: tuple[str, str]) -> None:
    language, _, words = (
        row[0].rpartition("|") if row[0][2:3] == "|" else ("", "", row[0])
    )
    reading = read(words, language=language)
    for date in (*((reading.date,) if reading.date else ()), *reading.choices):
        again = read(date.words).date
        assert again is not None, date.words
        assert (again.earliest, again.latest) == (date.earliest, date.latest)
        assert again.is_approximate == date.is_approximate
        assert again.is_uncertain == date.is_uncertain
