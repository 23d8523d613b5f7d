import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlmodel import select

from accounts.matters import open_matter
from accounts.models import Matter
from claims.models import Party
from claims.registers import CLAIMS, PARTIES
from core import log, log_check, records
from core.db import Database
from core.errors import Refused
from core.fields import Tie


@pytest.fixture
def database(database_url: str, tmp_path: Path) -> Iterator[Database]:
    opened = Database(database_url, tmp_path / "heads.jsonl")
    yield opened
    opened.close()


@pytest.fixture
def matter(database: Database) -> Matter:
    with database.transaction("alice") as session:
        matter = open_matter(session, slug="harbour", name="Harbour lease")
        for name in ("Ann", "Ben", "Cy"):
            records.record(session, PARTIES, matter.id, {"name": name})
    return matter


def faults(database: Database) -> tuple[str, ...]:
    with database.reading() as session:
        return log_check.verify(session, database.heads).faults


def tamper(database: Database, statement: str) -> None:
    """Do what somebody with the database file, and no respect, could do."""
    with database.writer.begin() as connection:
        for table in ("log_entries", "log_values"):
            if database.sqlite:
                for trigger in ("update", "delete", "replace"):
                    connection.execute(
                        text(f"DROP TRIGGER IF EXISTS {table}_no_{trigger}")
                    )
            else:
                connection.execute(text(f"ALTER TABLE {table} DISABLE TRIGGER USER"))
        connection.execute(text(statement))


def test_every_change_is_logged_with_actor_and_values(
    database: Database, matter: Matter
) -> None:
    with database.transaction("bob") as session:
        party = session.exec(select(Party).where(Party.number == 2)).one()
        records.revise(session, PARTIES, party, {"name": "Benjamin", "role": "tenant"})
    with database.reading() as session:
        entry = session.exec(
            select(log.LogEntry).where(log.LogEntry.position == 4)
        ).one()
        content = json.loads(
            session.exec(
                select(log.LogValues.content).where(log.LogValues.position == 4)
            ).one()
        )
    assert (entry.actor, entry.act) == ("bob", "parties:revised")
    assert {name: values[1:] for name, values in content.items()} == {
        "name": ["Ben", "Benjamin"],
        "role": ["", "tenant"],
    }


def test_a_change_that_changes_nothing_is_not_logged(
    database: Database, matter: Matter
) -> None:
    with database.transaction("bob") as session:
        party = session.exec(select(Party).where(Party.number == 2)).one()
        assert not records.revise(session, PARTIES, party, {"name": "Ben"})
    with database.reading() as session:
        assert log.head(session, matter.id)[0] == 4


def test_a_change_and_its_entry_stand_or_fall_together(
    database: Database, matter: Matter
) -> None:
    def stumble() -> None:
        with database.transaction("bob") as session:
            records.record(session, PARTIES, matter.id, {"name": "Di"})
            session.flush()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        stumble()
    with database.reading() as session:
        assert log.head(session, matter.id)[0] == 4
        assert len(session.exec(select(Party)).all()) == 3
    assert faults(database) == ()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE log_entries SET actor = 'nobody'",
        "DELETE FROM log_entries",
        "UPDATE log_values SET content = '{}'",
        "DELETE FROM log_values WHERE position = 1",
    ],
)
def test_the_log_refuses_to_be_changed(
    database: Database, matter: Matter, statement: str
) -> None:
    with (
        pytest.raises(DBAPIError, match="append-only"),
        database.writer.begin() as connection,
    ):
        connection.execute(text(statement))


def test_the_log_refuses_to_be_replaced(database: Database, matter: Matter) -> None:
    replace = (
        "INSERT OR REPLACE INTO log_values SELECT tree, position, '{}' FROM log_values"
        if database.sqlite
        else "INSERT INTO log_values SELECT tree, position, '{}' FROM log_values"
        " ON CONFLICT (tree, position) DO UPDATE SET content = '{}'"
    )
    with (
        pytest.raises(DBAPIError, match="append-only"),
        database.writer.begin() as connection,
    ):
        connection.execute(text(replace))


