"""What every test may ask for: databases of both kinds, a browser, a PDF validator, and never the network."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, Page

from core.db import Database
from tests.kit import network
from tests.kit.browser import chromium, clean_page
from tests.kit.databases import (
    Databases,
    PostgresqlDatabases,
    SqliteDatabases,
    postgresql_server,
)
from tests.kit.pages import Installation, Visitor, install
from tests.kit.verapdf import VeraPdf, running_verapdf

SLOW = (
    "postgresql_databases",
    "verapdf",
    "browser",
)  # in this order, after all that need none of them

network.guard()

# A slow machine is no fault of the code, and the same commit has the same verdict each time it is checked.
settings.register_profile(
    "house",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize="CI" in os.environ,
)
settings.load_profile("house")


@pytest.hookimpl(tryfirst=True)  # before xdist reads the groups
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run what is fast first; one worker has the validator, one the browser."""
    items.sort(key=_slowness)
    for item in items:
        for name in ("verapdf", "browser"):
            if name in _needs(item):
                item.add_marker(pytest.mark.xdist_group(name))


def _needs(item: pytest.Item) -> set[str]:
    needs = set(getattr(item, "fixturenames", ()))
    if callspec := getattr(item, "callspec", None):
        needs.add(f"{callspec.params.get('databases')}_databases")
    return needs


def _slowness(item: pytest.Item) -> int:
    needs = _needs(item)
    return max(
        (number for number, name in enumerate(SLOW, start=1) if name in needs),
        default=0,
    )


@pytest.fixture(scope="session")
def schema() -> Callable[[str], None]:
    """Lay the tables into an empty database: done once for each kind, then copied for every test."""

    def lay(url: str) -> None:
        database = Database(url)
        database.migrate()
        database.close()

    return lay


@pytest.fixture(scope="session")
def sqlite_databases(
    tmp_path_factory: pytest.TempPathFactory, schema: Callable[[str], None]
) -> SqliteDatabases:
    return SqliteDatabases(tmp_path_factory.mktemp("sqlite"), schema)


@pytest.fixture(scope="session")
def postgresql_databases(
    schema: Callable[[str], None],
) -> Iterator[PostgresqlDatabases]:
    with postgresql_server() as server:
        yield PostgresqlDatabases(server, schema)


@pytest.fixture(params=["sqlite", "postgresql"])
def databases(request: pytest.FixtureRequest) -> Databases:
    found: Databases = request.getfixturevalue(f"{request.param}_databases")
    return found


@pytest.fixture
def database_url(databases: Databases, tmp_path: Path) -> Iterator[str]:
    """Lend a database with its tables, once of each kind."""
    yield from databases.fresh(tmp_path)


@pytest.fixture
def empty_database_url(databases: Databases, tmp_path: Path) -> Iterator[str]:
    """Lend a database without tables, once of each kind."""
    yield from databases.empty(tmp_path)


@pytest.fixture(scope="session")
def verapdf() -> Iterator[VeraPdf]:
    with running_verapdf() as validator:
        yield validator


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture
def faults() -> list[str]:
    """Collect what the browser's console complains of; a test that provokes a complaint clears the list."""
    return []


@pytest.fixture
def page(browser: Browser, faults: list[str]) -> Iterator[Page]:
    """Open a clean page; a refused script or style, a missing file or a script error fails the test."""
    with clean_page(browser, faults) as opened:
        yield opened
    assert not faults, faults


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
