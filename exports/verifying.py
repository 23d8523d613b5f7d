"""Checking a dossier with nothing but the file: no database, no network. Each check is a value; nothing is repaired.

An unsigned file can be made anew by whoever holds the program: then only drawing the pages once more from the data inside,
and finding the same bytes, vouches for every one of them.
"""

import hashlib
import io
import json
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2

from claims.casefile import CaseFile
from claims.quoting import quotations, with_quotes
from core.blobs import FileStore
from core.canonical import canonical
from core.errors import ClaimtrailError, Invalid
from evidence.anchors import LOST, MATCHES, MOVED, NOT_CHECKABLE, is_of
from evidence.models import Rendition
from evidence.renditions import read, rendition_of
from exports.dossier import DATA, dossier_from
from exports.originals import originals
from exports.snapshot import FORMAT, Snapshot, casefile_from, tools


@dataclass(frozen=True, slots=True)
class Check:
    """One check: `passed` is nothing where it could not be made."""

    name: str
    passed: bool | None
    detail: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """All checks of a file; it is valid when none of them failed."""

    checks: tuple[Check, ...]

    @property
    def valid(self) -> bool:
        """Say whether no check failed."""
        return all(check.passed is not False for check in self.checks)


def verify(content: bytes, *, render: bool = False) -> Verdict:
    """Check the bytes of a dossier, and with `render` draw its pages again.

    Raises:
        Invalid: this is no PDF that can be read, or no dossier.
    """
    attached, embedded = _attached(content)
    if DATA not in attached:
        raise Invalid(
            f"This PDF carries no {DATA}: it is no dossier, or a bundle for filing, which carries nothing."
        )
    value = _data(attached[DATA])
    with tempfile.TemporaryDirectory() as folder:
        store = FileStore(Path(folder))
        for name, found in attached.items():
            if name != DATA:
                store.put(io.BytesIO(found))
        file = casefile_from(value)
        checks = [
            Check("signature", None, "It is not signed: only drawing the pages again (--render) vouches for every byte."),
            _canonical(attached[DATA], value),
            *_exhibits(file, attached, embedded),
            _quotes(file, store, value.get("texts", {})),
            *_printed(content, file, value),
            _rendered(content, value, store) if render else Check("render", None, "Not asked for: --render."),
        ]  # fmt: skip
    return Verdict(tuple(checks))


def _attached(content: bytes) -> tuple[dict[str, bytes], int]:
    """Give the attached files by name, and how many embedded files the PDF holds anywhere."""
    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            found = {
                name: spec.get_file().read_bytes()
                for name, spec in pdf.attachments.items()
            }
            objects = [item for item in pdf.objects if isinstance(item, pikepdf.Stream)]
            return found, sum(
                item.get("/Type") == pikepdf.Name.EmbeddedFile for item in objects
            )
    except pikepdf.PdfError as error:
        raise Invalid(f"This is no PDF that can be read: {error}.") from error


def _data(content: bytes) -> Snapshot:
    try:
        value = json.loads(content)
        if value["format"] == FORMAT:
            casefile_from(value)
            return dict(value)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise Invalid(f"The {DATA} inside is not the data of a dossier.") from error
    raise Invalid(f"The {DATA} inside is of another format than “{FORMAT}”.")


def _canonical(content: bytes, value: Snapshot) -> Check:
    same = canonical(value) == content
    return Check(
        "data",
        same,
        f"{DATA} is canonical JSON."
        if same
        else f"{DATA} is not written canonically: it was edited.",
    )


def _exhibits(
    file: CaseFile, attached: dict[str, bytes], embedded: int
) -> Iterator[Check]:
    expected = {
        name: stored.sha256 for name, (_item, stored) in originals(file).items()
    }
    wrong = [
        name
        for name, sha256 in expected.items()
        if hashlib.sha256(attached.get(name, b"")).hexdigest() != sha256
    ]
    detail = (
        f"Not what was recorded: {', '.join(wrong)}."
        if wrong
        else f"All {len(expected)} originals have their hash."
    )
    yield Check("exhibits", not wrong, detail)
    others = sorted(set(attached) - set(expected) - {DATA})
    extra = embedded - len(attached)
    detail = "Nothing else is inside."
    if others or extra:
        detail = (
            f"Unlisted inside: {', '.join(others) or f'{extra} files without a name'}."
        )
    yield Check("nothing unlisted", not others and not extra, detail)


