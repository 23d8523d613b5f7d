import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session, select

from accounts.matters import open_matter
from core import clock
from core.blobs import FileStore
from core.db import Database
from core.log_check import verify
from core.records import record, reinstate, revise, withdraw
from evidence.chains import check_chains
from evidence.custody import (
    DERIVED,
    TRANSFERRED,
    VERBS,
    Handling,
    chain_of,
    digest_of,
    handle,
)
from evidence.files import attach
from evidence.holdings import holdings_of
from evidence.models import CustodyEvent, EvidenceItem, StoredFile
from evidence.registers import EVIDENCE

GUARDS = {
    "sqlite": ("DROP TRIGGER custody_events_no_update", "DROP TRIGGER custody_events_no_delete"),
    "postgresql": ("DROP TRIGGER custody_events_no_change ON custody_events",),
}  # fmt: skip


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    database = Database(database_url)
    yield database
    database.close()


@pytest.fixture
def store(tmp_path: Path) -> FileStore:
    return FileStore(tmp_path / "store")


@pytest.fixture
def item(database: Database, store: FileStore) -> EvidenceItem:
    with database.transaction("Alice") as session:
        matter = open_matter(session, slug="case", name="Case")
        row: EvidenceItem = record(session, EVIDENCE, matter.id, {"title": "Letter"})
        session.flush()
        attach(session, store, row, io.BytesIO(b"words"), "letter.txt")
    return row


def verbs(database: Database, item: EvidenceItem) -> list[str]:
    with database.reading() as session:
        return [event.verb for event in chain_of(session, item.id) if event.verb != DERIVED]  # fmt: skip


def found(database: Database) -> list[str]:
    with database.reading() as session:
        return check_chains(session)


def again(session: Session, item: EvidenceItem) -> EvidenceItem:
    return session.exec(select(EvidenceItem).where(EvidenceItem.id == item.id)).one()


def tamper(database: Database, statement: str, **values: object) -> None:
    """Change rows as somebody with the database's own tools would, its guards taken away."""
    with database.writer.connect() as connection, connection.begin():
        for drop in GUARDS[connection.dialect.name]:
            connection.execute(text(drop))
        connection.execute(text(statement), values)


def test_a_chain_opens_with_the_arrival_of_the_file(
    database: Database, item: EvidenceItem
) -> None:
    with database.reading() as session:
        first = chain_of(session, item.id)[0]
        file = session.exec(select(StoredFile)).one()
    assert (first.position, first.verb, first.actor, first.file_id) == (1, "received", "Alice", file.id)  # fmt: skip
    assert (first.before_sha256, first.after_sha256) == ("", file.sha256)
    assert first.place
    assert first.clock
    assert found(database) == []


def test_sealing_and_withdrawing_reach_the_chain_from_the_verbs_themselves(
    database: Database, item: EvidenceItem
) -> None:
    with database.transaction("Bob") as session:
        row = again(session, item)
        revise(session, EVIDENCE, row, {"confidentiality": "sealed"})
        revise(session, EVIDENCE, row, {"title": "The letter"})
        withdraw(session, row, "a forgery")
        reinstate(session, row)
        reinstate(session, row)
        revise(session, EVIDENCE, row, {"confidentiality": "open"})
    assert verbs(database, item) == ["received", "sealed", "withdrawn", "reinstated", "unsealed"]  # fmt: skip
    with database.reading() as session:
        told = {event.verb: event for event in chain_of(session, item.id)}
    assert told["sealed"].reason == "Confidentiality: not recorded → sealed"
    assert (told["withdrawn"].reason, told["withdrawn"].actor) == ("a forgery", "Bob")
    assert (
        told["sealed"].before_sha256
        == told["sealed"].after_sha256
        == told["received"].after_sha256
    )
    assert found(database) == []


def test_an_item_recorded_as_sealed_is_sealed_from_the_first(
    database: Database, item: EvidenceItem
) -> None:
    with database.transaction("Bob") as session:
        row = record(session, EVIDENCE, item.matter_id, {"title": "A key", "confidentiality": "sealed"})  # fmt: skip
    assert verbs(database, row) == ["sealed"]


def test_bytes_differ_only_by_a_derivation_with_its_reason(
    database: Database, item: EvidenceItem
) -> None:
    changed = {"before_sha256": "a" * 64, "after_sha256": "b" * 64, "file_id": "f"}
    for verb in VERBS:
        with pytest.raises(ValueError, match="no derivation"), database.transaction("Bob") as session:  # fmt: skip
            handle(session, item, Handling(verb=verb, **changed))
    with pytest.raises(ValueError, match="burned"), database.transaction("Bob") as session:  # fmt: skip
        handle(session, item, Handling(verb="burned"))


def test_the_database_too_refuses_other_bytes(
    database: Database, item: EvidenceItem
) -> None:
    with pytest.raises(DBAPIError), database.writer.connect() as connection:
        connection.execute(
            CustodyEvent.__table__.insert().values(  # type: ignore[attr-defined] # SQLModel does not type the table
                id="x", matter_id=item.matter_id, item_id=item.id, position=9, verb="accessed", at=clock.now(), clock="",
                actor="Bob", place="", reason="", authority="", party="", means="", happened="", before_sha256="a",
                after_sha256="b", tool="", previous="", digest="",
            )
        )  # fmt: skip


