"""The drafts of one person as the page “Take in” shows them, and what may go out from it."""

from collections import Counter
from collections.abc import Sequence

from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from accounts.guard import Desk
from core.web.addresses import record_url
from core.web.plumbing import house
from evidence.asking import RUNNING, why_not
from evidence.forms_intake import Row, Twin, guesses_in, title_of
from evidence.intake import DROPPED, REFUSED, WAITING, twins_of
from evidence.models import Capture, Draft
from evidence.registers import EVIDENCE

SHOWN = 300  # drafts on one page; the others follow as these are saved
RECENT = 50  # drafts left out that can be brought back


def rows_of(session: Session, desk: Desk) -> list[Row]:
    """Give the open drafts of this person in this matter, the oldest first, each with what is known of it."""
    query = _own(desk).where(Draft.ended_at == "")
    order = (Draft.made_at, Draft.name, Draft.url, Draft.id)
    drafts = session.exec(query.order_by(*order).limit(SHOWN)).all()
    captures = _captures(session, drafts)
    twins = twins_of(session, drafts)
    may_go_out = not why_not(house(), desk.matter)
    rows = [
        _row(draft, captures.get(draft.id), may_go_out=may_go_out) for draft in drafts
    ]
    for row in rows:
        if item := twins.get(row.draft.id):
            url = record_url(desk.matter.slug, EVIDENCE, item)
            row.duplicate = Twin(EVIDENCE.number(item), url, item.title)
            row.state = "duplicate"
    return rows


def _own(desk: Desk) -> SelectOfScalar[Draft]:
    return select(Draft).where(Draft.matter_id == desk.matter.id, Draft.made_by == desk.user.name)  # fmt: skip


def _row(draft: Draft, capture: Capture | None, *, may_go_out: bool) -> Row:
    runs = capture is not None and capture.state in RUNNING
    state, why = (capture.state, capture.reason) if capture else (draft.state, draft.reason)  # fmt: skip
    done = capture is not None and capture.state.startswith("captured")
    return Row(
        draft,
        f"capture {state}" if runs else state,
        why,
        may_save=not runs and draft.state not in {REFUSED, WAITING},
        may_capture=may_go_out and bool(draft.url) and draft.state != REFUSED and not runs and not done,
        runs=runs or draft.state == WAITING,
        title=title_of(draft),
        guesses=guesses_in(draft),
    )  # fmt: skip


def _captures(session: Session, drafts: Sequence[Draft]) -> dict[str, Capture]:
    """Find the last capture of each draft."""
    ids = [draft.id for draft in drafts if draft.url]
    query = select(Capture).where(col(Capture.draft_id).in_(ids))
    found = session.exec(query.order_by(col(Capture.began_at))).all()
    return {capture.draft_id: capture for capture in found}


def left_out(session: Session, desk: Desk) -> Sequence[Draft]:
    """Give the drafts that this person left out last."""
    query = _own(desk).where(Draft.state == DROPPED)
    return session.exec(query.order_by(col(Draft.ended_at).desc()).limit(RECENT)).all()


def own_draft(session: Session, desk: Desk, key: str) -> Draft | None:
    """Find a draft of this person in this matter."""
    return session.exec(_own(desk).where(Draft.id == key)).first()


def summary(rows: Sequence[Row]) -> str:
    """Count the drafts by state: `40 drafts: 38 ready, 1 duplicate, 1 refused`."""
    if not rows:
        return "none"
    told = Counter(row.state for row in rows)
    counted = ", ".join(f"{count} {state}" for state, count in told.most_common())
    return f"{len(rows)} {'draft' if len(rows) == 1 else 'drafts'}: {counted}"
