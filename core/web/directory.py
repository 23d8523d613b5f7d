"""What a form may point to: the records of one matter, offered as options and found by their numbers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sqlmodel import Session

from core.errors import Missing
from core.records import Record, Register
from core.references import Registers, by_ids, find, newest, read_number
from core.web.showing import Ref, caption

OFFERED = 300  # more than that, and a list to choose from is no help
SUGGESTED = 50  # then numbers are typed, and these are proposed


@dataclass(frozen=True)
class Option:
    """A record to choose: its number, a few words, and the kind of record."""

    number: str
    caption: str
    noun: str


@dataclass
class Directory:
    """The records of a matter as a form sees them; reads each register once."""

    session: Session
    registers: Registers
    matter_id: str
    without: str = ""  # the record that the form is about: it does not point to itself
    _newest: dict[str, list[Record]] = field(default_factory=dict)

    def options(self, tables: Iterable[str]) -> list[Option]:
        """Give the records to choose from; where there are too many, the newest `SUGGESTED` of each register."""
        tables = tuple(tables)
        most = SUGGESTED if self.has_more(tables) else OFFERED
        return [
            Option(register.number(row), caption(register, row), register.noun)
            for register in (self.registers[table] for table in tables)
            for row in self._rows(register)[-most:]
            if row.id != self.without
        ]

    def has_more(self, tables: Iterable[str]) -> bool:
        """Say whether there are too many records to list them all."""
        found = sum(len(self._rows(self.registers[table])) for table in tables)
        return found > OFFERED

    def empty(self, tables: Iterable[str]) -> list[Register]:
        """Give the registers to choose from, where there is nothing in any of them."""
        found = [self.registers[table] for table in tables]
        return [] if any(self._rows(register) for register in found) else found

    def _rows(self, register: Register) -> list[Record]:
        if register.table not in self._newest:
            self._newest[register.table] = newest(
                self.session, register, self.matter_id, limit=OFFERED + 1
            )
        return self._newest[register.table]

    def id_of(self, number: str, tables: Iterable[str]) -> str | None:
        """Find the id behind a number, in this matter only; withdrawn records count too."""
        for table in tables:
            register = self.registers[table]
            wanted = read_number(register, number)
            if wanted is None:
                continue
            for row in self._rows(register):
                if row.number == wanted:
                    return row.id
            try:
                return find(self.session, register, self.matter_id, number).id
            except Missing:
                return None
        return None

    def refs(self, ids: Sequence[str], tables: Iterable[str]) -> dict[str, Ref]:
        """Find the records behind ids."""
        wanted = [self.registers[table] for table in tables]
        found = by_ids(self.session, wanted, ids)
        return {key: Ref(*pair) for key, pair in found.items()}
