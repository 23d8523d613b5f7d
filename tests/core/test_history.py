from collections.abc import Iterator

import pytest
from sqlmodel import Session

from accounts.matters import open_matter
from claims.registers import CLAIMS, EVENTS, PARTIES
from core.dates import from_edtf
from core.db import Database
from core.fields import Tie
from core.history import Version, versions
from core.records import record, reinstate, revise, withdraw


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    found = Database(database_url)
    yield found
    found.close()


def matter(session: Session) -> str:
    return open_matter(session, slug="harbour", name="Harbour lease").id


def told(version: Version) -> list[tuple[str, object, object]]:
    return [(change.field.name, change.old, change.new) for change in version.changes]


def test_every_save_is_a_version_the_latest_first(database: Database) -> None:
    with database.transaction("Alice") as session:
        claim = record(session, CLAIMS, matter(session), {"statement": "one"})
    with database.transaction("Bob") as session:
        session.add(claim)
        revise(session, CLAIMS, claim, {"statement": "two", "kind": "denial"})
    with database.reading() as session:
        found = versions(session, CLAIMS, claim)
    assert [(v.number, v.act, v.actor) for v in found] == [(2, "revised", "Bob"), (1, "recorded", "Alice")]  # fmt: skip
    assert told(found[0]) == [("statement", "one", "two"), ("kind", "", "denial")]
    assert told(found[1]) == [("statement", "", "one")]


def test_a_withdrawal_keeps_its_reason_after_it_is_taken_back(
    database: Database,
) -> None:
    with database.transaction("Alice") as session:
        claim = record(session, CLAIMS, matter(session), {"statement": "one"})
    with database.transaction("Alice") as session:
        session.add(claim)
        withdraw(session, claim, "entered twice")
    with database.transaction("Alice") as session:
        session.add(claim)
        reinstate(session, claim)
    with database.reading() as session:
        found = versions(session, CLAIMS, claim)
    assert [(v.act, v.reason) for v in found] == [("reinstated", ""), ("withdrawn", "entered twice"), ("recorded", "")]  # fmt: skip


def test_a_list_changes_as_one_value(database: Database) -> None:
    with database.transaction("Alice") as session:
        place = matter(session)
        ann, ben = (record(session, PARTIES, place, {"name": name}) for name in ("Ann", "Ben"))  # fmt: skip
        session.flush()
        values = {"statement": "one", "made_by": (Tie(ann.id), Tie(ben.id))}
        claim = record(session, CLAIMS, place, values)
    with database.transaction("Bob") as session:
        session.add(claim)
        revise(session, CLAIMS, claim, {"made_by": (Tie(ben.id),)})
    with database.reading() as session:
        latest = versions(session, CLAIMS, claim)[0]
    assert told(latest) == [("made_by", (Tie(ann.id), Tie(ben.id)), (Tie(ben.id),))]


def test_a_date_is_told_whole_though_only_part_of_it_changed(
    database: Database,
) -> None:
    first, second = (from_edtf(edtf, text="as written") for edtf in ("2016-03", "2016-04"))  # fmt: skip
    with database.transaction("Alice") as session:
        event = record(session, EVENTS, matter(session), {"title": "Storm", "date": first})  # fmt: skip
    with database.transaction("Alice") as session:
        session.add(event)
        revise(session, EVENTS, event, {"date": second})
    with database.reading() as session:
        latest = versions(session, EVENTS, event)[0]
    assert told(latest) == [("date", first, second)]
