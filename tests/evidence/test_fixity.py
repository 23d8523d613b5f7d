import errno
import io
import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result
from sqlmodel import select

from accounts.matters import matter_by_slug, open_matter
from core.blobs import FileStore
from core.errors import Corrupt
from core.house import House
from core.jobs import FileCheck, Job, enqueue
from core.jobs_worker import Worker
from core.log import LogEntry
from core.log_check import verify
from core.records import record
from core.settings import read_settings
from evidence import cli, fixity, jobs
from evidence.files import attach
from evidence.models import StoredFile
from evidence.registers import EVIDENCE
from tests.kit.databases import SqliteDatabases
from tests.kit.pages import ORIGIN, Installation
from tests.kit.sample import installed_sample


@pytest.fixture
def house(database_url: str, tmp_path: Path) -> Iterator[House]:
    settings = read_settings({"CLAIMTRAIL_DATA": str(tmp_path), "CLAIMTRAIL_DATABASE_URL": database_url}, tmp_path)  # fmt: skip
    found = House(settings, jobs.HANDLERS)
    with found.database.transaction("alice") as session:
        for slug in ("case", "other"):
            matter = open_matter(session, slug=slug, name=slug)
            item = record(session, EVIDENCE, matter.id, {"title": "Letter"})
            session.flush()
            attach(session, found.files, item, io.BytesIO(b"one"), "note.bin")
    yield found
    found.database.close()


def the_file(house: House) -> Path:
    with house.database.reading() as session:
        file = session.exec(select(StoredFile)).first()
    assert file
    return house.files.path(file.sha256)


def examined(house: House) -> list[fixity.Examined]:
    with house.database.reading() as session:
        held = fixity.held_files(session)
    return list(fixity.examine_and_keep(house.database, house.files, held.values(), "console"))  # fmt: skip


def check_of(house: House, path: Path) -> FileCheck:
    with house.database.reading() as session:
        found = session.get(FileCheck, path.name)
    assert found
    return found


def acts(house: House) -> list[str]:
    with house.database.reading() as session:
        assert verify(session, house.database.heads).valid
        rows = session.exec(select(LogEntry).where(LogEntry.subject == "file_checks"))
        return sorted(row.act for row in rows)


def rewrite(path: Path, content: bytes) -> None:
    path.chmod(0o600)
    path.write_bytes(content)


def as_a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


