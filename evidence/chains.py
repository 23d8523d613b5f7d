"""Checking chains of custody: each recomputed by itself, and held against the log, which knows of every handling there was.

A chain shows what was changed, left out or put in between; only the log shows what was taken from its end.
"""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from sqlmodel import Session, col, select

from core.log import LogEntry, LogValues
from evidence.custody import DERIVED, OPENING, VERBS, digest_of
from evidence.models import CustodyEvent, EvidenceItem, StoredFile
from evidence.registers import EVIDENCE


def faults(chain: Sequence[CustodyEvent], hashes: Mapping[str, str]) -> Iterator[str]:
    """Say what is wrong with the handlings of one item, each with its place in the chain.

    Args:
        chain: its events, in the order of their positions.
        hashes: the SHA-256 of each of its stored files, by the file's id.
    """
    previous, opened = "", set[str]()
    for expected, event in enumerate(chain, start=1):
        told = f"custody event {event.position}"
        if event.position != expected:
            yield f"{told} stands where {expected} should."
        if event.previous != previous:
            yield f"{told} does not follow from the one before it."
        if event.digest != digest_of(event):
            yield f"{told} is not what its digest was made from."
        yield from (
            f"{told} {fault}" for fault in _fault_of_bytes(event, opened, hashes)
        )
        previous = event.digest


def _fault_of_bytes(event: CustodyEvent, opened: set[str], hashes: Mapping[str, str]) -> Iterator[str]:  # fmt: skip
    before, after = event.before_sha256, event.after_sha256
    if event.verb not in VERBS:
        yield f"has a verb that there is not: “{event.verb}”."
    if before and before != after and not (event.verb == DERIVED and event.reason):
        yield "has other bytes after it than before, and no derivation says why."
    if not event.file_id:
        return
    if event.verb in OPENING:
        opened.add(event.file_id)
        here = after
    else:
        here = before
        if event.file_id not in opened:
            yield "is about a file whose arrival is not in the chain."
    if here != hashes.get(event.file_id):
        yield "names another hash than that of the stored file."


def check_chains(session: Session, item: EvidenceItem | None = None) -> list[str]:
    """Check every chain of custody, or that of one item, against itself, the stored files and the log; name each fault."""
    items = [item] if item else list(session.exec(select(EvidenceItem)))
    chains: dict[str, list[CustodyEvent]] = defaultdict(list)
    hashes: dict[str, dict[str, str]] = defaultdict(dict)
    events, files = select(CustodyEvent), select(StoredFile)
    if item:
        events = events.where(CustodyEvent.item_id == item.id)
        files = files.where(StoredFile.item_id == item.id)
    for event in session.exec(events.order_by(col(CustodyEvent.position))):
        chains[event.item_id].append(event)
    for file in session.exec(files):
        hashes[file.item_id][file.id] = file.sha256
    logged = _logged(session, item)
    found = []
    for one in sorted(items, key=lambda one: (one.matter_id, one.number)):
        told = [*faults(chains[one.id], hashes[one.id])]
        told += _against_log(chains[one.id], logged.get(one.id, {}))
        found += [f"{EVIDENCE.number(one)}: {fault}" for fault in told]
    return found


Logged = dict[str, tuple[int, str]]  # by the event's id: its position and digest


def _logged(session: Session, item: EvidenceItem | None) -> dict[str, Logged]:
    """Read from the log which handlings each item had; values that were purged tell nothing any more."""
    query = (
        select(LogEntry.row, LogValues.content)
        .join(LogValues, (col(LogValues.tree) == col(LogEntry.tree)) & (col(LogValues.position) == col(LogEntry.position)))
        .where(LogEntry.act == "custody_events:recorded")
    )  # fmt: skip
    if item:
        query = query.where(LogEntry.tree == item.matter_id, col(LogValues.content).contains(item.id))  # fmt: skip
    found: dict[str, Logged] = defaultdict(dict)
    for row, content in session.exec(query):
        new = {name: value for name, (_salt, _old, value) in json.loads(content).items()}  # fmt: skip
        found[new["item_id"]][row] = (new["position"], new["digest"])
    return found


def _against_log(chain: Sequence[CustodyEvent], logged: Logged) -> Iterator[str]:
    held = {event.id: event for event in chain}
    for row, (position, digest) in sorted(logged.items(), key=lambda pair: pair[1]):
        event = held.get(row)
        if event is None:
            yield f"custody event {position} is in the log and no longer in the chain."
        elif event.digest != digest:
            yield f"custody event {event.position} has another digest than the log says."
    for event in chain:
        if event.id not in logged:
            yield f"custody event {event.position} is not in the log."
