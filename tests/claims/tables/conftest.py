"""Desks for the tests of tables: one over SQLite, and one over each kind of database."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.claims.tables.desk import Desk
from tests.kit.databases import SqliteDatabases


@pytest.fixture
def desk(sqlite_databases: SqliteDatabases, tmp_path: Path) -> Iterator[Desk]:
    for url in sqlite_databases.fresh(tmp_path):
        desk = Desk(url, tmp_path)
        yield desk
        desk.database.close()


@pytest.fixture
def any_desk(database_url: str, tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(database_url, tmp_path)
    yield desk
    desk.database.close()
