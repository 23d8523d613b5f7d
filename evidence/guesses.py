"""Guessed fields of what comes in: offered with where they were found, never entered unasked."""

import json
import os

from core.blobs import FileStore
from core.canonical import Json, canonical
from core.dates import read
from evidence.registers import EVIDENCE
from evidence.text.child import confined
from evidence.text.confinement import Limits
from evidence.text.extraction import DOCX
from evidence.text.kinds import HTML, MAIL, PDF

LIMITS = Limits(wall=10, cpu=8, answer=200_000, file=50_000_000)
FIELDS = {field.name for field in EVIDENCE.fields}
LOOKED_INTO = frozenset({HTML, MAIL, PDF, DOCX})
DATES = frozenset({"date", "published"})


def guesses_of(store: FileStore, sha256: str, kind: str) -> str:
    """Guess fields of a stored file.

    Args:
        store: where it lies.
        sha256: its hash.
        kind: what it really is, or is taken to be.

    Returns:
        JSON, `[{"field", "value", "origin"}, …]`; empty where nothing was found or the file is too large.

    Raises:
        Missing: it is not in the store.
    """
    if kind not in LOOKED_INTO and not kind.startswith("image/"):
        return ""
    with store.open(sha256) as stream:
        if os.fstat(stream.fileno()).st_size > LIMITS.file:
            return ""
        ran = confined("evidence.text.guessing", (kind,), stream, LIMITS)
    found: list[Json] = [
        {"field": field, "value": value, "origin": origin}
        for field, value, origin in _told(ran.answer)
        if field in FIELDS and (field not in DATES or read(value).date is not None)
    ]
    return canonical(found).decode() if found else ""


def _told(answer: bytes) -> list[tuple[str, str, str]]:
    """Take the answer of a child that may have been taken over: short texts only."""
    try:
        return [
            (str(field)[:40], str(value)[:400], str(origin)[:200])
            for field, value, origin in json.loads(answer)
        ]
    except (ValueError, TypeError, RecursionError):
        return []
