"""Stamped heads: each request to the time-stamping authority, with the head it was about and what came of it.

One row a request, appended and never changed, under the same triggers as the log (`core.log.guard`). A request that failed
is a row with its reason, so it is also the record of every request that left the house. Recipe: RFC 3161.
"""

import base64
import json

from sqlalchemy import func
from sqlmodel import Field, Session, SQLModel, col, select

from core import clock, log, timestamps
from core.canonical import Json, canonical
from core.db import Database
from core.errors import Invalid
from core.log_proofs import head_of
from core.timestamps import GRANTED, Trust, Verdict


class HeadStamp(SQLModel, table=True):
    """One request: the head that was stamped, who asked whom, and the reply in base64."""

    __tablename__ = "head_stamps"
    __table_args__ = {"info": {log.APPEND_ONLY: (("tree", "position"),)}}
    tree: str = Field(primary_key=True)
    position: int = Field(primary_key=True)
    size: int
    head: str
    asked_at: str
    asked_by: str
    authority: str
    nonce: str
    state: str
    reason: str
    reply: str


def stamp(
    database: Database, tree: str, url: str, trust: Trust | None, *, actor: str
) -> HeadStamp:
    """Have the present head of a tree stamped. What does not come back as it should is kept too, with the reason.

    Raises:
        Invalid: no authority is set.
    """
    if not url:
        raise Invalid("No authority is set. Set CLAIMTRAIL_TSA_URL to its address.")
    with database.reading() as session:
        head = head_of(session, tree)
    asked_at, data = clock.now(), canonical(head)
    answer = timestamps.ask(url, data)  # outside any transaction: it may take long
    verdict = (
        Verdict("unreachable", "", answer.failure)
        if answer.failure
        else timestamps.judge(answer.reply, data, trust, answer.nonce)
    )
    row = HeadStamp(
        tree=tree, position=0, size=_size(head), head=data.decode(), asked_at=asked_at, asked_by=actor, authority=url,
        nonce=str(answer.nonce), state=verdict.state, reason=verdict.reason, reply=base64.b64encode(answer.reply).decode(),
    )  # fmt: skip
    with database.transaction(actor) as session:
        query = select(func.count()).where(HeadStamp.tree == tree)
        row.position = session.exec(query).one()
        session.add(row)
    return row


def _size(head: dict[str, Json]) -> int:
    size = head["size"]
    return size if isinstance(size, int) else 0


def verdict_on(row: HeadStamp, trust: Trust | None) -> Verdict:
    """Say what a kept stamp is worth today, with the certificates that are pinned now."""
    if not row.reply:
        return Verdict(row.state, "", row.reason)
    reply = base64.b64decode(row.reply)
    return timestamps.judge(reply, row.head.encode(), trust, int(row.nonce))


def newest(
    session: Session, tree: str, trust: Trust | None, *, covering: int = 0
) -> tuple[HeadStamp, Verdict] | None:
    """Find the newest granted stamp of a head with at least so many entries; where none is granted, the last request."""
    query = select(HeadStamp).where(
        HeadStamp.tree == tree, col(HeadStamp.size) >= covering
    )
    rows = session.exec(query.order_by(col(HeadStamp.position).desc())).all()
    judged = [(row, verdict_on(row, trust)) for row in rows]
    granted = (pair for pair in judged if pair[1].state == GRANTED)
    return next(granted, judged[0] if judged else None)


def faults(session: Session, trust: Trust | None = None) -> list[str]:
    """Name each stamped head from which the present log did not grow, and each row that is not what was stamped.

    With certificates pinned, every stamp that was granted is judged again: one that is not granted now is named too.
    """
    found = []
    for row in session.exec(select(HeadStamp)):
        head = json.loads(row.head)
        about = f"Tree {row.tree}: its first {row.size} entries"
        if not log.grew_from(session, row.tree, head["size"], head["root"]):
            found.append(f"{about} are not those whose head was sent to be time-stamped.")  # fmt: skip
        if trust and row.state == GRANTED:
            verdict = verdict_on(row, trust)
            if verdict.state != GRANTED:
                found.append(f"{about} had a time stamp; judged again it is “{verdict.state}”. {verdict.reason}")  # fmt: skip
    return found
