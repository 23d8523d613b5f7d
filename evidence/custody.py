"""The chain of custody of each item: one row a handling, in the fields of ISO/IEC 27037:2012, 6.1, never changed.

Rows are written by the functions that act (attaching, capturing, sending, exporting …), never asked for by their callers.
"""

import hashlib
import platform
from dataclasses import dataclass

from sqlmodel import Session, col, select

from core import clock
from core.canonical import Json, canonical
from evidence.models import CustodyEvent, EvidenceItem

RECEIVED, CAPTURED, DERIVED, ACCESSED = "received", "captured", "derived", "accessed"
EXPORTED, TRANSFERRED, SEALED, WITHDRAWN = "exported", "transferred", "sealed", "withdrawn"  # fmt: skip
UNSEALED, REINSTATED = "unsealed", "reinstated"
VERBS = (
    RECEIVED, CAPTURED, DERIVED, ACCESSED, EXPORTED, TRANSFERRED, SEALED, UNSEALED, WITHDRAWN, REINSTATED,
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Handling:
    """What is said of one handling besides who and when; hashes are those of the item's file before and after it."""

    verb: str
    reason: str = ""
    authority: str = ""
    party: str = ""  # from whom or to whom, in a transfer
    means: str = ""  # how it was handed over
    file_id: str | None = None
    before_sha256: str = ""
    after_sha256: str = ""
    tool: str = ""


def handle(session: Session, item: EvidenceItem, handling: Handling) -> CustodyEvent:
    """Append one handling to an item's chain.

    Raises:
        ValueError: the verb is none of `VERBS`, or the bytes differ other than by a derivation with its reason.
    """
    if handling.verb not in VERBS:
        raise ValueError(handling.verb)
    last = session.exec(
        select(CustodyEvent)
        .where(CustodyEvent.item_id == item.id)
        .order_by(col(CustodyEvent.position).desc())
        .limit(1)
    ).first()
    fields = {name: getattr(handling, name) for name in Handling.__slots__}
    event = CustodyEvent(
        matter_id=item.matter_id, item_id=item.id, position=last.position + 1 if last else 1, at=clock.now(),
        clock=clock.state(), actor=session.info["actor"], place=platform.node(), previous=last.digest if last else "",
        digest="", **fields,
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