CHANGED = "It has changed on disk."
DAMAGES: dict[str, tuple[Callable[[Path], None], str]] = {
    "a byte flipped": (lambda path: rewrite(path, b"onf"), CHANGED),
    "cut": (lambda path: rewrite(path, b"on"), CHANGED),
    "emptied": (lambda path: rewrite(path, b""), CHANGED),
    "longer": (lambda path: rewrite(path, b"one\n"), CHANGED),
    "missing": (Path.unlink, "It is not in the store."),
    "a folder": (as_a_folder, "It cannot be read: Is a directory."),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_each_damage_is_named_with_the_items_that_hold_the_file(
    house: House, damage: str
) -> None:
    do, sentence = DAMAGES[damage]
    path = the_file(house)
    do(path)
    (found,) = [one for one in examined(house) if one.fault]
    assert (found.held.sha256, found.fault) == (path.name, sentence)
    assert found.held.items == {("case", "E-001"), ("other", "E-001")}
    assert found.held.names == {"note.bin"}
    with pytest.raises(Corrupt, match="is not sent"):
        fixity.checked_open(house, path.name, "download")


def test_a_file_that_may_not_be_read_is_named(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    def deny(*_: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(FileStore, "open", deny)
    (found,) = [one for one in examined(house) if "note.bin" in one.held.names]
    assert found.fault == "It cannot be read: Permission denied."
    with pytest.raises(Corrupt, match="Permission denied"):
        fixity.checked_open(house, found.held.sha256, "download")


def test_a_fault_and_its_end_are_logged_once_in_each_matter(house: House) -> None:
    path = the_file(house)
    examined(house)
    assert acts(house) == []
    rewrite(path, b"two")
    examined(house)
    since = check_of(house, path).fault_since
    examined(house)
    assert acts(house) == ["stored file:damaged"] * 2
    assert check_of(house, path).fault == CHANGED
    assert check_of(house, path).fault_since == since
    rewrite(path, b"one")
    examined(house)
    examined(house)
    assert acts(house) == ["stored file:damaged"] * 2 + ["stored file:whole again"] * 2
    assert (check_of(house, path).fault, check_of(house, path).fault_since) == ("", "")


def test_a_file_opened_for_sending_is_whole_and_its_check_is_kept(house: House) -> None:
    path = the_file(house)
    with fixity.checked_open(house, path.name, "download") as stream:
        assert stream.read() == b"one"
    assert check_of(house, path).by == "download"


def test_no_byte_of_a_damaged_file_is_downloaded(
    installation: Installation,
) -> None:
    house, alice = installation.house, installation.visitor("Alice")
    with house.database.transaction("Alice") as session:
        matter = matter_by_slug(session, "harbour")
        item = record(session, EVIDENCE, matter.id, {"title": "Letter"})
        session.flush()
        file = attach(session, house.files, item, io.BytesIO(b"one"), "note.bin")
        url = f"/m/harbour/evidence/{EVIDENCE.number(item)}"
    assert "Not held against its hash" in alice.get(url).text
    with alice.client.get(f"{url}/file", base_url=ORIGIN) as sent:
        assert sent.data == b"one"
    assert "The stored file matches its hash, checked" in alice.get(url).text
    examined(house)
    assert "Every copy matches its hash, checked" in alice.get(url).text
    rewrite(house.files.path(file.sha256), b"two")
    answer = alice.get(f"{url}/file")
    assert answer.status == 500
    assert "It has changed on disk." in answer.text
    assert "Put the file back from a backup" in alice.get(url).text


def test_the_job_goes_on_where_a_killed_one_was(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    with house.database.transaction("worker") as session:
        enqueue(session, "verify files", due_at="2026-01-01T00:00:00Z")
    assert Worker(house).run(once=True) == 1
    hashed: list[str] = []
    monkeypatch.setattr(fixity, "fault_of", lambda _store, sha256: hashed.append(sha256))  # fmt: skip
    job = Job(kind="verify files", made_by="worker", made_at="", due_at="2026-01-01T00:00:00Z")  # fmt: skip
    jobs.verify_files(house, job)
    assert hashed == []


def test_files_no_record_knows_are_named_and_are_no_fault(house: House) -> None:
    house.files.put(io.BytesIO(b"stray"))
    (house.files.folder / "draft-00").write_bytes(b"")
    with house.database.reading() as session:
        held = fixity.held_files(session)
    found = fixity.strangers(house.files, held)
    assert len(found) == 2
    assert "draft-00" in found


def run(house: House) -> Result:
    group = click.Group()
    cli.register(group, house)
    return CliRunner().invoke(group, ["files", "verify", "--json"])


def test_a_byte_flipped_in_any_file_of_the_sample_is_found(
    sqlite_databases: SqliteDatabases, tmp_path: Path
) -> None:
    with installed_sample(sqlite_databases, tmp_path) as sample:
        house = sample.house
        paths = [path for path in house.files.folder.rglob("*") if path.is_file()]
        assert len(paths) > 20
        for path in paths:
            shutil.copy2(path, tmp_path / "whole")
            content = bytearray(path.read_bytes())
            content[len(content) // 2] ^= 1
            rewrite(path, bytes(content))
            (fault,) = json.loads(run(house).stdout)["faults"]
            assert fault["sha256"] == path.name
            assert fault["items"]
            rewrite(path, (tmp_path / "whole").read_bytes())
        assert json.loads(run(house).stdout)["valid"]
        assert verified_log(house)


def verified_log(house: House) -> bool:
    with house.database.reading() as session:
        return verify(session, house.database.heads).valid
