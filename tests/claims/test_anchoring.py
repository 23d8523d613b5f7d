import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlmodel import select

from accounts.matters import matter_by_slug
from accounts.views_records import RecordPages
from claims.anchoring import anchor_quotes
from claims.cli_checks import matter_findings
from claims.jobs import HANDLERS
from claims.views_quoting import QuotingPages
from claims.views_records import PAGES
from core.jobs import Job
from evidence.models import QuoteAnchor
from evidence.renditions import TEXT_READ
from tests.kit.pages import Installation, Visitor, install

ROOT = "/m/harbour"
TEXT = "The lease ended in May. Rent was due. The lease ended, he said.\n"
QUOTING = {"citations", "occasions", "findings"}


@pytest.fixture
def house(database_url: str, tmp_path: Path) -> Iterator[Installation]:
    made = install(database_url, tmp_path)
    yield made
    made.close()


@pytest.fixture
def alice(house: Installation) -> Visitor:
    found = house.visitor("Alice")
    put(found, "A letter", TEXT)
    found.post(f"{ROOT}/claims/new", {"statement": "The lease ended"})
    return found


def put(alice: Visitor, title: str, text: str, number: str = "") -> None:
    given = {"title": title, "file": (io.BytesIO(text.encode()), "a.txt")}
    where = f"{ROOT}/evidence/{number}" if number else f"{ROOT}/evidence/new"
    send = alice.edit if number else alice.post
    assert send(where, given, content_type="multipart/form-data").status == 303


def cite(alice: Visitor, quote: str, number: str = "") -> None:
    given = {"of": "C-001", "evidence": "E-001", "stance": "supports", "quote": quote}
    where = f"{ROOT}/citations/{number}" if number else f"{ROOT}/citations/new"
    send = alice.edit if number else alice.post
    assert send(where, given).status == 303


def anchors(house: Installation) -> list[QuoteAnchor]:
    """Give the anchors in force, by where they stand."""
    query = select(QuoteAnchor).where(QuoteAnchor.replaced_at == "")
    with house.house.database.reading() as session:
        return sorted(session.exec(query), key=lambda found: found.start or 0)


def blocking(house: Installation) -> list[tuple[str, str]]:
    found = matter_findings(house.house, "harbour")
    return [(one.rule, one.sentence) for one in found if one.blocks]


def work(house: Installation) -> None:
    with house.house.database.reading() as session:
        job = session.exec(select(Job).where(Job.kind == TEXT_READ)).one()
    HANDLERS[TEXT_READ](house.house, job)


def test_the_pages_of_every_register_that_quotes_anchor_what_they_save() -> None:
    pages: tuple[RecordPages, ...] = PAGES
    found = {one.register.table for one in pages if isinstance(one, QuotingPages)}
    assert found == QUOTING


def test_words_typed_into_a_form_are_anchored_when_they_are_saved(house: Installation, alice: Visitor) -> None:  # fmt: skip
    cite(alice, "Rent  was\ndue")
    alice.post(f"{ROOT}/occasions/new", {"claim": "C-001", "form": "as made", "words": "he said", "evidence": "E-001"})  # fmt: skip
    first, second = anchors(house)
    assert (first.record_table, first.exact, first.start, first.page) == ("citations", "Rent was due", 24, 1)  # fmt: skip
    assert (second.record_table, second.exact) == ("occasions", "he said")
    assert (first.prefix, first.suffix) == (TEXT[:24], TEXT[36 : 36 + 32])
    assert first.made_by == "Alice"


def test_words_that_were_rewritten_get_another_anchor_and_others_keep_theirs(house: Installation, alice: Visitor) -> None:  # fmt: skip
    cite(alice, "Rent was due")
    (first,) = anchors(house)
    cite(alice, "Rent was due", "CT-001")
    assert [found.id for found in anchors(house)] == [first.id]
    cite(alice, "ended in May", "CT-001")
    (second,) = anchors(house)
    assert (second.id != first.id, second.exact) == (True, "ended in May")


def test_a_quote_that_stands_twice_says_so(house: Installation, alice: Visitor) -> None:
    cite(alice, "The lease ended")
    (found,) = anchors(house)
    assert (found.start, found.note) == (0, "one of 2 places, the first taken")
    assert "one of 2 places, the first taken" in alice.get(f"{ROOT}/claims/C-001").text


def test_a_quote_altered_by_one_letter_blocks(house: Installation, alice: Visitor) -> None:  # fmt: skip
    cite(alice, "Rent was due")
    assert blocking(house) == []
    cite(alice, "Rent was dye", "CT-001")
    assert [rule for rule, _ in blocking(house)] == ["quote-lost"]
    assert anchors(house) == []


def test_moved_words_block_until_a_person_confirms_them(house: Installation, alice: Visitor) -> None:  # fmt: skip
    cite(alice, "Rent was due")
    put(alice, "A letter", f"Before. {TEXT}", "E-001")
    ((rule, sentence),) = blocking(house)
    assert rule == "quote-moved"
    assert "CT-001 have moved in the stored file of E-001" in sentence
    assert "quote has moved" in alice.get(f"{ROOT}/claims/C-001").text
    (before,) = anchors(house)
    work(house)
    (after,) = anchors(house)
    assert (after.id, after.start, after.state) == (before.id, 24, "moved")
    assert alice.post(f"{ROOT}/evidence/E-001/moved/CT-001", {"start": "32"}).status == 303  # fmt: skip
    assert blocking(house) == []
    assert [found.start for found in anchors(house)] == [32]


def test_words_that_left_their_item_for_another_have_moved(house: Installation, alice: Visitor) -> None:  # fmt: skip
    put(alice, "Another", "Nothing here.")
    alice.post(f"{ROOT}/occasions/new", {"claim": "C-001", "form": "as made", "words": "he said", "evidence": ["E-001", "E-002"]})  # fmt: skip
    assert blocking(house) == []
    put(alice, "A letter", "Not here.", "E-001")
    put(alice, "Another", "So he said.", "E-002")
    ((rule, sentence),) = blocking(house)
    assert rule == "quote-moved"
    assert "they stand in another of its items only" in sentence


def test_a_text_that_is_held_later_is_anchored_by_the_job(house: Installation, alice: Visitor) -> None:  # fmt: skip
    alice.post(f"{ROOT}/evidence/new", {"title": "Seen"})
    given = {"of": "C-001", "evidence": "E-002", "stance": "supports", "quote": "he said"}  # fmt: skip
    alice.post(f"{ROOT}/citations/new", given)
    assert anchors(house) == []
    put(alice, "Seen", "So he said.", "E-002")
    for _again in range(2):
        work(house)
        assert [found.start for found in anchors(house)] == [3]


def test_words_typed_from_a_picture_stay_with_it_when_they_are_corrected(house: Installation, alice: Visitor) -> None:  # fmt: skip
    cite(alice, "Rent was due")
    with house.house.database.transaction("Alice") as session:
        held = session.exec(select(QuoteAnchor)).one()
        held.kind, held.boxes = "region", "[[1, 0, 0, 9, 9]]"
        session.add(held)
    cite(alice, "Rent was dve", "CT-001")
    (found,) = anchors(house)
    assert (found.exact, found.kind, found.boxes) == ("Rent was dve", "region", held.boxes)  # fmt: skip
    assert blocking(house) == []


def test_anchoring_again_makes_nothing(house: Installation, alice: Visitor) -> None:
    cite(alice, "Rent was due")
    with house.house.database.transaction("Alice") as session:
        matter = matter_by_slug(session, "harbour")
        assert anchor_quotes(session, house.house.files, matter) == 0
