"""The rows of an import on their way in: which record each one means, by its key, its number, or its whole content."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from claims.casefile import CaseFile
from claims.registers import BY_TABLE, CITABLE, REGISTERS
from claims.tables.columns import KEY, NUMBER, WITHDRAWN
from claims.tables.reading import Row, Table
from core.db import new_id
from core.errors import Problem
from core.fields import Field, Links, Tie
from core.records import Record, Register

KEY_LIMIT = 200
_AS_NUMBER = re.compile(r"([A-Z]+)-([0-9]{3,})")


@dataclass
class Entry:
    """One row, the record it means, and what becomes of it."""

    row: Row
    register: Register
    key: str = ""
    number: int | None = None
    id: str = field(default_factory=new_id)
    existing: Any = None
    before: dict[str, Any] = field(default_factory=dict)
    values: dict[str, Any] = field(default_factory=dict)
    withdrawn: str | None = None  # the reason; None where the table does not say
    original: str = ""  # the name of the file to be attached
    problems: list[Problem] = field(default_factory=list)
    outcome: str = ""

    @property
    def place(self) -> str:
        """Say where the row stands."""
        return f"row {self.row.number} of {self.row.file}"

    def refuse(self, column: str, value: str, sentence: str) -> None:
        """Note what is wrong."""
        self.problems.append(Problem(column, value[:KEY_LIMIT], sentence))


def values_now(casefile: CaseFile, register: Register, row: Record) -> dict[str, Any]:
    """Give what a record says now, as the verbs take it, without asking the database."""
    return {part.name: value_now(casefile, part, row) for part in register.fields}


def value_now(casefile: CaseFile, part: Field, row: Record) -> Any:
    """Give what a record says now in one field."""
    if not isinstance(part, Links):
        return part.load(row)
    links = casefile.links_from(row, part.name)
    return tuple(Tie(link.target_id, link.role) for link in links)


def empty_values(register: Register) -> dict[str, Any]:
    """Give what a record says of which nothing is known."""
    return {part.name: part.empty() for part in register.fields}


def written_number(register: Register, text: str) -> int | None:
    """Read a number as people write it: `5`, `E-005`, `e-5`."""
    pattern = rf"(?:{register.letters}-)?0*([1-9][0-9]{{0,8}})"
    found = re.fullmatch(pattern, text.strip(), re.IGNORECASE | re.ASCII)
    return int(found[1]) if found else None


def _group(register: Register) -> tuple[str, ...]:
    """Name the tables among which a key must stand once."""
    return CITABLE if register.table in CITABLE else (register.table,)


class Roll:
    """Knows every key and number, those of the matter and those of the file, and finds the record that a row means."""

    def __init__(self, casefile: CaseFile) -> None:
        self.casefile = casefile
        self.by_key: dict[str, dict[str, Record]] = {}
        self.by_number: dict[str, dict[int, Record]] = {}
        self.ids: dict[str, dict[str, str]] = {}
        for register in REGISTERS:
            rows = casefile.rows(register.table)
            self.by_key[register.table] = {row.key: row for row in rows}
            self.by_number[register.table] = {row.number: row for row in rows}
            self.ids[register.table] = {row.key: row.id for row in rows}
        self._keys: dict[tuple[str, str], Entry] = {}
        self._numbers: dict[tuple[str, int], Entry] = {}

    def enrol(self, tables: Sequence[Table]) -> list[Entry]:
        """Make the entries, in the order in which records can be entered."""
        found = {table.register.table: table.rows for table in tables}
        return [
            self._entry(row, register)
            for register in REGISTERS
            for row in found.get(register.table, ())
        ]

    def _entry(self, row: Row, register: Register) -> Entry:
        entry = Entry(row, register, problems=list(row.faults))
        entry.before = empty_values(register)
        if WITHDRAWN in row.cells:
            reason = row.cells[WITHDRAWN]
            entry.withdrawn = reason if reason.strip() else ""
        self._take_number(entry)
        if register.keyed:
            self._take_key(entry)
        return entry

    def _take_number(self, entry: Entry) -> None:
        text = entry.row.cells.get(NUMBER, "").strip()
        if not text:
            return
        register = entry.register
        entry.number = written_number(register, text)
        if entry.number is None:
            example = f"5 or {register.letters}-005"
            entry.refuse(
                NUMBER, text, f"“{text[:80]}” is not a number such as {example}."
            )
            return
        other = self._numbers.setdefault((register.table, entry.number), entry)
        if other is not entry:
            entry.refuse(NUMBER, text, f"The number stands in {other.place} already.")

    def _take_key(self, entry: Entry) -> None:
        key = entry.key = entry.row.cells.get(KEY, "").strip()
        if sentence := self._key_fault(entry, key):
            entry.refuse(KEY, key, sentence)
            return
        for table in _group(entry.register):
            if sentence := self._key_clash(entry, table):
                entry.refuse(KEY, key, sentence)
                return
        self._keys[entry.register.table, key] = entry
        if existing := self.by_key[entry.register.table].get(key):
            self._recognise(entry, existing)
        self._check_number_free(entry)
        self.ids[entry.register.table][key] = entry.id

    def _key_fault(self, entry: Entry, key: str) -> str:
        if not key:
            return "Give the row a key: a short name of its own, the same in every later import."
        if ";" in key or "=" in key:
            return "A key holds no “;” and no “=”: they separate keys in lists."
        if len(key) > KEY_LIMIT:
            return f"A key is at most {KEY_LIMIT} characters long."
        return self._number_as_key(entry, key)

    def _number_as_key(self, entry: Entry, key: str) -> str:
        """A record without a key is given its number as one: such a key must be that record's own."""
        written = _AS_NUMBER.fullmatch(key)
        owners = [BY_TABLE[table] for table in _group(entry.register)]
        owner = next((r for r in owners if written and r.letters == written[1]), None)
        if not written or not owner or key != f"{owner.letters}-{int(written[2]):03d}":
            return ""
        number = int(written[2])
        if owner is not entry.register:
            return f"“{key}” is how the number of a record of {owner.table} is written. Choose another key."
        if entry.number not in (None, number):
            return f"“{key}” is written like a number, but the row has another. Choose another key."
        other = self._numbers.setdefault((owner.table, number), entry)
        if other is not entry:
            return f"The number {key} is given to {other.place}. Choose another key."
        entry.number = number
        return ""

    def _key_clash(self, entry: Entry, table: str) -> str:
        if other := self._keys.get((table, entry.key)):
            return f"The key “{entry.key}” stands in {other.place} already."
        other_row = self.by_key[table].get(entry.key)
        if other_row and table != entry.register.table:
            register = BY_TABLE[table]
            return f"The key “{entry.key}” is that of {register.number(other_row)}, a record of {table}."
        return ""

    def _recognise(self, entry: Entry, existing: Record) -> None:
        entry.existing = existing
        entry.id = existing.id
        entry.before = values_now(self.casefile, entry.register, existing)

    def _check_number_free(self, entry: Entry) -> None:
        if entry.number is None:
            return
        register = entry.register
        own = entry.existing
        holder = self.by_number[register.table].get(entry.number)
        if own and own.number != entry.number:
            sentence = (
                f"It has the number {register.number(own)}, and a number never changes."
            )
        elif holder and holder is not own:
            sentence = (
                f"The number {register.number(holder)} is taken by “{holder.key}”."
            )
        else:
            return
        entry.refuse(NUMBER, entry.row.cells.get(NUMBER, entry.key), sentence)


