"""The snapshot: everything a dossier shows, as one canonical JSON value; the pages are a pure function of it.

`casefile_from` builds the file again from the value alone, so that the pages can be drawn once more from the data that
travels inside them. The as-of time and the head of the log are those of the last entry about the records shown, in the
matter's own tree: exporting, or work on other records, does not move them.
"""

import ctypes
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import asdict, replace
from importlib.metadata import version
from pathlib import Path
from typing import Any

from sqlmodel import Session, select

from accounts.models import Matter
from claims.casefile import CaseFile, register_of
from claims.registers import REGISTERS
from core.canonical import Json
from core.dates import UncertainDate
from core.fields import When
from core.log import LogEntry, head
from core.records import Record, RecordLink
from core.timestamps import Trust
from evidence.custody import as_it_happened
from evidence.holdings import holdings_of
from evidence.models import QuoteAnchor, StoredFile
from evidence.proving import account_of
from exports.originals import WITHOUT_ORIGINALS, originals
from exports.selection import Selected, Selection

FORMAT = "claimtrail dossier 1"
ROOT = Path(__file__).resolve().parents[1]
PLACE = {
    "id", "record_table", "record_id", "item_id", "file_id", "rendition_id", "kind", "exact", "prefix", "suffix", "start",
    "end", "page", "last_page", "boxes", "from_ms", "to_ms", "note",
}  # fmt: skip
AROUND = {"prefix", "suffix"}
TEAM = {"opened_by", "recorded_by", "received_by", "withdrawn_by"}
TOOLS = ("weasyprint", "pydyf", "fonttools", "pikepdf")
Snapshot = dict[str, Any]


def take(
    session: Session,
    selected: Selected,
    selection: Selection,
    trust: Trust | None = None,
) -> Snapshot:
    """Take the snapshot of what was selected, with the head of the log that covers it and what its items prove."""
    held = as_it_happened(session, selected.file.matter.id)
    custody = {item.id: held.get(item.id, []) for item in selected.file.evidence}
    told = {event.id for events in custody.values() for event in events}
    value = snapshot(selected, selection, _log_head(session, selected.file, told))
    value["custody"] = {
        selected.file.number(item): [event.verb for event in custody[item.id]]
        for item in selected.file.evidence
    }
    value["accounts"] = _accounts(session, selected.file, trust)
    return value


def snapshot(
    selected: Selected, selection: Selection, log_head: Mapping[str, Json]
) -> Snapshot:
    """Write down what was selected as plain data: texts, whole numbers, lists and mappings."""
    file = selected.file
    return {
        "format": FORMAT,
        "matter": _row(file.matter),
        "selection": {
            "claims": list(selection.claims),
            "earliest": selection.earliest,
            "latest": selection.latest,
            "profile": selection.profile,
        },
        "records": {
            register.table: [_record(row) for row in file.rows(register.table)]
            for register in REGISTERS
        },
        "links": [_row(link) for link in _standing(file.links)],
        "files": [
            _row(stored)
            for stored in sorted(file.files, key=lambda row: (row.item_id, row.id))
            if not stored.replaced_at
        ],
        "quotes": dict(sorted(file.quotes.items())),
        "quote_notes": dict(sorted(file.quote_notes.items())),
        "anchors": _anchors(file, selection),
        "texts": _texts(file),
        "left_out": [
            {"table": one.table, "held": one.held, "numbers": list(one.numbers)}
            for one in selected.left_out
        ],
        "cut": [asdict(one) for one in selected.cut],
        "brought": list(selected.brought),
        "log": dict(log_head),
        "tools": tools(),
    }


def casefile_from(value: Snapshot) -> CaseFile:
    """Build the file again from a snapshot, without a database."""
    rows = {
        register.table: [
            register.model(**row) for row in value["records"][register.table]
        ]
        for register in REGISTERS
    }
    return CaseFile(
        matter=Matter(**value["matter"]),
        links=[RecordLink(**row) for row in value["links"]],
        files=[StoredFile(**row) for row in value["files"]],
        quotes=value["quotes"],
        quote_notes=value.get("quote_notes", {}),
        anchors=[QuoteAnchor(**row) for row in value.get("anchors", [])],
        **rows,  # type: ignore[arg-type] # each list holds its table's rows
    )