def test_the_log_cannot_be_emptied(database: Database, matter: Matter) -> None:
    if database.sqlite:
        return  # SQLite has no TRUNCATE
    with (
        pytest.raises(DBAPIError, match="append-only"),
        database.writer.begin() as connection,
    ):
        connection.execute(text("TRUNCATE log_entries"))


def test_an_untouched_log_is_valid(database: Database, matter: Matter) -> None:
    with database.reading() as session:
        verdict = log_check.verify(session, database.heads)
    assert verdict == log_check.LogVerdict(entries=4, trees=1, faults=())


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        (
            "UPDATE parties SET name = 'Zoe' WHERE number = 2",
            "“name” of row N-002 is not what the log says",
        ),
        ("DELETE FROM parties WHERE number = 2", "is in the log but not in the table"),
        (
            "UPDATE log_entries SET actor = 'nobody' WHERE position = 2",
            "not what its hash was made from",
        ),
        (
            "UPDATE log_values SET content = '{}' WHERE position = 2",
            "other fields than it committed to",
        ),
        ("DELETE FROM log_values WHERE position = 2", "its values are missing"),
        ("DELETE FROM log_entries WHERE position = 2", "entry 2 is missing before it"),
        (
            "DELETE FROM log_entries WHERE position = 3",
            "4 entries were recorded outside the database; 3 are left",
        ),
        (
            "UPDATE matters SET name = 'Another'",
            "“name” of row harbour is not what the log says",
        ),
    ],
)
def test_every_kind_of_tampering_is_named(
    database: Database, matter: Matter, statement: str, fault: str
) -> None:
    tamper(database, statement)
    assert any(fault in found for found in faults(database))


def test_a_changed_value_breaks_its_commitment(
    database: Database, matter: Matter
) -> None:
    tamper(database, "UPDATE log_values SET content = replace(content, 'Ben', 'Zoe')")
    tamper(database, "UPDATE parties SET name = 'Zoe' WHERE name = 'Ben'")
    assert any(
        "“name” is not the one it committed to" in fault for fault in faults(database)
    )


def test_a_row_that_was_slipped_in_is_named(database: Database, matter: Matter) -> None:
    columns = ", ".join(
        column for column in Party.model_fields if column not in {"id", "number", "key"}
    )
    tamper(
        database,
        f"INSERT INTO parties (id, number, key, {columns}) SELECT 'slipped', 9, 'slipped', {columns} FROM parties WHERE number = 1",  # noqa: S608 - column names of our own
    )
    assert any(
        "row slipped is in the table but not in the log" in fault
        for fault in faults(database)
    )


def test_a_log_rewritten_from_the_start_differs_from_the_heads_outside(
    database: Database, matter: Matter
) -> None:
    heads = database.heads
    assert heads is not None
    heads.write_text(heads.read_text().replace('"root":"', '"root":"0'))
    assert any(
        "not those whose head was kept outside" in fault for fault in faults(database)
    )


def test_nothing_is_deleted(database: Database, matter: Matter) -> None:
    with (
        pytest.raises(Refused, match="Nothing is deleted"),
        database.transaction("alice") as session,
    ):
        session.delete(session.exec(select(Party).where(Party.number == 1)).one())


def test_entries_of_a_list_are_logged_and_withdrawn_not_removed(
    database: Database, matter: Matter
) -> None:
    with database.transaction("alice") as session:
        one, two, three = (
            party.id for party in session.exec(select(Party).order_by("number"))
        )
        claim = records.record(
            session,
            CLAIMS,
            matter.id,
            {"statement": "It rained", "made_by": (Tie(one), Tie(two))},
        )
    with database.transaction("bob") as session:
        claim = session.get_one(CLAIMS.model, claim.id)
        records.revise(session, CLAIMS, claim, {"made_by": (Tie(two), Tie(three))})
    with database.reading() as session:
        links = session.exec(select(records.RecordLink)).all()
        assert records.current(session, CLAIMS, claim)["made_by"] == (
            Tie(two),
            Tie(three),
        )
    assert {link.target_id for link in links if link.withdrawn_at} == {one}
    assert faults(database) == ()
