"""`claimtrail dates`: JSON lines in and out."""

import json
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result

from core.dates.cli import answer_lines, register


@click.group()
def claimtrail() -> None:
    pass


register(claimtrail)


def run(words: str, *options: str) -> Result:
    return CliRunner().invoke(claimtrail, ["dates", *options], input=words)


def answers(words: str, *options: str) -> list[dict[str, Any]]:
    result = run(words, *options)
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_a_line_is_answered_with_the_keys_of_the_contract() -> None:
    assert answers('{"text": "c. March 2016"}\n') == [
        {
            "text": "c. March 2016",
            "status": "understood",
            "edtf": "2016-03~",
            "earliest": "2016-03-01",
            "latest": "2016-03-31",
            "words": "about March 2016, 31 days",
            "choices": [],
        }
    ]


@pytest.mark.parametrize(
    "line",
    [
        '{"text": "1990s"}',
        '"1990s"',
        "1990s",
        '\ufeff"1990s"',
        '{"text":"1990s","a":1}',
    ],
)
def test_a_line_may_be_an_object_a_string_or_bare_words(line: str) -> None:
    (answer,) = answers(line + "\n")
    assert (answer["text"], answer["edtf"]) == ("1990s", "199X")


def test_answers_stand_in_the_order_of_the_lines() -> None:
    texts = [answer["text"] for answer in answers("2016\nrubbish\n\n1850\n")]
    assert texts == ["2016", "rubbish", "1850"]


def test_an_ambiguous_line_carries_its_choices() -> None:
    (answer,) = answers("9/2/2017\n")
    assert (answer["status"], answer["edtf"], answer["earliest"]) == (
        "ambiguous",
        None,
        None,
    )
    assert answer["choices"][0] == {
        "edtf": "2017-02-09",
        "earliest": "2017-02-09",
        "latest": "2017-02-09",
        "words": "9 February 2017",
    }


def test_an_open_end_is_null() -> None:
    (answer,) = answers("before 1850\n")
    assert (answer["earliest"], answer["latest"]) == (None, "1849-12-31")


def test_lines_that_are_broken_json_are_refused_not_fatal() -> None:
    broken = ['{"text": ', '{"text": 5}', "[1]", '{"other": "2016"}', "\x00", '"']
    assert [answer["status"] for answer in answers("\n".join(broken) + "\n")] == [
        "refused"
    ] * len(broken)


def test_order_language_and_reference_are_passed_on() -> None:
    assert answers("9/2/2017\n", "--date-order", "mdy")[0]["edtf"] == "2017-09-02"
    assert answers("9 février 2017\n", "--language", "fr")[0]["edtf"] == "2017-02-09"
    assert (
        answers("yesterday\n", "--reference", "2016-03-09")[0]["edtf"] == "2016-03-08"
    )


@pytest.mark.parametrize(
    "options",
    [
        ("--date-order", "dym"),
        ("--reference", "9/2/2017"),
        ("--reference", "soon"),
        ("--language", "not a tag"),
        ("--language", "xx-nonsense"),
        ("--language", "km!"),
        ("--unknown",),
    ],
)
def test_wrong_options_end_with_status_2(options: tuple[str, ...]) -> None:
    assert run("2016\n", *options).exit_code == 2


def test_an_unknown_language_is_told_with_those_that_are_read() -> None:
    result = run("2016\n", "--language", "xx-nonsense")
    assert "“xx-nonsense” is no language in which dates are read" in result.stderr
    assert "km (Khmer)" in result.stderr
    for tag in ("fr-CA", "sw", "KM", "en_GB"):
        assert run("2016\n", "--language", tag).exit_code == 0


def test_lines_are_answered_one_by_one() -> None:
    lines = iter(["2016\n"])
    answer = next(answer_lines(lines))
    assert json.loads(answer)["edtf"] == "2016"
