"""Runs the renderer in a process of its own, with a limit on wall time, and says in a sentence why it failed."""

import json
import os
import re
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path
from typing import IO

from core.errors import Refused

ROOT = Path(__file__).resolve().parents[2]
WALL_SECONDS = 3_600
KEPT = ("PATH", "HOME", "XDG_CACHE_HOME", "FONTCONFIG_FILE", "FONTCONFIG_PATH")
NOTDEF = re.compile(r"\(U\+([0-9A-F]{4,6})\)$")


class NotDrawn(Refused):
    """The pages could not be made; the sentence says what stood in the way."""

    code = "not-drawn"


def pdf_from(
    html: str, profile: str, progress: Callable[[str], None], wall: float = WALL_SECONDS
) -> bytes:
    """Make a PDF of a page of HTML.

    Raises:
        NotDrawn: a character has no font, the renderer complained, or it took too long.
    """
    command = [sys.executable, "-m", "exports.render.weasy", profile]
    with (
        tempfile.TemporaryFile() as given,
        tempfile.TemporaryFile() as made,
        subprocess.Popen(  # noqa: S603 - our own module
            command, cwd=ROOT, env=_environment(), stdin=_filled(given, html), stdout=made, stderr=subprocess.PIPE, text=True,
        ) as process,
    ):  # fmt: skip
        deadline = threading.Timer(wall, process.kill)
        deadline.start()
        complaints, rest = _listen(process.stderr, progress)
        status = process.wait()
        deadline.cancel()
        if status:
            raise NotDrawn(_why(status, complaints, rest))
        made.seek(0)
        return made.read()


def _environment() -> dict[str, str]:
    kept = {name: os.environ[name] for name in KEPT if name in os.environ}
    return kept | {"LC_ALL": "C.UTF-8", "TZ": "UTC", "PYTHONPATH": str(ROOT)}


def _filled(file: IO[bytes], html: str) -> IO[bytes]:
    file.write(html.encode())
    file.seek(0)
    return file


def _listen(
    stream: IO[str] | None, progress: Callable[[str], None]
) -> tuple[list[str], list[str]]:
    """Pass steps on; gather complaints, and whatever else a dying process says."""
    complaints: list[str] = []
    rest: list[str] = []
    for line in stream or ():
        try:
            said = json.loads(line)
        except ValueError:
            rest.append(line)
            continue
        if "step" in said:
            progress(said["step"])
        complaints += said.get("complaints", [])
    return complaints, rest


def _why(status: int, complaints: list[str], rest: list[str]) -> str:
    missing = sorted(
        {found[1] for line in complaints if (found := NOTDEF.search(line))}
    )
    if missing:
        named = ", ".join(f"{chr(int(code, 16))} (U+{code})" for code in missing[:20])
        return f"No installed font can draw {named}. Install one (fonts-noto), or take the character out."
    if complaints:
        return f"The pages were not made: {complaints[0]}"
    if status < 0:
        return f"The renderer was stopped (signal {-status}): it took too long or needed too much memory."
    last = rest[-1].strip() if rest else f"status {status}"
    return f"The renderer failed: {last}"
