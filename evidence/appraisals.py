"""Who graded what, when and why: the reliability of a source and the credibility of an item, each read from the log.

After the Admiralty system (NATO AJP-2.1) the two are judged apart: a grade of one says nothing of the other.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlmodel import Session

from core.history import versions
from core.records import Record, Register
from evidence.models import EvidenceItem, Source
from evidence.registers import CREDIBILITY, EVIDENCE, RELIABILITY, SOURCES


@dataclass(frozen=True, slots=True)
class Grade:
    """One grade as it was given: the letter or number, its words, why, by whom and when; an empty mark is a grade taken back."""

    mark: str
    words: str
    reason: str
    by: str
    at: str


@dataclass(frozen=True, slots=True)
class Appraisal:
    """How far something is trusted now, and how it was graded before, the latest first."""

    grade: Grade | None
    earlier: tuple[Grade, ...]


@dataclass(frozen=True, slots=True)
class Grades:
    """Both appraisals of an item; one without a source has no reliability to speak of."""

    source: Appraisal | None
    item: Appraisal


def grades_of(session: Session, item: EvidenceItem) -> Grades:
    """Give how an item and its source are graded, and were."""
    source = session.get(Source, item.source_id) if item.source_id else None
    return Grades(
        source=appraisal_of_source(session, source) if source else None,
        item=_appraisal(session, EVIDENCE, item, "credibility", CREDIBILITY),
    )


def appraisal_of_source(session: Session, source: Source) -> Appraisal:
    """Give the reliability of a source, with every grade it had."""
    return _appraisal(session, SOURCES, source, "reliability", RELIABILITY)


def _appraisal(session: Session, register: Register, row: Record, name: str, gloss: Mapping[str, str]) -> Appraisal:  # fmt: skip
    mark = reason = ""
    given: list[Grade] = []
    for version in reversed(versions(session, register, row)):
        changed = {change.field.name: change.new for change in version.changes}
        if name not in changed and f"{name}_reason" not in changed:
            continue
        mark = changed.get(name, mark)
        reason = changed.get(f"{name}_reason", reason)
        if mark or (given and given[-1].mark):
            given.append(Grade(mark, gloss.get(mark, "not graded"), reason, version.actor, version.at))  # fmt: skip
    standing = given.pop() if given and given[-1].mark else None
    return Appraisal(standing, tuple(reversed(given)))
