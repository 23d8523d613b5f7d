"""One installation: its settings, its database and its file store, opened when they are first needed."""

from functools import cached_property

from core.blobs import FileStore
from core.db import Database
from core.settings import Settings


class House:
    """What every command and page works with."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings

    @cached_property
    def database(self) -> Database:
        """Open the database; its folder is made when it is not there, and its tables are brought up to date."""
        self.settings.data.mkdir(parents=True, exist_ok=True, mode=0o700)
        database = Database(
            self.settings.database_url, self.settings.data / "log-heads.jsonl"
        )
        database.migrate()
        return database

    @cached_property
    def files(self) -> FileStore:
        """Open the file store."""
        return FileStore(self.settings.files)


def open_house(settings: Settings) -> House:
    """Open an installation at once, so that what is wrong with it shows at the start."""
    house = House(settings)
    house.database  # noqa: B018 - reading it opens it
    return house
