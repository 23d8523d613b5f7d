from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from accounts.matters import open_matter
from core import log_proofs, stamps, timestamps
from core.db import Database
from core.errors import Invalid
from tests.kit.authority import make_authority, serving


@pytest.fixture
def database(database_url: str, tmp_path: Path) -> Iterator[Database]:
    opened = Database(database_url, tmp_path / "heads.jsonl")
    yield opened
    opened.close()


@pytest.fixture
def tree(database: Database) -> str:
    with database.transaction("alice") as session:
        return str(open_matter(session, slug="harbour", name="Harbour").id)


def test_a_head_is_stamped_and_the_stamp_kept(
    database: Database, tree: str, tmp_path: Path
) -> None:
    with serving(make_authority(tmp_path / "tsa")) as authority:
        trust = timestamps.read_trust(authority.pinned)
        row = stamps.stamp(database, tree, authority.url, trust, actor="alice")
        stamps.stamp(database, tree, "http://127.0.0.1:1/", trust, actor="alice")
    assert (row.state, row.size, row.asked_by) == ("granted", 1, "alice")
    with database.reading() as session:
        found = stamps.newest(session, tree, trust)
        assert found
        assert found[0].position == 0
        assert found[1].state == "granted"
        unpinned = stamps.newest(session, tree, None)
        assert unpinned
        assert unpinned[1].state == "unreachable"
        assert stamps.newest(session, tree, trust, covering=2) is None
        assert stamps.faults(session) == []


def test_a_failing_authority_is_a_state_and_the_head_stays(
    database: Database, tree: str
) -> None:
    row = stamps.stamp(database, tree, "http://127.0.0.1:1/", None, actor="alice")
    assert (row.state, row.reply) == ("unreachable", "")
    assert "127.0.0.1:1" in row.reason
    with database.reading() as session:
        assert log_proofs.head_of(session, tree)["size"] == 1


def test_no_authority_is_said(database: Database, tree: str) -> None:
    with pytest.raises(Invalid, match="CLAIMTRAIL_TSA_URL"):
        stamps.stamp(database, tree, "", None, actor="alice")


@pytest.mark.parametrize("change", ["UPDATE head_stamps SET state = 'granted'", "DELETE FROM head_stamps"])  # fmt: skip
def test_kept_stamps_are_never_changed(
    database: Database, tree: str, change: str
) -> None:
    stamps.stamp(database, tree, "http://127.0.0.1:1/", None, actor="alice")
    with (
        pytest.raises(DBAPIError, match="append-only"),
        database.writer.begin() as connection,
    ):
        connection.execute(text(change))


def test_a_stamped_head_from_which_the_log_did_not_grow_is_named(
    database: Database, tree: str
) -> None:
    stamps.stamp(database, tree, "http://127.0.0.1:1/", None, actor="alice")
    forged = "INSERT INTO head_stamps SELECT tree, 1, size, replace(head, 'root\":\"', 'root\":\"0'), asked_at, asked_by, authority, nonce, state, reason, reply FROM head_stamps"
    with database.writer.begin() as connection:
        connection.execute(text(forged.replace(":", "\\:")))
    with database.reading() as session:
        assert len(stamps.faults(session)) == 1


def test_a_kept_stamp_that_was_altered_is_named_once_certificates_are_pinned(
    database: Database, tree: str, tmp_path: Path
) -> None:
    with serving(make_authority(tmp_path / "tsa")) as authority:
        trust = timestamps.read_trust(authority.pinned)
        stamps.stamp(database, tree, authority.url, trust, actor="alice")
        with database.transaction("bob") as session:
            open_matter(session, slug="more", name="More")
    other = timestamps.read_trust(make_authority(tmp_path / "other").pinned)
    forged = "INSERT INTO head_stamps SELECT tree, 1, size, head, asked_at, asked_by, authority, nonce, state, reason, 'AAAA' FROM head_stamps"
    with database.reading() as session:
        assert stamps.faults(session, trust) == []
        assert "judged again it is “not trusted”" in stamps.faults(session, other)[0]
    with database.writer.begin() as connection:
        connection.execute(text(forged))
    with database.reading() as session:
        assert stamps.faults(session) == []  # nothing is pinned to judge it by
        (fault,) = stamps.faults(session, trust)
    assert "judged again it is “malformed”" in fault
