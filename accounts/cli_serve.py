"""`claimtrail serve` and `claimtrail worker`: the pages, and the work that is done beside them."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import click
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from accounts import people, signin
from accounts.cli import ACTOR, link_address
from core import jobs
from core.canonical import Json, canonical
from core.house import House
from core.jobs_worker import Worker
from core.web.addresses import refuse_taken

PATIENCE = 10  # seconds that a worker has to end its job; one that is ended in it loses nothing
BEHIND = 10  # the worker's niceness: pages go first


def register(group: click.Group, house: House) -> None:
    """Add `claimtrail serve` and `claimtrail worker`."""
    _add_serve(group, house)
    _add_worker(group, house)


def _add_serve(group: click.Group, house: House) -> None:
    @group.command()
    @click.option("--port", default=8000, show_default=True, envvar="PORT")
    def serve(port: int) -> None:
        """Serve the pages at http://localhost:PORT, for this machine only, with one worker beside them."""
        refuse_taken(port)
        with house.database.transaction(ACTOR) as session:
            first = people.ensure_first_administrator(session)
            secret = signin.make_link(session, first) if first else ""
        click.echo(f"Serving at http://localhost:{port}. Ctrl+C stops it.")
        if secret:
            click.echo(f"Sign in once, within 30 minutes: {link_address(secret, port)}")
        with worker_beside():
            Granian(
                "app:create_app", address="127.0.0.1", port=port, interface=Interfaces.WSGI, websockets=False, factory=True,
                workers=2, blocking_threads=8, backpressure=64, respawn_failed_workers=True, log_level=LogLevels.error,
            ).serve()  # fmt: skip


@contextmanager
def worker_beside() -> Iterator[None]:
    """Keep one worker running as a child, started anew when it ends, and end it with this process."""
    ending = threading.Event()
    thread = threading.Thread(target=_keep_working, args=(ending,))
    thread.start()
    try:
        yield
    finally:
        ending.set()
        thread.join()


def _keep_working(ending: threading.Event) -> None:
    command = [sys.executable, "-m", "app", "worker", "--parent", str(os.getpid())]
    while not ending.is_set():
        with subprocess.Popen(command) as child:  # noqa: S603 - our own program
            while child.poll() is None and not ending.wait(0.5):
                pass
            child.terminate()
            try:
                child.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                child.kill()
        ending.wait(1)


def _add_worker(group: click.Group, house: House) -> None:
    @group.command()
    @click.option("--once", is_flag=True, help="Do what is due, then end.")
    @click.option("--status", is_flag=True, help="Say what waits, runs or has failed; do nothing.")  # fmt: skip
    @click.option("--json", "as_json", is_flag=True, help="One JSON value on standard output.")  # fmt: skip
    @click.option("--parent", type=int, default=0, hidden=True, help="End with this process.")  # fmt: skip
    def worker(*, once: bool, status: bool, as_json: bool, parent: int) -> None:
        """Do the work that waits: files to check, heads to stamp and what else takes time. Ctrl+C ends it after the present job."""
        if status:
            _say_status(house, as_json=as_json)
            return
        os.nice(BEHIND)
        working = Worker(house, parent=parent)
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, working.stop)
        taken = working.run(once=once)
        if as_json:
            print(canonical({"taken": taken}).decode())


def _say_status(house: House, *, as_json: bool) -> None:
    with house.database.reading() as session:
        found = jobs.pending(session)
    if as_json:
        listed: list[Json] = [
            {
                "kind": job.kind, "subject": job.subject, "state": job.state, "due_at": job.due_at, "attempts": job.attempts,
                "done": job.done, "total": job.total, "reason": job.reason,
            }
            for job in found
        ]  # fmt: skip
        print(canonical({"jobs": listed}).decode())
        return
    for job in found:
        far = f", {job.done} of {job.total}" if job.total else ""
        reason = f": {job.reason}" if job.reason else ""
        print(f"{job.state}  {job.kind} {job.subject}".rstrip() + f", due {job.due_at}{far}{reason}")  # fmt: skip
    counts = {state: sum(job.state == state for job in found) for state in (jobs.WAITING, jobs.RUNNING, jobs.FAILED)}  # fmt: skip
    print(", ".join(f"{count} {state}" for state, count in counts.items()) + ".")
