import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlmodel import Session, select

from core import clock, jobs
from core.db import Database
from core.errors import Conflict
from core.jobs import Job, enqueue


@pytest.fixture
def database(database_url: str, tmp_path: Path) -> Iterator[Database]:
    opened = Database(database_url, tmp_path / "heads.jsonl")
    yield opened
    opened.close()


def put(database: Database, subject: str = "one", due_at: str = "") -> None:
    with database.transaction("alice") as session:
        enqueue(session, "count", subject, due_at=due_at)


def take(database: Database, worker: str = "w", lease: int = 60) -> Job | None:
    with database.transaction("worker") as session:
        return jobs.take(session, worker, {"count"}, lease)


def state(database: Database) -> list[tuple[str, int, str]]:
    with database.reading() as session:
        rows = session.exec(select(Job).order_by(Job.subject)).all()
    return [(job.state, job.attempts, job.reason) for job in rows]


def test_a_job_is_taken_once_by_however_many_workers(database: Database) -> None:
    for number in range(5):
        put(database, f"{number}")
    with ThreadPoolExecutor(8) as pool:
        taken = [job for job in pool.map(lambda n: take(database, f"w{n}"), range(16)) if job]  # fmt: skip
    assert sorted(job.subject for job in taken) == ["0", "1", "2", "3", "4"]
    assert state(database) == [("running", 1, "")] * 5


def test_two_databases_do_not_both_win_a_job(database: Database) -> None:
    other = Database(database.url)
    put(database)
    with ThreadPoolExecutor(2) as pool:
        taken = list(pool.map(take, [database, other]))
    other.close()
    assert sum(job is not None for job in taken) == 1


def test_of_two_that_see_the_same_job_without_any_lock_one_gets_nothing(
    database: Database,
) -> None:
    put(database)

    def second() -> Job | None:
        with Session(database.writer) as session:
            found = jobs.take(session, "second", {"count"})
            session.commit()
        return found

    with Session(database.writer) as session, ThreadPoolExecutor(1) as pool:
        assert jobs.take(session, "first", {"count"})
        other = pool.submit(second)
        time.sleep(0.5)  # it waits now, having seen the job as it was
        session.commit()
        assert other.result(20) is None


def test_a_job_of_an_unknown_kind_or_of_later_waits(database: Database) -> None:
    put(database, due_at=clock.later(clock.now(), seconds=60))
    with database.transaction("alice") as session:
        enqueue(session, "strange")
    assert take(database) is None


def test_one_waiting_job_stands_for_two_and_the_earlier_time_wins(
    database: Database,
) -> None:
    put(database, due_at="2999-01-01T00:00:00Z")
    put(database, due_at="2000-01-01T00:00:00Z")
    job = take(database)
    assert job
    assert job.due_at == "2000-01-01T00:00:00Z"
    assert len(state(database)) == 1


def test_a_job_whose_lease_ran_out_is_taken_by_another_and_lost_to_the_first(
    database: Database,
) -> None:
    put(database)
    first = take(database, "first", lease=-5)
    assert first
    second = take(database, "second")
    assert second
    assert (second.id, second.leased_by, second.attempts) == (first.id, "second", 2)
    with database.transaction("worker") as session:
        assert not jobs.finish(session, first)
        assert not jobs.fail(session, first, "late")
    with pytest.raises(Conflict, match="Another worker"):
        jobs.progress(database, first, 1, 2)
    assert state(database) == [("running", 2, "")]


def test_progress_is_kept_and_renews_the_lease(database: Database) -> None:
    put(database)
    job = take(database, lease=1)
    assert job
    jobs.progress(database, job, 3, 9)
    with database.reading() as session:
        row = session.exec(select(Job)).one()
    assert (row.done, row.total) == (3, 9)
    assert row.leased_until > job.leased_until


def test_a_failure_is_tried_later_and_later_until_it_has_failed(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "FIRST_PAUSE", 0)
    put(database)
    for attempt in range(1, jobs.ATTEMPTS + 1):
        job = take(database)
        assert job
        assert job.attempts == attempt
        with database.transaction("worker") as session:
            assert jobs.fail(session, job, "No.")
    assert take(database) is None
    assert state(database) == [("failed", jobs.ATTEMPTS, "No.")]


def test_the_pause_before_the_next_attempt_grows(database: Database) -> None:
    put(database)
    job = take(database)
    assert job
    job.attempts = 1
    with database.transaction("worker") as session:
        jobs.fail(session, job, "No.")
    assert take(database) is None
    with database.reading() as session:
        row = session.exec(select(Job)).one()
    assert row.due_at > clock.now()


def test_a_job_that_kills_every_worker_fails_in_the_end(database: Database) -> None:
    put(database)
    for _ in range(jobs.ATTEMPTS):
        assert take(database, lease=-5)
    assert take(database) is None
    reason = "The worker was ended each time while it did this."
    assert state(database) == [("failed", jobs.ATTEMPTS, reason)]


def test_a_job_of_a_transaction_that_failed_never_was(database: Database) -> None:
    def cause() -> None:
        with database.transaction("alice") as session:
            enqueue(session, "count")
            session.flush()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        cause()
    assert take(database) is None


def test_a_daily_kind_has_one_job_ahead_a_day_after_the_last(
    database: Database,
) -> None:
    for _ in range(2):
        with database.transaction("worker") as session:
            jobs.plan(session, ["count"])
    job = take(database)
    assert job
    with database.transaction("worker") as session:
        jobs.finish(session, job)
        jobs.plan(session, ["count"])
        jobs.plan(session, ["count"])
    assert take(database) is None
    with database.reading() as session:
        (ahead,) = jobs.pending(session)
    assert clock.later(clock.now(), seconds=jobs.DAY - 60) < ahead.due_at
