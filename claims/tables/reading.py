"""One table, from the bytes of a .csv, .tsv, .xlsx or .json file to rows of named cells."""

import csv
import io
import json
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, NoReturn

import openpyxl
from openpyxl.utils.escape import unescape
from openpyxl.utils.exceptions import InvalidFileException

from claims.tables.columns import WITHDRAWN, columns_of, normal_name
from claims.tables.formulas import unguard
from core.errors import Invalid, Problem
from core.records import Register

MOST_ROWS = 200_000  # in one table
MOST_COLUMNS = 200
LONGEST_CELL = 32 << 20  # characters; what a record takes is far less, and says so
LARGEST_TABLE = 256 << 20  # bytes

Cell = (
    str | Problem | None
)  # a problem is what cannot be a cell; None is no cell at all


@dataclass(frozen=True)
class Sheet:
    """A grid as it stands in a file: a header, and records with the row number a spreadsheet shows."""

    file: str
    header: Sequence[str]
    records: Sequence[tuple[int, Sequence[Cell]]]


@dataclass(frozen=True)
class Row:
    """One row: its cells by the name of their column, and what is wrong with it as it stands."""

    file: str
    number: int
    cells: Mapping[str, str]
    faults: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Table:
    """All rows of one table."""

    register: Register
    rows: tuple[Row, ...]


def read_text(
    file: str, content: bytes, delimiter: str, *, guarded: bool = True
) -> Sheet:
    """Read CSV (RFC 4180) or TSV.

    Raises:
        Invalid: it is empty or not UTF-8, a quotation mark does not close, or it is too large.
    """
    text = _decode(file, content)
    csv.field_size_limit(LONGEST_CELL)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    records: list[tuple[int, list[Cell]]] = []
    began = 1  # the line on which a record begins: one may go over many
    try:
        for number, cells in enumerate(lines, 1):
            records.append(
                (number, [unguard(cell) if guarded else cell for cell in cells])
            )
            _check_size(file, number, len(cells))
            began = lines.line_num + 1
    except csv.Error as error:
        raise Invalid(f"{file}, line {began}: {_broken(str(error))}") from error
    header = [str(cell) for cell in records[0][1]] if records else []
    return Sheet(file, header, records[1:])


def _broken(reason: str) -> str:
    """Say in plain words what Python's reader of CSV says of a row that is broken."""
    if "unexpected end" in reason:
        return "a quotation mark is opened in this row and never closed."
    if "expected after" in reason:
        return 'a quotation mark stands inside a cell in quotation marks: write it twice, as “""”.'
    if "field limit" in reason:
        return f"a cell is longer than {LONGEST_CELL:,} characters."
    return f"the row cannot be read ({reason})."


def _decode(file: str, content: bytes) -> str:
    advice = "Save it as “CSV UTF-8”."
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if content.startswith((b"\xff\xfe", b"\xfe\xff")):
            raise Invalid(f"{file} is UTF-16, not UTF-8. {advice}") from error
        raise Invalid(
            f"{file} is not UTF-8 text: byte {error.start + 1} cannot be. {advice}"
        ) from error
    if not text or text.isspace():
        raise Invalid(
            f"{file} is empty: it has not even a header. Take it away, or put its rows back."
        )
    if "\x00" in text.partition("\n")[0]:
        raise Invalid(f"{file} is not UTF-8 text: its header holds NUL. {advice}")
    return text


def _check_size(file: str, rows: int, columns: int) -> None:
    if rows > MOST_ROWS:
        raise Invalid(f"{file} has more than {MOST_ROWS:,} rows. Import it in parts.")
    if columns > MOST_COLUMNS:
        raise Invalid(f"{file} has a row of more than {MOST_COLUMNS} cells.")


