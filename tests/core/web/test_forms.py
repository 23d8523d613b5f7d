from typing import Any

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from core.dates import UncertainDate, from_edtf
from core.errors import Problem
from core.fields import Amount, Choice, Field, Text, When
from core.web.addresses import own_path
from core.web.boxes import Setting
from core.web.forms import Form

STATEMENT = Text("statement", "Statement", required="Enter the statement", long=True)
KIND = Choice("kind", "Kind", words=("allegation", "denial"))
DATE = When("date", "Date")
AMOUNT = Amount("amount", "Amount")


def form(*fields: Field, **values: Any) -> Form:
    made = Form(fields, Setting(order=values.pop("order", None)))
    made.fill(values)
    return made


def test_what_was_typed_is_kept_and_line_ends_are_those_of_text_files() -> None:
    made = form(STATEMENT)
    assert made.read(MultiDict({"statement": " one\r\ntwo "}))
    assert made.values == {"statement": " one\ntwo "}


def test_a_date_is_read_and_shown_before_it_is_saved() -> None:
    made = form(DATE)
    assert not made.read(MultiDict({"date": "March 2016"}))
    assert made.problems == []
    assert [box.name for box in made.waiting] == ["date"]
    assert made.read(MultiDict({"date": "March 2016", "date_read": "2016-03"}))
    assert made.values["date"] == UncertainDate("March 2016", "2016-03")


def test_an_acknowledged_reading_of_other_words_does_not_count() -> None:
    made = form(DATE)
    assert not made.read(MultiDict({"date": "April 2016", "date_read": "2016-03"}))
    assert made.waiting


def test_a_date_with_two_readings_asks_which() -> None:
    made = form(DATE)
    assert not made.read(MultiDict({"date": "3/4/2016"}))
    assert [problem.sentence for problem in made.problems] == ["Say which date 3/4/2016 is"]  # fmt: skip
    assert made.anchor(made.problems[0]) == "field-date-1"
    assert made.read(MultiDict({"date": "3/4/2016", "date_which": "2016-04-03"}))
    assert made.values["date"] == UncertainDate("3/4/2016", "2016-04-03")


def test_a_choice_that_was_not_offered_is_no_choice() -> None:
    made = form(DATE)
    assert not made.read(MultiDict({"date": "3/4/2016", "date_which": "1999-01-01"}))
    assert made.problems


def test_the_order_of_the_matter_settles_a_date() -> None:
    made = form(DATE, order="mdy")
    assert made.read(MultiDict({"date": "3/4/2016", "date_read": "2016-03-04"}))


def test_a_refused_date_says_what_is_wrong() -> None:
    made = form(DATE)
    assert not made.read(MultiDict({"date": "30 February 2016"}))
    assert "30 February 2016" in made.problems[0].sentence


def test_words_left_alone_keep_the_date_they_had() -> None:
    told = from_edtf("2016-03-01/2016-03-08", text="one week in March", span="throughout")  # fmt: skip
    made = form(DATE, date=told)
    assert made.read(MultiDict({"date": "one week in March"}))
    assert made.values["date"] == told


def test_an_emptied_date_is_no_date() -> None:
    made = form(DATE, date=from_edtf("2016"))
    assert made.read(MultiDict({"date": " "}))
    assert made.values["date"] is None


@pytest.mark.parametrize(
    ("data", "value"),
    [
        ({"amount": "35000.50", "amount_currency": "usd"}, (3_500_050, "USD")),
        ({"amount": "10000000", "amount_currency": "KHR"}, (1_000_000_000, "KHR")),
        ({"amount": "", "amount_currency": ""}, None),
    ],
)
def test_an_amount_is_read(data: dict[str, str], value: object) -> None:
    made = form(AMOUNT)
    assert made.read(MultiDict(data))
    assert made.values["amount"] == value


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"amount": "35,000", "amount_currency": "USD"}, "35000"),
        ({"amount": "5", "amount_currency": ""}, "ISO 4217"),
        ({"amount": "", "amount_currency": "USD"}, "Enter the amount"),
        ({"amount": "5", "amount_currency": "XXXX"}, "XXXX"),
    ],
)
def test_an_amount_that_cannot_be_says_what_can(
    data: dict[str, str], said: str
) -> None:
    made = form(AMOUNT)
    assert not made.read(MultiDict(data))
    assert said in made.problems[0].sentence
    assert made.boxes[0].text == data["amount"]


@pytest.mark.parametrize("text", ["35,000 USD", "USD 35,000", "35000USD"])
def test_an_amount_with_its_currency_inside_is_told_both_at_once(text: str) -> None:
    made = form(AMOUNT)
    assert not made.read(MultiDict({"amount": text, "amount_currency": ""}))
    said = made.problems[0].sentence
    assert f"“{text}” is not a plain amount" in said
    assert "Enter the currency as an ISO 4217 code" in said
    assert said.endswith("Did you mean 35000 and USD?")
    assert not made.read(MultiDict({"amount": text, "amount_currency": "USD"}))
    assert made.problems[0].sentence.endswith("Did you mean 35000 and USD?")


def test_problems_about_no_single_field_stand_first() -> None:
    made = form(STATEMENT)
    made.blame([Problem("statement", "", "second"), Problem("", "", "first")])
    assert [problem.sentence for problem in made.problems] == ["first", "second"]


def test_problems_stand_in_the_order_of_the_fields() -> None:
    made = form(STATEMENT, KIND)
    made.blame([Problem("kind", "", "second"), Problem("statement", "", "first")])
    assert [problem.sentence for problem in made.problems] == ["first", "second"]
    assert [box.error for box in made.boxes] == ["first", "second"]


def test_an_address_fills_boxes_in() -> None:
    made = form(STATEMENT, KIND)
    made.preset(MultiDict({"kind": "denial", "other": "x"}))
    assert [box.text for box in made.boxes] == ["", "denial"]


@pytest.mark.parametrize(
    ("wanted", "path"),
    [
        ("/m/likes/claims/C-001?a=1#x", "/m/likes/claims/C-001?a=1#x"),
        ("//evil.example/", "/here"),
        ("/\\evil.example", "/here"),
        ("https://evil.example/", "/here"),
        ("/a\r\nSet-Cookie: x", "/here"),
        ("", "/here"),
    ],
)
def test_a_browser_is_only_sent_back_to_our_own_pages(wanted: str, path: str) -> None:
    with Flask("claimtrail").test_request_context("/", query_string={"next": wanted}):
        assert own_path("/here") == path
