"""The file store: bytes under their SHA-256, written once, mode 0400, on disk before any row speaks of them."""

import hashlib
import os
import secrets
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path
from typing import BinaryIO

from core.errors import Corrupt, Missing

CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Kept:
    """What the store says of bytes it has taken."""

    sha256: str
    size: int


class FileStore:
    """Originals in a folder, two levels deep by the first digits of their hash."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, sha256: str) -> Path:
        """Give the place of these bytes, held or not."""
        return self.folder / sha256[:2] / sha256

    def put(self, stream: BinaryIO) -> Kept:
        """Take bytes in: copied and hashed in one pass, synchronised to disk, then put in place under their hash."""
        self.folder.mkdir(parents=True, exist_ok=True)
        draft = self.folder / f"draft-{secrets.token_hex(8)}"
        digest, size = hashlib.sha256(), 0
        try:
            with draft.open("xb") as file:
                while chunk := stream.read(CHUNK):
                    digest.update(chunk)
                    size += file.write(chunk)
                file.flush()
                os.fsync(file.fileno())
            self._place(draft, digest.hexdigest())
        finally:
            draft.unlink(missing_ok=True)
        return Kept(digest.hexdigest(), size)

    def _place(self, draft: Path, sha256: str) -> None:
        target = self.path(sha256)
        target.parent.mkdir(exist_ok=True)
        if not target.exists():
            draft.chmod(0o400)
            draft.rename(target)
        for folder in (target.parent, self.folder):
            descriptor = os.open(folder, os.O_RDONLY)
            os.fsync(descriptor)
            os.close(descriptor)

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
