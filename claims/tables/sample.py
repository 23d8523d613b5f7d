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
    "Whether the followers of a prime minister’s Facebook page were bought, and whether officials were told to make accounts to "
    "like it; who said so, on what evidence, and what became of it in two courts of Cambodia and one of the United States."
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
