import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import event
from sqlmodel import Session

from accounts.matters import open_matter
from core import clock, stamps, timestamps
from core.blobs import FileStore
from core.db import Database
from core.fields import Tie
from core.records import record
from evidence.files import attach
from evidence.holdings import holdings_of
from evidence.models import Capture, EvidenceItem, StoredFile
from evidence.proving import Holding, manner_of
from evidence.registers import EVIDENCE
from tests.kit.authority import make_authority, serving


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    database = Database(database_url)
    yield database
    database.close()


@pytest.fixture
def store(tmp_path: Path) -> FileStore:
    return FileStore(tmp_path / "store")


class Desk:
    """One open matter, with a short way to enter items."""

    def __init__(self, session: Session, store: FileStore) -> None:
        self.session, self.store = session, store
        self.matter = open_matter(session, slug="case", name="Case")

    def item(self, *ties: Tie, content: bytes = b"", **values: str) -> EvidenceItem:
        given = {"title": "Letter", "derives_from": ties, **values}
        item: EvidenceItem = record(self.session, EVIDENCE, self.matter.id, given)
        self.session.flush()
        if content:
            attach(self.session, self.store, item, io.BytesIO(content), "letter.txt")
        return item

    def holding(self, item: EvidenceItem) -> Holding:
        return holdings_of(self.session, self.matter.id, None)[item.id]


@pytest.fixture
def desk(database: Database, store: FileStore) -> Iterator[Desk]:
    with database.transaction("alice") as session:
        yield Desk(session, store)


def test_an_item_without_a_file_is_not_held(desk: Desk) -> None:
    assert manner_of(desk.holding(desk.item(kind="article"))) == "not held"


def test_a_received_file_tells_its_hash_its_time_and_its_log_entry(desk: Desk) -> None:
    holding = desk.holding(desk.item(content=b"words"))
    assert (manner_of(holding), holding.opened_late) == ("received file", False)
    assert len(holding.sha256) == 64
    assert holding.received_at
    assert holding.entry is not None


def test_the_capture_that_made_the_file_decides(desk: Desk) -> None:
    item = desk.item(content=b"archive")
    sha256 = desk.holding(item).sha256
    desk.session.add(Capture(
        matter_id=desk.matter.id, item_id=item.id, url="https://example.org/", state="captured in part", collector="alice",
        began_at=clock.now(), clock="synchronised", reason="No picture.", wacz_sha256=sha256,
    ))  # fmt: skip
    holding = desk.holding(item)
    assert manner_of(holding) == "capture in part"
    assert holding.visit is not None
    assert holding.visit.reason == "No picture."


def test_reprints_point_up_and_corrections_point_back(desk: Desk) -> None:
    first = desk.item()
    reprint = desk.item(Tie(first.id, "republishes"))
    desk.item(Tie(first.id, "corrects"))
    assert desk.holding(reprint).derives_from == (("republishes", "E-001"),)
    assert desk.holding(first).corrected_by == (("corrects", "E-003"),)


def test_a_file_without_custody_from_its_arrival_is_said_to_have_been_opened_late(desk: Desk) -> None:  # fmt: skip
    item = desk.item()
    desk.session.add(StoredFile(
        matter_id=desk.matter.id, item_id=item.id, sha256="ab" * 32, name="old.txt", size=3, media_type="text/plain",
        received_at="2020-01-01T00:00:00Z", received_by="alice",
    ))  # fmt: skip
    assert desk.holding(item).opened_late


def queries(session: Session, matter_id: str) -> int:
    seen: list[str] = []
    engine = session.get_bind()
    event.listen(engine, "before_cursor_execute", lambda *args: seen.append(args[2]))
    holdings_of(session, matter_id, None)
    return len(seen)


def test_the_number_of_queries_does_not_grow_with_the_matter(desk: Desk) -> None:
    desk.item(content=b"one")
    desk.session.flush()
    few = queries(desk.session, desk.matter.id)
    for number in range(20):
        desk.item(content=b"%d" % number)
    desk.session.flush()
    first = queries(desk.session, desk.matter.id)
    assert few > 0
    assert first == few


def test_the_oldest_stamp_over_its_arrival_tells_since_when_a_file_was_here(
    database: Database, store: FileStore, tmp_path: Path
) -> None:
    with serving(make_authority(tmp_path / "tsa")) as authority:
        trust = timestamps.read_trust(authority.pinned)
        with database.transaction("alice") as session:
            desk = Desk(session, store)
            item = desk.item(content=b"words")
        stamp = stamps.stamp(database, desk.matter.id, authority.url, trust, actor="alice")  # fmt: skip
        with database.transaction("alice") as session:
            desk.session = session
            later = desk.item(content=b"later words")
        with database.reading() as session:
            found = holdings_of(session, desk.matter.id, trust)
            unpinned = holdings_of(session, desk.matter.id, None)
    assert stamp.state == "granted"
    assert found[item.id].stamped_at
    assert not found[later.id].stamped_at
    assert not unpinned[item.id].stamped_at
