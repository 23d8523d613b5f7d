"""Work that is done later: a table of jobs with leases, put there in the same transaction as their cause.

A worker takes a job by writing its name and an end into it; a worker that was killed holds nothing after that end, and the
job is taken again. So every job may run twice, and must come to the same.
"""

from sqlmodel import Field, Session, SQLModel, select

from core import clock
from core.db import new_id

WAITING, RUNNING, DONE, FAILED = "waiting", "running", "done", "failed"


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
