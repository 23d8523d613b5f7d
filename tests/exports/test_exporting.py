import hashlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlmodel import select

from core.errors import Corrupt
from core.jobs import FileCheck
from evidence.chains import check_chains
from evidence.models import CustodyEvent, EvidenceItem, StoredFile
from evidence.registers import EVIDENCE
from exports.exporting import export_to
from exports.originals import leaving
from exports.selection import Selection
from tests.kit.cases import Case
from tests.kit.databases import SqliteDatabases
from tests.kit.pages import Installation
from tests.kit.sample import installed_sample


@pytest.fixture
def likes(sqlite_databases: SqliteDatabases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:  # fmt: skip
    with installed_sample(sqlite_databases, tmp_path_factory.mktemp("likes")) as found:
        yield found


def exported(likes: Installation) -> dict[str, list[str]]:
    """Give by item how it left."""
    with likes.house.database.reading() as session:
        numbers = {item.id: EVIDENCE.number(item) for item in session.exec(select(EvidenceItem))}  # fmt: skip
        found: dict[str, list[str]] = {}
        for event in session.exec(select(CustodyEvent).where(CustodyEvent.verb == "exported")):  # fmt: skip
            found.setdefault(numbers[event.item_id], []).append(event.means)
            assert (event.actor, event.before_sha256) == ("Alice", event.after_sha256)
        assert check_chains(session) == []
    return found


def export(likes: Installation, path: Path) -> bytes:
    export_to(likes.house, "likes", Selection(), path, lambda step: None, "Alice")
    return path.read_bytes()


def test_what_leaves_in_a_dossier_is_in_its_custody_and_the_bytes_stay_the_same(
    likes: Installation, tmp_path: Path
) -> None:
    first = export(likes, tmp_path / "one.pdf")
    told = exported(likes)
    means = f"dossier, SHA-256 {hashlib.sha256(first).hexdigest()}"
    assert told["E-009"] == [means]
    assert "E-030" not in told  # known of, not held, and nothing is quoted from it
    assert export(likes, tmp_path / "two.pdf") == first
    assert exported(likes)["E-009"] == [means, means]


@pytest.mark.parametrize(("sealed", "quote", "whole", "leaves"), [
    ("open", "", True, True),
    ("open", "", False, False),
    ("open", "it rained", False, True),
    ("sealed", "", True, False),
    ("sealed", "it rained", True, True),
])  # fmt: skip
def test_an_item_leaves_with_its_original_or_with_its_words(
    sealed: str, quote: str, *, whole: bool, leaves: bool
) -> None:
    case = Case()
    item = case.add("evidence", title="Letter", confidentiality=sealed)
    case.cite(case.add("claims", statement="It rained"), item, quote=quote)
    stored = StoredFile(
        matter_id="m", item_id=item.id, sha256="a" * 64, name="letter.txt", size=1, media_type="text/plain",
        received_at="2026-11-24T09:00:00Z", received_by="Alice",
    )  # fmt: skip
    found = leaving(replace(case.file, files=[stored]), whole=whole)
    assert found == ([item] if leaves else [])


def test_nothing_leaves_while_a_stored_file_of_it_is_damaged(
    likes: Installation, tmp_path: Path
) -> None:
    with likes.house.database.reading() as session:
        item = session.exec(select(EvidenceItem).where(EvidenceItem.number == 9)).one()
        file = session.exec(select(StoredFile).where(StoredFile.item_id == item.id)).one()  # fmt: skip
    export(likes, tmp_path / "whole.pdf")
    path = likes.house.files.path(file.sha256)
    path.chmod(0o600)
    path.write_bytes(b"changed")
    with pytest.raises(Corrupt, match="of E-009 does not match its hash"):
        export(likes, tmp_path / "none.pdf")
    assert not (tmp_path / "none.pdf").exists()
    with likes.house.database.reading() as session:
        check = session.get(FileCheck, file.sha256)
    assert check
    assert (check.by, check.fault) == ("export", "It has changed on disk.")
