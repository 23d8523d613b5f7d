"""Proofs made from the database: a head, an entry in it, growth from an earlier head. Few rows are read for each."""

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlmodel import Session

from core import log, proofs
from core.canonical import Json
from core.errors import Corrupt, Missing
from core.log import ENTRIES, VALUES

PUBLIC = ("tree", "position", "at", "actor", "act", "subject", "row")
FORMAT = "claimtrail log proof 1"


def head_of(session: Session, tree: str, size: int | None = None) -> dict[str, Json]:
    """Give the head of a tree, now or at an earlier size, as it is kept outside the database and time-stamped.

    Raises:
        Missing: the tree never had so many entries.
    """
    now, _root = log.head(session, tree)
    if size is not None and not 0 <= size <= now:
        raise Missing(f"The log has {now} entries, not {size}.")
    size, root = log.head(session, tree, size)
    at = session.execute(
        select(ENTRIES.c.at).where(
            ENTRIES.c.tree == tree, ENTRIES.c.position == size - 1
        )
    ).scalar()
    return {"tree": tree, "size": size, "root": root, "at": at or ""}


def inclusion(session: Session, tree: str, position: int, size: int) -> list[str]:
    """Give the path that proves an entry to be in the tree of this size."""
    return _path(session, tree, proofs.inclusion_spans(position, size))


def consistency(session: Session, tree: str, first: int, second: int) -> list[str]:
    """Give the path that proves the tree of the second size to have grown from the first."""
    return _path(session, tree, proofs.consistency_spans(first, second))


def _path(session: Session, tree: str, spans: list[proofs.Span]) -> list[str]:
    needed = sorted(proofs.reads(spans))
    query = select(ENTRIES.c.position, ENTRIES.c.leaf, ENTRIES.c.node).where(
        ENTRIES.c.tree == tree, ENTRIES.c.position.in_(needed)
    )
    kept = {
        position: (bytes.fromhex(leaf), bytes.fromhex(node))
        for position, leaf, node in session.execute(query)
    }
    if len(kept) != len(needed):
        raise Corrupt("Entries are missing from the log. Run: claimtrail log verify")
    return [proofs.span_hash(span, kept).hex() for span in spans]


def prove(
    session: Session,
    tree: str,
    *,
    size: int | None = None,
    positions: Sequence[int] = (),
    since: int | None = None,
    opened: bool = False,
) -> dict[str, Any]:
    """Make a proof that anyone can check: entries in the head of a size, and growth since an earlier size.

    Args:
        session: a reading session.
        tree: which tree.
        size: of the head to prove against; the present one if none is given.
        positions: of the entries to prove.
        since: the earlier size, if growth is to be proven.
        opened: whether the values and their salts are laid open, or only committed to.

    Raises:
        Missing: the tree has no such entry or size.
    """
    head = head_of(session, tree, size)
    made: dict[str, Any] = {"format": FORMAT, "head": head, "entries": []}
    for position in positions:
        made["entries"].append(_entry(session, head, position, opened=opened))
    if since is not None:
        earlier = head_of(session, tree, since)
        if since > made["head"]["size"]:
            raise Missing(f"A log of {made['head']['size']} entries did not grow from {since}.")  # fmt: skip
        path = consistency(session, tree, since, made["head"]["size"])
        made["earlier"] = {**earlier, "path": path}
    return made


def _entry(
    session: Session, head: dict[str, Any], position: int, *, opened: bool
) -> dict[str, Any]:
    if not 0 <= position < head["size"]:
        raise Missing(f"There is no entry {position} in a log of {head['size']} entries; the first is 0.")  # fmt: skip
    query = select(ENTRIES, VALUES.c.content).outerjoin(
        VALUES,
        (ENTRIES.c.tree == VALUES.c.tree) & (ENTRIES.c.position == VALUES.c.position),
    )
    row = (
        session.execute(
            query.where(ENTRIES.c.tree == head["tree"], ENTRIES.c.position == position)
        )
        .mappings()
        .one()
    )
    return {
        "entry": {name: row[name] for name in PUBLIC} | {"commitments": json.loads(row["commitments"])},
        "values": json.loads(row["content"]) if opened and row["content"] else None,
        "path": inclusion(session, head["tree"], position, head["size"]),
    }  # fmt: skip
