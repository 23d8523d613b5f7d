"""The worker: takes one job after another and does it with the handler of its kind, until it is told to end.

While a job runs, a thread renews its lease; so a job whose worker was killed, or whose machine stopped, is taken by another
once the lease has run out. What fails is tried again later, with the reason kept.
"""

import logging
import os
import secrets
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from core import jobs
from core.errors import ClaimtrailError
from core.house import House
from core.jobs import Job

PAUSE = 1.0  # seconds between two looks when nothing is due

_log = logging.getLogger(__name__)


class Worker:
    """One worker of an installation; `parent` is the process with which it ends, if there is one."""

    def __init__(self, house: House, *, lease: int = jobs.LEASE, parent: int = 0) -> None:  # fmt: skip
        self.house = house
        self.lease = lease
        self.parent = parent
        self.name = f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(4)}"
        self._ending = threading.Event()

    def stop(self, *_signal: object) -> None:
        """End after the present job. May serve as the handler of a signal."""
        self._ending.set()

    def run(self, *, once: bool = False) -> int:
        """Do what is due, until told to end or, with `once`, until nothing is due; give the number of jobs taken."""
        taken = 0
        for act in self.house.at_start:
            act(self.house)
        self._plan()
        while not self._has_ended():
            job = self._take()
            if job:
                self._do(job)
                taken += 1
            elif once:
                break
            else:
                self._ending.wait(PAUSE)
        return taken

    def _has_ended(self) -> bool:
        orphaned = self.parent and os.getppid() != self.parent
        return bool(orphaned) or self._ending.is_set()

    def _plan(self) -> None:
        with self.house.database.transaction("worker") as session:
            jobs.plan(session, self.house.daily)

    def _take(self) -> Job | None:
        with self.house.database.reading() as session:
            if not jobs.is_due(session):  # looking often must cost no write
                return None
        with self.house.database.transaction("worker") as session:
            return jobs.take(session, self.name, self.house.handlers, self.lease)

    def _do(self, job: Job) -> None:
        reason = ""
        try:
            with self._renewing(job):
                self.house.handlers[job.kind](self.house, job)
        except ClaimtrailError as error:
            reason = error.sentence
        except Exception as error:  # one bad job must not end the worker
            _log.exception("The job “%s” failed", job.kind)
            reason = f"{type(error).__name__}: {error}"[:500]
        with self.house.database.transaction("worker") as session:
            if reason:
                jobs.fail(session, job, reason)
            else:
                jobs.finish(session, job)
        if job.kind in self.house.daily:
            self._plan()

    @contextmanager
    def _renewing(self, job: Job) -> Iterator[None]:
        """Renew the lease of a job beside its handler."""
        ended = threading.Event()

        def renew() -> None:
            while not ended.wait(self.lease / 3):
                with self.house.database.transaction("worker") as session:
                    jobs.renew(session, job, self.lease)

        thread = threading.Thread(target=renew, daemon=True)
        thread.start()
        try:
            yield
        finally:
            ended.set()
            thread.join()
