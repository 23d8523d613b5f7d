"""The database: two engines, one way to write, one way to read. Only this module commits.

SQLite runs in WAL mode with full synchronisation, writes begin IMMEDIATE and wait up to 30 s (measured: no write was lost
by eight writers); readers hold an engine that cannot write. PostgreSQL takes one advisory lock a write, so that numbers
and log positions follow one another without gaps on both.
"""

import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, MetaData, event, text
from sqlmodel import Session, SQLModel, create_engine  # noqa: TID251 - this module makes the engine

from core import log
from core.errors import Refused

MIGRATIONS = Path(__file__).resolve().parent.parent / "migrations"
NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}
SQLModel.metadata.naming_convention = NAMING
AFTER = "after"  # in a session's info: what is done once it has committed
WRITE_LOCK = 7_201_701  # any fixed number: the key of the PostgreSQL advisory lock


def metadata() -> MetaData:
    """Give the tables that have been declared so far."""
    return SQLModel.metadata


def new_id() -> str:
    """Make an id that no one can guess and no two records share: 128 random bits in hexadecimal."""
    return secrets.token_hex(16)


class Database:
    """One database, by its address; `heads` is the file outside it that keeps the heads of the log."""

    def __init__(self, url: str, heads: Path | None = None) -> None:
        self.url = url
        self.heads = heads
        self.sqlite = url.startswith("sqlite")
        self._turn = threading.Lock()
        if self.sqlite and (path := url.removeprefix("sqlite:///")):
            Path(path).parent.mkdir(parents=True, exist_ok=True)
        self.writer = self._engine(write=True)
        self.reader = self._engine(write=False)

    def _engine(self, *, write: bool) -> Engine:
        if not self.sqlite:
            return create_engine(self.url, pool_pre_ping=True)
        engine = create_engine(
            self.url, connect_args={"timeout": 30, "check_same_thread": False}
        )

        @event.listens_for(engine, "connect")
        def _on_connect(connection: Any, _record: object) -> None:
            connection.isolation_level = None
            for pragma in (
                "journal_mode=WAL",
                "synchronous=FULL",
                "foreign_keys=ON",
                "recursive_triggers=ON",
            ):
                connection.execute(f"PRAGMA {pragma}")
            if not write:
                connection.execute("PRAGMA query_only=ON")

        @event.listens_for(engine, "begin")
        def _on_begin(connection: Any) -> None:
            connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")

        return engine

    @contextmanager
    def transaction(self, actor: str) -> Iterator[Session]:
        """Open the one kind of write there is: everything is stored and logged under the actor's name, or nothing is."""
        with self._turn, Session(self.writer, expire_on_commit=False) as session:
            if not self.sqlite:
                session.execute(
                    text("SELECT pg_advisory_xact_lock(:key)"), {"key": WRITE_LOCK}
                )
            session.info["actor"] = actor
            yield session
            session.flush()
            heads = log.new_heads(session)
            session.commit()
        if self.heads:
            log.keep_heads(self.heads, heads)
        for act in session.info.get(AFTER, ()):
            act()

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Open one consistent view of the database that cannot write."""
        engine = self.reader
        if not self.sqlite:
            engine = engine.execution_options(
                isolation_level="REPEATABLE READ", postgresql_readonly=True
            )
        with Session(engine, expire_on_commit=False) as session:
            yield session

    def migrate(self, revision: str = "head") -> None:
        """Bring the tables to a revision, up or down, and put the log's guards back."""
        config = self._config()
        with self._turn, self.writer.connect() as connection:
            config.attributes["connection"] = connection
            with connection.begin():
                current = MigrationContext.configure(connection).get_current_revision()
                up = (
                    revision == "head"
                    or current is None
                    or not _is_below(config, revision, current)
                )
                (command.upgrade if up else command.downgrade)(config, revision)

    def is_current(self) -> bool:
        """Say whether the tables are those this program expects."""
        head = ScriptDirectory.from_config(self._config()).get_current_head()
        with self.reader.connect() as connection:
            return MigrationContext.configure(connection).get_current_revision() == head

    def _config(self) -> Config:
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        return config

    def close(self) -> None:
        """Let go of every connection."""
        self.writer.dispose()
        self.reader.dispose()


def _is_below(config: Config, revision: str, current: str) -> bool:
    if revision == "base":
        return True
    script = ScriptDirectory.from_config(config)
    return (
        revision
        in {found.revision for found in script.iterate_revisions(current, "base")}
        and revision != current
    )


@event.listens_for(Session, "before_flush")
def _refuse_deletes(session: Any, _context: object, _instances: object) -> None:
    for row in session.deleted:
        raise Refused(
            f"Nothing is deleted: withdraw the {type(row).__name__} with a reason."
        )


@event.listens_for(Session, "after_flush")
def _write_log(session: Any, _context: object) -> None:
    log.append_flush(session)
