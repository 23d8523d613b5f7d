import json
import re
from typing import Any

import pytest

from claims import views_timeline
from claims.drawing import Mark
from claims.views_timeline import LANES
from tests.kit.pages import Answer, Installation, Visitor


def listed(page: Answer) -> list[str]:
    """Give the numbers in the list, in order."""
    found = page.html.split('id="list-h"')[-1]
    return [part.split("</a>")[0].split(">")[-1] for part in found.split('<p><a class="no')[1:]]  # fmt: skip


def drawn(page: Answer) -> list[dict[str, Any]]:
    """Give the entries that the drawing is made of."""
    data: list[dict[str, Any]] = json.loads(page.page.all("script", id="timeline-data")[0].text)  # fmt: skip
    return data


def test_the_drawing_and_the_list_hold_the_same_entries(alice: Visitor) -> None:
    page = alice.get("/m/likes/timeline")
    assert listed(page) == [entry["number"] for entry in drawn(page)]
    assert len(drawn(page)) == 69
    assert page.html.count('class="chart wide"') == 1
    assert page.html.count('class="chart narrow"') == 1


def test_a_long_list_stops_until_all_of_it_is_asked_for(
    alice: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views_timeline, "LISTED", 20)
    page = alice.get("/m/likes/timeline?kind=claims&kind=evidence")
    whole = drawn(page)
    assert listed(page) == [entry["number"] for entry in whole[:20]]
    assert f"The first 20 of {len(whole)} entries as a list" in page.text
    assert f"{len(whole) - 20} more are drawn above." in page.text
    assert "The list below holds the first 20 of them" in page.html
    assert page.html.count('id="undated"') == 1  # the front page leads there
    (link,) = [found for found in page.page.all("a") if found.text == f"List all {len(whole)}"]  # fmt: skip
    page = alice.get(f"/m/likes/timeline{link.attributes['href']}")
    assert listed(page) == [entry["number"] for entry in whole]
    assert "more are drawn above" not in page.text


def test_no_vague_date_is_a_point(alice: Visitor) -> None:
    marks = [Mark(**entry) for entry in drawn(alice.get("/m/likes/timeline"))]
    points = [mark for mark in marks if mark.look == "point"]
    assert 30 < len(points) < len(marks)
    for mark in points:
        assert re.fullmatch(r"\d{1,2} [A-Z][a-z]+ \d{4}", mark.words), mark


@pytest.mark.parametrize(
    ("asked", "kinds"),
    [("kind=rulings", {"ruling"}), ("kind=claims&kind=events", {"claim", "event"})],
)
def test_kinds_are_chosen(alice: Visitor, asked: str, kinds: set[str]) -> None:
    page = alice.get(f"/m/likes/timeline?{asked}")
    assert {entry["kind"] for entry in drawn(page)} == kinds
    assert set(LANES.values()) >= kinds


def test_a_claim_brings_its_occasions_evidence_and_rulings(alice: Visitor) -> None:
    numbers = listed(alice.get("/m/likes/timeline?claim=C-005"))
    assert {"C-005", "R-001", "R-002"} <= set(numbers)
    assert "C-001" not in numbers
    assert "R-003" not in numbers


def test_a_party_brings_what_is_about_it(alice: Visitor) -> None:
    all_of_them = listed(alice.get("/m/likes/timeline"))
    some = listed(alice.get("/m/likes/timeline?party=N-002"))
    assert some
    assert set(some) < set(all_of_them)


def test_dates_are_read_and_keep_what_may_lie_between_them(alice: Visitor) -> None:
    page = alice.get("/m/likes/timeline?from=May+2018&to=2018")
    numbers = listed(page)
    assert "R-003" in numbers
    assert "R-001" not in numbers
    assert "E-030" in numbers  # undated: no date drops it
    assert "Undated" in page.text


def test_a_date_that_is_not_understood_is_asked_about_and_drops_nothing(
    alice: Visitor,
) -> None:
    page = alice.get("/m/likes/timeline?from=3/4/2016&to=soonish")
    assert "Write the month as a word" in page.text
    assert len(page.page.all("input", **{"aria-invalid": "true"})) == 2
    assert len(drawn(page)) == 69


def test_an_empty_answer_says_which_filters_and_offers_to_clear_them(
    alice: Visitor,
) -> None:
    page = alice.get("/m/likes/timeline?kind=rulings&from=2030")
    assert "No entry rulings; from 2030" in page.text
    assert '<a href="/m/likes/timeline">Clear the filters</a>' in page.html


def test_an_empty_matter_says_what_the_page_is_for(installation: Installation) -> None:
    page = installation.visitor("Alice").get("/m/harbour/timeline")
    assert "Nothing to draw yet" in page.text
    assert len(page.page.all("a", **{"class": "button"})) == 1


def test_what_is_not_known_in_the_address_is_left_out(alice: Visitor) -> None:
    page = alice.get("/m/likes/timeline?kind=%00&claim=%3Cb%3E&party=E-001&from=")
    assert page.status == 200
    assert len(drawn(page)) == 69


def test_text_cannot_leave_the_data(alice: Visitor) -> None:
    assert "<" not in alice.get("/m/likes/timeline").html.split('id="timeline-data"')[1].split(">", 1)[1].split("</script>")[0]  # fmt: skip
