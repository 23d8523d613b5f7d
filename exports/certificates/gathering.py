"""What the records hold of one item that a certificate speaks of; its stored file is hashed again."""

import hashlib
import platform
from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, select

from accounts.models import Matter
from core import clock, log
from core.blobs import CHUNK, FileStore
from core.errors import Corrupt, Missing, Refused
from core.references import find
from evidence.models import Capture, CustodyEvent, EvidenceItem, Source, StoredFile
from evidence.registers import EVIDENCE
from exports.snapshot import tools


@dataclass(frozen=True)
class Certified:
    """What the records hold of one item that a certificate speaks of."""

    matter: Matter
    item: EvidenceItem
    number: str
    source: str
    file: StoredFile
    digest: str  # computed anew from the stored bytes
    capture: Capture | None
    events: Sequence[CustodyEvent]
    log_size: int
    log_root: str
    drafted_at: str
    machine: str
    software: str


def gather(session: Session, files: FileStore, matter: Matter, number: str) -> Certified:  # fmt: skip
    """Gather what the records hold of an item, and hash its stored file again.

    Raises:
        Missing: there is no such item, or its bytes are not in the store.
        Refused: no file is held for it.
        Corrupt: the stored file is not what was received.
    """
    item = find(session, EVIDENCE, matter.id, number)
    if not isinstance(item, EvidenceItem):
        raise Missing(f"There is no item {number}.")
    query = select(StoredFile).where(StoredFile.item_id == item.id, StoredFile.replaced_at == "")  # fmt: skip
    file = session.exec(query).first()
    if file is None:
        raise Refused(f"No file is held for {number}: there is nothing to certify.")
    events = select(CustodyEvent).where(CustodyEvent.item_id == item.id)
    captures = select(Capture).where(Capture.item_id == item.id, Capture.wacz_sha256 == file.sha256)  # fmt: skip
    source = session.get(Source, item.source_id) if item.source_id else None
    size, root = log.head(session, matter.id)
    return Certified(
        matter=matter, item=item, number=number, source=source.name if source else "", file=file,
        digest=_digest(files, file), capture=session.exec(captures).first(),
        events=session.exec(events.order_by(col(CustodyEvent.position))).all(), log_size=size, log_root=root,
        drafted_at=clock.now(), machine=f"{platform.node()}, {platform.system()} {platform.release()}, {platform.machine()}",
        software=f"Claimtrail {tools()['claimtrail']}",
    )  # fmt: skip


def _digest(files: FileStore, file: StoredFile) -> str:
    """Hash the stored bytes as they are now."""
    digest = hashlib.sha256()
    with files.open(file.sha256) as stream:
        while chunk := stream.read(CHUNK):
            digest.update(chunk)
    if digest.hexdigest() != file.sha256:
        raise Corrupt(f"Nothing was drafted: the stored file {file.name} has changed on disk since it was received.")  # fmt: skip
    return digest.hexdigest()
