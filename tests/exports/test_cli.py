import hashlib
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import exports.cli
from claims.tables.sample import load_sample
from core.commands import Commands
from core.house import House, open_house
from core.log import ENTRIES
from core.settings import read_settings


@pytest.fixture
def house(tmp_path: Path) -> House:
    house = open_house(
        read_settings({"CLAIMTRAIL_DATA": str(tmp_path / "var")}, tmp_path)
    )
    with house.database.transaction("console") as session:
        load_sample(session, house.files)
    return house


def run(house: House, *words: object) -> Result:
    group = Commands()
    exports.cli.register(group, house)
    return CliRunner().invoke(group, ["export", *map(str, words)])


def test_an_export_is_written_and_counted(house: House, tmp_path: Path) -> None:
    path = tmp_path / "c4.pdf"
    words = (
        "--claims",
        "c-004",
        "--profile",
        "bundle",
        "--fresh",
        "-o",
        path,
        "--json",
    )
    said = json.loads(run(house, "likes", *words).stdout)
    content = path.read_bytes()
    assert said["bytes"] == len(content)
    assert said["sha256"] == hashlib.sha256(content).hexdigest()
    assert set(said) == {"pages", "entries", "bytes", "sha256", "profile", "warnings"}
    assert said["entries"] > 0 < said["pages"]
    assert list(tmp_path.glob(".*")) == []


def test_exporting_is_logged_apart(house: House, tmp_path: Path) -> None:
    run(house, "likes", "--claims", "C-004", "-o", tmp_path / "c4.pdf")
    query = ENTRIES.select().where(ENTRIES.c.tree == "house")
    with house.database.reading() as session:
        acts = [row.act for row in session.execute(query)]
    assert acts.count("dossier:exported") == 1


@pytest.mark.parametrize(
    ("words", "status", "sentence"),
    [
        (("nowhere",), 1, "no matter"),
        (("likes", "--claims", "C-999"), 2, "no claim C-999"),
        (("likes", "--from", "3/4/16"), 2, "no date that can be read in one way"),
        (("likes", "--from", "2018", "--to", "2016"), 2, "lies after the last"),
        (("likes", "--profile", "publication"), 2, "comes later"),
        (("likes", "--profile", "poster"), 2, "poster"),
    ],
)
def test_what_cannot_be_exported_is_said_and_nothing_is_written(
    house: House, tmp_path: Path, words: tuple[str, ...], status: int, sentence: str
) -> None:
    path = tmp_path / "none.pdf"
    result = run(house, *words, "-o", path)
    assert result.exit_code == status
    assert sentence in result.stderr
    assert not path.exists()


def test_a_folder_that_is_not_there_is_refused(house: House, tmp_path: Path) -> None:
    result = run(house, "likes", "--claims", "C-004", "-o", tmp_path / "none" / "x.pdf")
    assert result.exit_code == 2
    assert "No such file" in result.stderr