def read_workbook(file: str, content: bytes) -> dict[str, Sheet]:
    """Read the sheets of an .xlsx by their names. Formulas are not worked out: a cell that holds one is a fault.

    Raises:
        Invalid: it is not a workbook, or it unpacks to too much.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > LARGEST_TABLE:
                raise Invalid(f"{file} unpacks to more than {LARGEST_TABLE >> 20} MB.")
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True)
        return {
            name: _sheet(f"{file}#{name}", book[name])
            for name in book.sheetnames
            if hasattr(book[name], "iter_rows")  # a page of charts has none
        }
    except (
        InvalidFileException,
        zipfile.BadZipFile,
        KeyError,
        ValueError,
        TypeError,
        SyntaxError,  # what the XML parsers raise
    ) as error:
        raise Invalid(f"{file} cannot be read as an .xlsx workbook.") from error


def _sheet(label: str, sheet: Any) -> Sheet:
    filled = 0
    records: list[tuple[int, list[Cell]]] = []
    for number, cells in enumerate(sheet.iter_rows(), 1):
        found = [_spreadsheet_cell(cell) for cell in cells]
        while found and found[-1] == "":
            found.pop()
        filled += bool(found)  # workbooks may hold a million empty rows
        _check_size(label, filled, len(found))
        records.append((number, found))
    header = [cell if isinstance(cell, str) else "" for _, cell in _first(records)]
    return Sheet(label, header, records[1:])


def _first(records: Sequence[tuple[int, Sequence[Cell]]]) -> Iterator[tuple[int, Cell]]:
    return enumerate(records[0][1]) if records else enumerate(())


def _spreadsheet_cell(cell: Any) -> Cell:
    value = cell.value
    if cell.data_type == "f":
        return Problem(
            "", str(value)[:80], "This cell is a formula. Put its result in as a value."
        )
    if cell.data_type == "e":
        return Problem("", str(value), "This cell holds an error of the spreadsheet.")
    if isinstance(value, datetime) and value.time() == time():
        value = value.date()
    if isinstance(value, date | time):  # a date of the spreadsheet's own kind
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else unguard(unescape(str(value)))


def read_json(file: str, content: bytes) -> Sheet:
    """Read a JSON list of objects, a row each; the first counts as row 2, as under a header. Numbers stay as written.

    Raises:
        Invalid: it is not such a list.
    """
    try:
        rows = json.loads(
            _decode(file, content), parse_float=str, parse_int=str, parse_constant=_no_constant,
            object_pairs_hook=_object,
        )  # fmt: skip
    except (ValueError, RecursionError) as error:
        raise Invalid(f"{file} cannot be read as JSON: {error}.") from error
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise Invalid(f"{file} is not a list of objects, one a row.")
    header = list(dict.fromkeys(name for row in rows for name in row))
    _check_size(file, len(rows) + 1, len(header))
    records = [
        (number, [_json_cell(row[name]) if name in row else None for name in header])
        for number, row in enumerate(rows, 2)
    ]
    return Sheet(file, header, records)


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not a JSON value")


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"“{twice}” stands twice in one object")
    return found


def _json_cell(value: Any) -> Cell:
    if value is None:
        return ""
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        value = ";".join(value)
    if not isinstance(value, str):
        return Problem(
            "", str(value)[:80], "Give text, a number, null or a list of keys."
        )
    return value


def lay_out(register: Register, sheet: Sheet, renames: Mapping[str, str]) -> Table:
    """Bring a sheet under the columns of a table; what does not fit becomes a fault of each row it touches.

    Args:
        register: the table.
        sheet: the grid.
        renames: our name for a column, by theirs as `normal_name` writes it.
    """
    named = [normal_name(name) for name in sheet.header]
    names = [renames.get(name, name) for name in named]
    everywhere = _header_faults(register, sheet, names)
    rows = [
        _row(sheet.file, number, names, cells, everywhere)
        for number, cells in sheet.records
        if any(isinstance(cell, Problem) or (cell or "").strip() for cell in cells)
    ]
    if everywhere and not rows:
        raise Invalid(f"{sheet.file}: {everywhere[0].sentence}")
    return Table(register, tuple(rows))


def _header_faults(
    register: Register, sheet: Sheet, names: Sequence[str]
) -> tuple[Problem, ...]:
    allowed = columns_of(register)
    extra = [
        header.strip()
        for header, name in zip(sheet.header, names, strict=True)
        if name and name not in (*allowed, WITHDRAWN)
    ]
    twice = [name for name in dict.fromkeys(names) if name and names.count(name) > 1]
    faults = []
    if extra:
        shown = ", ".join(extra)
        hint = " Separate the cells with commas." if len(names) == 1 else ""
        faults.append(
            Problem(
                shown,
                "",
                f"{register.table} has no such column: {shown}. Its columns are: {', '.join(allowed)}.{hint}",
            )
        )
    if twice:
        shown = ", ".join(twice)
        faults.append(Problem(shown, "", f"More than one column is named {shown}."))
    return tuple(faults)


def _row(
    file: str,
    number: int,
    names: Sequence[str],
    cells: Sequence[Cell],
    faults: tuple[Problem, ...],
) -> Row:
    found: dict[str, str] = {}
    wrong = list(faults)
    padded = [*cells, *[""] * (len(names) - len(cells))]
    for position, cell in enumerate(padded):
        name = names[position] if position < len(names) else ""
        if isinstance(cell, Problem):
            wrong.append(Problem(name, cell.value, cell.sentence))
        elif not name and (cell or "").strip():
            place = f"Cell {position + 1} of the row stands under no column name."
            wrong.append(Problem("", (cell or "")[:80], place))
        elif cell and (sentence := _not_text(cell)):
            wrong.append(Problem(name, ascii(cell)[1:-1][:80], sentence))
        elif name and cell is not None:
            found[name] = cell
    return Row(file, number, found, tuple(wrong))


def _not_text(cell: str) -> str:
    """Say why a cell is no text: only JSON and workbooks can hold half a character."""
    if "\x00" in cell:
        return "This holds a NUL character, which is not text. Take it out."
    try:
        cell.encode()
    except UnicodeEncodeError:
        return "This holds half a character (a lone surrogate), which is not text."
    return ""
