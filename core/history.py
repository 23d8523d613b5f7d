"""What happened to one record, read from the log: every change with who, when, and old and new of each field.

Values purged from the log leave an entry without them; it still says who and when.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

from sqlmodel import Session, col, select

from core.fields import Field, Links, Tie
from core.log import LogEntry, LogValues
from core.records import Record, RecordLink, Register

State = Mapping[str, Any]


@dataclass(frozen=True)
class Change:
    """One field of a record: the value before and after, as the verbs take values."""

    field: Field
    old: Any
    new: Any


@dataclass(frozen=True)
class Version:
    """Everything that one transaction did to a record. `reason` is that of a withdrawal."""

    number: int
    at: str
    actor: str
    act: str
    changes: tuple[Change, ...] = ()
    reason: str = ""
    added: tuple[str, ...] = ()


@dataclass
class _Sofar:
    """The state of a record, and of its lists, while the log is replayed."""

    own: dict[str, Any] = field(default_factory=dict)
    links: dict[str, dict[str, Any]] = field(default_factory=lambda: defaultdict(dict))

    def apply(self, entry: LogEntry, content: str | None, record_id: str) -> None:
        changed = {
            name: new
            for name, (_salt, _old, new) in json.loads(content or "{}").items()
        }
        (self.own if entry.row == record_id else self.links[entry.row]).update(changed)

    def value(self, wanted: Field) -> Any:
        """Give the value that a field has now."""
        if isinstance(wanted, Links):
            standing = [
                link
                for link in self.links.values()
                if link.get("field") == wanted.name and not link.get("withdrawn_at")
            ]
            standing.sort(key=lambda link: link.get("position") or 0)
            return tuple(
                Tie(link["target_id"], link.get("role") or "") for link in standing
            )
        blank = dict.fromkeys(wanted.columns, "")
        known = {name: value for name, value in self.own.items() if value is not None}
        empty = {name: None for name in blank if name.endswith(("_id", "_minor"))}
        return wanted.load(
            SimpleNamespace(**{**blank, "currency": "", **empty, **known})
        )


def versions(
    session: Session,
    register: Register,
    row: Record,
    parts: Iterable[tuple[str, str]] = (),
) -> list[Version]:
    """Give the versions of a record, the latest first.

    Args:
        session: a reading session.
        register: the record's register.
        row: the record.
        parts: other rows that belong to it, as (id, name to say when it was added): the files of an item.
    """
    names = dict(parts)
    links = session.exec(select(RecordLink.id).where(RecordLink.owner_id == row.id))
    entries = _entries(session, row.matter_id, [row.id, *links, *names])
    sofar, found = _Sofar(), []
    for number, group in enumerate(_transactions(entries), start=1):
        before = {field.name: sofar.value(field) for field in register.fields}
        for entry, content in group:
            if entry.row not in names:
                sofar.apply(entry, content, row.id)
        added = tuple(
            names[entry.row]
            for entry, _ in group
            if entry.row in names and entry.act.endswith(":recorded")
        )
        found.append(_version(number, group, register, before, sofar, added))
    return found[::-1]


def _entries(
    session: Session, tree: str, rows: list[str]
) -> list[tuple[LogEntry, str | None]]:
    query = (
        select(LogEntry, LogValues.content)
        .join(
            LogValues,
            (col(LogValues.tree) == col(LogEntry.tree))
            & (col(LogValues.position) == col(LogEntry.position)),
            isouter=True,
        )
        .where(LogEntry.tree == tree, col(LogEntry.row).in_(rows))
        .order_by(col(LogEntry.position))
    )
    return [(entry, content) for entry, content in session.exec(query)]


def _transactions(
    entries: list[tuple[LogEntry, str | None]],
) -> list[list[tuple[LogEntry, str | None]]]:
    """Group the entries of one save: one actor, one instant, and no row twice, since a save writes each row once."""
    groups: list[list[tuple[LogEntry, str | None]]] = []
    for pair in entries:
        group = groups[-1] if groups else []
        same = group and (group[0][0].at, group[0][0].actor) == (
            pair[0].at,
            pair[0].actor,
        )
        if same and pair[0].row not in {entry.row for entry, _ in group}:
            group.append(pair)
        else:
            groups.append([pair])
    return groups


def _version(
    number: int,
    group: list[tuple[LogEntry, str | None]],
    register: Register,
    before: State,
    sofar: _Sofar,
    added: tuple[str, ...],
) -> Version:
    first = group[0][0]
    own = [entry for entry, _ in group if entry.subject == register.table]
    act = own[-1].act.split(":")[1] if own else "revised"
    changes = tuple(
        Change(field, before[field.name], after)
        for field in register.fields
        if (after := sofar.value(field)) != before[field.name]
    )
    reason = sofar.own.get("withdrawn_why") or "" if act == "withdrawn" else ""
    return Version(number, first.at, first.actor, act, changes, reason, added)
