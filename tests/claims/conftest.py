"""The sample in an installation of its own, loaded once for each module of tests about pages; they read it only."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.kit.databases import SqliteDatabases
from tests.kit.pages import Installation, Visitor, install
from tests.kit.sample import installed_sample


@pytest.fixture(scope="module")
def likes(
    sqlite_databases: SqliteDatabases, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Installation]:
    with installed_sample(sqlite_databases, tmp_path_factory.mktemp("likes")) as found:
        yield found


@pytest.fixture
def installation(
    sqlite_databases: SqliteDatabases, tmp_path: Path
) -> Iterator[Installation]:
    for url in sqlite_databases.fresh(tmp_path):
        found = install(url, tmp_path)
        yield found
        found.close()


@pytest.fixture
def alice(likes: Installation) -> Visitor:
    return likes.visitor("Alice")
