"""What an import is given: a folder, a .zip or one file. Everything in it is a table, an original, or is named as left out.

A .zip is read in place and never unpacked to disk. Names that lead out of it, links, locked entries and bombs are refused.
"""

import io
import stat
import unicodedata
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from claims.tables.columns import FILE, normal_name, table_list, table_named
from claims.tables.reading import (
    LARGEST_TABLE,
    Sheet,
    Table,
    lay_out,
    read_json,
    read_text,
    read_workbook,
)
from core.errors import Invalid
from core.records import Register

ENDINGS = (".csv", ".tsv", ".xlsx", ".json")
MOST_ENTRIES = 20_000
LARGEST_ARCHIVE = 4 << 30  # bytes, unpacked
LOCKED = 1  # the first of an entry's flags
BOMB = 200  # times: text packs to a tenth, not to this
DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, UnicodeDecodeError)  # fmt: skip
Opener = Callable[[], BinaryIO]


@dataclass
class Delivery:
    """The tables found, the originals beside them by name, and what was left out."""

    tables: list[Table] = field(default_factory=list)
    originals: Mapping[str, Opener] = field(default_factory=dict)
    left_out: list[str] = field(default_factory=list)


@contextmanager
def open_delivery(
    path: Path, kind: str, renames: Mapping[str, str]
) -> Iterator[Delivery]:
    """Open what an import is given; the originals can be read while it is open.

    Args:
        path: a folder, a .zip, or one table.
        kind: the table that one file holds; empty where its name, or its sheets, say it.
        renames: our name for a column, by theirs.

    Raises:
        Invalid: it is not there, cannot be read, or is not safe to read.
    """
    register = table_named(kind) if kind else None
    if kind and not register:
        raise Invalid(f"“{kind}” is not a table. The tables are: {table_list()}.")
    damaged = f"{path.name} is damaged, or not a .zip"
    with ExitStack() as stack:
        try:
            yield _open(path, register, renames, stack)
        except DAMAGE as error:
            raise Invalid(f"{damaged}: {error}.") from error


def _open(
    path: Path,
    register: Register | None,
    renames: Mapping[str, str],
    stack: ExitStack,
) -> Delivery:
    if register and (path.is_dir() or path.suffix.lower() == ".zip"):
        raise Invalid(
            "--kind says which table one file is; here the names of the files say it."
        )
    try:
        if path.is_dir():
            return _assemble(_folder(path), renames, path.name)
        if path.suffix.lower() == ".zip":
            archive = stack.enter_context(zipfile.ZipFile(path))
            return _assemble(_archive(archive), renames, path.name)
        return _one_file(path, register, renames)
    except FileNotFoundError as error:
        raise Invalid(f"There is no {path}.") from error
    except OSError as error:
        raise Invalid(f"{path} cannot be read: {error.strerror or error}.") from error


def _folder(path: Path) -> Mapping[str, Opener | None]:
    """List a folder and its `files/`; what is no plain file has no opener."""
    found: dict[str, Opener | None] = {}
    for entry in sorted(path.iterdir()):
        if entry.name == "files" and entry.is_dir() and not entry.is_symlink():
            found.update(
                {f"files/{kept.name}": _plain(kept) for kept in sorted(entry.iterdir())}
            )
        else:
            found[entry.name] = _plain(entry)
    return found


def _plain(path: Path) -> Opener | None:
    if path.is_symlink() or not path.is_file():
        return None
    return lambda: path.open("rb")


def _archive(archive: zipfile.ZipFile) -> Mapping[str, Opener | None]:
    entries = [
        entry for entry in archive.infolist() if not entry.filename.endswith("/")
    ]
    _check_archive(entries)
    names = [
        entry.filename
        for entry in entries
        if not entry.filename.startswith("__MACOSX/")
    ]
    tops = {PurePosixPath(name).parts[0] for name in names}
    wrapped = (
        len(tops) == 1 and tops != {"files"} and all("/" in name for name in names)
    )
    prefix = f"{tops.pop()}/" if wrapped else ""
    return {
        entry.filename.removeprefix(prefix): partial(_entry, archive, entry)
        for entry in entries
    }


