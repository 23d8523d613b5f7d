"""The log: every change, appended in the transaction that makes it, each entry a leaf of its matter's Merkle tree.

A leaf hashes who, when, what kind of act and which row, and one salted commitment a field. The values and salts lie beside
it in `log_values`, so that a later purge can take them away while every proof still holds. Rows are never changed: triggers
refuse UPDATE, DELETE and REPLACE, and every migration puts them back (`guard`). Recipe: RFC 9162, section 2.1.
"""

import hashlib
import json
import secrets
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, insert, inspect, select, text
from sqlmodel import Field, Session, SQLModel

from core import clock, merkle
from core.canonical import Json, canonical

APPEND_ONLY = (
    "append_only"  # in a table's info: the keys by which a row could be replaced
)
Keys = tuple[tuple[str, ...], ...]
HOUSE = "house"  # the tree of what belongs to no matter: accounts, exports


class LogEntry(SQLModel, table=True):
    """One leaf: who did what to which row, with a commitment to each value."""

    __tablename__ = "log_entries"
    __table_args__ = {"info": {APPEND_ONLY: (("tree", "position"),)}}
    tree: str = Field(primary_key=True)
    position: int = Field(primary_key=True)
    at: str
    actor: str
    act: str
    subject: str = Field(index=True)
    row: str = Field(index=True)
    commitments: str
    leaf: str
    node: str


class LogValues(SQLModel, table=True):
    """The values and salts that an entry commits to: canonical JSON, `{field: [salt, old, new]}`."""

    __tablename__ = "log_values"
    __table_args__ = {"info": {APPEND_ONLY: (("tree", "position"),)}}
    tree: str = Field(primary_key=True)
    position: int = Field(primary_key=True)
    content: str


class Logged(SQLModel):
    """What a table class inherits so that each of its changes is logged. Its columns hold text, whole numbers or nothing."""


ENTRIES = LogEntry.__table__  # type: ignore[attr-defined] # SQLModel does not type the table
VALUES = LogValues.__table__  # type: ignore[attr-defined] # SQLModel does not type the table


class _Tail:
    """The end of one tree while a transaction appends to it."""

    def __init__(self, session: Session, tree: str) -> None:
        self.session = session
        self.tree = tree
        last = session.execute(
            select(ENTRIES.c.position)
            .where(ENTRIES.c.tree == tree)
            .order_by(ENTRIES.c.position.desc())
            .limit(1)
        ).scalar()
        self.size = 0 if last is None else int(last) + 1
        self.nodes = stored_nodes(session, tree, merkle.frontier(self.size))

    def append(self, leaf: bytes) -> bytes:
        node = merkle.subtree(self.size, leaf, self.nodes.__getitem__)
        self.nodes[self.size] = node
        self.size += 1
        return node

    def root(self) -> bytes:
        return merkle.root(self.nodes[end] for end in merkle.frontier(self.size))


def stored_nodes(session: Session, tree: str, positions: list[int]) -> dict[int, bytes]:
    """Read the kept subtree hashes at these positions of a tree."""
    query = select(ENTRIES.c.position, ENTRIES.c.node).where(
        ENTRIES.c.tree == tree, ENTRIES.c.position.in_(positions)
    )
    return (
        {position: bytes.fromhex(node) for position, node in session.execute(query)}
        if positions
        else {}
    )


def commitment(salt: str, name: str, old: Json, new: Json) -> str:
    """Commit to one value: nobody who lacks the salt can test a guess against it."""
    return hashlib.sha256(bytes.fromhex(salt) + canonical([name, old, new])).hexdigest()


def leaf_of(entry: dict[str, Any]) -> bytes:
    """Hash the public part of an entry into its leaf."""
    parts = {
        name: entry[name]
        for name in ("tree", "position", "at", "actor", "act", "subject", "row")
    }
    return merkle.leaf_hash(
        canonical({**parts, "commitments": json.loads(entry["commitments"])})
    )


Changes = dict[str, tuple[Json, Json]]
Entry = tuple[
    dict[str, Any], dict[str, Any]
]  # the public part, and the values beside it


def append(
    session: Session, tree: str, act: str, subject: str, row: str, changes: Changes
) -> None:
    """Append one entry; its actor is the transaction's, its time the transaction's first."""
    _write(session, [_entry(session, tree, act, (subject, row), changes)])


def append_flush(session: Session) -> None:
    """Log every new and changed row of this flush. Called by the session itself, so no verb can forget it."""
    entries = [
        _row_entry(session, row, {name: (None, value) for name, value in state(row).items()}, "recorded")
        for row in session.new
        if isinstance(row, Logged)
    ]  # fmt: skip
    entries += [
        _row_entry(session, row, changes, _verb(changes))
        for row in session.dirty
        if isinstance(row, Logged) and (changes := _changes(row))
    ]
    _write(session, entries)


