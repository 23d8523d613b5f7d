from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, create_engine, inspect, text

from core.db import Database
from tests.kit.databases import (
    Databases,
    PostgresqlDatabases,
    SqliteDatabases,
    postgresql_server,
)


@contextmanager
def connected(url: str) -> Iterator[Connection]:
    engine = create_engine(url)
    with engine.begin() as connection:
        yield connection
    engine.dispose()


def lay_one_table(url: str) -> None:
    with connected(url) as connection:
        connection.execute(text("CREATE TABLE exhibits (number INTEGER)"))


def tables(url: str) -> list[str]:
    with connected(url) as connection:
        return inspect(connection).get_table_names()


def count_after_adding_one(databases: Databases, folder: Path) -> int:
    folder.mkdir()
    lent = databases.fresh(folder)
    with connected(next(lent)) as connection:
        connection.execute(text("INSERT INTO exhibits VALUES (1)"))
        count: int = connection.execute(
            text("SELECT count(*) FROM exhibits")
        ).scalar_one()
    next(lent, None)
    return count


def test_a_sqlite_test_sees_the_tables_and_nobody_elses_rows(tmp_path: Path) -> None:
    databases = SqliteDatabases(tmp_path, lay_one_table)
    assert [
        count_after_adding_one(databases, tmp_path / name) for name in ("one", "two")
    ] == [1, 1]


def test_a_postgresql_test_sees_the_tables_and_nobody_elses_rows(
    postgresql_databases: PostgresqlDatabases, tmp_path: Path
) -> None:
    with postgresql_server() as server:
        databases = PostgresqlDatabases(server, lay_one_table)
        assert [
            count_after_adding_one(databases, tmp_path / name)
            for name in ("one", "two")
        ] == [1, 1]


def test_a_stopped_server_leaves_nothing_behind() -> None:
    with postgresql_server() as server:
        folder = Path(server.partition("host=")[2])
        assert folder.exists()
    assert not folder.exists()


def test_an_empty_database_is_empty_and_of_the_kind_asked_for(
    empty_database_url: str, databases: Databases
) -> None:
    assert tables(empty_database_url) == []
    assert empty_database_url.startswith(("sqlite:///", "postgresql+psycopg://"))
    assert empty_database_url.startswith("sqlite") == isinstance(
        databases, SqliteDatabases
    )


def test_a_database_has_the_tables_of_the_last_migration(database_url: str) -> None:
    database = Database(database_url)
    assert database.is_current()
    database.close()