class Likeness:
    """Finds the record, or the earlier row, that is the same in all cells: how rows without a key are recognised."""

    def __init__(self, roll: Roll) -> None:
        self.roll = roll
        self._records: dict[tuple[str, tuple[str, ...]], dict[Any, Record]] = {}
        self._rows: dict[Any, Entry] = {}

    def recognise(self, entry: Entry) -> None:
        """Find what the row means; a number that another record has is refused."""
        register = entry.register
        content = tuple(entry.values.values())
        if entry.number is None:
            known = self._known(register, tuple(entry.values))
            entry.existing = known.get(content)
        elif holder := self.roll.by_number[register.table].get(entry.number):
            before = values_now(self.roll.casefile, register, holder)
            if {**before, **entry.values} != before:
                sentence = f"The number {register.number(holder)} is taken by a row that is not the same."
                entry.refuse(NUMBER, entry.row.cells[NUMBER], sentence)
                return
            entry.existing = holder
        if entry.existing:
            entry.id = entry.existing.id
            entry.before = values_now(self.roll.casefile, register, entry.existing)
            return
        mark = (
            register.table,
            tuple(entry.values),
            content,
            entry.number,
            entry.withdrawn,
        )
        if self._rows.setdefault(mark, entry) is not entry:
            entry.outcome = "unchanged"

    def _known(
        self, register: Register, names: tuple[str, ...]
    ) -> Mapping[Any, Record]:
        if (register.table, names) not in self._records:
            found: dict[Any, Record] = {}
            for row in self.roll.casefile.rows(register.table):
                now = values_now(self.roll.casefile, register, row)
                found.setdefault(tuple(now[name] for name in names), row)
            self._records[register.table, names] = found
        return self._records[register.table, names]
