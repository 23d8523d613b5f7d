"""What was done in a matter lately, read from the end of its log: who, when, and to which records."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlmodel import Session, col, select

from core.log import LogEntry

LOOK_BACK = 300  # entries from the end of the log; a change of more rows is shown by its last ones
LINKS = "record_links"


@dataclass
class Done:
    """What one person did at one instant: the acts, each with the ids of the rows it touched, the latest first."""

    at: str
    actor: str
    acts: dict[str, list[str]] = field(default_factory=dict)
    is_cut: bool = False


def latest(
    session: Session, tree: str, owners: Mapping[str, str], *, most: int
) -> list[Done]:
    """Give the latest changes of a matter.

    Args:
        session: a reading session.
        tree: the matter's id.
        owners: for rows that are an entry in a record's list, the id of that record.
        most: so many changes at most.

    Returns:
        The changes, the latest first. Entries of one actor at one instant are one change, as they were one save.
    """
    query = select(LogEntry).where(LogEntry.tree == tree)
    newest = query.order_by(col(LogEntry.position).desc()).limit(LOOK_BACK)
    found: list[Done] = []
    entries = session.exec(newest).all()
    for entry in entries:
        if not found or (found[-1].at, found[-1].actor) != (entry.at, entry.actor):
            if len(found) == most:
                break
            found.append(Done(entry.at, entry.actor))
        act = "revised" if entry.subject == LINKS else entry.act.split(":")[-1]
        row = owners.get(entry.row, entry.row)
        touched = found[-1].acts.setdefault(act, [])
        if row not in touched:
            touched.append(row)
    else:
        if len(entries) == LOOK_BACK:
            found[-1].is_cut = True
    for done in found:
        _entered_once(done)
    return found


def _entered_once(done: Done) -> None:
    """What was entered was not changed as well: its lists came with it."""
    entered = set(done.acts.get("recorded", ()))
    if not entered or "revised" not in done.acts:
        return
    rest = [] if done.is_cut else [row for row in done.acts["revised"] if row not in entered]  # fmt: skip
    done.acts["revised"] = rest
