"""Reading a stored file: plain text at once, everything else in a child process with limits."""

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from core.blobs import FileStore
from core.errors import Corrupt
from evidence.text.confinement import LIMITS, Limits
from evidence.text.extract import extraction_of
from evidence.text.extraction import (
    NOT_READABLE,
    READ,
    Extraction,
    Unreadable,
    tidy,
    tool_for,
    version_of,
)
from evidence.text.kinds import TEXT, kind_of

ROOT = Path(__file__).resolve().parents[2]
AT_ONCE = 1_000_000  # bytes of plain text that need no child
KEPT = ("PATH", "HOME", "TESSDATA_PREFIX")


def extract(
    store: FileStore,
    sha256: str,
    declared: str,
    languages: Sequence[str] = (),
    limits: Limits = LIMITS,
) -> Extraction:
    """Read the text of a stored file, page by page.

    Args:
        store: where it lies.
        sha256: its hash.
        declared: the media type that its name stands for.
        languages: tags of the languages it may be in, for pictures.
        limits: how much it may ask for.

    Raises:
        Missing: it is not in the store.
        Corrupt: its bytes have changed.
    """
    if _size(store, sha256) > limits.file:
        return _refused(sha256, declared, f"it is larger than {limits.file // 10**6} MB")  # fmt: skip
    if plain := _at_once(store, sha256, declared):
        return plain
    with store.open(sha256) as stream:
        found = _in_child(stream, sha256, declared, languages, limits)
    if found.input_sha256 != sha256:
        raise Corrupt(f"The stored file {sha256} has changed on disk.")
    return found


def plain_pages(store: FileStore, sha256: str, declared: str) -> tuple[str, ...] | None:
    """Give the pages of a stored plain text; nothing when it is none, or too long to be read without a child.

    Raises:
        Missing: it is not in the store.
        Corrupt: its bytes have changed.
    """
    found = _at_once(store, sha256, declared)
    return found.pages if found and found.state == READ else None


def _at_once(store: FileStore, sha256: str, declared: str) -> Extraction | None:
    """Read what is declared and found to be a short plain text; reading it takes no parser that could be attacked."""
    if declared != TEXT or _size(store, sha256) > AT_ONCE:
        return None
    data = store.read(sha256)
    return extraction_of(data, declared) if _is_plain(data) else None


def _size(store: FileStore, sha256: str) -> int:
    with store.open(sha256) as stream:
        return stream.seek(0, 2)


def _is_plain(data: bytes) -> bool:
    try:
        return kind_of(data, TEXT) == TEXT
    except Unreadable:
        return False


def _in_child(
    stream: BinaryIO, sha256: str, declared: str, languages: Sequence[str], limits: Limits
) -> Extraction:  # fmt: skip
    module = "evidence.text.extract"
    ran = confined(module, (declared, *languages), stream, limits)
    broken = "damaged: its reader broke off"
    found = None if ran.refusal else _understood(ran.answer)
    return found or _refused(sha256, declared, ran.refusal or broken)


@dataclass(frozen=True, slots=True)
class Ran:
    """What a child wrote, or why it was stopped."""

    answer: bytes
    refusal: str = ""


def confined(
    module: str, arguments: Sequence[str], stream: BinaryIO, limits: Limits = LIMITS
) -> Ran:
    """Run a module of ours on one file in a child that gives up the network, and is stopped when it asks for too much.

    What it answers must be held to be anything: the file may have taken it over.
    """
    command = [sys.executable, "-s", "-m", module, str(limits.cpu), str(limits.memory), *arguments]  # fmt: skip
    late = threading.Event()
    with subprocess.Popen(  # noqa: S603 - our own module
        command, cwd=ROOT, env=_environment(), stdin=stream, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as process:  # fmt: skip

        def stop() -> None:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)

        def stop_late() -> None:
            late.set()
            stop()

        deadline = threading.Timer(limits.wall, stop_late)
        deadline.start()
        answer = process.stdout.read(limits.answer + 1) if process.stdout else b""
        if len(answer) > limits.answer:
            stop()
        status = process.wait()
        deadline.cancel()
        stop()  # whatever it may have started
    if len(answer) > limits.answer:
        return Ran(b"", "it holds more text than is kept")
    if late.is_set() or status == -signal.SIGXCPU:
        return Ran(b"", f"reading it takes longer than {limits.wall:g} seconds")
    return Ran(answer)


def _environment() -> dict[str, str]:
    kept = {name: os.environ[name] for name in KEPT if name in os.environ}
    return kept | {"LC_ALL": "C.UTF-8", "PYTHONPATH": str(ROOT), "OMP_THREAD_LIMIT": "1"}  # fmt: skip


def _understood(answer: bytes) -> Extraction | None:
    """Take the answer of a child that may have been taken over: texts only, and tidied again."""
    try:
        value: dict[str, Any] = json.loads(answer)
        pages = tidy(str(page) for page in value.pop("pages"))
        return Extraction(**{name: str(said)[:500] for name, said in value.items()}, pages=pages)  # fmt: skip
    except (ValueError, TypeError, AttributeError, KeyError, RecursionError):
        return None


def _refused(sha256: str, declared: str, reason: str) -> Extraction:
    tool = tool_for(declared)
    return Extraction(NOT_READABLE, reason, (), declared, tool, version_of(tool), sha256)  # fmt: skip
