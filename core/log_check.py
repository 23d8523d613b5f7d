"""Checking the log: every leaf, every commitment, every tree, the heads kept outside, and the tables replayed from it."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, SQLModel

from core import log, merkle
from core.log import ENTRIES, VALUES, Logged

State = dict[tuple[str, str], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class LogVerdict:
    """What the check found: how many entries it read, in how many trees, and each fault in a sentence."""

    entries: int
    trees: int
    faults: tuple[str, ...]

    @property
    def valid(self) -> bool:
        """Say whether nothing was found."""
        return not self.faults


def verify(session: Session, heads: Path | None) -> LogVerdict:
    """Check the whole log against itself, against the heads kept outside the database, and against every table."""
    kept = _kept_heads(heads)
    replayed: State = {}
    faults: list[str] = []
    entries = trees = 0
    for tree, rows in groupby(_entries(session), key=lambda row: row["tree"]):
        trees += 1
        size, found = _check_tree(tree, rows, kept.pop(tree, {}), replayed)
        entries += size
        faults += found
    faults += [
        f"Tree {tree}: {max(sizes)} entries were recorded outside the database; none is left."
        for tree, sizes in kept.items()
    ]
    faults += _compare(session, replayed)
    return LogVerdict(entries, trees, tuple(faults))


def _entries(session: Session) -> Iterator[Mapping[str, Any]]:
    joined = ENTRIES.outerjoin(
        VALUES,
        (ENTRIES.c.tree == VALUES.c.tree) & (ENTRIES.c.position == VALUES.c.position),
    )
    query = (
        select(ENTRIES, VALUES.c.content)
        .select_from(joined)
        .order_by(ENTRIES.c.tree, ENTRIES.c.position)
    )
    for row in session.execute(query.execution_options(yield_per=1000)).mappings():
        yield dict(row)


def _kept_heads(path: Path | None) -> dict[str, dict[int, str]]:
    kept: dict[str, dict[int, str]] = {}
    if path and path.exists():
        for line in path.read_text("utf-8").splitlines():
            head = json.loads(line)
            kept.setdefault(head["tree"], {})[head["size"]] = head["root"]
    return kept


def _check_tree(
    tree: str, rows: Iterator[Mapping[str, Any]], kept: dict[int, str], replayed: State
) -> tuple[int, list[str]]:
    """Check one tree entry by entry, each earlier root against the head that was kept for its size."""
    nodes: dict[int, bytes] = {}
    faults: list[str] = []
    size = 0
    for row in rows:
        faults += [
            f"Tree {tree}, entry {row['position']}: {fault}"
            for fault in _entry_faults(row, size, nodes)
        ]
        _replay(row, replayed)
        size += 1
        if (
            size in kept
            and merkle.root(nodes[end] for end in merkle.frontier(size)).hex()
            != kept[size]
        ):
            faults.append(
                f"Tree {tree}: its first {size} entries are not those whose head was kept outside the database."
            )
    if kept and max(kept) > size:
        faults.append(
            f"Tree {tree}: {max(kept)} entries were recorded outside the database; {size} are left."
        )
    return size, faults


def _entry_faults(
    row: Mapping[str, Any], expected: int, nodes: dict[int, bytes]
) -> Iterator[str]:
    if row["position"] != expected:
        yield f"entry {expected} is missing before it."
    leaf = log.leaf_of(dict(row))
    nodes[expected] = merkle.subtree(expected, leaf, nodes.__getitem__)
    if leaf.hex() != row["leaf"]:
        yield "it is not what its hash was made from."
    elif nodes[expected].hex() != row["node"]:
        yield "the hash of the entries up to it does not match."
    commitments = json.loads(row["commitments"])
    if row["content"] is None:
        yield "its values are missing."
        return
    content = json.loads(row["content"])
    if set(content) != set(commitments):
        yield "it has other fields than it committed to."
    for name, (salt, old, new) in content.items():
        if log.commitment(salt, name, old, new) != commitments.get(name):
            yield f"the value of “{name}” is not the one it committed to."


def _replay(row: Mapping[str, Any], replayed: State) -> None:
    state = replayed.setdefault((row["subject"], row["row"]), {})
    for name, (_salt, _old, new) in json.loads(row["content"] or "{}").items():
        state[name] = new


def _logged_tables() -> set[str]:
    tables: set[str] = set()
    waiting: list[type[Logged]] = [Logged]
    while waiting:
        for model in waiting.pop().__subclasses__():
            waiting.append(model)
            tables |= {str(model.__tablename__)} & set(SQLModel.metadata.tables)
    return tables


def _compare(session: Session, replayed: State) -> list[str]:
    """Compare each logged table, row by row and column by column, with what the log says it must hold."""
    faults = []
    for table in sorted(_logged_tables()):
        query = select(SQLModel.metadata.tables[table])
        rows = {row["id"]: dict(row) for row in session.execute(query).mappings()}
        logged = {
            row
            for subject, row in replayed
            if subject == table and "id" in replayed[subject, row]
        }
        faults += [
            f"Table {table}: row {row} is in the log but not in the table."
            for row in sorted(logged - set(rows))
        ]
        faults += [
            f"Table {table}: row {row} is in the table but not in the log."
            for row in sorted(set(rows) - logged)
        ]
        for row in sorted(logged & set(rows)):
            state = replayed[table, row]
            faults += [
                f"Table {table}: “{name}” of row {_name(rows[row])} is not what the log says."
                for name, value in rows[row].items()
                if (value or None) != (state.get(name) or None)
            ]
    return faults


def _name(row: Mapping[str, Any]) -> str:
    return str(row.get("key") or row.get("slug") or row.get("name") or row["id"])
