import itertools
import shutil
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text
from sqlalchemy.exc import DBAPIError

from accounts.matters import open_matter
from claims.registers import CLAIMS
from core import db, log_check, records
from core.db import Database, metadata

REBUILD = '''
"""Rebuild the log's tables, as a change of a column would."""

import sqlalchemy as sa
from alembic import op

revision, down_revision, branch_labels, depends_on = "rebuild", "{head}", None, None


def upgrade() -> None:
    for table in ("log_entries", "log_values"):
        with op.batch_alter_table(table, recreate="always") as batch:
            batch.add_column(sa.Column("note", sa.String(), nullable=True))


def downgrade() -> None:
    for table in ("log_entries", "log_values"):
        with op.batch_alter_table(table, recreate="always") as batch:
            batch.drop_column("note")
'''


def schema(database: Database) -> dict[str, object]:
    with database.reader.connect() as connection:
        found = inspect(connection)
        return {
            table: (
                sorted(
                    (c["name"], str(c["type"]), c["nullable"])
                    for c in found.get_columns(table)
                ),
                sorted(str(index["name"]) for index in found.get_indexes(table)),
                sorted(str(key["name"]) for key in found.get_foreign_keys(table)),
            )
            for table in found.get_table_names()
            if table != "alembic_version"
        }


def test_the_head_is_what_the_models_declare(empty_database_url: str) -> None:
    database = Database(empty_database_url)
    database.migrate()
    with database.reader.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata()) == []
    assert database.is_current()
    database.close()


def test_every_step_goes_up_and_down_and_leaves_the_tables_as_they_were(
    empty_database_url: str,
) -> None:
    database = Database(empty_database_url)
    steps = [
        "base",
        *(
            s.revision
            for s in reversed(
                list(ScriptDirectory(str(db.MIGRATIONS)).walk_revisions())
            )
        ),
    ]
    for below, above in itertools.pairwise(steps):
        before = schema(database)
        database.migrate(above)
        after = schema(database)
        database.migrate(below)
        assert schema(database) == before
        database.migrate(above)
        assert schema(database) == after
    database.close()


def test_records_and_their_log_survive_the_way_up(
    database_url: str, tmp_path: Path
) -> None:
    database = Database(database_url, tmp_path / "heads.jsonl")
    with database.transaction("alice") as session:
        matter = open_matter(session, slug="harbour", name="“Hafen” 港 សម")
        records.record(session, CLAIMS, matter.id, {"statement": "It’s;\n“so”, 100 %"})
    database.migrate()
    with database.reading() as session:
        assert log_check.verify(session, database.heads).valid
    database.close()


def test_the_guards_of_the_log_survive_a_migration_that_rebuilds_it(
    database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "migrations"
    shutil.copytree(db.MIGRATIONS, folder)
    head = ScriptDirectory(str(folder)).get_current_head()
    (folder / "versions" / "rebuild.py").write_text(
        REBUILD.strip().replace("{head}", str(head))
    )
    monkeypatch.setattr(db, "MIGRATIONS", folder)
    database = Database(database_url)
    with database.transaction("alice") as session:
        open_matter(session, slug="harbour", name="Harbour")
    database.migrate()
    for statement in ("UPDATE log_entries SET actor = 'x'", "DELETE FROM log_values"):
        with (
            pytest.raises(DBAPIError, match="append-only"),
            database.writer.begin() as connection,
        ):
            connection.execute(text(statement))
    database.close()
