"""Intake: what comes in waits as a draft of whoever brought it, and becomes an evidence item when somebody saves it."""

import os
import re
from collections.abc import Iterable, Mapping
from typing import Any, BinaryIO

from sqlmodel import Session, col, select

from accounts.models import Matter
from core import clock
from core.blobs import FileStore, Kept
from core.errors import Invalid
from core.house import House
from core.records import check, record
from evidence.capture.keeping import attach_capture, last_capture
from evidence.files import NAME_LIMIT, Arrival, attach_kept, media_type
from evidence.guesses import guesses_of
from evidence.links import canonical_link
from evidence.models import Draft, EvidenceItem, StoredFile
from evidence.registers import EVIDENCE

WAITING, READY, DUPLICATE, REFUSED = "waiting", "ready", "duplicate", "refused"
NOT_CAPTURED, SAVED, DROPPED = "not captured yet", "saved", "dropped"
NOTED = (
    "id",
    "matter_id",
    "made_by",
    "made_at",
    "name",
    "media_type",
    "state",
    "reason",
)
WEB = re.compile(r"https?://[^\s/]+\S*", re.IGNORECASE)
LONGEST_LINK = 4_000  # characters
UNSAFE = re.compile(r"[\\\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def take_file(house: House, matter: Matter, stream: BinaryIO, name: str, actor: str, origin: str = "") -> Draft:  # fmt: skip
    """Keep the bytes of a file, then a draft that speaks of them; an empty file is refused by its name.

    `origin` says what the file came in. The receipt of the bytes says what the draft will, so that `recovery` can bring it back. The stream can be wound back.

    Raises:
        Refused: the disk is almost full.
    """
    draft = Draft(
        matter_id=matter.id, made_by=actor, made_at=clock.now(), name=plain_name(name), media_type=media_type(name), state=READY,
    )  # fmt: skip
    came = f"It came as {ascii(name)[1:-1]}." if draft.name != name else ""
    draft.reason = " ".join(filter(None, (origin, came)))
    kept = None
    if stream.read(1):
        stream.seek(-1, os.SEEK_CUR)
        kept = house.files.put(stream, note_of(draft))
        draft.sha256, draft.size = kept.sha256, kept.size
    else:
        draft.state = REFUSED
        draft.reason = f"The file is empty. {origin}".rstrip()
    with house.database.transaction(actor) as session:
        if twins_of(session, [draft]):
            draft.state = DUPLICATE
        session.add(draft)
        session.flush()  # reads back what the row holds
        session.expunge(draft)
    if kept:
        house.files.settle(kept)
        _guess(house, draft, actor)
    return draft


def _guess(house: House, draft: Draft, actor: str) -> None:
    """Look into the file for what its fields may be; the draft stands without."""
    if guesses := guesses_of(house.files, draft.sha256, draft.media_type):
        with house.database.transaction(actor) as session:
            session.get_one(Draft, draft.id).guesses = draft.guesses = guesses


def note_of(draft: Draft) -> dict[str, str]:
    """Give what the receipt of a file says of its draft."""
    return {name: getattr(draft, name) for name in NOTED}


def refuse(house: House, matter: Matter, name: str, reason: str, actor: str) -> Draft:
    """Keep that a file was refused, and why."""
    draft = Draft(
        matter_id=matter.id, made_by=actor, made_at=clock.now(), name=plain_name(name), state=REFUSED,
        reason=reason if plain_name(name) == name else f"{reason} It came as {ascii(name)[1:-1]}.",
    )  # fmt: skip
    with house.database.transaction(actor) as session:
        session.add(draft)
        session.flush()
        session.expunge(draft)
    return draft


def plain_name(name: str) -> str:
    """Give the name under which a file is shown and kept: its last part, without what turns or hides writing."""
    last = UNSAFE.sub("_", name.rsplit("/", 1)[-1]).strip().lstrip(".")
    while len(last.encode()) > NAME_LIMIT:
        stem, dot, ending = last.rpartition(".")
        last = f"{stem[:-1]}{dot}{ending}" if 0 < len(ending) < 10 and stem else last[:-1]  # fmt: skip
    return last or "file"


def take_link(session: Session, matter: Matter, url: str) -> Draft:
    """Keep a link as a draft; nothing is fetched."""
    draft = Draft(
        matter_id=matter.id, made_by=session.info["actor"], made_at=clock.now(), url=url, state=NOT_CAPTURED
    )  # fmt: skip
    if not WEB.fullmatch(url) or len(url) > LONGEST_LINK or not url.isprintable():
        draft.state, draft.reason = REFUSED, "A link begins with http:// or https:// and has no spaces."  # fmt: skip
    elif twins_of(session, [draft]):
        draft.state = DUPLICATE
    session.add(draft)
    return draft


def twins_of(session: Session, drafts: Iterable[Draft]) -> dict[str, EvidenceItem]:
    """Find, in the matter of the drafts, the first item with the same bytes or a link to the same page, by draft."""
    drafts = list(drafts)
    hashes = {draft.sha256 for draft in drafts} - {""}
    matters = {draft.matter_id for draft in drafts}
    held = (
        select(StoredFile.sha256, EvidenceItem)
        .join(EvidenceItem, col(StoredFile.item_id) == col(EvidenceItem.id))
        .where(col(StoredFile.matter_id).in_(matters), col(StoredFile.sha256).in_(hashes))
    )  # fmt: skip
    found: dict[str, EvidenceItem] = {}
    order = col(EvidenceItem.number).desc()  # the first item is taken last, and stays
    found |= dict(session.exec(held.order_by(order)).all())
    if any(draft.url for draft in drafts):
        wanted = {canonical_link(draft.url) for draft in drafts} - {""}
        linked = select(EvidenceItem.url, EvidenceItem.id).where(
            col(EvidenceItem.matter_id).in_(matters), EvidenceItem.url != ""
        )
        same = {
            link: key
            for url, key in session.exec(linked.order_by(order))
            if (link := canonical_link(url)) in wanted
        }
        found |= {
            link: item
            for link, key in same.items()
            if (item := session.get(EvidenceItem, key))
        }
    keyed = ((draft, draft.sha256 or canonical_link(draft.url)) for draft in drafts)
    return {draft.id: found[key] for draft, key in keyed if key in found}


def save_drafts(
    session: Session, store: FileStore, values: Mapping[str, Mapping[str, Any]], reasons: Mapping[str, str]
) -> list[EvidenceItem]:  # fmt: skip
    """Make an item of each draft, with the values given; a title falls back to the name of the file or to the link.

    Raises:
        Invalid: a value does not fit its field, or a draft cannot be saved.
    """
    return [_save(session, store, key, dict(given), reasons.get(key, "")) for key, given in values.items()]  # fmt: skip


def _save(session: Session, store: FileStore, key: str, given: dict[str, Any], reason: str) -> EvidenceItem:  # fmt: skip
    draft = session.get(Draft, key)
    if draft is None or draft.ended_at or draft.state == REFUSED:
        raise Invalid("This draft is saved or left out already, or was refused.")
    given["title"] = given.get("title") or draft.name or draft.url
    if draft.url:
        given.setdefault("url", draft.url)
    if problems := check(EVIDENCE, given):
        raise Invalid(problems[0].sentence, tuple(problems))
    item = record(session, EVIDENCE, draft.matter_id, given)
    session.flush()  # its file points to it
    assert isinstance(item, EvidenceItem)  # noqa: S101 - what this register holds
    if draft.sha256:
        why = " ".join(filter(None, (draft.reason, reason)))
        kept = Kept(draft.sha256, draft.size)
        attach_kept(session, store, item, kept, draft.name, Arrival(reason=why))
    elif capture := last_capture(session, draft.id):
        attach_capture(session, store, item, capture)
    draft.state, draft.item_id, draft.ended_at = SAVED, item.id, clock.now()
    session.add(draft)
    return item


def drop_draft(session: Session, draft: Draft) -> None:
    """Leave a draft out. Nothing is deleted: it can be brought back."""
    draft.state, draft.ended_at = DROPPED, clock.now()
    session.add(draft)


def bring_back(session: Session, draft: Draft) -> None:
    """Bring back a draft that was left out."""
    if draft.state == DROPPED:
        refused = not draft.sha256 and not WEB.fullmatch(draft.url)
        draft.state = REFUSED if refused else READY if draft.sha256 else NOT_CAPTURED
        draft.ended_at = ""
        session.add(draft)
