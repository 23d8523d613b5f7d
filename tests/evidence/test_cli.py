import io
import json
from collections.abc import Callable
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from accounts.matters import open_matter
from core.house import House
from core.records import record
from core.settings import read_settings
from evidence import cli
from evidence.files import attach
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
        {"valid": True, "files": 1, "faults": []},
    )
    assert run("files", "verify").stdout == "1 stored files, 0 with a fault.\n"


def test_a_changed_file_is_named_with_status_one(
    run: Callable[..., Result], house: House
) -> None:
    (path,) = (path for path in house.files.folder.rglob("*") if path.is_file())
    path.chmod(0o600)
    path.write_bytes(b"two")
    result = run("files", "verify", "--json")
    fault = {
        "sha256": path.name,
        "names": ["note.txt"],
        "fault": "It has changed on disk.",
    }
    assert (result.exit_code, json.loads(result.stdout)["faults"]) == (1, [fault])
    assert "note.txt" in run("files", "verify").stdout
