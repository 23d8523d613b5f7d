"""One installation: its settings, its database and its file store, opened when they are first needed."""

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any

from core.blobs import FileStore
from core.db import Database
from core.settings import Settings


class House:
    """What every command and page works with.

    `handlers` does the jobs, each by the name of its kind; those of the kinds in `daily` are planned anew each day.
    A worker does what is in `at_start` before its first job.
    """

    def __init__(
        self,
        settings: Settings,
        handlers: "Handlers | None" = None,
        daily: tuple[str, ...] = (),
        at_start: "tuple[Callable[[House], object], ...]" = (),
    ) -> None:
        self.settings = settings
        self.handlers = handlers or {}
        self.daily = daily
        self.at_start = at_start

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


Handlers = Mapping[str, Callable[[House, Any], None]]


def open_house(settings: Settings, handlers: Handlers | None = None) -> House:
    """Open an installation at once, so that what is wrong with it shows at the start."""
    house = House(settings, handlers)
    house.database  # noqa: B018 - reading it opens it
    return house
