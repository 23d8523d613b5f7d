import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from accounts.matters import open_matter
from core.blobs import FileStore
from core.db import Database
from core.errors import Invalid
from core.records import record
from evidence.files import attach, check_name, media_type
from evidence.models import EvidenceItem, StoredFile
from evidence.registers import EVIDENCE


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    database = Database(database_url)
    yield database
    database.close()


@pytest.fixture
def store(tmp_path: Path) -> FileStore:
    return FileStore(tmp_path / "store")


def kept(
    database: Database, store: FileStore, *files: tuple[str, bytes], items: int = 1
) -> list[StoredFile]:
    with database.transaction("alice") as session:
        matter = open_matter(session, slug="case", name="Case")
        rows: list[EvidenceItem] = [
            record(session, EVIDENCE, matter.id, {"title": "Letter"})
            for _ in range(items)
        ]
        session.flush()
        return [
            attach(session, store, row, io.BytesIO(content), name)
            for name, content in files
            for row in rows
        ]


def test_an_original_is_kept_with_its_name_size_type_and_who_brought_it(
    database: Database, store: FileStore
) -> None:
    (file,) = kept(database, store, ("note.txt", b"a note"))
    assert (file.name, file.size, file.media_type, file.received_by) == (
        "note.txt",
        6,
        "text/plain",
        "alice",
    )
    assert store.read(file.sha256) == b"a note"


def test_a_replaced_file_keeps_its_row_and_its_bytes(
    database: Database, store: FileStore
) -> None:
    first, second = kept(database, store, ("note.txt", b"one"), ("note.txt", b"two"))
    assert first.replaced_at
    assert not second.replaced_at
    assert store.read(first.sha256) == b"one"


def test_the_same_bytes_under_the_same_name_change_nothing(
    database: Database, store: FileStore
) -> None:
    first, second = kept(database, store, ("note.txt", b"one"), ("note.txt", b"one"))
    assert first is second


def test_two_items_may_hold_the_same_bytes(
    database: Database, store: FileStore
) -> None:
    first, second = kept(database, store, ("note.txt", b"one"), items=2)
    assert first.sha256 == second.sha256
    assert first.item_id != second.item_id


@pytest.mark.parametrize(
    "name",
    [
        "",
        ".",
        "..",
        "a/b",
        "a\\b",
        "a\0b",
        "a\nb",
        " a",
        "x" * 201,
        "invoice\u202efdp.exe",
        "\ud800",
    ],
)
def test_what_is_no_plain_name_of_a_file_is_refused(name: str) -> None:
    with pytest.raises(Invalid, match="cannot be the name of a file") as refusal:
        check_name(name)
    assert refusal.value.problems[0].field == "file"
    refusal.value.sentence.encode()  # can be printed whatever the name was


@pytest.mark.parametrize(
    "name", ["note.txt", "ចំណារ ១.pdf", "%2e%2e%2f", "=1+1.csv", "x" * 200, ".hidden"]
)
def test_other_names_are_taken(name: str) -> None:
    check_name(name)


def test_an_unknown_ending_is_plain_bytes() -> None:
    assert media_type("x.unheard-of") == "application/octet-stream"
