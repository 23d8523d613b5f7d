"""The sample matter: loaded through the importer like any other tables."""

from pathlib import Path

from sqlmodel import Session, select

from accounts.models import Matter
from claims.tables.importing import Destination, Outcome, import_delivery
from claims.tables.opening import open_delivery
from claims.tables.planning import Options
from core.blobs import FileStore
from core.errors import Conflict

FOLDER = Path(__file__).resolve().parents[2] / "sample" / "likes"
SLUG, NAME = "likes", "The “likes” case"
AT_STAKE = (
    "In March 2016 Sam Rainsy, then president of the Cambodia National Rescue Party, said that Prime Minister Hun Sen had bought "
    "Facebook likes abroad, and that officials had been told to make accounts. A court in Phnom Penh found him guilty of publicly "
    "defaming Som Soeun, who had complained; a court of appeal affirmed it; a court in California denied his application for "
    "records held by Facebook. None of the three rulings is recorded as saying whether the likes were bought."
)


def load_sample(session: Session, store: FileStore) -> Outcome:
    """Load the sample matter; where it is loaded already nothing changes, whatever has been done to it since.

    Raises:
        Conflict: a matter of that short name is not the sample.
    """
    with open_delivery(FOLDER, "", {}) as delivery:
        loaded = session.exec(select(Matter).where(Matter.slug == SLUG)).first()
        if loaded is None:
            into = Destination(SLUG, NAME, is_sample=True)
            outcome = import_delivery(session, store, delivery, into, Options())
            for matter in session.exec(select(Matter).where(Matter.slug == SLUG)):
                matter.at_stake = AT_STAKE
                session.add(matter)
            return outcome
        if not loaded.is_sample:
            raise Conflict(f"There is a matter “{SLUG}” that is not the sample.")
        rows = sum(len(table.rows) for table in delivery.tables)
        return Outcome(rows, unchanged=rows)
