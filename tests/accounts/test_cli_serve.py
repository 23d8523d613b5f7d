import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from accounts import cli_serve
from core import jobs
from core.house import House
from core.settings import read_settings

PROJECT = Path(__file__).parents[2]
PARENT = """
import sys, time
from accounts.cli_serve import worker_beside
with worker_beside():
    print("up", flush=True)
    time.sleep(float(sys.argv[1]))
"""


@pytest.fixture
def house(tmp_path: Path) -> House:
    settings = read_settings({"CLAIMTRAIL_DATA": str(tmp_path)}, tmp_path)
    return House(settings, {"count": lambda *_: None})


@pytest.fixture
def run(house: House) -> Callable[..., Result]:
    group = click.Group()
    cli_serve.register(group, house)
    return lambda *words: CliRunner().invoke(group, words)


def put(house: House, *subjects: str) -> None:
    with house.database.transaction("alice") as session:
        for subject in subjects:
            jobs.enqueue(session, "count", subject)


def test_a_worker_does_what_is_due_and_ends(
    house: House, run: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "nice", lambda _more: 0)
    monkeypatch.setattr(signal, "signal", lambda *_: None)
    put(house, "one", "two")
    assert json.loads(run("worker", "--once", "--json").stdout) == {"taken": 2}
    assert json.loads(run("worker", "--status", "--json").stdout) == {"jobs": []}
    assert run("worker", "--status").stdout == "0 waiting, 0 running, 0 failed.\n"


def test_what_waits_runs_or_failed_is_said_with_its_reason(
    house: House, run: Callable[..., Result]
) -> None:
    put(house, "one")
    with house.database.transaction("worker") as session:
        job = jobs.take(session, "w", {"count"})
    assert job
    jobs.progress(house.database, job, 2, 5)
    put(house, "two")
    job.attempts = jobs.ATTEMPTS
    with house.database.transaction("worker") as session:
        again = session.get(jobs.Job, job.id)
        assert again
        again.attempts = jobs.ATTEMPTS
        session.flush()
        assert jobs.fail(session, job, "The disk is full.")
    said = run("worker", "--status").stdout
    assert "failed  count one" in said
    assert ", 2 of 5: The disk is full." in said
    assert said.endswith("1 waiting, 0 running, 1 failed.\n")
    listed = json.loads(run("worker", "--status", "--json").stdout)["jobs"]
    assert {job["state"] for job in listed} == {"waiting", "failed"}


def workers_of(parent: int) -> list[int]:
    found = []
    for entry in Path("/proc").iterdir():
        try:
            words = (entry / "cmdline").read_bytes().split(b"\0")
        except OSError:
            continue
        if b"--parent" in words and str(parent).encode() in words:
            found.append(int(entry.name))
    return found


def eventually(condition: Callable[[], object]) -> None:
    until = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < until
        time.sleep(0.1)


@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGTERM, None])
def test_the_worker_ends_with_what_started_it(
    tmp_path: Path, end: signal.Signals | None
) -> None:
    environ = {**os.environ, "CLAIMTRAIL_DATA": str(tmp_path)}
    command = [sys.executable, "-c", PARENT, "2" if end is None else "60"]
    with subprocess.Popen(command, cwd=PROJECT, env=environ) as parent:
        eventually(lambda: workers_of(parent.pid))
        if end:
            parent.send_signal(end)
        parent.wait(20)
    eventually(lambda: not workers_of(parent.pid))


def test_a_worker_that_was_killed_is_started_again(tmp_path: Path) -> None:
    environ = {**os.environ, "CLAIMTRAIL_DATA": str(tmp_path)}
    command = [sys.executable, "-c", PARENT, "60"]
    with subprocess.Popen(command, cwd=PROJECT, env=environ) as parent:
        eventually(lambda: workers_of(parent.pid))
        (first,) = workers_of(parent.pid)
        os.kill(first, signal.SIGKILL)
        eventually(lambda: workers_of(parent.pid) not in ([], [first]))
        parent.terminate()
    eventually(lambda: not workers_of(parent.pid))