@pytest.mark.parametrize("statement", [
    "UPDATE custody_events SET actor = 'Mallory'",
    "DELETE FROM custody_events",
    "REPLACE INTO custody_events SELECT * FROM custody_events",
])  # fmt: skip
def test_no_row_is_changed_taken_away_or_replaced(
    database: Database, item: EvidenceItem, statement: str
) -> None:
    refused = "append-only" if database.sqlite or not statement.startswith("REPLACE") else "syntax"  # fmt: skip
    with pytest.raises(DBAPIError, match=refused), database.writer.connect() as connection:  # fmt: skip
        connection.execute(text(statement))


@pytest.mark.parametrize("column", [
    "actor", "at", "clock", "place", "reason", "authority", "party", "means", "happened", "tool", "verb", "previous", "digest",
    "after_sha256",
])  # fmt: skip
def test_a_row_changed_by_sql_is_named_by_the_chain_and_by_the_log(
    database: Database, item: EvidenceItem, column: str
) -> None:
    tamper(database, f"UPDATE custody_events SET {column} = 'x' WHERE position = 1")  # noqa: S608 - our own names
    assert any(fault.startswith("E-001: custody event 1 ") for fault in found(database))
    with database.reading() as session:
        told = verify(session, None).faults
    assert any(f"Table custody_events: “{column}”" in fault for fault in told)


def test_a_digest_made_anew_is_found_by_the_log(
    database: Database, item: EvidenceItem
) -> None:
    with database.reading() as session:
        (event, *_) = chain_of(session, item.id)
    event.actor = "Mallory"
    made = digest_of(event)
    statement = (
        "UPDATE custody_events SET actor = 'Mallory', digest = :made WHERE position = 1"
    )
    tamper(database, statement, made=made)
    assert "E-001: custody event 1 has another digest than the log says." in found(database)  # fmt: skip


def test_what_is_taken_from_the_end_of_a_chain_is_found(
    database: Database, item: EvidenceItem
) -> None:
    with database.transaction("Bob") as session:
        last = handle(session, item, Handling(verb=TRANSFERRED, party="to Rita")).position  # fmt: skip
    tamper(database, "DELETE FROM custody_events WHERE position = :gone", gone=last)
    assert found(database) == [f"E-001: custody event {last} is in the log and no longer in the chain."]  # fmt: skip


def test_a_handling_that_the_log_does_not_know_is_found(
    database: Database, item: EvidenceItem
) -> None:
    with database.reading() as session:
        first = chain_of(session, item.id)[0]
        last = chain_of(session, item.id)[-1]
    values = first.model_dump() | {"id": "forged", "position": last.position + 1, "previous": last.digest}  # fmt: skip
    forged = CustodyEvent(**values)
    values["digest"] = digest_of(forged)
    with database.writer.connect() as connection, connection.begin():
        connection.execute(CustodyEvent.__table__.insert().values(**values))  # type: ignore[attr-defined] # SQLModel does not type the table
    assert found(database) == [f"E-001: custody event {values['position']} is not in the log."]  # fmt: skip


def test_what_is_taken_from_the_midst_leaves_a_gap(
    database: Database, item: EvidenceItem
) -> None:
    with database.transaction("Bob") as session:
        for _ in range(2):
            last = handle(session, item, Handling(verb="accessed")).position
    tamper(database, "DELETE FROM custody_events WHERE position = :gone", gone=last - 1)
    told = found(database)
    assert f"E-001: custody event {last} stands where {last - 1} should." in told
    assert f"E-001: custody event {last} does not follow from the one before it." in told  # fmt: skip


def test_a_stored_file_renamed_to_other_bytes_is_found(
    database: Database, item: EvidenceItem
) -> None:
    with database.writer.connect() as connection, connection.begin():
        connection.execute(text("UPDATE stored_files SET sha256 = 'x'"))
    assert "E-001: custody event 1 names another hash than that of the stored file." in found(database)  # fmt: skip


def test_a_file_from_before_custody_is_entered_late_from_the_log(
    database: Database, item: EvidenceItem
) -> None:
    with database.transaction("Bob") as session:
        row = record(session, EVIDENCE, item.matter_id, {"title": "Old note"})
        session.flush()
        old = StoredFile(
            matter_id=item.matter_id, item_id=row.id, sha256="c" * 64, name="old.txt", size=1, media_type="text/plain",
            received_at="2020-01-01T00:00:00Z", received_by="Rita",
        )  # fmt: skip
        session.add(old)
    with database.transaction("Alice") as session:
        handle(session, row, Handling(verb="accessed"))
        handle(session, row, Handling(verb="accessed"))
    assert verbs(database, row) == ["received", "accessed", "accessed"]
    with database.reading() as session:
        first = chain_of(session, row.id)[0]
    assert (first.at, first.actor, first.after_sha256) == ("2020-01-01T00:00:00Z", "Rita", "c" * 64)  # fmt: skip
    assert first.reason.startswith("recorded later from the log, entry ")
    assert first.clock == "not known"
    with database.reading() as session:
        assert holdings_of(session, row.matter_id, None)[row.id].opened_late
    assert found(database) == []
