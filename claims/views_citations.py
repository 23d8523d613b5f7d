"""The form of a citation when it is opened from a page of an item: filled in with what stands there, anchored there once saved."""

from dataclasses import dataclass

from flask import request
from sqlmodel import Session

from accounts.guard import Desk
from claims.models import Citation
from claims.views_quoting import QuotingPages
from core.errors import Missing
from core.records import Record
from core.web.forms import Form
from core.web.plumbing import house
from evidence.models import EvidenceItem, StoredFile
from evidence.pages import texts_of
from evidence.pointing import Pointed, anchor_at, pointed_at
from evidence.views_pages import held


@dataclass(frozen=True)
class _Asked:
    """What the address of the form points to: the file of an item, and the place in it."""

    item: EvidenceItem
    file: StoredFile
    pointed: Pointed


class CitationPages(QuotingPages):
    """The pages of citations: as those of every register, and opened from a page with its words."""

    def form(self, session: Session, desk: Desk, row: Record | None = None) -> Form:
        """Fill in the words that the address points to, exactly as they stand, and where."""
        form = super().form(session, desk, row)
        asked = _asked(session, desk.matter.id) if row is None else None
        if asked:
            form.fill({"quote": asked.pointed.words, "pinpoint": asked.pointed.pinpoint})  # fmt: skip
        return form

    def after_saving(self, session: Session, row: Record, form: Form) -> bool:
        """Anchor the quote at the place it was chosen at; words that were changed in the form are not those of that place."""
        asked = _asked(session, row.matter_id)
        if (
            asked
            and isinstance(row, Citation)
            and row.evidence_id == asked.item.id
            and asked.pointed.holds(row.quote)
        ):
            anchor_at(session, row, asked.file, asked.pointed, row.quote)
        return super().after_saving(session, row, form)


def _asked(session: Session, matter_id: str) -> _Asked | None:
    """Read what the address points to; nothing where it points to nothing that is there."""
    try:
        item, file = held(session, matter_id, request.args.get("evidence", ""))
    except Missing:
        return None
    pointed = pointed_at(texts_of(session, house().files, file), request.args)
    return _Asked(item, file, pointed) if pointed else None
