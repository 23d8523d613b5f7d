"""Fixity: every stored file held against its SHA-256, and what came of it kept: originals, replaced ones, renditions, drafts.

Only bytes that still have their hash are sent to anybody (`checked_open`). A fault, and its end, is written into the log of
each matter that holds the file, once.
"""

import hashlib
import os
from collections.abc import Collection, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from io import BufferedReader
from typing import NamedTuple

from sqlmodel import Session, col, select

from accounts.models import Matter
from core import clock, log
from core.blobs import WRITING, FileStore
from core.db import Database
from core.errors import Corrupt, Missing
from core.house import House
from core.jobs import FileCheck
from evidence.models import Capture, Draft, EvidenceItem, Rendition, StoredFile
from evidence.registers import EVIDENCE

ORIGINAL, RENDITION, DRAFT, CAPTURE = "original", "rendition", "draft", "capture"
CHANGED = "It has changed on disk."
ABSENT = "It is not in the store."
BATCH = 64  # results kept in one transaction
WHAT_TO_DO = "Put the file back from a backup, then run: claimtrail files verify"
Item = tuple[str, str]  # the matter's slug, the item's number


@dataclass(slots=True)
class Held:
    """What rests on the bytes under one hash: as what they are kept, their names, the items and the matters."""

    sha256: str
    kinds: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)
    items: set[Item] = field(default_factory=set)
    matters: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Examined:
    """Stored bytes held against their hash; `fault` is empty when they are what they were."""

    held: Held
    fault: str


def held_files(session: Session) -> dict[str, Held]:
    """Find every hash that the database knows of, with what rests on it, in the order of the hashes."""
    found: dict[str, Held] = {}
    for row in _rows(session):
        held = found.setdefault(row.sha256, Held(row.sha256))
        held.kinds.add(row.kind)
        held.names.add(row.name)
        held.matters.add(row.matter.id)
        if row.item:
            held.items.add((row.matter.slug, EVIDENCE.number(row.item)))
    return dict(sorted(found.items()))


class _Named(NamedTuple):
    """One hash that a row names, as what, in which matter, and the item that rests on it."""

    kind: str
    sha256: str
    name: str
    matter: Matter
    item: EvidenceItem | None = None


def _rows(session: Session) -> Iterator[_Named]:
    matters = {matter.id: matter for matter in session.exec(select(Matter))}
    originals = select(StoredFile, EvidenceItem).join(EvidenceItem, col(StoredFile.item_id) == EvidenceItem.id)  # fmt: skip
    for file, item in session.exec(originals):
        yield _Named(ORIGINAL, file.sha256, file.name, matters[file.matter_id], item)
    made = (
        select(Rendition, StoredFile, EvidenceItem)
        .join(StoredFile, col(Rendition.file_id) == StoredFile.id)
        .join(EvidenceItem, col(StoredFile.item_id) == EvidenceItem.id)
        .where(Rendition.sha256 != "")
    )
    for rendition, file, item in session.exec(made):
        name = f"{rendition.kind} of {file.name}"
        yield _Named(RENDITION, rendition.sha256, name, matters[file.matter_id], item)
    for draft in session.exec(select(Draft).where(Draft.sha256 != "", Draft.ended_at == "")):  # fmt: skip
        yield _Named(DRAFT, draft.sha256, draft.name or draft.url, matters[draft.matter_id])  # fmt: skip
    for capture in session.exec(select(Capture).where(Capture.wacz_sha256 != "")):
        for part in ("wacz", "html", "headers", "picture", "print"):
            if sha256 := getattr(capture, f"{part}_sha256"):
                yield _Named(CAPTURE, sha256, f"{part} of {capture.url}", matters[capture.matter_id])  # fmt: skip


def fault_of(store: FileStore, sha256: str) -> str:
    """Say in a sentence what is wrong with stored bytes, or nothing."""
    try:
        return "" if store.is_intact(sha256) else CHANGED
    except Missing:
        return ABSENT
    except OSError as error:
        return f"It cannot be read: {error.strerror}."


def examine(store: FileStore, held: Collection[Held], threads: int = 0) -> Iterator[Examined]:  # fmt: skip
    """Hash stored files, several at a time (hashing lets other threads run); by default as many as there are cores."""
    with ThreadPoolExecutor(threads or os.cpu_count() or 1) as pool:
        faults = pool.map(lambda one: fault_of(store, one.sha256), held)
        yield from map(Examined, held, faults)


