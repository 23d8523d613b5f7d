"""The pages of records that quote: what they quote is anchored whenever they are saved."""

from sqlmodel import Session

from accounts.models import Matter
from accounts.views_records import RecordPages
from claims.anchoring import anchor_quotes
from core.records import Record
from core.web.forms import Form
from core.web.plumbing import house


class QuotingPages(RecordPages):
    """The pages of a register whose records hold words of an item."""

    def after_saving(self, session: Session, row: Record, form: Form) -> bool:
        """Anchor the words where they stand; an anchor is no change of the record."""
        matter = session.get_one(Matter, row.matter_id)
        anchor_quotes(session, house().files, matter, {row.id})
        return super().after_saving(session, row, form)
