"""Which originals travel inside a dossier, and under which names. Those of sealed items never leave the house."""

from pathlib import PurePosixPath

from claims.casefile import CaseFile
from claims.quoting import quotations
from evidence.models import EvidenceItem, StoredFile

SEALED = "sealed"
WITHOUT_ORIGINALS = ("bundle",)  # profiles that carry no files


def originals(file: CaseFile) -> dict[str, tuple[EvidenceItem, StoredFile]]:
    """Give the items whose originals travel inside, by the names the files have there: `E-001.txt`."""
    return {
        f"{file.number(item)}{_ending(stored.name)}": (item, stored)
        for item in file.evidence
        if (stored := file.files_of.get(item.id)) and item.confidentiality != SEALED
    }


def leaving(file: CaseFile, *, whole: bool) -> list[EvidenceItem]:
    """Give the items of which something leaves the house in a dossier: words that are quoted and, in a whole one, the originals."""
    gone = {item.id for item, _stored in originals(file).values()} if whole else set()
    for row, _quote, items in quotations(file):
        gone |= {item.id for item in items if not row.withdrawn_at}
    return [item for item in file.evidence if item.id in gone]


def _ending(name: str) -> str:
    """Give the ending of a file's name where it is plain letters and digits."""
    ending = PurePosixPath(name).suffix.lower()
    return ending if ending[1:].isascii() and ending[1:].isalnum() else ""
