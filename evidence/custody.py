"""The chain of custody of each item: one row a handling, in the fields of ISO/IEC 27037:2012, 6.1, never changed.

Rows are written by the functions that act (attaching, capturing, sending, exporting …), never asked for by their callers.
What is done to the record of an item reaches its chain through `witness`, whichever form, table or route it came by.
"""

import hashlib
import platform
from collections.abc import Iterator
from dataclasses import dataclass, replace

from sqlmodel import Session, col, select

from core import clock, records
from core.canonical import Json, canonical
from core.log import LogEntry
from core.records import Values
from evidence.models import CustodyEvent, EvidenceItem, StoredFile

RECEIVED, CAPTURED, DERIVED, ACCESSED = "received", "captured", "derived", "accessed"
EXPORTED, TRANSFERRED, SEALED, WITHDRAWN = "exported", "transferred", "sealed", "withdrawn"  # fmt: skip
UNSEALED, REINSTATED = "unsealed", "reinstated"
VERBS = (
    RECEIVED, CAPTURED, DERIVED, ACCESSED, EXPORTED, TRANSFERRED, SEALED, UNSEALED, WITHDRAWN, REINSTATED,
)  # fmt: skip
OPENING = (RECEIVED, CAPTURED)  # what brings a file into the chain
LATER = "recorded later"  # how the reason of an opening begins that was written down after the file came


@dataclass(frozen=True, slots=True, kw_only=True)
class Handling:
    """What is said of one handling besides who and when; hashes are those of the item's file before and after it."""

    verb: str
    reason: str = ""
    authority: str = ""
    party: str = ""  # from whom or to whom, in a transfer
    means: str = ""  # how it was handed over
    happened: str = ""  # when, where that was before it was written down
    file_id: str | None = None
    before_sha256: str = ""
    after_sha256: str = ""
    tool: str = ""


def handle(session: Session, item: EvidenceItem, handling: Handling) -> CustodyEvent:
    """Append one handling to an item's chain; one that names no file is about the file the item has now, unchanged.

    A file that came before anybody wrote down its custody is entered first, from the log.

    Raises:
        ValueError: the verb is none of `VERBS`, or the bytes differ other than by a derivation with its reason.
    """
    if handling.verb not in VERBS:
        raise ValueError(handling.verb)
    chain = chain_of(session, item.id)
    files = _files_of(session, item.id)
    known = {event.file_id for event in chain if event.verb in OPENING}
    for file in files:
        if file.id not in known and not (handling.verb in OPENING and handling.file_id == file.id):  # fmt: skip
            chain.append(_open_late(session, item, file, chain))
    if not handling.file_id:
        handling = _about_the_file(handling, files)
    if not _may_be(handling):
        raise ValueError("The bytes differ, and no derivation says why.")
    return _append(session, item, handling, chain, clock.now(), session.info["actor"])


def chain_of(session: Session, item_id: str) -> list[CustodyEvent]:
    """Read the handlings of an item, the first one first."""
    query = select(CustodyEvent).where(CustodyEvent.item_id == item_id)
    return list(session.exec(query.order_by(col(CustodyEvent.position))))


def witness(session: Session, item: EvidenceItem, act: str, before: Values) -> None:
    """Write down what an act on the record of an item means for its custody: withdrawn, reinstated, sealed, unsealed."""
    for verb, reason in _meant(item, act, str(before.get("confidentiality", ""))):
        handle(session, item, Handling(verb=verb, reason=reason))


def _meant(item: EvidenceItem, act: str, before: str) -> Iterator[tuple[str, str]]:
    if act == records.WITHDRAWN:
        yield WITHDRAWN, item.withdrawn_why
    if act == records.REINSTATED:
        yield REINSTATED, ""
    was, is_ = before == SEALED, item.confidentiality == SEALED
    if act in {records.RECORDED, records.REVISED} and was != is_:
        words = f"{before or 'not recorded'} → {item.confidentiality or 'not recorded'}"
        yield (SEALED if is_ else UNSEALED), f"Confidentiality: {words}"


def as_it_happened(session: Session, matter_id: str) -> dict[str, list[CustodyEvent]]:
    """Give by item the handlings that were written down as they happened, but for bytes that were only read out.

    Reading out (a download, an export) changes nothing, and what was entered later adds nothing: a dossier that tells the rest
    is the same before and after it is exported.
    """
    query = select(CustodyEvent).where(
        CustodyEvent.matter_id == matter_id, col(CustodyEvent.verb).not_in((ACCESSED, EXPORTED)),
        col(CustodyEvent.reason).not_like(f"{LATER}%"),
    )  # fmt: skip
    found: dict[str, list[CustodyEvent]] = {}
    for event in session.exec(query.order_by(CustodyEvent.item_id, col(CustodyEvent.position))):  # fmt: skip
        found.setdefault(event.item_id, []).append(event)
    return found


def _files_of(session: Session, item_id: str) -> list[StoredFile]:
    query = select(StoredFile).where(StoredFile.item_id == item_id)
    return list(session.exec(query.order_by(StoredFile.received_at, StoredFile.id)))


def _about_the_file(handling: Handling, files: list[StoredFile]) -> Handling:
    file = next((file for file in files if not file.replaced_at), None)
    if file is None:
        return handling
    return replace(handling, file_id=file.id, before_sha256=file.sha256, after_sha256=file.sha256)  # fmt: skip


def _may_be(handling: Handling) -> bool:
    """Say whether the bytes are the same, or differ by a derivation that has a reason."""
    before, after = handling.before_sha256, handling.after_sha256
    return before in {"", after} or bool(handling.verb == DERIVED and handling.reason)


def _open_late(session: Session, item: EvidenceItem, file: StoredFile, chain: list[CustodyEvent]) -> CustodyEvent:  # fmt: skip
    query = select(LogEntry.position).where(
        LogEntry.tree == item.matter_id, LogEntry.row == file.id, LogEntry.act == "stored_files:recorded"
    )  # fmt: skip
    entry = session.exec(query).first()
    source = "the table of stored files" if entry is None else f"the log, entry {entry}"
    handling = Handling(
        verb=RECEIVED, reason=f"{LATER} from {source}, on {clock.now()}", file_id=file.id, after_sha256=file.sha256,
    )  # fmt: skip
    return _append(session, item, handling, chain, file.received_at, file.received_by)


def _append(
    session: Session,
    item: EvidenceItem,
    handling: Handling,
    chain: list[CustodyEvent],
    at: str,
    actor: str,
) -> CustodyEvent:
    fields = {name: getattr(handling, name) for name in Handling.__slots__}
    event = CustodyEvent(
        matter_id=item.matter_id, item_id=item.id, position=len(chain) + 1, at=at, actor=actor, place=platform.node(),
        clock="not known" if handling.reason.startswith(LATER) else clock.state(),
        previous=chain[-1].digest if chain else "", digest="", **fields,
    )  # fmt: skip
    event.digest = digest_of(event)
    session.add(event)
    session.flush()  # the next one of this item counts on it
    return event


def digest_of(event: CustodyEvent) -> str:
    """Hash an event: all its fields but its id and the digest itself, with the digest before it."""
    fields: dict[str, Json] = {
        name: getattr(event, name)
        for name in type(event).model_fields
        if name not in {"id", "digest"}
    }
    return hashlib.sha256(canonical(fields)).hexdigest()