def _entry(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> BinaryIO:
    return archive.open(entry)  # type: ignore[return-value] # it reads bytes, which is all that is asked


def _check_archive(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MOST_ENTRIES:
        raise Invalid(f"The archive holds more than {MOST_ENTRIES:,} files.")
    size = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    if size > LARGEST_ARCHIVE or (size > 100 << 20 and size > BOMB * packed):
        raise Invalid(f"The archive unpacks to {size:,} bytes: too much to be read.")
    seen: set[str] = set()
    for entry in entries:
        _check_entry(entry)
        if entry.filename.casefold() in seen:
            raise Invalid(f"The archive holds the name {entry.filename} twice.")
        seen.add(entry.filename.casefold())


def _check_entry(entry: zipfile.ZipInfo) -> None:
    name, written = entry.filename, entry.orig_filename
    parts = PurePosixPath(name).parts
    if (
        not parts
        or ".." in parts
        or name[0] == "/"
        or ":" in parts[0]
        or {"\\", "\0"} & {*written}
    ):
        raise Invalid(f"The archive holds a name that leads out of it: {written!a}.")
    if stat.S_ISLNK(entry.external_attr >> 16):
        raise Invalid(f"The archive holds a link, not a file: {name}.")
    if entry.flag_bits & LOCKED:
        raise Invalid(f"The archive is locked with a password: {name}.")
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise Invalid(
            f"The archive holds {name} packed in a way that is not read here: use plain .zip."
        )


def _assemble(
    entries: Mapping[str, Opener | None], renames: Mapping[str, str], label: str
) -> Delivery:
    delivery = Delivery()
    originals: dict[str, Opener] = {}
    sheets: dict[str, Sheet] = {}
    for name, opener in entries.items():
        path = PurePosixPath(name)
        if opener and len(path.parts) == 2 and path.parts[0] == "files":
            originals[path.name] = opener
        elif opener and len(path.parts) == 1 and path.suffix.lower() in ENDINGS:
            for table, sheet in _sheets(path, opener, delivery.left_out):
                if table.table in sheets:
                    other = sheets[table.table].file
                    raise Invalid(
                        f"{table.table} stands twice: in {other} and in {sheet.file}."
                    )
                sheets[table.table] = sheet
                delivery.tables.append(lay_out(table, sheet, renames))
        else:
            delivery.left_out.append(name)
    if not sheets:
        raise Invalid(f"{label} holds no table. The tables are: {table_list()}.")
    _check_renames(renames, list(sheets.values()))
    delivery.originals = _in_both_forms(originals)
    delivery.left_out += _unnamed(originals, delivery.tables)
    return delivery


def _in_both_forms(originals: Mapping[str, Opener]) -> dict[str, Opener]:
    """Let a name be found however its accents are stored: Macs take them apart, tables mostly do not."""
    found = dict(originals)
    for name, opener in originals.items():
        for form in ("NFC", "NFD"):
            found.setdefault(unicodedata.normalize(form, name), opener)
    return found


def _unnamed(originals: Mapping[str, Opener], tables: list[Table]) -> list[str]:
    named = {
        unicodedata.normalize("NFC", row.cells.get(FILE, ""))
        for table in tables
        for row in table.rows
    }
    return [
        f"files/{name}"
        for name in originals
        if unicodedata.normalize("NFC", name) not in named
    ]


def _sheets(
    path: PurePosixPath, opener: Opener, left_out: list[str]
) -> Iterator[tuple[Register, Sheet]]:
    register = table_named(path.stem)
    if path.suffix.lower() == ".xlsx":
        found = read_workbook(path.name, _content(path.name, opener))
        if register and not any(table_named(name) for name in found):
            yield register, _only_sheet(path.name, register, found)
            return
        for name, sheet in found.items():
            if table := table_named(name):
                yield table, sheet
            else:
                left_out.append(sheet.file)
    elif register:
        yield register, _read(path.name, _content(path.name, opener))
    elif path.suffix.lower() == ".json":
        left_out.append(path.name)
    else:
        raise Invalid(f"{path.name} is not a table. The tables are: {table_list()}.")


def _content(name: str, opener: Opener) -> bytes:
    with opener() as stream:
        content = stream.read(LARGEST_TABLE + 1)
    if len(content) > LARGEST_TABLE:
        raise Invalid(f"{name} is larger than {LARGEST_TABLE >> 20} MB.")
    return content


def _read(name: str, content: bytes) -> Sheet:
    match PurePosixPath(name).suffix.lower():
        case ".csv":
            return read_text(name, content, ",")
        case ".tsv":
            return read_text(name, content, "\t")
        case ".json":
            return read_json(name, content)
        case _:
            raise Invalid(f"{name} is not one of: {', '.join(ENDINGS)}.")


def _one_file(
    path: Path, register: Register | None, renames: Mapping[str, str]
) -> Delivery:
    register = register or table_named(path.stem)
    content = _content(path.name, lambda: path.open("rb"))
    beside = _folder(path.parent) if (path.parent / "files").is_dir() else {}
    originals = {
        PurePosixPath(name).name: opener
        for name, opener in beside.items()
        if name.startswith("files/") and opener
    }
    left_out: list[str] = []
    if path.suffix.lower() == ".xlsx":
        sheets = read_workbook(path.name, content)
        if register:
            found = [(register, _only_sheet(path.name, register, sheets))]
        else:
            found = list(
                _sheets(PurePosixPath(path.name), lambda: io.BytesIO(content), left_out)
            )
    elif register:
        found = [(register, _read(path.name, content))]
    else:
        raise Invalid(f"Say with --kind which table {path.name} is: {table_list()}.")
    if not found:
        raise Invalid(f"No sheet of {path.name} is a table: {table_list()}.")
    _check_renames(renames, [sheet for _, sheet in found])
    tables = [lay_out(table, sheet, renames) for table, sheet in found]
    return Delivery(tables, _in_both_forms(originals), left_out)


def _only_sheet(file: str, register: Register, sheets: Mapping[str, Sheet]) -> Sheet:
    named = [sheet for name, sheet in sheets.items() if table_named(name) == register]
    if not named and len(sheets) != 1:
        raise Invalid(f"{file} has several sheets, and none is named {register.table}.")
    return (named or list(sheets.values()))[0]


def _check_renames(renames: Mapping[str, str], sheets: list[Sheet]) -> None:
    present = {normal_name(name) for sheet in sheets for name in sheet.header}
    for theirs, ours in renames.items():
        if theirs not in present:
            raise Invalid(f"--map {ours}={theirs}: no column is named {theirs}.")