def _entry(
    session: Session, tree: str, act: str, row: tuple[str, str], changes: Changes
) -> Entry:
    """Make the next entry of a tree, and let the tree grow by it."""
    info = session.info
    tails: dict[str, _Tail] = info.setdefault("tails", {})
    tail = tails.get(tree) or tails.setdefault(tree, _Tail(session, tree))
    salts = {name: secrets.token_hex(16) for name in changes}
    content = {name: [salts[name], old, new] for name, (old, new) in changes.items()}
    commitments = {
        name: commitment(salts[name], name, old, new)
        for name, (old, new) in changes.items()
    }
    entry: dict[str, Any] = {
        "tree": tree, "position": tail.size, "at": info.setdefault("at", clock.now()), "actor": info["actor"],
        "act": act, "subject": row[0], "row": row[1], "commitments": canonical(commitments).decode(),
    }  # fmt: skip
    leaf = leaf_of(entry)
    hashes = {"leaf": leaf.hex(), "node": tail.append(leaf).hex()}
    values = {name: entry[name] for name in ("tree", "position")}
    return {**entry, **hashes}, {**values, "content": canonical(content).decode()}


def _write(session: Session, entries: list[Entry]) -> None:
    if entries:
        session.execute(insert(ENTRIES), [entry for entry, _values in entries])
        session.execute(insert(VALUES), [values for _entry, values in entries])


def _verb(changes: Changes) -> str:
    if "withdrawn_at" in changes:
        return "withdrawn" if changes["withdrawn_at"][1] else "reinstated"
    return "revised"


def _row_entry(session: Session, row: Logged, changes: Changes, verb: str) -> Entry:
    table, id_ = str(row.__tablename__), str(getattr(row, "id", ""))
    tree = str(getattr(row, "matter_id", "") or (id_ if table == "matters" else HOUSE))
    return _entry(session, tree, f"{table}:{verb}", (table, id_), changes)


def state(row: Logged) -> dict[str, Json]:
    """Give a row's columns that hold something."""
    values = {name: getattr(row, name) for name in type(row).model_fields}
    return {name: value for name, value in values.items() if value not in (None, "")}


def _changes(row: Logged) -> Changes:
    found: Changes = {}
    for attribute in inspect(row).attrs:
        history = attribute.history
        if history.has_changes():
            old = history.deleted[0] if history.deleted else None
            new = history.added[0] if history.added else None
            if (old or None) != (new or None) or old != new:
                found[attribute.key] = (old, new)
    return found


def new_heads(session: Session) -> list[dict[str, Json]]:
    """Give the head of each tree that this transaction has appended to."""
    tails: dict[str, _Tail] = session.info.get("tails", {})
    at = session.info.get("at", "")
    return [
        {"tree": t.tree, "size": t.size, "root": t.root().hex(), "at": at}
        for t in tails.values()
    ]


def keep_heads(path: Path, heads: list[dict[str, Json]]) -> None:
    """Append heads to the file outside the database, one line of JSON each."""
    if heads:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("ab") as file:
            file.write(b"".join(canonical(head) + b"\n" for head in heads))


def head(session: Session, tree: str, size: int | None = None) -> tuple[int, str]:
    """Give the size and root of a tree, now or as it was at an earlier size."""
    if size is None:
        size = _Tail(session, tree).size
    ends = merkle.frontier(size)
    nodes = stored_nodes(session, tree, ends)
    return size, merkle.root(nodes[end] for end in ends).hex()


def grew_from(session: Session, tree: str, size: int, root: str) -> bool:
    """Say whether a tree, as it is stored, had this root when it had this size."""
    present, _root = head(session, tree)
    return 0 <= size <= present and head(session, tree, size)[1] == root


def guard(connection: Connection) -> None:
    """Put the triggers in place that refuse every change of a table declared `append_only`, on SQLite and on PostgreSQL."""
    present = set(inspect(connection).get_table_names())
    make = _sqlite_guard if connection.dialect.name == "sqlite" else _postgresql_guard
    for table in SQLModel.metadata.sorted_tables:
        if table.name in present and (keys := table.info.get(APPEND_ONLY)):
            for statement in make(table.name, keys):
                connection.execute(text(statement))


def _sqlite_guard(table: str, keys: Keys) -> list[str]:
    refuse = f"BEGIN SELECT RAISE(ABORT, '{table} is append-only: its rows are never changed.'); END"
    same = " OR ".join(
        "(" + " AND ".join(f"{name} = NEW.{name}" for name in key) + ")" for key in keys
    )
    taken = f"EXISTS (SELECT 1 FROM {table} WHERE {same})"  # noqa: S608 - our own names
    return [
        f"CREATE TRIGGER IF NOT EXISTS {table}_no_update BEFORE UPDATE ON {table} {refuse}",
        f"CREATE TRIGGER IF NOT EXISTS {table}_no_delete BEFORE DELETE ON {table} {refuse}",
        f"CREATE TRIGGER IF NOT EXISTS {table}_no_replace BEFORE INSERT ON {table} WHEN {taken} {refuse}",
    ]


def _postgresql_guard(table: str, _keys: Keys) -> list[str]:
    call = "EXECUTE FUNCTION refuse_log_change()"
    return [
        """CREATE OR REPLACE FUNCTION refuse_log_change() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION '% is append-only: its rows are never changed.', TG_TABLE_NAME; END $$""",
        f"CREATE OR REPLACE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW {call}",
        f"CREATE OR REPLACE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} FOR EACH STATEMENT {call}",
    ]
