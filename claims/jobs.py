"""The jobs of the claims room, each by the name of its kind."""

from collections.abc import Callable

from accounts.models import Matter
from claims.anchoring import anchor_quotes
from core.house import House
from core.jobs import Job
from evidence.renditions import TEXT_READ


def check_quotes(house: House, job: Job) -> None:
    """Anchor what a text that was read anew makes findable, and note which quotations still stand where they did."""
    with house.database.transaction("worker") as session:
        matter = session.get_one(Matter, job.subject)
        anchor_quotes(session, house.files, matter)


HANDLERS: dict[str, Callable[[House, Job], None]] = {TEXT_READ: check_quotes}