def _quotes(file: CaseFile, store: FileStore, texts: Mapping[str, Any]) -> Check:
    """Read the originals inside anew and look for every quote where it is said to stand; those of sealed items are not inside."""
    read_again = [
        rendition_of(store.put, stored, read(store, stored, item.language))
        for item, stored in originals(file).values()
        if store.path(stored.sha256).is_file()
    ]
    now = with_quotes(replace(file, renditions=read_again), store)
    same = {text.file_id for text in read_again if _is_by(text, texts.get(text.file_id))}  # fmt: skip
    claimed = {
        row.id: quote
        for row, quote, _items in quotations(file)
        if file.quotes.get(row.id) == MATCHES
    }
    wrong = [row for row, quote in claimed.items() if _is_wrong(file, now, row, quote, same)]  # fmt: skip
    if wrong:
        told = [_named(file, row) for row in wrong]
        return Check("quotes", False, f"Not in the original inside as it is said: {', '.join(told)}.")  # fmt: skip
    if open_ := sum(now.quotes[row] != MATCHES for row in claimed):
        detail = f"{open_} of {len(claimed)} quotes cannot be checked here: their originals are not inside, not readable, or were read by another version."  # fmt: skip
        return Check("quotes", None, detail)
    return Check("quotes", True, f"All {len(claimed)} quotes stand in the originals inside, each where it is said to.")  # fmt: skip


def _is_by(text: Rendition, made: Mapping[str, str] | None) -> bool:
    """Say whether a text was read here by the same version as there: only then must every place be the same."""
    return made is not None and (text.tool, text.version) == (made["tool"], made["version"])  # fmt: skip


def _is_wrong(file: CaseFile, now: CaseFile, row: str, quote: str, same: set[str]) -> bool:  # fmt: skip
    """Say whether a quotation is not what its original holds, or not where its data say that it stands."""
    anchor, state = file.anchor_of.get(row), now.quotes.get(row, LOST)
    if state == LOST or (anchor and not is_of(anchor, quote)):
        return True
    if anchor is None or state == NOT_CHECKABLE or (anchor.file_id or "") not in same:
        return False
    return state == MOVED or file.quote_notes.get(row) != now.quote_notes.get(row)


def _named(file: CaseFile, row: str) -> str:
    anchor = file.anchor_of.get(row)
    where = f" (page {anchor.page})" if anchor and anchor.page else ""
    return file.number(file.by_id[row]) + where


def _printed(content: bytes, file: CaseFile, value: Snapshot) -> Iterator[Check]:
    with pypdfium2.PdfDocument(content) as pdf:
        text = "".join(
            "".join(page.get_textpage().get_text_range().split()) for page in pdf
        )
    hashes = {stored.sha256 for stored in file.files}
    absent = sum(sha256 not in text for sha256 in hashes)
    detail = (
        f"{absent} hashes are not printed."
        if absent
        else f"All {len(hashes)} hashes are printed as they are in the data."
    )
    yield Check("hashes printed", not absent, detail)
    found = value["log"]["root"] in text
    yield Check(
        "log head printed",
        found,
        "It is that of the data." if found else "It is not that of the data.",
    )


def _rendered(content: bytes, value: Snapshot, store: FileStore) -> Check:
    """Draw the pages again from the data inside. With other tools, another result proves nothing."""
    made, here = value["tools"], tools()
    other = [
        f"{name} {made.get(name)} there, {here[name]} here"
        for name in here
        if here[name] != made.get(name)
    ]
    try:
        same = dossier_from(value, store).pdf == content
    except ClaimtrailError as error:
        return Check(
            "render",
            False if not other else None,
            f"The pages cannot be drawn: {error.sentence}",
        )
    if same:
        return Check(
            "render",
            True,
            "Drawn again from the data inside, the file is the same, byte for byte.",
        )
    if other:
        return Check(
            "render", None, f"It was made with other tools: {'; '.join(other)}."
        )
    return Check(
        "render",
        False,
        "Drawn again from the data inside, the file is another one: it was altered.",
    )


def as_json(verdict: Verdict) -> dict[str, Any]:
    """Write a verdict as the contract has it."""
    checks = [
        {"name": c.name, "passed": c.passed, "detail": c.detail} for c in verdict.checks
    ]
    return {"valid": verdict.valid, "checks": checks}
