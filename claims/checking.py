"""The checks of a matter as it is stored: its originals are looked for in the file store."""

from claims.casefile import CaseFile
from claims.checks import CheckFinding, run
from core.blobs import FileStore


def findings_of(file: CaseFile, store: FileStore) -> list[CheckFinding]:
    """Check a file whose quotations were matched (`claims.quoting.with_quotes`), and see that its originals are there."""
    held = {stored.sha256 for stored in file.files}
    return run(file, {sha256 for sha256 in held if not store.path(sha256).is_file()})
