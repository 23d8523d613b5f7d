from collections.abc import Iterator

import pytest

from accounts.matters import open_matter
from core.changes import LOOK_BACK, latest
from core.db import Database
from core.records import current, record, revise
from evidence.registers import SOURCES


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    opened = Database(database_url)
    yield opened
    opened.close()


def test_the_latest_change_comes_first_with_who_and_what(database: Database) -> None:
    with database.transaction("Alice") as session:
        matter = open_matter(session, slug="port", name="Port")
        first = record(session, SOURCES, matter.id, {"name": "Post"})
    with database.transaction("Bob") as session:
        second = record(session, SOURCES, matter.id, {"name": "Daily"})
    with database.reading() as session:
        found = latest(session, matter.id, {}, most=5)
    assert [(done.actor, done.acts["recorded"][0]) for done in found] == [("Bob", second.id), ("Alice", first.id)]  # fmt: skip
    assert not any(done.is_cut for done in found)


def test_no_more_is_given_than_is_asked(database: Database) -> None:
    with database.transaction("Alice") as session:
        matter = open_matter(session, slug="port", name="Port")
    for name in ("Alice", "Bob", "Alice"):
        with database.transaction(name) as session:
            record(session, SOURCES, matter.id, {"name": "Post"})
    with database.reading() as session:
        assert [done.actor for done in latest(session, matter.id, {}, most=2)] == ["Alice", "Bob"]  # fmt: skip


def test_a_list_that_changes_is_a_change_of_its_owner(database: Database) -> None:
    with database.transaction("Alice") as session:
        matter = open_matter(session, slug="port", name="Port")
    with database.transaction("Alice") as session:
        source = record(session, SOURCES, matter.id, {"name": "Post"})
    with database.transaction("Bob") as session:
        source = session.merge(source)
        revise(session, SOURCES, source, {**current(session, SOURCES, source), "name": "The Post"})  # fmt: skip
    with database.reading() as session:
        found = latest(session, matter.id, {source.id: "owner"}, most=1)
    assert found[0].acts == {"revised": ["owner"]}


def test_the_log_of_a_large_matter_is_read_from_its_end_only(
    database: Database,
) -> None:
    with database.transaction("Alice") as session:
        matter = open_matter(session, slug="port", name="Port")
        for place in range(LOOK_BACK + 10):
            record(session, SOURCES, matter.id, {"name": f"Source {place}"})
    with database.reading() as session:
        found = latest(session, matter.id, {}, most=3)
    assert found[-1].is_cut
    assert len(found[-1].acts["recorded"]) == LOOK_BACK
