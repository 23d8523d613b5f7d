"""An installation over SQLite for most tests of pages, and over each kind of database for those that ask it much."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.kit.databases import SqliteDatabases
from tests.kit.pages import Installation, Visitor, install


@pytest.fixture
def installation(
    sqlite_databases: SqliteDatabases, tmp_path: Path
) -> Iterator[Installation]:
    for url in sqlite_databases.fresh(tmp_path):
        found = install(url, tmp_path)
        yield found
        found.close()


@pytest.fixture
def any_installation(database_url: str, tmp_path: Path) -> Iterator[Installation]:
    found = install(database_url, tmp_path)
    yield found
    found.close()


@pytest.fixture
def alice(installation: Installation) -> Visitor:
    return installation.visitor("Alice")
