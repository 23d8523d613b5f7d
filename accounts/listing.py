"""Reading one page of a register: filters from the address, fifty records from a number on, and how many there are."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import singledispatch
from typing import Any

from sqlalchemy import ColumnElement, func, or_
from sqlmodel import Session, col, select

from core.fields import Choice, Field, Link, Links, Text, Tie
from core.records import Record, RecordLink, Register
from core.references import Registers, by_ids, read_number, targets
from core.web.directory import Directory, Option
from core.web.showing import Shown, ids_in, shown

PAGE = 50
Line = tuple[Record, list[Shown]]


@dataclass(frozen=True)
class Filter:
    """One filter over a list: its field, what may be chosen, and what is."""

    field: Field
    options: list[Option]
    chosen: str


@dataclass(frozen=True)
class Page:
    """What one page of a list shows."""

    lines: list[Line]
    total: int
    text: str = ""
    filters: list[Filter] = field(default_factory=list)
    withdrawn: bool = False
    after: int = 0
    next_after: str = ""
    held: int = 0

    @property
    def said(self) -> list[str]:
        """Say which filters are set, in words."""
        words = [f"with “{self.text}” in their text"] if self.text else []
        words += [
            f"{found.field.label.lower()}: {found.chosen}"
            for found in self.filters
            if found.chosen
        ]
        return words


@singledispatch
def offer(wanted: Field, directory: Directory) -> list[Option]:
    """Give what a filter over this field can be set to."""
    return []


@offer.register
def _(wanted: Choice, directory: Directory) -> list[Option]:
    return [Option(word, wanted.gloss.get(word, ""), "") for word in wanted.words]


@offer.register
def _(wanted: Link, directory: Directory) -> list[Option]:
    return directory.options(wanted.to)


@singledispatch
def _stored(wanted: Field, value: str, directory: Directory) -> str:
    return value


@_stored.register
def _(wanted: Link, value: str, directory: Directory) -> str:
    return directory.id_of(value, wanted.to) or ""


def read_page(
    session: Session,
    register: Register,
    directory: Directory,
    asked: Mapping[str, str],
    *,
    columns: tuple[str, ...],
    filtered: tuple[str, ...],
) -> Page:
    """Read the page of a list that an address asks for, with a constant number of queries."""
    text = asked.get("text", "").replace("\x00", "").strip()
    withdrawn = asked.get("withdrawn") == "shown"
    filters = [
        Filter(wanted, offer(wanted, directory), asked.get(name, ""))
        for name in filtered
        for wanted in [register.field(name)]
    ]
    conditions = [
        *_conditions(register, filters, directory),
        *_contains(register, text),
    ]
    if not withdrawn:
        conditions.append(col(register.model.withdrawn_at) == "")
    after = read_number(register, asked.get("after", "")) or 0
    mine = register.model.matter_id == directory.matter_id
    rows = session.exec(
        select(register.model)
        .where(mine, *conditions, col(register.model.number) > after)
        .order_by(col(register.model.number))
        .limit(PAGE + 1)
    ).all()
    count = select(func.count()).select_from(register.model).where(mine)
    shown_rows = list(rows[:PAGE])
    return Page(
        lines=_lines(session, register, directory.registers, shown_rows, columns),
        total=session.exec(count.where(*conditions)).one(),
        held=session.exec(count).one(),
        text=text,
        filters=filters,
        withdrawn=withdrawn,
        after=after,
        next_after=register.number(shown_rows[-1]) if len(rows) > PAGE else "",
    )


def _conditions(
    register: Register, filters: list[Filter], directory: Directory
) -> list[ColumnElement[bool]]:
    return [
        getattr(register.model, found.field.columns[0])
        == _stored(found.field, found.chosen, directory)
        for found in filters
        if found.chosen
    ]


def _contains(register: Register, text: str) -> list[ColumnElement[bool]]:
    if not text:
        return []
    columns = (
        getattr(register.model, field.name)
        for field in register.fields
        if isinstance(field, Text)
    )
    return [or_(*(column.icontains(text, autoescape=True) for column in columns))]


def _lines(
    session: Session,
    register: Register,
    registers: Registers,
    rows: list[Record],
    columns: tuple[str, ...],
) -> list[Line]:
    values = {row.id: values_of(register, row, ()) for row in rows}
    owners = list(values)
    query = select(RecordLink).where(
        col(RecordLink.owner_id).in_(owners), RecordLink.withdrawn_at == ""
    )
    links = session.exec(query.order_by(col(RecordLink.position))).all()
    for row in rows:
        own = [link for link in links if link.owner_id == row.id]
        values[row.id] = values_of(register, row, own)
    wanted = {
        key
        for found in values.values()
        for value in found.values()
        for key in ids_in(value)
    }
    known = by_ids(
        session, [registers[table] for table in sorted(targets(register))], wanted
    )
    return [
        (
            row,
            [
                shown(register.field(name), values[row.id][name], known)
                for name in columns
            ],
        )
        for row in rows
    ]


def values_of(register: Register, row: Record, links: Any) -> dict[str, Any]:
    """Give the values of a record from its row and the entries of its lists."""
    return {
        field.name: tuple(
            Tie(link.target_id, link.role) for link in links if link.field == field.name
        )
        if isinstance(field, Links)
        else field.load(row)
        for field in register.fields
    }
