"""A matter as tables: the same records give the same bytes, wherever and whenever they are written."""

import csv
import io
import secrets
import shutil
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import Any, BinaryIO

from claims.casefile import CaseFile
from claims.registers import REGISTERS
from claims.tables.columns import FILE, KEY, NUMBER, WITHDRAWN, columns_of
from claims.tables.formulas import guard
from core import money
from core.blobs import FileStore
from core.errors import Corrupt, Refused
from core.fields import Amount, Field, Link, Links, TextOrLink, Tie, When
from core.records import Record, Register
from evidence.files import NAME_LIMIT
from evidence.models import StoredFile


def tables_of(casefile: CaseFile) -> dict[str, bytes]:
    """Write every table of a matter as CSV (RFC 4180, UTF-8), by the name of its file."""
    names = file_names(casefile)
    return {
        f"{register.table}.csv": _table(casefile, register, names)
        for register in REGISTERS
    }


def file_names(casefile: CaseFile) -> dict[str, str]:
    """Give the name in `files/` of each item's original, by the item's id.

    An original keeps its name. Where two with different bytes have one name, also by case or by the way its accents are
    stored, the later item's number is put before it.
    """
    taken: dict[str, str] = {}
    found: dict[str, str] = {}
    for item in casefile.evidence:
        if file := casefile.files_of.get(item.id):
            name = file.name
            while (
                taken.setdefault(_folded(name), f"{name}/{file.sha256}")
                != f"{name}/{file.sha256}"
            ):
                name = _prefixed(f"{casefile.number(item)}-", name)
            found[item.id] = name
    return found


def _prefixed(prefix: str, name: str) -> str:
    while len(f"{prefix}{name}".encode()) > NAME_LIMIT:
        name = name[1:]  # from the front: the ending says what kind of file it is
    return prefix + name


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def _table(casefile: CaseFile, register: Register, names: Mapping[str, str]) -> bytes:
    rows = casefile.rows(register.table)
    columns = list(columns_of(register))
    if any(row.withdrawn_at for row in rows):
        columns.append(WITHDRAWN)
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(columns)
    for row in rows:
        cells = _cells(casefile, register, row)
        cells[FILE] = names.get(row.id, "")
        writer.writerow([guard(cells[column]) for column in columns])
    return text.getvalue().encode()


def _cells(casefile: CaseFile, register: Register, row: Record) -> dict[str, str]:
    cells = {KEY: row.key, NUMBER: register.number(row), WITHDRAWN: row.withdrawn_why}
    for field in register.fields:
        cells |= _cells_of_field(casefile, field, row)
    return cells


def _cells_of_field(casefile: CaseFile, field: Field, row: Record) -> dict[str, str]:
    name = field.name
    match field:
        case Links():
            return _list(casefile, field, row)
        case When():
            date = field.load(row)
            parts = (date.text, date.edtf, date.span) if date else ("", "", "")
            columns = (name, f"{name}_edtf", f"{name}_span")
            return dict(zip(columns, parts, strict=True))
        case Amount():
            minor, currency = field.load(row) or (None, "")
            plain = "" if minor is None else money.to_plain(minor, currency)
            return {name: plain, "currency": currency}
        case Link() | TextOrLink():
            return {name: _key_or_words(casefile, field, field.load(row))}
        case _:
            return {name: str(field.load(row))}


def _key_or_words(casefile: CaseFile, field: Field, value: Any) -> str:
    if isinstance(value, Tie):
        value = value.target
    elif isinstance(field, TextOrLink):
        return str(value)
    return casefile.by_id[value].key if value else ""


def _list(casefile: CaseFile, field: Links, row: Record) -> dict[str, str]:
    links = casefile.links_from(row, field.name)
    keys = [casefile.by_id[link.target_id].key for link in links]
    roles = [link.role for link in links]
    if field.role_column:
        same = roles[:1] if len(set(roles)) == 1 else roles
        return {field.name: ";".join(keys), field.role_column: ";".join(same)}
    parts = [
        f"{role}={key}" if role else key for role, key in zip(roles, keys, strict=True)
    ]
    return {field.name: ";".join(parts)}


def write_tables(casefile: CaseFile, store: FileStore, folder: Path) -> list[str]:
    """Write a matter's tables and originals into a folder that is new, empty, or holds earlier tables.

    Returns:
        What lay in the folder's `files/` and belongs to no item: it was left there.

    Raises:
        Refused: the folder holds something else.
        Corrupt: an original is not what it was.
    """
    tables = tables_of(casefile)
    if folder.exists():
        _check_folder(folder, {*tables, "files"})
    (folder / "files").mkdir(parents=True, exist_ok=True)
    names = file_names(casefile)
    for item_id, name in names.items():
        _copy(store, casefile.files_of[item_id], folder / "files" / name)
    for name, content in tables.items():
        _put(folder / name, io.BytesIO(content))
    kept = set(names.values())
    return sorted(p.name for p in (folder / "files").iterdir() if p.name not in kept)


def _check_folder(folder: Path, ours: set[str]) -> None:
    if not folder.is_dir():
        raise Refused(f"{folder} is not a folder.")
    strange = sorted(path.name for path in folder.iterdir() if path.name not in ours)
    if strange or (folder / "files").is_symlink():
        named = ", ".join(strange[:5]) or "a link named files"
        raise Refused(
            f"{folder} holds something that is no table: {named}. Give a new or empty folder."
        )


def _put(path: Path, source: BinaryIO) -> None:
    draft = path.with_name(f".{secrets.token_hex(8)}")
    try:
        with draft.open("xb") as file:
            shutil.copyfileobj(source, file)
        draft.replace(path)  # a link of that name is replaced, not followed
    finally:
        draft.unlink(missing_ok=True)


def _copy(store: FileStore, file: StoredFile, path: Path) -> None:
    if not store.is_intact(file.sha256):
        raise Corrupt(
            f"The stored file {file.sha256} ({file.name}) has changed on disk."
        )
    with store.open(file.sha256) as source:
        _put(path, source)
