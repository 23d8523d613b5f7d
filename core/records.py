"""Records of a matter and the four verbs that touch them: record, revise, withdraw, reinstate.

Each kind of record has a `Register`: its table, the letters of its numbers, its fields. Nothing is deleted; a record that
should not stand is withdrawn with a reason, keeps its number and says so wherever it appears. The log is written by the
session itself (`core.log`), in the same transaction.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field as Column
from sqlmodel import Session, col, select

from core import clock
from core.db import new_id
from core.errors import Invalid, Problem
from core.fields import Field, Links, Tie
from core.log import Logged

Values = Mapping[str, Any]
RECORDED, REVISED, WITHDRAWN, REINSTATED = "recorded", "revised", "withdrawn", "reinstated"  # fmt: skip
REASON_LIMIT = 2_000


class Record(Logged):
    """What every record of a matter has: its id, matter, number and key, who recorded it, and whether it is withdrawn."""

    id: str = Column(default_factory=new_id, primary_key=True)
    matter_id: str = Column(foreign_key="matters.id", index=True)
    number: int
    key: str
    recorded_at: str = ""
    recorded_by: str = ""
    withdrawn_at: str = ""
    withdrawn_by: str = ""
    withdrawn_why: str = ""


class RecordLink(Logged, table=True):
    """One entry of a list of records: owner's field → target, in an order and perhaps a role."""

    __tablename__ = "record_links"
    __table_args__ = (Index("ix_record_links_owner", "owner_id", "field"),)
    id: str = Column(default_factory=new_id, primary_key=True)
    matter_id: str = Column(foreign_key="matters.id", index=True)
    owner_id: str
    field: str
    target_id: str = Column(index=True)
    role: str = ""
    position: int
    withdrawn_at: str = ""
    withdrawn_by: str = ""
    withdrawn_why: str = ""


def record_constraints(table: str) -> tuple[UniqueConstraint | Index, ...]:
    """Give the constraints of a table of records: a number and a key stand once in a matter."""
    return (
        UniqueConstraint("matter_id", "number", name=f"uq_{table}_number"),
        UniqueConstraint("matter_id", "key", name=f"uq_{table}_key"),
    )


Witness = Callable[[Session, Any, str, Values], None]
_witnesses: dict[
    type[Record], Witness
] = {}  # by the model, since not every verb is given the register


@dataclass(frozen=True)
class Register:
    """One kind of record: its table and nouns, the letters before its numbers, its fields, and what holds across them.

    `witness` is told of every act on a record of the kind, in its transaction, with what the record said before.
    """

    table: str
    noun: str
    letters: str
    model: type[Record]
    fields: tuple[Field, ...]
    rules: tuple[Callable[[Values], Problem | None], ...] = ()
    keyed: bool = True  # whether its rows carry a key in tables
    witness: Witness | None = None

    def __post_init__(self) -> None:
        """Let the verbs find the witness."""
        if self.witness:
            _witnesses[self.model] = self.witness

    def number(self, row: Record) -> str:
        """Write a record's number: `E-001`."""
        return f"{self.letters}-{row.number:03d}"

    def field(self, name: str) -> Field:
        """Find a field by its name."""
        return next(found for found in self.fields if found.name == name)


def check(register: Register, values: Values) -> tuple[Problem, ...]:
    """Say everything that is wrong with the values of a record."""
    found = [
        field.check(values.get(field.name, field.empty())) for field in register.fields
    ]
    found += [rule(values) for rule in register.rules]
    return tuple(problem for problem in found if problem)


def record(  # noqa: PLR0913 - a row's key, number and id are three things
    session: Session,
    register: Register,
    matter_id: str,
    values: Values,
    *,
    key: str = "",
    number: int | None = None,
    row_id: str = "",
) -> Any:
    """Enter a new record. Without a key its number is its key; an id is given when others speak of the row already.

    Raises:
        Invalid: a value cannot be, or the number is taken.
    """
    _refuse(check(register, values))
    used = _numbers(session, register, matter_id)
    if number is not None and (number in used.taken or number < 1):
        raise Invalid(
            f"The number {register.letters}-{number:03d} is taken: a number is never used twice."
        )
    chosen = used.take(number or used.last + 1)
    row = register.model(
        id=row_id or new_id(), matter_id=matter_id, number=chosen, key=key or f"{register.letters}-{chosen:03d}",
        recorded_at=clock.now(), recorded_by=session.info["actor"],
    )  # fmt: skip
    session.add(row)
    _store(session, register, row, values, {})
    _tell(session, row, RECORDED, {})
    return row


def _tell(session: Session, row: Record, act: str, before: Values) -> None:
    if witness := _witnesses.get(type(row)):
        witness(session, row, act, before)


class _Numbers:
    """The numbers that one kind of record has used in a matter, while a transaction enters more."""

    def __init__(self, taken: set[int]) -> None:
        self.taken = taken
        self.last = max(taken, default=0)

    def take(self, number: int) -> int:
        self.taken.add(number)
        self.last = max(self.last, number)
        return number


def _numbers(session: Session, register: Register, matter_id: str) -> _Numbers:
    cache: dict[tuple[str, str], _Numbers] = session.info.setdefault("numbers", {})
    if (register.table, matter_id) not in cache:
        query = select(register.model.number).where(
            register.model.matter_id == matter_id
        )
        cache[register.table, matter_id] = _Numbers(set(session.exec(query)))
    return cache[register.table, matter_id]


