"""A dossier written to a file, and the log's word that it was: one act for the command line and for the pages."""

import os
import secrets
from collections.abc import Callable
from pathlib import Path

from sqlmodel import Session

from accounts.matters import matter_by_slug
from accounts.models import Matter
from claims.casefile import read_casefile
from core import log
from core.canonical import Json
from core.house import House
from core.timestamps import read_trust
from evidence.custody import EXPORTED, Handling, handle
from evidence.fixity import refuse_damaged
from evidence.models import EvidenceItem
from exports.dossier import Finished, build_dossier
from exports.originals import WITHOUT_ORIGINALS, leaving
from exports.selection import Selection, select


def export_to(
    house: House,
    slug: str,
    selection: Selection,
    path: Path,
    progress: Callable[[str], None],
    actor: str,
) -> Finished:
    """Make a dossier, write it, and log apart from the records that it was exported, and in the custody of what left.

    Raises:
        ClaimtrailError: there is no such matter, or the dossier cannot be made.
        OSError: the file cannot be written.
    """
    with house.database.reading() as session:
        matter = matter_by_slug(session, slug)
        file = read_casefile(session, matter)
        shown = select(file, selection).file
        gone = leaving(shown, whole=selection.profile not in WITHOUT_ORIGINALS)
        progress("Holding the stored files against their hashes")
        items = {(matter.slug, file.number(item)) for item in gone}
        refuse_damaged(house, session, items, "export")
        finished = build_dossier(
            session,
            file,
            house.files,
            selection,
            progress,
            read_trust(house.settings.tsa_certificates),
        )
    _write(path, finished.pdf)
    with house.database.transaction(actor) as session:
        _write_down(session, matter, selection, finished.sha256, gone)
    return finished


def _write_down(session: Session, matter: Matter, selection: Selection, sha256: str, gone: list[EvidenceItem]) -> None:  # fmt: skip
    """Enter an export in the custody of what left with it, and in the log of the house."""
    means = f"{selection.profile}, SHA-256 {sha256}"
    for item in gone:
        handle(session, item, Handling(verb=EXPORTED, means=means))
    told = {"matter": matter.id, "profile": selection.profile, "sha256": sha256}
    changes: dict[str, tuple[Json, Json]] = {name: (None, value) for name, value in told.items()}  # fmt: skip
    log.append(session, log.HOUSE, "dossier:exported", "dossier", sha256, changes)


def _write(path: Path, content: bytes) -> None:
    """Put the file in place whole or not at all."""
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        with draft.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
