"""What a check finds, and the words in which it says so: records by number, neutral, the same on every run."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from claims.casefile import CaseFile, register_of
from claims.checks.view import View
from claims.chronology import date_of, title_of
from claims.models import Ruling
from claims.sheets import list_words, origin_name
from core.canonical import Json
from core.records import Record
from evidence.models import EvidenceItem

BLOCKS, CONTRADICTION, GAP = "blocks", "contradiction", "gap"
SEVERITIES = {
    BLOCKS: ("Blocks an export", "Records that cannot be printed as they are stored"),
    CONTRADICTION: ("Contradictions", "Things that cannot all stand as printed"),
    GAP: ("Gaps", "Things the file does not hold or no one has said"),
}
FEW = 8  # numbers written out one by one; of more, runs are written as E-001 to E-009


@dataclass(frozen=True)
class Fault:
    """What a rule yields: the records concerned, the foremost first, and one sentence that names them."""

    records: tuple[Record, ...]
    sentence: str


@dataclass(frozen=True)
class Rule:
    """One check: its name for machines, its name for readers, how grave a fault is, and the function that looks."""

    name: str
    heading: str
    severity: str
    find: Callable[[View], Iterable[Fault]]


@dataclass(frozen=True)
class Named:
    """A record as a finding names it; `id` lets a page link it."""

    id: str
    kind: str
    number: str
    key: str
    title: str


@dataclass(frozen=True)
class CheckFinding:
    """One gap or contradiction."""

    rule: str
    heading: str
    severity: str
    records: tuple[Named, ...]
    sentence: str

    @property
    def blocks(self) -> bool:
        """Say whether nothing may be exported while this stands."""
        return self.severity == BLOCKS

    def as_json(self) -> dict[str, Json]:
        """Write the finding as the contract has it."""
        records: list[Json] = [
            {"kind": row.kind, "number": row.number, "key": row.key, "title": row.title}
            for row in self.records
        ]
        return {
            "rule": self.rule, "severity": self.severity, "records": records, "sentence": self.sentence,
        }  # fmt: skip


def named(file: CaseFile, row: Record) -> Named:
    """Name a record for a finding."""
    noun = register_of(row).noun
    kind = "evidence" if isinstance(row, EvidenceItem) else noun
    title = " ".join(title_of(row, file).split())
    return Named(row.id, kind, file.number(row), row.key, title)


def fault(sentence: str, *records: Record | Iterable[Record]) -> Fault:
    """Make a fault of records and lists of records, each named once, in order."""
    found: dict[str, Record] = {}
    for entry in records:
        for row in [entry] if isinstance(entry, Record) else entry:
            found.setdefault(row.id, row)
    return Fault(tuple(found.values()), sentence[:1].upper() + sentence[1:])


def have(rows: Sequence[object]) -> str:
    """Choose the verb for so many."""
    return "has" if len(rows) == 1 else "have"


def are(rows: Sequence[object]) -> str:
    """Choose the verb for so many."""
    return "is" if len(rows) == 1 else "are"


def item_name(file: CaseFile, item: EvidenceItem) -> str:
    """Name an item by number and source: `E-018 Xinhua`."""
    return f"{file.number(item)} {origin_name(file, item)}"


def numbers(file: CaseFile, rows: Iterable[Record]) -> str:
    """List records by number, each once; of many, runs are written from first to last."""
    unique = list({row.id: row for row in rows}.values())
    if len(unique) <= FEW:
        return list_words([file.number(row) for row in unique])
    runs: list[list[Record]] = []
    for row in unique:
        last = runs[-1][-1] if runs else None
        if last and type(row) is type(last) and row.number == last.number + 1:
            runs[-1].append(row)
        else:
            runs.append([row])
    return list_words([words for run in runs for words in _run(file, run)])


def _run(file: CaseFile, run: Sequence[Record]) -> list[str]:
    if len(run) < 3:
        return [file.number(row) for row in run]
    return [f"{file.number(run[0])} to {file.number(run[-1])}"]


def date_words(row: Record, name: str = "date") -> str:
    """Write one of a record's dates in words."""
    date = date_of(row, name)
    return date.words if date else ""


def ruling_name(file: CaseFile, row: Ruling) -> str:
    """Name a ruling by number, court and date: `R-001 (Court of Appeal, 9 February 2017)`."""
    proceeding = file.by_id[row.proceeding_id]
    court = file.by_id.get(row.court_id or getattr(proceeding, "court_id", "") or "")
    told = [name for name in (getattr(court, "name", ""), date_words(row)) if name]
    return file.number(row) + (f" ({', '.join(told)})" if told else "")
