"""Write the migration that brings the tables of the last one to those that the models declare now."""

import sys
import tempfile
from pathlib import Path

from alembic import command
from alembic.config import Config

from core.db import MIGRATIONS, Database


def write(title: str) -> None:
    """Compare the models with a new database that has every migration so far, and write down the difference."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{Path(folder) / 'claimtrail.db'}")
        database.migrate()
        with database.writer.connect() as connection:
            config.attributes["connection"] = connection
            command.revision(config, message=title, autogenerate=True)
        database.close()


if __name__ == "__main__":
    if len(sys.argv) != 2 or not sys.argv[1]:
        sys.exit('Say what changes: make migrate TITLE="add the judge of a ruling"')
    write(sys.argv[1])