def examine_and_keep(database: Database, store: FileStore, held: Collection[Held], by: str, threads: int = 0) -> Iterator[Examined]:  # fmt: skip
    """Hash stored files and keep each result, many in one transaction, as they come."""
    batch: list[Examined] = []
    for examined in examine(store, held, threads):
        batch.append(examined)
        if len(batch) == BATCH:
            keep(database, batch, by)
            batch = []
        yield examined
    keep(database, batch, by)


def keep(database: Database, results: Collection[Examined], by: str) -> None:
    """Keep results of checks; a new fault, and the end of one, goes into the log of each matter that holds the file."""
    if results:
        with database.transaction(by) as session:
            for examined in results:
                _keep_one(session, examined, by)


def _keep_one(session: Session, examined: Examined, by: str) -> None:
    held, now = examined.held, clock.now()
    known = session.get(FileCheck, held.sha256)
    check = known or FileCheck(sha256=held.sha256, checked_at=now, by=by)
    before = check.fault
    if before != examined.fault:
        act = "stored file:damaged" if examined.fault else "stored file:whole again"
        for matter in sorted(held.matters):
            log.append(session, matter, act, "file_checks", held.sha256, {"fault": (before, examined.fault)})  # fmt: skip
        check.fault_since = (check.fault_since or now) if examined.fault else ""
    check.checked_at, check.by, check.fault = now, by, examined.fault
    session.add(check)


def strangers(store: FileStore, known: Collection[str]) -> list[str]:
    """Name the files in the store that no row knows of; what lies under `writing/` is looked after by `recovery`."""
    found = (
        path
        for path in store.folder.rglob("*")
        if not path.is_dir() and store.folder / WRITING not in path.parents
    )
    return sorted(str(path.relative_to(store.folder)) for path in found if path.name not in known)  # fmt: skip


def checked_open(house: House, sha256: str, by: str) -> BufferedReader:
    """Open stored bytes that were read through just now and have their hash still; the result is kept.

    They are read twice so that no byte of a damaged file leaves the house; that takes some seconds for each gigabyte.

    Raises:
        Missing: they are not in the store.
        Corrupt: they have changed, or cannot be read.
    """
    fault, stream = "", None
    try:
        stream = house.files.open(sha256)
        if hashlib.file_digest(stream, "sha256").hexdigest() != sha256:
            fault = CHANGED
    except Missing:
        fault = ABSENT
    except OSError as error:
        fault = f"It cannot be read: {error.strerror}."
    note(house, sha256, fault, by)
    if fault or stream is None:
        if stream:
            stream.close()
        raise Corrupt(f"The stored file is not sent. {fault} {WHAT_TO_DO}")
    stream.seek(0)
    return stream


def refuse_damaged(house: House, session: Session, items: Collection[Item], by: str) -> None:  # fmt: skip
    """Hold every file of some items against its hash before anything of them leaves the house; the results are kept.

    Raises:
        Corrupt: a file has changed, is missing or cannot be read; the items are named.
    """
    held = [one for one in held_files(session).values() if one.items & set(items)]
    found = list(examine_and_keep(house.database, house.files, held, by))
    if faults := [one for one in found if one.fault]:
        first = faults[0]
        numbers = ", ".join(number for _slug, number in sorted(first.held.items & set(items)))  # fmt: skip
        more = f" {len(faults) - 1} more have a fault." if len(faults) > 1 else ""
        raise Corrupt(f"The stored file {first.held.sha256} of {numbers} does not match its hash. {first.fault}{more} {WHAT_TO_DO}")  # fmt: skip


def note(house: House, sha256: str, fault: str, by: str) -> None:
    """Keep the result of one check made elsewhere, such as at a download or an export."""
    with house.database.transaction(by) as session:
        held = Held(sha256)
        for model in (StoredFile, Rendition):
            held.matters |= set(session.exec(select(model.matter_id).where(model.sha256 == sha256)))  # fmt: skip
        _keep_one(session, Examined(held, fault), by)


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of an original and of what is made of it now: the check to tell of, and whether it stands for all."""

    check: FileCheck
    is_whole: bool


def known_of(session: Session, file: StoredFile) -> Known | None:
    """Give the check of an original and its renditions that says most: one that found a fault, else the one longest ago."""
    made = select(Rendition.sha256).where(
        Rendition.file_id == file.id, Rendition.replaced_at == "", Rendition.sha256 != ""
    )  # fmt: skip
    hashes = {file.sha256, *session.exec(made)}
    checks = session.exec(select(FileCheck).where(col(FileCheck.sha256).in_(hashes))).all()  # fmt: skip
    first = min(checks, key=lambda check: (not check.fault, check.checked_at), default=None)  # fmt: skip
    return Known(first, len(checks) == len(hashes)) if first else None
