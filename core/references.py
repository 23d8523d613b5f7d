"""How records point to one another: finding them by number or id, naming them, and what uses them.

Each function asks a constant number of queries, whatever the size of the matter.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from sqlmodel import Session, col, select

from core.errors import Missing
from core.fields import Field, Link, Links, TextOrLink
from core.records import Record, RecordLink, Register

Registers = Mapping[str, Register]
PER_QUERY = 500  # ids in one IN list: every database takes that many
USES = 100  # as many uses of a record as a page names


@dataclass(frozen=True)
class Use:
    """One place in which a record is used: the other record, in one of its fields, and what else that one points to."""

    register: Register
    row: Record
    field: Field
    role: str = ""
    others: tuple[tuple[Register, Record], ...] = ()


def read_number(register: Register, text: str) -> int | None:
    """Read `C-001` into 1; nothing when it is not a number of this register."""
    found = re.fullmatch(
        rf"{register.letters}-(\d{{1,9}})", text.strip(), re.IGNORECASE | re.ASCII
    )
    return int(found[1]) if found else None


def find(session: Session, register: Register, matter_id: str, text: str) -> Record:
    """Find the record of a matter by its written number.

    Raises:
        Missing: there is no such record in this matter.
    """
    number = read_number(register, text)
    model = register.model
    query = select(model).where(model.matter_id == matter_id, model.number == number)
    row = session.exec(query).first() if number is not None else None
    if row is None:
        raise Missing(f"There is no {register.noun} {text[:40]} here.")
    return row


def newest(
    session: Session, register: Register, matter_id: str, *, limit: int
) -> list[Record]:
    """Give the standing records of a register that were entered last, at most so many, in the order of their numbers."""
    model = register.model
    query = select(model).where(model.matter_id == matter_id, model.withdrawn_at == "")
    rows = session.exec(query.order_by(col(model.number).desc()).limit(limit)).all()
    return list(reversed(rows))


def by_ids(
    session: Session, registers: Iterable[Register], ids: Iterable[str]
) -> dict[str, tuple[Register, Record]]:
    """Find records of several registers by their ids."""
    wanted = sorted(set(ids))
    found: dict[str, tuple[Register, Record]] = {}
    for register in registers if wanted else ():
        for start in range(0, len(wanted), PER_QUERY):
            part = wanted[start : start + PER_QUERY]
            query = select(register.model).where(col(register.model.id).in_(part))
            found |= {row.id: (register, row) for row in session.exec(query)}
    return found


def targets(register: Register) -> set[str]:
    """Give the tables that the fields of a register point to."""
    pointing = (
        field
        for field in register.fields
        if isinstance(field, Link | Links | TextOrLink)
    )
    return {table for field in pointing for table in field.to}


def used_by(session: Session, registers: Registers, row: Record) -> list[Use]:
    """Give the standing records that point to this one, by register, then number; at most `USES`."""
    table = str(row.__tablename__)
    found = [
        use
        for register in registers.values()
        for field in register.fields
        if isinstance(field, Link | TextOrLink) and table in field.to
        for use in _pointing(session, register, field, row)
    ]
    found += _listing(session, registers, row)
    order = list(registers)
    found.sort(key=lambda use: (order.index(use.register.table), use.row.number))
    found = found[:USES]
    others = {use.row.id: _required(use) - {row.id} for use in found}
    known = by_ids(session, registers.values(), set().union(*others.values()))
    return [
        replace(use, others=tuple(known[key] for key in sorted(others[use.row.id])))
        for use in found
    ]


def _required(use: Use) -> set[str]:
    """Give the records without which this one would say nothing: a citation's claim and its evidence."""
    pointing = (
        field
        for field in use.register.fields
        if isinstance(field, Link) and field.required
    )
    return {getattr(use.row, f"{field.name}_id") for field in pointing}


def _pointing(
    session: Session, register: Register, field: Link | TextOrLink, row: Record
) -> list[Use]:
    column = getattr(register.model, f"{field.name}_id")
    query = select(register.model).where(
        column == row.id, register.model.withdrawn_at == ""
    )
    rows = session.exec(query.order_by(col(register.model.number)).limit(USES))
    return [Use(register, other, field) for other in rows]


def _listing(session: Session, registers: Registers, row: Record) -> list[Use]:
    query = select(RecordLink).where(
        RecordLink.target_id == row.id, RecordLink.withdrawn_at == ""
    )
    links = session.exec(query.order_by(col(RecordLink.id)).limit(USES)).all()
    owning = [
        register
        for register in registers.values()
        if str(row.__tablename__) in targets(register)
    ]
    owners = by_ids(session, owning, (link.owner_id for link in links))
    return [
        Use(register, owner, register.field(link.field), link.role)
        for link in links
        if link.owner_id in owners
        for register, owner in [owners[link.owner_id]]
        if not owner.withdrawn_at
    ]
