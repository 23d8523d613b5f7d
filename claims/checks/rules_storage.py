"""Checks of the stored state: what no form or import can have made, so that nothing could be printed truly from it.

Such a finding blocks every export, and while one stands nothing else is checked: the other rules follow these references.
"""

from collections.abc import Collection, Iterator

from claims.casefile import CaseFile, register_of
from claims.checks.fault import Fault, fault
from claims.registers import REGISTERS
from core.fields import Field, Link, Links, TextOrLink, When
from core.records import Record
from evidence.models import StoredFile


def broken(file: CaseFile, lost: Collection[str] = ()) -> Iterator[Fault]:
    """Find records that point to nothing, hold what no list allows, or whose stored file is lost.

    Args:
        file: the matter's file.
        lost: SHA-256 of originals that the file store does not have.
    """
    for register in REGISTERS:
        for row in file.rows(register.table):
            for field in register.fields:
                if wrong := _wrong(file, row, field):
                    sentence = (
                        f"{file.number(row)} cannot be printed as it is stored: {wrong}"
                    )
                    yield fault(sentence, row)
    yield from _lists(file)
    yield from _files(file, lost)


def _wrong(file: CaseFile, row: Record, field: Field) -> str:
    """Say what is wrong with one field, or nothing."""
    if isinstance(field, Links):
        return ""
    if isinstance(field, Link | TextOrLink):
        target = getattr(row, f"{field.name}_id")
        return (
            f"its {field.name} is no record of this matter."
            if target and not _is_one(file, target, field.to)
            else ""
        )
    problem = field.check(field.load(row))
    if problem is None and isinstance(field, When):
        return _wrong_date(row, field)
    return problem.sentence if problem else ""


def _is_one(file: CaseFile, target: str, tables: Collection[str]) -> bool:
    found = file.by_id.get(target)
    return found is not None and register_of(found).table in tables


def _wrong_date(row: Record, field: When) -> str:
    text = getattr(row, f"{field.name}_text")
    try:
        date = field.load(row)
        stored = field.stored(date)
    except ValueError:
        return f"its {field.name} is no date that can be read."
    if any(stored[name] != getattr(row, name) for name in field.columns):
        return f"its {field.name}, “{text}”, is stored with other days than it means."
    return ""


def _lists(file: CaseFile) -> Iterator[Fault]:
    for link in file.links:
        owner = file.by_id.get(link.owner_id)
        if (
            owner is not None
            and not link.withdrawn_at
            and link.target_id not in file.by_id
        ):
            sentence = f"{file.number(owner)} cannot be printed as it is stored: its list “{link.field}” names no record of this matter."
            yield fault(sentence, owner)


def _files(file: CaseFile, lost: Collection[str]) -> Iterator[Fault]:
    seen: set[str] = set()
    for stored in file.files:
        item = file.by_id.get(stored.item_id)
        if item is None or stored.replaced_at:
            continue
        if stored.sha256 in lost:
            yield fault(
                f"The stored file of {file.number(item)} is not in the file store.",
                item,
            )
        elif wrong := _damage(file, stored):
            yield fault(f"{wrong[0]} of {file.number(item)} failed its last check: {wrong[1]} Put it back from a backup, then run: claimtrail files verify", item)  # fmt: skip
        if stored.item_id in seen:
            yield fault(
                f"{file.number(item)} has more than one present original.", item
            )
        seen.add(stored.item_id)


def _damage(file: CaseFile, stored: StoredFile) -> tuple[str, str] | None:
    """Say which file did not match its hash when it was last checked, the original or what was made of it, and how."""
    if found := file.damage.get(stored.sha256):
        return "The stored file", found
    made = (row.sha256 for row in file.renditions if row.file_id == stored.id)
    found = next((file.damage[sha256] for sha256 in made if sha256 in file.damage), "")
    return ("The text kept", found) if found else None
