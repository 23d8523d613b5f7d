"""The sample's dossier, made once for all tests that read it, and a case in two dozen languages."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from accounts.matters import matter_by_slug
from claims.casefile import CaseFile, read_casefile
from claims.tables.sample import load_sample
from core.blobs import FileStore
from core.canonical import Json
from core.db import Database
from exports.dossier import Finished, build_dossier, dossier_from
from exports.selection import Selection, select
from exports.snapshot import Snapshot, snapshot
from tests.exports.languages import UDHR
from tests.kit.cases import Case

HEAD: dict[str, Json] = {"size": 7, "root": "ab" * 32, "as_of": "2026-11-24T09:12:05Z"}


@dataclass(frozen=True)
class Likes:
    """The sample matter in a database of its own."""

    database: Database
    files: FileStore

    @property
    def file(self) -> CaseFile:
        with self.database.reading() as session:
            return read_casefile(session, matter_by_slug(session, "likes"))

    def build(self, selection: Selection) -> Finished:
        with self.database.reading() as session:
            return build_dossier(session, self.file, self.files, selection)


@dataclass(frozen=True)
class Printed:
    """A finished dossier on disk."""

    finished: Finished
    path: Path

    @property
    def data(self) -> Any:
        with pikepdf.open(self.path) as pdf:
            return json.loads(pdf.attachments["dossier.json"].get_file().read_bytes())


def snapshot_of(case: Case, selection: Selection | None = None) -> Snapshot:
    chosen = selection or Selection()
    return snapshot(select(case.file, chosen), chosen, HEAD)


@pytest.fixture(scope="session")
def likes(tmp_path_factory: pytest.TempPathFactory) -> Likes:
    folder = tmp_path_factory.mktemp("likes")
    database = Database(f"sqlite:///{folder}/likes.db")
    database.migrate()
    files = FileStore(folder / "files")
    with database.transaction("console") as session:
        assert not load_sample(session, files).rejected
    return Likes(database, files)


@pytest.fixture(scope="session")
def printed(likes: Likes, tmp_path_factory: pytest.TempPathFactory) -> Printed:
    finished = likes.build(Selection())
    path = tmp_path_factory.mktemp("dossier") / "likes.pdf"
    path.write_bytes(finished.pdf)
    return Printed(finished, path)


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory) -> Printed:
    case = Case()
    for language, text in UDHR.items():
        item = case.add(
            "evidence", title=text[:60], language=language, date="9 March 2016"
        )
        party = case.add("parties", name=f"Name {language}", other_names=text[:20])
        claim = case.add("claims", statement=text, kind="allegation", made_by=[party])
        case.cite(claim, item, "supports", quote=text, pinpoint="p. 1")
    folder = tmp_path_factory.mktemp("world")
    finished = dossier_from(snapshot_of(case), FileStore(folder))
    path = folder / "world.pdf"
    path.write_bytes(finished.pdf)
    return Printed(finished, path)
