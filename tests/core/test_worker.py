import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlmodel import select

from core.errors import Missing
from core.house import House
from core.jobs import Job, enqueue, progress
from core.jobs_worker import Worker
from core.settings import read_settings

PROJECT = Path(__file__).parents[2]
PROGRAM = """
import signal, sys, time
from pathlib import Path
from core.house import House
from core.jobs_worker import Worker
from core.settings import read_settings

url, folder, lease, rest = sys.argv[1:5]
def count(house, job):
    with (Path(folder) / "begun").open("a") as file:
        file.write(job.subject + "\\n")
    time.sleep(float(rest))
    (Path(folder) / job.subject).write_text("done")
settings = read_settings({"CLAIMTRAIL_DATA": folder, "CLAIMTRAIL_DATABASE_URL": url}, Path(folder))
worker = Worker(House(settings, {"count": count}), lease=int(lease))
signal.signal(signal.SIGTERM, worker.stop)
worker.run(once=len(sys.argv) > 5)
"""


@pytest.fixture
def house(database_url: str, tmp_path: Path) -> Iterator[House]:
    settings = read_settings({"CLAIMTRAIL_DATA": str(tmp_path), "CLAIMTRAIL_DATABASE_URL": database_url}, tmp_path)  # fmt: skip
    found = House(settings)
    yield found
    found.database.close()


def put(house: House, *subjects: str, kind: str = "count") -> None:
    with house.database.transaction("alice") as session:
        for subject in subjects:
            enqueue(session, kind, subject)


def rows(house: House) -> list[Job]:
    with house.database.reading() as session:
        return list(session.exec(select(Job).order_by(Job.subject)))


def start(house: House, *more: str) -> subprocess.Popen[bytes]:
    words = (house.settings.database_url, str(house.settings.data), *more)
    return subprocess.Popen([sys.executable, "-c", PROGRAM, *words], cwd=PROJECT)


def wait_for(path: Path) -> None:
    until = time.monotonic() + 20
    while not path.exists():
        assert time.monotonic() < until, f"{path.name} never came"
        time.sleep(0.02)


def test_a_worker_killed_in_the_middle_of_a_job_loses_nothing(house: House) -> None:
    put(house, "one", "two")
    folder = house.settings.data
    with start(house, "2", "60") as first:
        wait_for(folder / "begun")
        first.kill()
    assert sorted(job.state for job in rows(house)) == ["running", "waiting"]
    until = time.monotonic() + 20
    while {job.state for job in rows(house)} != {"done"}:
        assert time.monotonic() < until
        with start(house, "2", "0", "once"):
            time.sleep(0.2)
    assert (folder / "one").exists()
    assert (folder / "two").exists()
    assert sum(job.attempts for job in rows(house)) == 3


def test_a_worker_told_to_end_ends_after_the_present_job(house: House) -> None:
    put(house, "one", "two")
    with start(house, "60", "1") as worker:
        wait_for(house.settings.data / "begun")
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(20) == 0
    assert sorted(job.state for job in rows(house)) == ["done", "waiting"]


def test_a_long_job_keeps_its_lease(house: House) -> None:
    put(house, "one")
    with start(house, "2", "4", "once") as worker:
        wait_for(house.settings.data / "begun")
        time.sleep(3)
        house.handlers = {"count": lambda _house, _job: None}
        assert Worker(house).run(once=True) == 0
        worker.wait(20)
    assert [(job.state, job.attempts) for job in rows(house)] == [("done", 1)]


def test_one_bad_job_does_not_keep_the_next_from_being_done(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    def bad(_house: House, _job: Job) -> None:
        raise ZeroDivisionError

    def refused(_house: House, _job: Job) -> None:
        raise Missing("No file is held.")

    house.handlers = {"bad": bad, "refused": refused, "count": lambda *_: None}
    for kind in ("bad", "refused", "count"):
        put(house, kind, kind=kind)
    with caplog.at_level(logging.CRITICAL):
        assert Worker(house).run(once=True) == 3
    assert [(job.state, job.reason) for job in rows(house)] == [
        ("waiting", "ZeroDivisionError: "),
        ("done", ""),
        ("waiting", "No file is held."),
    ]


def test_a_daily_job_is_planned_at_the_start_and_again_after_it(house: House) -> None:
    house.handlers = {"count": lambda house, job: progress(house.database, job, 1, 1)}
    house.daily = ("count",)
    assert Worker(house).run(once=True) == 1
    assert sorted(job.state for job in rows(house)) == ["done", "waiting"]
    assert Worker(house).run(once=True) == 0


def test_a_worker_whose_parent_is_gone_ends(house: House) -> None:
    put(house, "one")
    house.handlers = {"count": lambda *_: None}
    assert Worker(house, parent=os.getppid() + 1).run() == 0
