"""Asking for the capture of a link: the row of the attempt and its job, in the transaction of whoever asks."""

from sqlmodel import Session, select

from accounts.models import Matter
from core.errors import Invalid, Refused
from core.house import House
from core.jobs import enqueue
from evidence.models import Capture, Draft, EvidenceItem, OutgoingRequest

WAITING = "waiting"
RUNNING = (WAITING, "running")  # states of a capture that is not over
KIND = "capture"  # the kind of its job
OFF_HERE = (
    "Capture is switched off for this matter. Its lead can allow it in the settings."
)
CANNOT = "This installation cannot capture links."
OFF = "Capture is switched off for this installation."
WEB = ("http://", "https://")


def why_not(house: House, matter: Matter) -> str:
    """Say why no request may leave this machine for a matter; empty when it may."""
    if KIND not in house.handlers:
        return CANNOT
    if not house.settings.capture:
        return OFF
    return OFF_HERE if matter.capture == "off" else ""


def is_first(session: Session, matter: Matter) -> bool:
    """Say whether no request has left this machine for a matter yet."""
    query = select(OutgoingRequest.id).where(
        OutgoingRequest.matter_id == matter.id, OutgoingRequest.address != ""
    )  # a request that was refused before it left has no address
    return session.exec(query.limit(1)).first() is None


def ask(session: Session, house: House, matter: Matter, asked: Draft | EvidenceItem) -> Capture:  # fmt: skip
    """Ask for the capture of the link of a draft or of an item; one that waits or runs already stands for both.

    Raises:
        Refused: capture is switched off.
        Invalid: there is no web address to capture.
    """
    if reason := why_not(house, matter):
        raise Refused(reason)
    if not asked.url.startswith(WEB):
        raise Invalid("There is no web address to capture.")
    mine = Capture.draft_id if isinstance(asked, Draft) else Capture.item_id
    query = select(Capture).where(mine == asked.id)
    for found in session.exec(query):
        if found.state in RUNNING:
            return found
    capture = Capture(
        matter_id=matter.id, url=asked.url, state=WAITING, collector=session.info["actor"],
        item_id=asked.id if isinstance(asked, EvidenceItem) else None, draft_id=asked.id if isinstance(asked, Draft) else "",
    )  # fmt: skip
    session.add(capture)
    session.flush()  # its job names it
    enqueue(session, KIND, capture.id, matter_id=matter.id)
    return capture