def revise(
    session: Session,
    register: Register,
    row: Record,
    values: Values,
    *,
    before: Values | None = None,
) -> bool:
    """Change what a record says; what `values` does not name stays. Says whether anything changed.

    `before` is what the record says now, where the caller has read it already, and seen to it that nothing loops.

    Raises:
        Invalid: a value cannot be, or the record would come to stand behind itself.
    """
    if before is None:
        before = current(session, register, row)
        _refuse(_looping(session, register, row, values))
    _refuse(check(register, {**before, **values}))
    changed = _store(session, register, row, values, before)
    if changed:
        _tell(session, row, REVISED, before)
    return changed


def current(session: Session, register: Register, row: Record) -> dict[str, Any]:
    """Give the values a record has now, as the verbs take them."""
    ties = links_of(session, row)
    return {
        field.name: tuple(
            Tie(link.target_id, link.role) for link in ties if link.field == field.name
        )
        if isinstance(field, Links)
        else field.load(row)
        for field in register.fields
    }


def links_of(session: Session, row: Record) -> list[RecordLink]:
    """Read the standing entries of a record's lists, in order."""
    query = select(RecordLink).where(
        RecordLink.owner_id == row.id, RecordLink.withdrawn_at == ""
    )
    return list(
        session.exec(query.order_by(RecordLink.field, col(RecordLink.position)))
    )


def _store(
    session: Session, register: Register, row: Record, values: Values, before: Values
) -> bool:
    changed = False
    for field in register.fields:
        if field.name not in values or (
            field.name in before and before[field.name] == values[field.name]
        ):
            continue
        changed = True
        if isinstance(field, Links):
            _store_links(
                session, row, field.name, values[field.name], renew=bool(before)
            )
        for column, value in field.stored(values[field.name]).items():
            setattr(row, column, value)
    return changed


def _store_links(
    session: Session, row: Record, name: str, ties: Sequence[Tie], *, renew: bool
) -> None:
    """Withdraw the entries of a list that no longer stand, keep the rest in their new order, add what is new."""
    standing = (
        {
            Tie(link.target_id, link.role): link
            for link in links_of(session, row)
            if link.field == name
        }
        if renew
        else {}
    )
    for tie, link in standing.items():
        if tie not in ties:
            _withdraw(session, link, "No longer in the list")
    for position, tie in enumerate(dict.fromkeys(ties)):
        link = standing.get(tie) or RecordLink(
            matter_id=row.matter_id,
            owner_id=row.id,
            field=name,
            target_id=tie.target,
            role=tie.role,
            position=position,
        )
        link.position = position
        session.add(link)


def withdraw(session: Session, row: Record, reason: str) -> None:
    """Withdraw a record: it keeps its number and place, and says so, with the reason, wherever it appears.

    Raises:
        Invalid: there is no reason, or it is too long, or the record is withdrawn already.
    """
    if row.withdrawn_at:
        raise Invalid("It is withdrawn already.")
    if not reason.strip():
        raise Invalid(
            "Say why it is withdrawn.",
            (Problem("reason", "", "Say why it is withdrawn."),),
        )
    if len(reason) > REASON_LIMIT or "\x00" in reason:
        raise Invalid(
            f"Give the reason in at most {REASON_LIMIT:,} characters of text."
        )
    _withdraw(session, row, reason)
    _tell(session, row, WITHDRAWN, {})


def _withdraw(session: Session, row: Record | RecordLink, reason: str) -> None:
    row.withdrawn_at, row.withdrawn_by, row.withdrawn_why = (
        clock.now(),
        session.info["actor"],
        reason,
    )
    session.add(row)


def reinstate(session: Session, row: Record) -> None:
    """Let a withdrawn record stand again; the log keeps that it was withdrawn, and why."""
    was_withdrawn = bool(row.withdrawn_at)
    row.withdrawn_at = row.withdrawn_by = row.withdrawn_why = ""
    session.add(row)
    if was_withdrawn:
        _tell(session, row, REINSTATED, {})


def _refuse(problems: Sequence[Problem]) -> None:
    if problems:
        raise Invalid(problems[0].sentence, tuple(problems))


def _looping(
    session: Session, register: Register, row: Record, values: Values
) -> list[Problem]:
    """Name each field through which the record would name itself, or come to stand behind itself where none may."""
    targets = [
        (field, set(field.targets(values[field.name])))
        for field in register.fields
        if field.name in values
    ]
    return [
        Problem(field.name, "", f"{field.label}: this leads back to {register.number(row)} itself.")
        for field, named in targets
        if row.id in named or (field.acyclic and _leads_to(session, register, field, named, row.id))
    ]  # fmt: skip


def _leads_to(
    session: Session, register: Register, field: Field, targets: set[str], goal: str
) -> bool:
    """Walk outwards, one query a step, until the goal is met or nothing new is."""
    seen: set[str] = set()
    while targets and goal not in targets:
        seen |= targets
        targets = _next(session, register, field, targets) - seen
    return goal in targets


def _next(
    session: Session, register: Register, field: Field, ids: Collection[str]
) -> set[str]:
    if isinstance(field, Links):
        links = select(RecordLink.target_id).where(
            col(RecordLink.owner_id).in_(ids),
            RecordLink.field == field.name,
            RecordLink.withdrawn_at == "",
        )
        return set(session.exec(links))
    column = getattr(register.model, field.columns[-1])
    return {
        found
        for found in session.exec(select(column).where(col(register.model.id).in_(ids)))
        if found
    }
