import io
import os
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from types import FrameType
from typing import Any

import pytest
from sqlmodel import SQLModel, select

import core.blobs
import core.db
import evidence.intake
import evidence.recovery
from accounts.matters import matter_by_slug, open_matter
from core.blobs import WRITING
from core.db import Database
from core.house import House
from core.settings import read_settings
from evidence import renditions
from evidence.intake import save_drafts, take_file
from evidence.models import Draft, EvidenceItem
from evidence.recovery import recover
from tests.kit.databases import SqliteDatabases

STEPPED = {module.__file__ for module in (core.blobs, core.db, evidence.intake, evidence.recovery, renditions)}  # fmt: skip
Act = Callable[[House], object]
NEVER = -1


@pytest.fixture
def house(sqlite_databases: SqliteDatabases) -> Iterator[House]:
    # A kill takes nothing that was written, only a power cut does: memory will do, and is faster.
    memory = Path("/dev/shm")  # noqa: S108 - where this system has it
    with TemporaryDirectory(dir=memory if memory.is_dir() else None) as name:
        folder = Path(name)
        for url in sqlite_databases.fresh(folder):
            found = House(read_settings({"CLAIMTRAIL_DATA": name, "CLAIMTRAIL_DATABASE_URL": url}, folder))  # fmt: skip
            with found.database.transaction("tests") as session:
                open_matter(session, slug="case", name="Case")
            yield found
            found.database.close()


def killed_at(house: House, step: int, act: Act) -> bool:
    """Let a copy of this process act, and kill it at a step; say whether it came so far."""
    house.database.close()  # a copy must not share connections
    child = os.fork()
    if child:
        _, status = os.waitpid(child, 0)
        assert status in {0, signal.SIGKILL}, "the copy failed otherwise"
        return os.WIFSIGNALED(status)
    try:
        own = House(house.settings)
        own.__dict__["database"] = Database(house.settings.database_url)
        count = 0

        def trace(frame: FrameType, event: str, _arg: Any) -> Any:
            nonlocal count
            if frame.f_code.co_filename not in STEPPED:
                return None
            count += event == "line"
            if count == step:
                os.kill(os.getpid(), signal.SIGKILL)
            return trace

        sys.settrace(trace)
        act(own)
        os._exit(0)
    finally:
        os._exit(1)


def take_in(house: House) -> None:
    with house.database.reading() as session:
        matter = matter_by_slug(session, "case")
    name = f"{os.getpid()}.txt"
    draft = take_file(house, matter, io.BytesIO(name.encode()), name, "alice")
    with house.database.transaction("alice") as session:
        save_drafts(session, house.files, {draft.id: {}}, {})


def named_by_rows(house: House) -> set[str]:
    found: set[str] = set()
    with house.database.reading() as session:
        for table in SQLModel.metadata.sorted_tables:
            for column in table.columns:
                if column.name.endswith("sha256") and table.name != "custody_events":
                    found |= set(session.scalars(select(column)))
    return found - {""}


def assert_whole(house: House, seen: set[str]) -> None:
    # No row without its file, no file without a row, nothing left over.
    known = named_by_rows(house)
    assert all(house.files.is_intact(sha256) for sha256 in known - seen)
    seen |= known
    files = {path.name for path in house.files.folder.rglob("*") if path.is_file()}
    assert files == known
    assert not list((house.files.folder / WRITING).glob("*"))


def test_a_kill_at_any_step_of_taking_in_loses_and_leaves_nothing(house: House) -> None:
    step, seen = 1, set[str]()
    while killed_at(house, step, take_in):
        recover(house)
        assert_whole(house, seen)
        step += 1
    assert step > 100
    with house.database.reading() as session:
        drafts, items = session.exec(select(Draft)).all(), session.exec(select(EvidenceItem)).all()  # fmt: skip
    assert len(drafts) > len(items) > 1  # some were killed before they were saved, some after  # fmt: skip


def test_a_kill_at_any_step_of_a_recovery_loses_and_leaves_nothing(house: House) -> None:  # fmt: skip
    def stop(_session: object) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    step, is_killed, seen = 1, True, set[str]()
    while is_killed:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("core.log.new_heads", stop)  # before the draft is committed
            assert killed_at(house, NEVER, take_in)
        is_killed = killed_at(house, step, lambda own: bool(recover(own)))
        recover(house)
        assert_whole(house, seen)
        step += 1
    assert step > 50


def test_what_another_database_took_in_is_left_alone(house: House) -> None:
    note = {"id": "d", "matter_id": "elsewhere", "made_by": "a", "made_at": "", "state": "ready"}  # fmt: skip
    killed_after_putting(house, note)
    assert recover(house).names == []
    assert len(house.files.abandoned()) == 1


def test_bytes_that_any_row_or_any_living_process_needs_are_not_taken_out(
    house: House,
) -> None:
    killed_after_putting(house, {})
    own = house.files.put(io.BytesIO(b"bytes"))
    assert recover(house).taken_out == 0
    house.files.settle(own)
    killed_after_putting(house, {})
    assert recover(house).taken_out == 1
    assert list(house.files.folder.glob("??/*")) == []


def killed_after_putting(house: House, note: dict[str, str]) -> None:
    def put(own: House) -> None:
        own.files.put(io.BytesIO(b"bytes"), note)
        os.kill(os.getpid(), signal.SIGKILL)

    assert killed_at(house, NEVER, put)
