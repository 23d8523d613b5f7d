"""Reading one page of a register: filters from the address, fifty records from a number on, and how many there are."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import singledispatch

from sqlalchemy import ColumnElement, func, or_
from sqlmodel import Session, col, select

from core.fields import Choice, Field, Link, Links, Text, Tie
from core.records import Record, RecordLink, Register
from core.references import Registers, by_ids, read_number, targets
from core.web.directory import Directory, Option
from core.web.showing import Shown, mentioned, shown

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
    model = register.model
    text = asked.get("text", "").replace("\x00", "").strip()
    withdrawn = asked.get("withdrawn") == "shown"
    after = read_number(register, asked.get("after", "")) or 0
    filters = _filters(register, directory, asked, filtered)
    conditions = [
        *_conditions(register, filters, directory),
        *_contains(register, text),
        *([] if withdrawn else [col(model.withdrawn_at) == ""]),
    ]
    mine = model.matter_id == directory.matter_id
    query = select(model).where(mine, *conditions, col(model.number) > after)
    rows = list(session.exec(query.order_by(col(model.number)).limit(PAGE + 1)))
    count = select(func.count()).select_from(model).where(mine)
    return Page(
        lines=_lines(session, register, directory.registers, rows[:PAGE], columns),
        total=session.exec(count.where(*conditions)).one(),
        held=session.exec(count).one(),
        text=text,
        filters=filters,
        withdrawn=withdrawn,
        after=after,
        next_after=register.number(rows[PAGE - 1]) if len(rows) > PAGE else "",
    )


def _filters(
    register: Register,
    directory: Directory,
    asked: Mapping[str, str],
    filtered: tuple[str, ...],
) -> list[Filter]:
    found = []
    for name in filtered:
        wanted, chosen = register.field(name), asked.get(name, "")
        options = offer(wanted, directory)
        if chosen and chosen not in {option.number for option in options}:
            options.append(Option(chosen, "", ""))  # the form shows what is set
        found.append(Filter(wanted, options, chosen))
    return found


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
    fields = [register.field(name) for name in columns]
    ties = _ties(session, rows)
    values = {
        (row.id, field.name): tuple(ties[row.id, field.name])
        if isinstance(field, Links)
        else field.load(row)
        for row in rows
        for field in fields
    }
    wanted = {
        key
        for row in rows
        for field in fields
        for key in mentioned(field, values[row.id, field.name])
    }
    pointed_to = [registers[table] for table in sorted(targets(register))]
    known = by_ids(session, pointed_to, wanted)
    return [
        (row, [shown(field, values[row.id, field.name], known) for field in fields])
        for row in rows
    ]


def _ties(session: Session, rows: list[Record]) -> dict[tuple[str, str], list[Tie]]:
    query = select(RecordLink).where(
        col(RecordLink.owner_id).in_([row.id for row in rows]),
        RecordLink.withdrawn_at == "",
    )
    found: dict[tuple[str, str], list[Tie]] = defaultdict(list)
    for link in session.exec(query.order_by(col(RecordLink.position))):
        found[link.owner_id, link.field].append(Tie(link.target_id, link.role))
    return found
