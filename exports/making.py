"""Dossiers made in the background: each has a folder with its state and, when it is finished, its file.

The state lies on disk, so that whichever process is asked can tell it. One dossier is made at a time in a process; others
wait their turn. Folders older than a day are cleared away when the next one is begun: a dossier can always be made again.
"""

import json
import logging
import re
import secrets
import shutil
import threading
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from time import time

from core.errors import ClaimtrailError
from core.house import House
from exports.exporting import export_to
from exports.selection import Selection

KEPT = 24 * 3600  # seconds
SILENT = (
    15 * 60
)  # seconds without a word after which the maker is taken to have stopped
NAME = re.compile(r"[0-9a-f]{32}")
_turn = threading.Lock()
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class State:
    """How far a dossier is: its step in words, and, at the end, what there is to say of it, or why there is none."""

    matter: str
    profile: str
    step: str = "Waiting for its turn"
    error: str = ""
    pages: int = 0
    entries: int = 0
    size: int = 0
    sha256: str = ""
    warnings: tuple[str, ...] = ()

    @property
    def is_over(self) -> bool:
        """Say whether nothing more will happen."""
        return bool(self.error or self.sha256)


class Job:
    """One dossier that is being made, or was."""

    def __init__(self, house: House, name: str) -> None:
        self.house = house
        self.name = name
        self.folder = house.settings.data / "exports" / name
        self.path = self.folder / "dossier.pdf"

    def tell(self, state: State) -> None:
        """Write the state down, whole or not at all."""
        draft = self.folder / "state.draft"
        draft.write_text(json.dumps(asdict(state)), encoding="utf-8")
        draft.replace(self.folder / "state.json")

    def run(self, slug: str, actor: str, selection: Selection, state: State) -> None:
        """Make the dossier, telling each step; every end is told as well."""
        try:
            with _turn:
                made = export_to(
                    self.house, slug, selection, self.path, lambda step: self.tell(replace(state, step=step)), actor,
                )  # fmt: skip
        except ClaimtrailError as error:
            self.tell(replace(state, error=error.sentence))
        except Exception:  # a thread has nobody above it: what nobody foresaw is logged, and the reader is told
            _log.exception("A dossier could not be made")
            self.tell(replace(state, error="It could not be made. What went wrong is in the server’s log."))  # fmt: skip
        else:
            self.tell(replace(
                state, step="Finished", pages=made.pages, entries=made.entries, size=len(made.pdf), sha256=made.sha256,
                warnings=made.warnings,
            ))  # fmt: skip


def begin(
    house: House, matter: str, slug: str, actor: str, selection: Selection
) -> tuple[Job, threading.Thread]:
    """Begin to make a dossier; the thread may be waited for."""
    _clear(house)
    job = Job(house, secrets.token_hex(16))
    job.folder.mkdir(parents=True, mode=0o700)
    state = State(matter, selection.profile)
    job.tell(state)
    thread = threading.Thread(target=job.run, args=(slug, actor, selection, state))
    thread.start()
    return job, thread


def find(house: House, matter: str, name: str) -> tuple[Job, State] | None:
    """Find a dossier of this matter by its name; nothing when there is none, or none any more."""
    if not NAME.fullmatch(name):
        return None
    job = Job(house, name)
    told = job.folder / "state.json"
    try:
        state = State(**json.loads(told.read_text(encoding="utf-8")))
        age = time() - told.stat().st_mtime
    except (OSError, ValueError):
        return None
    if state.matter != matter:
        return None
    if not state.is_over and age > SILENT:
        state = replace(state, error="It stopped half-way. Make it again.")
    return job, state


def _clear(house: House) -> None:
    """Take away what was made more than a day ago."""
    folder = house.settings.data / "exports"
    for old in folder.iterdir() if folder.is_dir() else ():
        with suppress(OSError):
            if NAME.fullmatch(old.name) and time() - old.stat().st_mtime > KEPT:
                shutil.rmtree(old)
