from collections.abc import Iterator

import pytest
from sqlmodel import Session

from accounts.matters import open_matter
from claims.registers import BY_TABLE, CITATIONS, CLAIMS, PARTIES
from core.db import Database
from core.errors import Missing
from core.fields import Tie
from core.records import record, withdraw
from core.references import USES, by_ids, find, newest, read_number, used_by
from evidence.registers import EVIDENCE, SOURCES


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    found = Database(database_url)
    yield found
    found.close()


def matter(session: Session, slug: str = "harbour") -> str:
    return open_matter(session, slug=slug, name="Harbour lease").id


@pytest.mark.parametrize(
    ("text", "number"),
    [("C-001", 1), (" c-12 ", 12), ("C-0", 0), ("E-001", None), ("C-", None), ("C-1x", None), ("C-១", None), ("C-9999999999", None)],
)  # fmt: skip
def test_a_number_is_read(text: str, number: int | None) -> None:
    assert read_number(CLAIMS, text) == number


def test_a_record_is_found_in_its_own_matter_only(database: Database) -> None:
    with database.transaction("Alice") as session:
        mine, other = matter(session), matter(session, "other")
        record(session, CLAIMS, mine, {"statement": "one"})
        session.flush()
        assert find(session, CLAIMS, mine, "C-001").id
        for place, number in ((other, "C-001"), (mine, "C-002"), (mine, "E-001"), (mine, "")):  # fmt: skip
            with pytest.raises(Missing):
                find(session, CLAIMS, place, number)


def test_the_newest_are_those_that_stand(database: Database) -> None:
    with database.transaction("Alice") as session:
        place = matter(session)
        rows = [record(session, PARTIES, place, {"name": str(n)}) for n in range(4)]
        session.flush()
        withdraw(session, rows[2], "twice")
        session.flush()
        assert [row.number for row in newest(session, PARTIES, place, limit=2)] == [2, 4]  # fmt: skip


def test_ids_are_found_in_any_register(database: Database) -> None:
    with database.transaction("Alice") as session:
        place = matter(session)
        claim = record(session, CLAIMS, place, {"statement": "one"})
        party = record(session, PARTIES, place, {"name": "Ann"})
        session.flush()
        found = by_ids(session, (CLAIMS, PARTIES), (claim.id, party.id, "unknown"))
        assert found == {claim.id: (CLAIMS, claim), party.id: (PARTIES, party)}
        assert by_ids(session, (CLAIMS,), ()) == {}


def test_uses_are_found_through_fields_and_lists(database: Database) -> None:
    with database.transaction("Alice") as session:
        place = matter(session)
        ann = record(session, PARTIES, place, {"name": "Ann"})
        claim = record(session, CLAIMS, place, {"statement": "one", "made_by": (Tie(ann.id),)})  # fmt: skip
        item = record(session, EVIDENCE, place, {"title": "A letter"})
        session.flush()
        cited = record(session, CITATIONS, place, {"of": claim.id, "evidence": item.id, "stance": "supports"})  # fmt: skip
        session.flush()
        by_ann, by_item = (used_by(session, BY_TABLE, row) for row in (ann, item))
        assert [(use.row.id, use.field.name) for use in by_ann] == [(claim.id, "made_by")]  # fmt: skip
        assert [(use.row.id, use.others) for use in by_item] == [(cited.id, ((CLAIMS, claim),))]  # fmt: skip
        withdraw(session, cited, "wrong")
        session.flush()
        assert used_by(session, BY_TABLE, item) == []


def test_a_page_names_only_so_many_uses(database: Database) -> None:
    with database.transaction("Alice") as session:
        place = matter(session)
        source = record(session, SOURCES, place, {"name": "The Post"})
        session.flush()
        for number in range(USES + 5):
            record(session, EVIDENCE, place, {"title": str(number), "source": source.id})  # fmt: skip
        session.flush()
        assert len(used_by(session, BY_TABLE, source)) == USES
