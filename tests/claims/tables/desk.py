"""A desk at which tables come in and go out: one database, one file store, and a folder to put files into."""

import csv
import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from accounts.matters import matter_by_slug
from claims.casefile import CaseFile, read_casefile
from claims.tables.importing import Destination, Outcome, Rejected, import_delivery
from claims.tables.opening import open_delivery
from claims.tables.planning import Options
from claims.tables.writing import tables_of, write_tables
from core import log
from core.blobs import FileStore
from core.db import Database

Rows = Sequence[Sequence[str]]


def as_csv(rows: Iterable[Iterable[str]]) -> str:
    """Write rows as a person's program would: no cell is guarded."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    return text.getvalue()


class Desk:
    """Verbs for tests, over a database that has its tables."""

    def __init__(self, url: str, folder: Path) -> None:
        self.database = Database(url)
        self.store = FileStore(folder / "store")
        self.folder = folder

    def lay(
        self,
        tables: Mapping[str, str | bytes],
        files: Mapping[str, bytes] | None = None,
        name: str = "in",
    ) -> Path:
        """Put tables (by table or file name) and originals into a folder."""
        place = self.folder / name
        place.mkdir(exist_ok=True)
        for table, content in tables.items():
            data = content.encode() if isinstance(content, str) else content
            (place / (table if "." in table else f"{table}.csv")).write_bytes(data)
        for file, original in (files or {}).items():
            (place / "files").mkdir(exist_ok=True)
            (place / "files" / file).write_bytes(original)
        return place

    def zip(self, entries: Mapping[str, str | bytes], name: str = "in.zip") -> Path:
        """Put entries into a .zip."""
        with zipfile.ZipFile(self.folder / name, "w") as archive:
            for entry, content in entries.items():
                archive.writestr(entry, content)
        return self.folder / name

    def bring(
        self,
        path: Path,
        slug: str = "case",
        *,
        kind: str = "",
        renames: Mapping[str, str] | None = None,
        **how: Any,
    ) -> Outcome:
        """Import a path, by the console."""
        with (
            open_delivery(path, kind, renames or {}) as delivery,
            self.database.transaction("console") as session,
        ):
            into, options = Destination(slug), Options(**how)
            return import_delivery(session, self.store, delivery, into, options)

    def load(self, slug: str = "case", **tables: str) -> Outcome:
        """Import tables given as text."""
        return self.bring(
            self.lay(tables, name=f"in-{len(list(self.folder.iterdir()))}"), slug
        )

    def refused(self, **tables: str) -> Rejected:
        """Import tables of which one row is rejected, and nothing written."""
        outcome = self.load("refused", **tables)
        assert len(outcome.rejected) == 1, outcome
        return outcome.rejected[0]

    def read(self, slug: str = "case") -> CaseFile:
        """Read a matter."""
        with self.database.reading() as session:
            return read_casefile(session, matter_by_slug(session, slug))

    def give(self, slug: str = "case") -> dict[str, bytes]:
        """Write a matter's tables."""
        return tables_of(self.read(slug))

    def write(self, name: str, slug: str = "case") -> Path:
        """Write a matter's tables and originals into a folder."""
        write_tables(self.read(slug), self.store, self.folder / name)
        return self.folder / name

    def entries(self, slug: str = "case") -> int:
        """Count the log entries of a matter."""
        with self.database.reading() as session:
            return log.head(session, matter_by_slug(session, slug).id)[0]


def content_of(folder: Path) -> dict[str, bytes]:
    """Read every file under a folder."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
