import hashlib
import io
import json
from collections.abc import Callable
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result
from sqlalchemy import text
from sqlmodel import select

from accounts.matters import open_matter
from core.errors import Missing
from core.house import House
from core.log_check import verify
from core.records import record
from core.settings import read_settings
from evidence import cli
from evidence.files import attach
from evidence.models import EvidenceItem, Rendition
from evidence.registers import EVIDENCE


@pytest.fixture
def house(tmp_path: Path) -> House:
    house = House(read_settings({"CLAIMTRAIL_DATA": str(tmp_path / "var")}, tmp_path))
    with house.database.transaction("alice") as session:
        matter = open_matter(session, slug="case", name="Case")
        item = record(session, EVIDENCE, matter.id, {"title": "Letter"})
        session.flush()
        attach(session, house.files, item, io.BytesIO(b"one"), "note.txt")
    return house


@pytest.fixture
def run(house: House) -> Callable[..., Result]:
    group = click.Group()
    cli.register(group, house)
    return lambda *words: CliRunner().invoke(group, words)


def test_intact_files_are_status_nought(run: Callable[..., Result]) -> None:
    result = run("files", "verify", "--json")
    assert (result.exit_code, json.loads(result.stdout)) == (
        0,
        {"valid": True, "files": 2, "faults": [], "unknown": [], "custody": []},
    )
    assert run("files", "verify").stdout == "2 stored files, 0 with a fault.\n"


def test_a_changed_file_is_named_with_status_one(
    run: Callable[..., Result], house: House
) -> None:
    path = house.files.path(hashlib.sha256(b"one").hexdigest())
    path.chmod(0o600)
    path.write_bytes(b"two")
    result = run("files", "verify", "--json")
    fault = {
        "sha256": path.name,
        "names": ["note.txt"],
        "kinds": ["original"],
        "items": [{"matter": "case", "number": "E-001"}],
        "fault": "It has changed on disk.",
    }
    assert (result.exit_code, json.loads(result.stdout)["faults"]) == (1, [fault])
    assert "note.txt" in run("files", "verify").stdout


def test_text_is_read_again_only_once_its_tool_is_another(
    run: Callable[..., Result], house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert json.loads(run("files", "read", "--json").stdout) == {
        "files": 0,
        "not_readable": [],
    }
    monkeypatch.setattr("evidence.renditions.version_of", lambda tool: "newer")
    result = run("files", "read", "case")
    assert result.stdout == "1 stored files read, 0 of them not readable.\n"
    with house.database.reading() as session:
        assert verify(session, house.database.heads).valid
        rows = session.exec(select(Rendition)).all()
    assert sorted(bool(row.replaced_at) for row in rows) == [False, True]


def test_files_that_cannot_be_read_are_named_with_the_reason(
    run: Callable[..., Result], house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    with house.database.transaction("alice") as session:
        item = session.exec(select(EvidenceItem)).one()
        attach(session, house.files, item, io.BytesIO(b""), "empty.pdf")
    monkeypatch.setattr("evidence.renditions.version_of", lambda tool: "newer")
    result = run("files", "read")
    assert (result.exit_code, result.stdout.split("\n")[0]) == (
        0,
        "empty.pdf: stored, not readable: it is empty.",
    )
    assert isinstance(run("files", "read", "nowhere").exception, Missing)


def test_a_broken_chain_of_custody_is_named_with_status_one(
    run: Callable[..., Result], house: House
) -> None:
    with house.database.writer.connect() as connection, connection.begin():
        connection.execute(text("DROP TRIGGER custody_events_no_update"))
        connection.execute(text("UPDATE custody_events SET actor = 'Mallory'"))
    result = run("files", "verify")
    assert result.exit_code == 1
    assert "custody event 1 is not what its digest was made from." in result.stdout
