"""One installation: its settings, its database and its file store, opened together."""

from dataclasses import dataclass

from core.blobs import FileStore
from core.db import Database
from core.settings import Settings


@dataclass(frozen=True)
class House:
    """What every command and page works with."""

    settings: Settings
    database: Database
    files: FileStore


def open_house(settings: Settings) -> House:
    """Open an installation; its folder is made when it is not there, and its tables are brought up to date."""
    settings.data.mkdir(parents=True, exist_ok=True, mode=0o700)
    database = Database(settings.database_url, settings.data / "log-heads.jsonl")
    database.migrate()
    return House(settings, database, FileStore(settings.files))
