"""Anchoring: every quotation that stands in a stored text gets the anchor that says where.

This is called where records are saved (`claims.views_quoting`, `claims.tables.importing`) and once a text was read anew
(`claims.jobs`). It makes what is missing and changes no anchor: words that moved wait for a person.
"""

from collections.abc import Container

from sqlmodel import Session

from accounts.models import Matter
from claims.casefile import CaseFile, read_casefile
from claims.quoting import Texts, matched, quotations
from core import clock
from core.blobs import FileStore
from core.records import Record
from evidence.anchors import WORDS, anchored, choice, is_of
from evidence.models import EvidenceItem, QuoteAnchor
from evidence.quotes import find

Quotation = tuple[Record, str, list[EvidenceItem]]


def anchor_quotes(
    session: Session, store: FileStore, matter: Matter, only: Container[str] | None = None
) -> int:  # fmt: skip
    """Anchor the quotations of a matter that have no anchor of their words yet, and note what became of the others.

    Args:
        session: a transaction.
        store: where the texts lie.
        matter: the matter.
        only: the ids of the records to look at; all, where nothing is given.

    Returns:
        How many anchors were made.
    """
    session.flush()
    file = read_casefile(session, matter)
    texts, made = Texts(file, store), 0
    for row, quote, items in quotations(file):
        if only is not None and row.id not in only:
            continue
        held = file.anchor_of.get(row.id)
        if held and _is_good(held, quote, items):
            _note(session, held, matched(file, texts, row, quote, items).state)
            continue
        new = _new(session, file, texts, held, (row, quote, items))
        if held:
            held.replaced_at = clock.now()
        session.add_all(filter(None, (held, new)))
        made += new is not None
    return made


def _is_good(anchor: QuoteAnchor, quote: str, items: list[EvidenceItem]) -> bool:
    return is_of(anchor, quote) and anchor.item_id in {item.id for item in items}


def _note(session: Session, anchor: QuoteAnchor, state: str) -> None:
    if anchor.kind == WORDS and anchor.state != state:
        anchor.state, anchor.checked_at = state, clock.now()
        session.add(anchor)


def _new(
    session: Session, file: CaseFile, texts: Texts, held: QuoteAnchor | None, quotation: Quotation
) -> QuoteAnchor | None:  # fmt: skip
    """Anchor words at the first place that has them, nothing where none does; words typed from a picture stay with it."""
    row, quote, items = quotation
    actor = session.info["actor"]
    if held and held.kind != WORDS and held.item_id in {item.id for item in items}:
        kept = held.model_dump(exclude={"id", "exact", "made_at", "made_by"})
        return QuoteAnchor(**kept, exact=quote, made_at=clock.now(), made_by=actor)
    for item in items:
        joined = texts.of(item.id).joined
        if joined and (places := find(quote, joined)):
            stored = file.files_of[item.id]
            named = str(row.__tablename__), row.id
            return anchored(named, stored, file.text_of.get(stored.id), places[0], actor, choice(places))  # fmt: skip
    return None