def tools() -> dict[str, Json]:
    """Name the versions of what draws the pages: equal bytes are promised for equal ones."""
    pango = ctypes.CDLL("libpango-1.0.so.0").pango_version_string
    pango.restype = ctypes.c_char_p
    own = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
    others = {name: version(name) for name in TOOLS}
    return {"claimtrail": own, "pango": pango().decode(), **others}


def _log_head(session: Session, file: CaseFile, more: set[str]) -> dict[str, Json]:
    """Find the last entry about a record shown, and the head of the tree as it was then."""
    shown = {file.matter.id, *file.by_id, *(link.id for link in file.links)}
    shown |= {stored.id for stored in file.files} | more
    shown |= {anchor.id for anchor in file.anchors}
    entries = (
        select(LogEntry)
        .where(LogEntry.tree == file.matter.id)
        .order_by(LogEntry.position.desc())  # type: ignore[attr-defined] # a column
        .execution_options(yield_per=500)
    )
    last = next((entry for entry in session.exec(entries) if entry.row in shown), None)
    if last is None:
        return {
            "size": 0,
            "root": head(session, file.matter.id, 0)[1],
            "as_of": file.matter.opened_at,
        }
    size, root = head(session, file.matter.id, last.position + 1)
    return {"size": size, "root": root, "as_of": last.at}


def _accounts(session: Session, file: CaseFile, trust: Trust | None) -> dict[str, Json]:
    """Say of each item shown, by number, what it proves and what it does not; its hash and time stand with the exhibit."""
    holdings = holdings_of(session, file.matter.id, trust)
    accounts = {
        file.number(item): account_of(replace(holdings[item.id], received_at=""))
        for item in file.evidence
    }
    return {number: {**asdict(one), "shows": list(one.shows), "does_not": list(one.does_not)} for number, one in accounts.items()}  # fmt: skip


def _anchors(file: CaseFile, selection: Selection) -> list[Json]:
    """Write down where each quotation stands. What is around it leaves the house only with the original that it is part of."""
    whole = selection.profile not in WITHOUT_ORIGINALS
    inside = {item.id for item, _ in originals(file).values()} if whole else set()
    shown = [row for row in file.anchors if row.record_id in file.quotes]
    return [
        {
            name: value
            for name, value in anchor.model_dump(include=PLACE).items()
            if value not in (None, "")
            and (name not in AROUND or anchor.item_id in inside)
        }
        for anchor in sorted(shown, key=lambda anchor: (anchor.record_id, anchor.id))
    ]


def _texts(file: CaseFile) -> dict[str, Json]:
    """Name what read the text of each file that is quoted, and the hash of what it read and of the pages, by the file's id."""
    quoted = {anchor.file_id for anchor in file.anchors}
    return {
        key: {"tool": text.tool, "version": text.version, "input_sha256": text.input_sha256, "sha256": text.sha256}
        for key, text in sorted(file.text_of.items())
        if key in quoted
    }  # fmt: skip


def _standing(links: Iterable[RecordLink]) -> list[RecordLink]:
    return sorted((link for link in links if not link.withdrawn_at), key=_place)


def _place(link: RecordLink) -> tuple[str, str, int, str]:
    return link.owner_id, link.field, link.position, link.id


def _row(row: Matter | Record | RecordLink | StoredFile) -> dict[str, Json]:
    """Give the columns of a row that hold something; who entered it stays in the house."""
    return {
        name: value
        for name in type(row).model_fields
        if name not in TEAM and (value := getattr(row, name)) not in (None, "")
    }


def _record(row: Record) -> dict[str, Json]:
    """Give a record's columns, and beside every date the words that are printed for it."""
    found = _row(row)
    for field in register_of(row).fields:
        date = field.load(row) if isinstance(field, When) else None
        if isinstance(date, UncertainDate):
            found[f"{field.name}_words"] = date.words
    return found
