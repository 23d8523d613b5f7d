"""The jobs of the evidence room, each by the name of its kind."""

import time
from collections.abc import Callable

from sqlmodel import col, select

from core.house import House
from core.jobs import FileCheck, Job, progress
from evidence.asking import KIND
from evidence.capture.capturing import capture
from evidence.fixity import Held, examine_and_keep, held_files


def verify_files(house: House, job: Job) -> None:
    """Hash every stored file, one at a time and resting as long as each took; what was checked since the job was due counts."""
    with house.database.reading() as session:
        checked = set(session.exec(select(FileCheck.sha256).where(col(FileCheck.checked_at) >= job.due_at)))  # fmt: skip
        every = held_files(session)
    left = [held for sha256, held in every.items() if sha256 not in checked]
    for start in range(0, len(left), PIECE):
        began = time.monotonic()
        piece: list[Held] = left[start : start + PIECE]
        list(examine_and_keep(house.database, house.files, piece, "worker", threads=1))
        done = len(every) - len(left) + start + len(piece)
        progress(house.database, job, done, len(every))
        time.sleep(min(time.monotonic() - began, LONGEST_REST))


PIECE = 16  # files between two rests
LONGEST_REST = 10.0  # seconds
HANDLERS: dict[str, Callable[[House, Job], None]] = {
    "verify files": verify_files,
    KIND: lambda house, job: capture(house, job.subject),
}
