"""Which originals travel inside a dossier, and under which names. Those of sealed items never leave the house."""

from pathlib import PurePosixPath

from claims.casefile import CaseFile
from evidence.models import EvidenceItem, StoredFile

SEALED = "sealed"


def originals(file: CaseFile) -> dict[str, tuple[EvidenceItem, StoredFile]]:
    """Give the items whose originals travel inside, by the names the files have there: `E-001.txt`."""
    return {
        f"{file.number(item)}{_ending(stored.name)}": (item, stored)
        for item in file.evidence
        if (stored := file.files_of.get(item.id)) and item.confidentiality != SEALED
    }


def _ending(name: str) -> str:
    """Give the ending of a file's name where it is plain letters and digits."""
    ending = PurePosixPath(name).suffix.lower()
    return ending if ending[1:].isascii() and ending[1:].isalnum() else ""
