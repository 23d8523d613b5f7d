"""`claimtrail dates`: a line of date words in, a line of JSON out, in the same order."""

import json
import sys
from collections.abc import Iterable, Iterator
from typing import Any

import click

from core.dates.calendar import iso_day
from core.dates.lexicon import language_fault
from core.dates.reading import Order, Reading, read
from core.dates.value import UncertainDate

ORDERS: tuple[Order, ...] = ("dmy", "mdy", "ymd")


def answer_lines(
    lines: Iterable[str],
    *,
    order: Order | None = None,
    language: str = "",
    reference: UncertainDate | None = None,
) -> Iterator[str]:
    """Answer lines of date words.

    Args:
        lines: each a JSON object with a `text`, a JSON string, or the bare words; a line
            of white space alone is passed over.
        order: the order of day and month in figures, None where not known.
        language: a language tag, empty for English alone.
        reference: the date that relative words are counted from.

    Yields:
        One JSON object a line: text, status, edtf, earliest, latest, words, choices.
    """
    for line in lines:
        if line.strip():
            reading = read(
                _text(line), order=order, language=language, reference=reference
            )
            yield json.dumps(_answer(reading), ensure_ascii=False)


def _text(line: str) -> str:
    """Take the text out of a line; what is no JSON of ours is the text itself."""
    bare = line.strip("\r\n").lstrip("\ufeff")
    if bare.lstrip()[:1] not in ("{", '"'):
        return bare
    try:
        value = json.loads(bare)
    except ValueError:
        return bare
    if isinstance(value, dict) and isinstance(value.get("text"), str):
        return str(value["text"])
    return value if isinstance(value, str) else bare


def _answer(reading: Reading) -> dict[str, Any]:
    return {
        "text": reading.text,
        "status": reading.status,
        **_bounds(reading.date),
        "words": reading.words,
        "choices": [
            _bounds(choice) | {"words": choice.words} for choice in reading.choices
        ],
    }


def _bounds(date: UncertainDate | None) -> dict[str, str | None]:
    """Give value, first and last day as the contract names them."""
    if date is None:
        return {"edtf": None, "earliest": None, "latest": None}
    first, last = date.earliest, date.latest
    return {
        "edtf": date.edtf,
        "earliest": None if first is None else iso_day(first),
        "latest": None if last is None else iso_day(last),
    }


def register(group: click.Group) -> None:
    """Add the command `dates` to a command group."""
    group.add_command(_dates)


def language_tag(_context: click.Context, _parameter: click.Parameter, tag: str) -> str:
    """Give back the tag of a language in which dates are read; another is wrong use, and is told which there are."""
    if fault := language_fault(tag):
        raise click.BadParameter(fault)
    return tag


def _reference(
    _context: click.Context, _parameter: click.Parameter, text: str | None
) -> UncertainDate | None:
    if text is None:
        return None
    reading = read(text)
    if reading.date is None:
        raise click.BadParameter(reading.words)
    return reading.date


@click.command("dates")
@click.option(
    "--date-order",
    "order",
    type=click.Choice(ORDERS),
    help="The order of day, month and year in dates written in figures.",
)
@click.option(
    "--language",
    default="",
    callback=language_tag,
    metavar="TAG",
    help="The language of the words: km, th, fr …",
)
@click.option(
    "--reference",
    callback=_reference,
    metavar="DATE",
    help="The date that “Tuesday” or “last month” is counted from.",
)
def _dates(order: Order | None, language: str, reference: UncertainDate | None) -> None:
    """Read dates from standard input, one a line, and answer in JSON lines."""
    sys.stdin.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]  # the standard input is a text file
    answers = answer_lines(
        sys.stdin, order=order, language=language, reference=reference
    )
    for answer in answers:
        print(answer)
