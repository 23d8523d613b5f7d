import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

import pytest

from claims.glance import short
from exports.blocks import (
    Contents,
    Cover,
    Document,
    Entry,
    Exhibit,
    Heading,
    Link,
    PageOf,
    Ref,
    Row,
    Text,
    Undecided,
)
from exports.document import document_of
from exports.selection import Selection, select
from exports.snapshot import snapshot
from tests.exports.conftest import HEAD, Likes, snapshot_of
from tests.kit.cases import Case

GONE = {"withdrawn_at": "2026-11-24T10:00:00Z", "withdrawn_why": "Typed twice"}


@pytest.fixture
def case() -> Case:
    return Case()


def written(case: Case, *claims: str) -> Document:
    return document_of(snapshot_of(case, Selection(claims=claims)))[0]


def inside(value: Any) -> Iterator[Any]:
    """Give every block and run of a document."""
    if is_dataclass(value):
        yield value
        value = tuple(getattr(value, field.name) for field in fields(value))
    if isinstance(value, tuple):
        for one in value:
            yield from inside(one)


def words(value: Any) -> str:
    """Give all that a reader can read, in order."""
    if isinstance(value, str):
        return f"{value} "
    if is_dataclass(value):
        return "".join(words(getattr(value, field.name)) for field in fields(value))
    return "".join(words(one) for one in value) if isinstance(value, tuple) else ""


def ruled(case: Case, **values: Any) -> tuple[Any, Any]:
    claim = case.add("claims", statement="It rained")
    ruling = case.add(
        "rulings", proceeding=case.add("proceedings", title="A v. B"), **values
    )
    return claim, ruling


@pytest.fixture
def likes_document(likes: Likes) -> Document:
    return document_of(snapshot(select(likes.file, Selection()), Selection(), HEAD))[0]


def test_every_reference_leads_to_a_place_of_the_dossier(
    likes_document: Document,
) -> None:
    places = {
        getattr(one, "anchor", "")
        for one in inside(likes_document)
        if isinstance(one, Heading | Entry | Exhibit | Row | Contents)
    }
    asked = {
        one.anchor
        for one in inside(likes_document)
        if isinstance(one, Ref | Link | PageOf)
    }
    asked |= {one.target for one in inside(likes_document) if isinstance(one, Entry)}
    assert asked - places <= {""}


def test_anchors_are_used_once(likes_document: Document) -> None:
    found = [
        one.anchor
        for one in inside(likes_document)
        if isinstance(one, Heading | Entry | Exhibit | Row | Contents)
    ]
    named = [anchor for anchor in found if anchor]
    assert len(named) == len(set(named))


def test_headings_never_skip_a_level(likes_document: Document) -> None:
    level = 1
    for one in likes_document.blocks:
        if isinstance(one, Heading):
            assert one.level <= level + 1, one
            level = one.level


def test_an_empty_matter_has_every_part_and_says_that_it_is_empty(case: Case) -> None:
    text = words(written(case))
    for sentence in (
        "No claim is recorded",
        "No proceeding is recorded",
        "No evidence is recorded",
        "Nothing is recorded yet",
    ):
        assert sentence in text
    assert "Left out: nothing." in text


def test_a_claim_without_evidence_says_so_on_both_sides(case: Case) -> None:
    case.add("claims", statement="It rained")
    text = words(written(case))
    assert "No item for this claim is recorded." in text
    assert "No item against this claim is recorded." in text
    assert "No ruling in this dossier has a finding on this claim." in text


@pytest.mark.parametrize("disposition", ["not stated", "not addressed", "not proven"])
def test_what_a_court_left_open_is_set_apart(case: Case, disposition: str) -> None:
    claim, ruling = ruled(case)
    case.add(
        "findings",
        ruling=ruling,
        claim=claim,
        disposition=disposition,
        words="We do not reach it",
    )
    loud = [
        one
        for one in inside(written(case))
        if isinstance(one, Undecided) and one.label.casefold() == disposition
    ]
    assert (
        len(loud) == 3
    )  # in the chronology, on the claim's sheet, and with the ruling


