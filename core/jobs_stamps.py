"""The daily time stamp: the newest head of every tree, by the authority that is set."""

from collections.abc import Callable

from sqlmodel import Session, select

from core import log, stamps, timestamps
from core.house import House
from core.jobs import Job, progress
from core.log import ENTRIES
from core.timestamps import GRANTED


def stamp_heads(house: House, job: Job) -> None:
    """Have each head stamped that grew since its last stamp. What is not granted is kept with its reason, and tried tomorrow."""
    url = house.settings.tsa_url
    if not url:
        return
    trust = timestamps.read_trust(house.settings.tsa_certificates)
    with house.database.reading() as session:
        trees = sorted(session.exec(select(ENTRIES.c.tree).distinct()))
        grown = [tree for tree in trees if not _is_stamped(session, tree, trust)]
    for number, tree in enumerate(grown, start=1):
        stamps.stamp(house.database, tree, url, trust, actor="worker")
        progress(house.database, job, number, len(grown))


def _is_stamped(session: Session, tree: str, trust: timestamps.Trust | None) -> bool:  # fmt: skip
    size, _root = log.head(session, tree)
    found = stamps.newest(session, tree, trust, covering=size)
    return found is not None and found[1].state == GRANTED


HANDLERS: dict[str, Callable[[House, Job], None]] = {"stamp head": stamp_heads}
