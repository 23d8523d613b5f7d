"""Work that is done later: a table of jobs with leases, put there in the same transaction as their cause.

A worker takes a job by writing its name and an end into it; a worker that was killed holds nothing after that end, and the
job is taken again. So every job may run twice, and must come to the same.
"""

from collections.abc import Collection
from typing import Any

from sqlalchemy import func, update
from sqlalchemy.engine import CursorResult
from sqlmodel import Field, Session, SQLModel, col, or_, select

from core import clock
from core.db import Database, new_id
from core.errors import Conflict

WAITING, RUNNING, DONE, FAILED = STATES = ("waiting", "running", "done", "failed")
LEASE = 60  # seconds; a living worker renews it thrice as often
ATTEMPTS = 5
FIRST_PAUSE = (
    10  # seconds before the second attempt; four times as many before each further one
)
DAY = 24 * 60 * 60


class Job(SQLModel, table=True):
    """One piece of work: `kind` names what does it, `subject` what it is about; `due_at` is when it may begin."""

    __tablename__ = "jobs"
    id: str = Field(default_factory=new_id, primary_key=True)
    kind: str
    subject: str = Field(default="", index=True)
    matter_id: str | None = Field(default=None, foreign_key="matters.id")
    made_by: str
    made_at: str
    due_at: str = Field(index=True)
    state: str = Field(default=WAITING, index=True)
    attempts: int = 0
    leased_by: str = ""
    leased_until: str = ""
    done: int = 0
    total: int = 0
    reason: str = ""
    ended_at: str = ""


class FileCheck(SQLModel, table=True):
    """The last time that the stored bytes under one hash were held against it, and what came of it."""

    __tablename__ = "file_checks"
    sha256: str = Field(primary_key=True)
    checked_at: str
    by: str
    fault: str = ""
    fault_since: str = ""


def enqueue(
    session: Session,
    kind: str,
    subject: str = "",
    *,
    matter_id: str | None = None,
    due_at: str = "",
) -> Job:
    """Put a job into the table, in the transaction of what makes it needed; one that waits already stands for both."""
    query = select(Job).where(
        Job.kind == kind, Job.subject == subject, Job.state == WAITING
    )
    job = session.exec(query).first() or Job(
        kind=kind, subject=subject, matter_id=matter_id, made_by=session.info["actor"],
        made_at=clock.now(), due_at=due_at or clock.now(),
    )  # fmt: skip
    job.due_at = min(job.due_at, due_at or clock.now())
    session.add(job)
    return job


def take(session: Session, worker: str, kinds: Collection[str], lease: int = LEASE) -> Job | None:  # fmt: skip
    """Take the job that is due longest, of the kinds named; nothing when none is.

    A job is due when it waits and its time has come, or when the lease of whoever has it ran out. The condition stands in
    the UPDATE itself, so of two workers that saw the same job one changes no row and gets nothing. A job whose worker was
    killed so often that no attempt is left has failed.
    """
    now = clock.now()
    dropped = (col(Job.state) == RUNNING) & (col(Job.leased_until) < now)
    spent = "The worker was ended each time while it did this."
    session.execute(
        update(Job)
        .where(dropped, col(Job.attempts) >= ATTEMPTS)
        .values(state=FAILED, reason=spent, ended_at=now)
    )
    due = or_((col(Job.state) == WAITING) & (col(Job.due_at) <= now), dropped)
    first = (
        select(Job.id)
        .where(due, col(Job.kind).in_(kinds))
        .order_by(col(Job.due_at), col(Job.id))
        .limit(1)
        .scalar_subquery()
    )
    taken = (
        update(Job)
        .where(col(Job.id) == first, due)
        .values(
            state=RUNNING, leased_by=worker, leased_until=clock.later(now, seconds=lease),
            attempts=col(Job.attempts) + 1, done=0, total=0,
        )
        .returning(col(Job.id))
    )  # fmt: skip
    found = session.execute(taken).scalar()
    return session.get(Job, found, populate_existing=True) if found else None


def is_due(session: Session) -> bool:
    """Say whether any job may be due, without writing."""
    now = clock.now()
    waiting = (col(Job.state) == WAITING) & (col(Job.due_at) <= now)
    dropped = (col(Job.state) == RUNNING) & (col(Job.leased_until) < now)
    return session.exec(select(Job.id).where(or_(waiting, dropped)).limit(1)).first() is not None  # fmt: skip


def renew(session: Session, job: Job, lease: int = LEASE, **values: Any) -> bool:
    """Keep a job for longer, or end it; say whether it was still ours."""
    values.setdefault("leased_until", clock.later(clock.now(), seconds=lease))
    ours = (
        (col(Job.id) == job.id)
        & (col(Job.state) == RUNNING)
        & (
            col(Job.attempts) == job.attempts
        )  # each taking adds one, so it tells them apart
    )
    result = session.execute(update(Job).where(ours).values(**values))
    return isinstance(result, CursorResult) and result.rowcount == 1


def finish(session: Session, job: Job) -> bool:
    """Mark a job as done; say whether it was still ours."""
    return renew(session, job, state=DONE, reason="", ended_at=clock.now())


def fail(session: Session, job: Job, reason: str) -> bool:
    """Put a job back for a later attempt, or mark it as failed after the last; say whether it was still ours."""
    now = clock.now()
    if job.attempts >= ATTEMPTS:
        return renew(session, job, state=FAILED, reason=reason, ended_at=now)
    pause = FIRST_PAUSE * 4 ** (job.attempts - 1)
    return renew(session, job, state=WAITING, reason=reason, due_at=clock.later(now, seconds=pause))  # fmt: skip


def progress(database: Database, job: Job, done: int, total: int) -> None:
    """Say how far a job has come, outside any other transaction.

    Raises:
        Conflict: its lease ran out, and another worker has it.
    """
    with database.transaction("worker") as session:
        if not renew(session, job, done=done, total=total):
            raise Conflict("Another worker has this job now.")


def plan(session: Session, kinds: Collection[str]) -> None:
    """See that each daily kind has a job ahead: a day after the last one ended, or now."""
    for kind in kinds:
        query = select(func.max(Job.ended_at), func.count()).where(Job.kind == kind)
        open_ = query.where(col(Job.state).in_((WAITING, RUNNING)))
        if session.exec(open_).one()[1]:
            continue
        last = session.exec(query).one()[0]
        enqueue(session, kind, due_at=clock.later(last, seconds=DAY) if last else "")


def pending(session: Session) -> list[Job]:
    """List the jobs that wait, run or have failed, those due first before."""
    query = select(Job).where(col(Job.state) != DONE)
    return list(session.exec(query.order_by(col(Job.due_at), col(Job.id))))