def test_a_ruling_that_says_nothing_on_what_it_left_open_prints_not_recorded(
    case: Case,
) -> None:
    ruled(case)
    loud = [one for one in inside(written(case)) if isinstance(one, Undecided)]
    assert [(one.label, words(one.runs).strip()) for one in loud] == [
        ("What it did not decide", "Not recorded.")
    ]


def test_what_is_not_graded_says_so(case: Case) -> None:
    claim = case.add("claims", statement="It rained")
    case.cite(
        claim, case.add("evidence", title="A", source=case.add("sources", name="Paper"))
    )
    graded = case.add("sources", name="Agency", reliability="B")
    case.cite(claim, case.add("evidence", title="B", source=graded, credibility="3"))
    text = words(written(case))
    assert "reliability not graded · credibility not graded" in text
    assert "reliability B (usually reliable) · credibility 3 (possibly so)" in text


@pytest.mark.parametrize(
    ("table", "values"),
    [
        ("claims", {"statement": "It snowed"}), ("evidence", {"title": "A sheet"}), ("events", {"title": "A storm"}),
        ("sources", {"name": "Paper"}), ("parties", {"name": "Ann"}), ("proceedings", {"title": "A v. B"}),
    ],
)  # fmt: skip
def test_a_withdrawn_record_is_listed_as_withdrawn_with_the_reason(
    case: Case, table: str, values: dict[str, str]
) -> None:
    case.add(table, **values, **GONE)
    assert "Withdrawn 24 November 2026, 10:00 UTC: Typed twice" in words(written(case))


def test_a_withdrawn_citation_is_named_on_the_sheet_of_its_claim(case: Case) -> None:
    claim = case.add("claims", statement="It rained")
    case.cite(claim, case.add("evidence", title="Diary"), "contradicts", **GONE)
    text = words(written(case))
    assert "No item against this claim is recorded." in text
    assert "CT-001" in text
    assert "Typed twice" in text


def test_the_cover_names_what_is_left_out_and_how_many(case: Case) -> None:
    for text in ("One", "Two", "Three"):
        case.cite(case.add("claims", statement=text), case.add("evidence", title=text))
    cover = written(case, "C-002").blocks[0]
    assert isinstance(cover, Cover)
    assert (
        "2 of 3 claims (C-001, C-003); 2 of 3 evidence items (E-001, E-003)"
        in words(cover)
    )


def test_a_relation_to_a_claim_that_is_left_out_is_named(case: Case) -> None:
    claim = case.add("claims", statement="It rained")
    case.add("claims", statement="It rained again", repeats=[claim])
    assert "Repeats C-001, which is left out of this dossier" in words(
        written(case, "C-002")
    )


def test_a_date_is_printed_as_written_with_its_reading_under_it(case: Case) -> None:
    case.add(
        "events",
        title="Rain",
        date="between 8 and 13 March 2016",
        date_basis="the diary",
    )
    entry = next(one for one in inside(written(case)) if isinstance(one, Entry))
    assert (entry.date, entry.basis) == ("between 8 and 13 March 2016", "the diary")


def test_a_date_known_to_the_year_does_not_stand_under_a_month(case: Case) -> None:
    case.add("events", title="Rain", date="2016")
    titles = [
        one.title for one in inside(written(case)) if type(one).__name__ == "Month"
    ]
    assert titles == ["2016"]


def test_items_that_are_not_held_are_known_of(case: Case) -> None:
    case.add("evidence", title="A report")
    assert "Known of, not held." in words(written(case))


def test_sealed_items_say_so(case: Case) -> None:
    case.add("evidence", title="A file", confidentiality="sealed")
    assert "sealed: handle this dossier accordingly" in words(written(case))


def test_the_program_never_says_true_or_false_in_its_own_voice(
    likes: Likes, likes_document: Document
) -> None:
    own = " ".join(
        one.text
        for one in inside(likes_document)
        if isinstance(one, Text) and one.style != "said"
    )
    for claim in likes.file.claims:
        own = own.replace(claim.statement, "").replace(short(claim.statement), "")
    found = re.findall(r"(?:\w+ )?\b(?:true|false|lie|fake)\b", own, re.IGNORECASE)
    assert {word.casefold() for word in found} <= {"found true"}
