"""The file store: bytes under their SHA-256, written once, mode 0400, on disk before any row speaks of them.

While a process puts files in, it holds the lock of a folder of its own under `writing/`. There lie the bytes that still come
in and, from before they are put in place until a row speaks of them, a receipt for each. What a process leaves there when
it is killed tells what to bring back and what to clear away (`docs/decisions/0009-crash-safety.md`).
"""

import fcntl
import hashlib
import json
import os
import secrets
import shutil
import weakref
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from io import BufferedReader
from pathlib import Path
from typing import Any, BinaryIO

from core.canonical import canonical
from core.errors import Corrupt, Missing, Refused

CHUNK = 1 << 20
FLOOR = 200 << 20  # bytes that stay free: the database must still be able to write
WRITING = "writing"
Note = Mapping[str, str]
NOBODY: Note = {}
OTHERS: Note = {"kept by": "another"}  # what no receipt may take away


@dataclass(frozen=True, slots=True)
class Kept:
    """What the store says of bytes it has taken; `receipt` lies on disk until `FileStore.settle`."""

    sha256: str
    size: int
    receipt: Path | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a process that ended wrote down of bytes before it put them in place, and whether they are there."""

    path: Path
    sha256: str
    size: int
    note: dict[str, str]
    is_held: bool


class FileStore:
    """Originals in a folder, two levels deep by the first digits of their hash."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._own: Path | None = None
        self._owner = 0

    def path(self, sha256: str) -> Path:
        """Give the place of these bytes, held or not."""
        return self.folder / sha256[:2] / sha256

    def put(self, stream: BinaryIO, note: Note = OTHERS) -> Kept:
        """Take bytes in: copied and hashed in one pass, synchronised to disk, then put in place under their hash.

        Args:
            stream: is read to its end, in pieces.
            note: goes on the receipt. An empty one says that nobody was told of the bytes: `clear` may take them away.

        Raises:
            Refused: the disk is almost full.
        """
        folder = self._writing()
        draft = folder / f"{secrets.token_hex(8)}.draft"
        digest, size = hashlib.sha256(), 0
        try:
            with draft.open("xb") as file:
                while chunk := stream.read(CHUNK):
                    _check_space(folder)
                    digest.update(chunk)
                    size += file.write(chunk)
                file.flush()
                os.fsync(file.fileno())
            receipt = folder / f"{digest.hexdigest()}.{secrets.token_hex(8)}"
            with self._locked():
                _write_down(receipt, size, note)
                self._place(draft, digest.hexdigest())
        finally:
            draft.unlink(missing_ok=True)
        return Kept(digest.hexdigest(), size, receipt)

    def settle(self, kept: Kept) -> None:
        """Let go of a receipt, once a row speaks of the bytes."""
        if kept.receipt:
            kept.receipt.unlink(missing_ok=True)

    def _place(self, draft: Path, sha256: str) -> None:
        target = self.path(sha256)
        target.parent.mkdir(exist_ok=True)
        if not target.exists():
            draft.chmod(0o400)
            draft.rename(target)
        _synchronise(target.parent)
        _synchronise(self.folder)

    def _writing(self) -> Path:
        """Give the folder in which this process writes; its lock is held as long as the process, or this store, lives."""
        if self._own is None or self._owner != os.getpid():
            own = self.folder / WRITING / secrets.token_hex(8)
            own.parent.mkdir(parents=True, exist_ok=True)
            with self._locked():
                own.mkdir()
                descriptor = os.open(own, os.O_RDONLY)
                fcntl.flock(descriptor, fcntl.LOCK_EX)
            weakref.finalize(self, _leave, own, descriptor, os.getpid())
            self._own, self._owner = own, os.getpid()
        return self._own

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """Hold off who would put in place, or clear away. Whoever needs a transaction as well opens that first."""
        descriptor = os.open(self.folder / WRITING, os.O_RDONLY)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            yield
        finally:
            os.close(descriptor)

    def abandoned(self) -> dict[Path, list[Receipt]]:
        """Find the folders of processes that ended, each with the receipts that were left in it."""
        found: dict[Path, list[Receipt]] = {}
        if (self.folder / WRITING).is_dir():
            with self._locked():
                for folder in sorted(path for path in (self.folder / WRITING).iterdir() if path.is_dir()):  # fmt: skip
                    if _is_abandoned(folder):
                        found[folder] = [self._read(path) for path in _receipts(folder)]
        return found

    def _read(self, path: Path) -> Receipt:
        """Read a receipt; one that was not written to its end is of bytes that were not put in place for it."""
        sha256 = path.name.partition(".")[0]
        try:
            told = json.loads(path.read_bytes())
        except ValueError:
            told = {"size": 0, "note": OTHERS}
        return Receipt(path, sha256, told["size"], dict(told["note"]), self.path(sha256).exists())  # fmt: skip

    def clear(self, folders: Mapping[Path, list[Receipt]], is_known: Callable[[str], bool]) -> int:  # fmt: skip
        """Clear the folders of processes that ended; give the number of files taken out of the store.

        Bytes are taken out when their receipt is empty, no row knows them, and no other receipt speaks of them.
        """
        taken = 0
        with self._locked():
            for folder, receipts in folders.items():
                for receipt in receipts:
                    taken += self._take_out(receipt, is_known)
                    receipt.path.unlink(missing_ok=True)
                for path in folder.glob("*"):
                    path.unlink(missing_ok=True)
                if folder.is_dir():
                    folder.rmdir()
        return taken

    def _take_out(self, receipt: Receipt, is_known: Callable[[str], bool]) -> bool:
        path = self.path(receipt.sha256)
        receipts = set((self.folder / WRITING).glob(f"*/{receipt.sha256}.*"))
        if receipt.note or not path.exists() or receipts != {receipt.path} or is_known(receipt.sha256):  # fmt: skip
            return False
        path.unlink()
        return True

    def open(self, sha256: str) -> BufferedReader:
        """Open stored bytes for reading.

        Raises:
            Missing: they are not in the store.
        """
        try:
            return self.path(sha256).open("rb")
        except FileNotFoundError as error:
            raise Missing(
                f"The file with SHA-256 {sha256} is not in the store."
            ) from error

    def read(self, sha256: str) -> bytes:
        """Read stored bytes whole, and prove that they are what they were.

        Raises:
            Missing: they are not in the store.
            Corrupt: their hash is another one now.
        """
        with self.open(sha256) as file:
            content = file.read()
        if hashlib.sha256(content).hexdigest() != sha256:
            raise Corrupt(f"The stored file {sha256} has changed on disk.")
        return content

    def is_intact(self, sha256: str) -> bool:
        """Say whether stored bytes still have their hash; reads in pieces."""
        with self.open(sha256) as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == sha256


def _check_space(folder: Path) -> None:
    if shutil.disk_usage(folder).free < FLOOR:
        raise Refused(f"The disk is almost full: less than {FLOOR >> 20} MB are free. The file is not kept.")  # fmt: skip


def _write_down(receipt: Path, size: int, note: Note) -> None:
    told: dict[str, Any] = {"size": size, "note": dict(note)}
    with receipt.open("xb") as file:
        file.write(canonical(told))
        file.flush()
        os.fsync(file.fileno())
    _synchronise(receipt.parent)
    _synchronise(receipt.parent.parent)


def _synchronise(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    os.fsync(descriptor)
    os.close(descriptor)


def _leave(folder: Path, descriptor: int, owner: int) -> None:
    """Give a folder back that its process needs no longer; one with receipts stays, to be looked into."""
    if owner == os.getpid():  # else this is a copy of that process
        with suppress(OSError):
            folder.rmdir()
    os.close(descriptor)


def _receipts(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.suffix != ".draft")


def _is_abandoned(folder: Path) -> bool:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    finally:
        os.close(descriptor)
    return True
