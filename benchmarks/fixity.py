"""Stored files against their hashes, beside plain `sha256sum` over the same files: how near to the machine's own limit."""

import os
import shutil
import statistics
import subprocess
from collections.abc import Callable
from pathlib import Path

from core.blobs import FileStore
from core.db import Database
from evidence.fixity import Held, examine_and_keep

FILES = 24
SIZE = 16 << 20  # bytes each
ROUNDS = 5


def measure(folder: Path, seconds: Callable[[Callable[[], object]], float]) -> None:
    """Hash the same files by both, in turn and from memory: one thread against one process, then all cores."""
    program = shutil.which("sha256sum")
    if program is None:
        print("Stored files: not measured, sha256sum is not installed.")
        return
    database = Database(f"sqlite:///{folder / 'fixity.db'}")
    database.migrate()
    store = FileStore(folder / "files")
    held = [_kept(store) for _ in range(FILES)]
    paths = [str(store.path(one.sha256)) for one in held]
    total = FILES * SIZE / 1e6

    def plain() -> object:
        return subprocess.run([program, *paths], capture_output=True, check=True)  # noqa: S603 - the system's own program

    for threads in dict.fromkeys((1, os.cpu_count() or 1)):

        def ours(threads: int = threads) -> object:
            return list(examine_and_keep(database, store, held, "bench", threads))

        pairs = [(seconds(ours), seconds(plain)) for _ in range(ROUNDS)]
        mine, other = (statistics.median(times) for times in zip(*pairs, strict=True))
        print(
            f"Files verified, {total:,.0f} MB, {threads} thread(s): {total / mine:,.0f} MB/s; "
            f"sha256sum, one process: {total / other:,.0f} MB/s; speed {100 * other / mine:.0f} % (limit: above 80 %)"
        )
    database.close()


def _kept(store: FileStore) -> Held:
    draft = store.folder.parent / "draft"
    draft.write_bytes(os.urandom(SIZE))
    with draft.open("rb") as stream:
        kept = store.put(stream)
    return Held(kept.sha256)
