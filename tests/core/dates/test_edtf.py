"""Stored values: what EDTF allows is accepted with its bounds, all else refused."""

import json
from pathlib import Path

import pytest

from core.dates import from_edtf, iso_day
from core.dates.edtf import parse

FIXTURE = Path(__file__).parents[3] / "../shared/fixtures/edtf.json"
OPEN_AT_BOTH_ENDS = {"../..", "/..", "../"}


def listed() -> dict[str, list[str]]:
    if not FIXTURE.exists():
        pytest.skip(f"the EDTF lists are not at {FIXTURE}")
    lists: dict[str, list[str]] = json.loads(FIXTURE.read_text())["lists"]
    return lists


def bounds(edtf: str) -> tuple[str | None, str | None]:
    value = parse(edtf)
    first, last = value.earliest, value.latest
    return first if first is None else iso_day(
        first
    ), last if last is None else iso_day(last)


def test_the_lists_of_valid_values_are_accepted() -> None:
    for name, values in listed().items():
        if not name.startswith("invalid"):
            for value in set(values) - OPEN_AT_BOTH_ENDS:
                parse(value)


def test_the_lists_of_invalid_values_are_refused() -> None:
    for name, values in listed().items():
        if name.startswith("invalid"):
            for value in values:
                with pytest.raises(ValueError, match=r"\.$"):
                    parse(value)


@pytest.mark.parametrize(
    ("edtf", "first", "last"),
    [
        ("2016-03-09", "2016-03-09", "2016-03-09"),
        ("2016-02", "2016-02-01", "2016-02-29"),
        ("2016~", "2016-01-01", "2016-12-31"),
        ("199X", "1990-01-01", "1999-12-31"),
        ("18XX", "1800-01-01", "1899-12-31"),
        ("-04XX", "-0499-01-01", "-0400-12-31"),
        ("-00XX", "-0099-01-01", "0000-12-31"),
        ("2016-03-XX", "2016-03-01", "2016-03-31"),
        ("2016-XX", "2016-01-01", "2016-12-31"),
        ("1X32-X1-X2", "1032-01-02", "1932-11-22"),
        ("156X-02-29", "1560-02-29", "1568-02-29"),
        ("2016-03-08/2016-03-13", "2016-03-08", "2016-03-13"),
        ("../2016", None, "2016-12-31"),
        ("2015/..", "2015-01-01", None),
        ("2015/", "2015-01-01", None),
        ("[1962,1967]", "1962-01-01", "1967-12-31"),
        ("{1960,1961-12}", "1960-01-01", "1961-12-31"),
        ("[1667,1668,1670..1672]", "1667-01-01", "1672-12-31"),
        ("[..1984]", None, "1984-12-31"),
        ("XXXX-12-25", None, None),
        ("2016-25", "2016-03-01", "2016-05-31"),
        ("2016-21", "2016-03-01", "2016-11-30"),
        ("2016-28", "2015-12-01", "2017-02-28"),
        ("2016-34", "2016-04-01", "2016-06-30"),
        ("Y170000002", "170000002-01-01", "170000002-12-31"),
        ("Y-17E7", "-170000000-01-01", "-170000000-12-31"),
        ("1950S2", "1900-01-01", "1999-12-31"),
        ("-1859S2", "-1899-01-01", "-1800-12-31"),
        ("2016-03-09T10:20:30Z", "2016-03-09", "2016-03-09"),
    ],
)
def test_a_value_has_its_first_and_last_day(
    edtf: str, first: str | None, last: str | None
) -> None:
    assert bounds(edtf) == (first, last)


@pytest.mark.parametrize(
    "edtf",
    [
        *sorted(OPEN_AT_BOTH_ENDS),
        *(
            "2015-02-29",
            "1900-02-29",
            "2016-04-31",
            "2016-00-10",
            "2016-13-01",
            "2016-42",
        ),
        *(
            "2017/2016",
            "2016-03-13/2016-03-08",
            "[1967..1962]",
            "[]",
            "[1962",
            "{1962]",
        ),
        *(
            " 2016",
            "2016 ",
            "2016-3",
            "16-03-09",
            "٢٠١٦",
            "Y2016",
            "Y1E99",
            "2016-03-09T24:00:01Z",
        ),
        *(
            "2016-03-09T10:20:30Z/2017",
            "Y12345/Y23456",
            "[..]",
            "[1962,]",
            "2016-02-3X",
        ),
    ],
)
def test_an_impossible_value_is_refused_with_a_sentence(edtf: str) -> None:
    with pytest.raises(ValueError, match=r"\.$"):
        from_edtf(edtf)


def test_parsing_writes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    for edtf in ("2016", "2016-99", "[", "nonsense"):
        try:
            parse(edtf)
        except ValueError:
            continue
    assert capsys.readouterr() == ("", "")
