"""After a process was killed: what it took in is a draft again, and nothing of it is left over.

A receipt with a note tells of a file that somebody brought: when its row never came, its draft is made now. A receipt without
one tells of bytes that only a row would have told of, such as a text that was read: they are taken out of the store.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlmodel import Session, SQLModel, select

from accounts.models import Matter
from core.blobs import OTHERS, Receipt
from core.house import House
from evidence.models import Draft

BY = "recovery"


@dataclass(frozen=True, slots=True)
class Recovered:
    """What came of a recovery: the names of the files that are drafts again, and how many others were taken out."""

    names: list[str]
    taken_out: int


def recover(house: House) -> Recovered:
    """Bring back what was taken in by processes that were killed, and clear away what they left. May itself be killed.

    Rows are committed before any receipt goes. What was meant for a matter that this database does not have stays as it is.
    """
    left = house.files.abandoned()
    if not left:
        return Recovered([], 0)
    with house.database.transaction(BY) as session:
        ours = {
            folder: found
            for folder, found in left.items()
            if all(_is_ours(session, one) for one in found)
        }
        names = _bring_back(session, [one for found in ours.values() for one in found])
    taken_out = house.files.clear(ours, lambda sha256: is_known(house, sha256))
    return Recovered(names, taken_out)


def _told(receipt: Receipt) -> bool:
    return bool(receipt.note) and receipt.note != OTHERS


def _is_ours(session: Session, receipt: Receipt) -> bool:
    return (
        not _told(receipt) or session.get(Matter, receipt.note["matter_id"]) is not None
    )


def _bring_back(session: Session, receipts: Iterable[Receipt]) -> list[str]:
    names = []
    for receipt in receipts:
        if (
            _told(receipt)
            and receipt.is_held
            and not session.get(Draft, receipt.note["id"])
        ):
            draft = Draft(sha256=receipt.sha256, size=receipt.size, **receipt.note)
            session.add(draft)
            names.append(draft.name)
    return names


def is_known(house: House, sha256: str) -> bool:
    """Say whether any row of any table names these bytes, as the database stands now."""
    with house.database.reading() as session:
        for table in SQLModel.metadata.sorted_tables:
            for column in table.columns:
                query = select(column).where(column == sha256).limit(1)
                if column.name.endswith("sha256") and session.execute(query).first():
                    return True
    return False
