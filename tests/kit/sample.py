"""An installation that holds the sample matter, with the cast in it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlmodel import Session

from accounts import matters
from accounts.models import Matter
from claims.casefile import CaseFile, read_casefile
from claims.tables.sample import load_sample
from tests.kit.databases import SqliteDatabases
from tests.kit.pages import CAST, Installation, install


@contextmanager
def installed_sample(
    databases: SqliteDatabases, folder: Path
) -> Iterator[Installation]:
    """Set up an installation over SQLite and load the sample; Charlie and Root do not belong to it."""
    for url in databases.fresh(folder):
        found = install(url, folder)
        with found.house.database.transaction("tests") as session:
            load_sample(session, found.house.files)
            likes = matters.matter_by_slug(session, "likes")
            for name, role in CAST.items():
                if role:
                    matters.set_role(session, likes, found.people[name], role)
        yield found
        found.close()


def sample_file(session: Session) -> tuple[Matter, CaseFile]:
    """Read the sample matter."""
    likes = matters.matter_by_slug(session, "likes")
    return likes, read_casefile(session, likes)
