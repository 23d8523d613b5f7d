"""Run migrations on the connection that `core.db.Database.migrate` opened, and put the log's guards back after each run."""

from alembic import context

import accounts.models  # noqa: F401 - importing a module declares its tables
import claims.models  # noqa: F401 - importing a module declares its tables
import core.jobs
import core.records
import core.stamps  # noqa: F401 - importing a module declares its tables
import evidence.models  # noqa: F401 - importing a module declares its tables
from core import log
from core.db import metadata

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=metadata(),
    render_as_batch=True,
    compare_type=True,
)
context.run_migrations()
log.guard(connection)
