"""What every part of the document works with: the file, its anchors and back-references, and the ways to put things in words."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from claims.casefile import CaseFile, register_of, standing
from claims.chronology import title_of
from claims.models import Citation, Finding, Party
from core.clock import instant
from core.dates import UncertainDate
from core.records import Record
from evidence.anchors import LOST, MATCHES, MOVED, NOT_CHECKABLE
from evidence.models import EvidenceItem, Source
from evidence.registers import CREDIBILITY, RELIABILITY
from exports.blocks import Break, Link, Paragraph, Ref, Run, Runs, Stance, Text
from exports.selection import Cut
from exports.snapshot import Snapshot, casefile_from

NUMBER = re.compile(r"\b[A-Z]{1,2}-\d{3,}\b")
HOMES = (
    "claims",
    "evidence",
    "events",
    "rulings",
    "proceedings",
    "sources",
    "parties",
    "figures",
)  # the tables whose records stand at a place of their own
NOT_RECORDED = "not recorded"
LATIN_END = 0x52F  # beyond Latin, Greek and Cyrillic a name is one in another script
CLOSING = tuple(
    ".!?…‽。！？．؟۔।॥။។៕"
)  # what ends a sentence, in the scripts that mark it
QUOTES = "”’»›\"')]）」』 "


@dataclass(frozen=True)
class Use:
    """One place that rests on an evidence item: the record, and how the item stands to it."""

    record: Record
    how: str


@dataclass(frozen=True)
class Book:
    """The snapshot and the file built from it."""

    value: Snapshot
    file: CaseFile

    @cached_property
    def homes(self) -> dict[str, str]:
        """Give the anchor of every number that has a place of its own; a withdrawn figure has left its table."""
        numbers = (
            self.file.number(row)
            for table in HOMES
            for row in self.file.rows(table)
            if table != "figures" or not row.withdrawn_at
        )
        return {number: number.lower() for number in numbers}

    @cached_property
    def cuts(self) -> dict[str, list[Cut]]:
        """Give the ties that lead out of the dossier, by the id of the record they start from."""
        found = defaultdict(list)
        for one in self.value["cut"]:
            found[one["owner"]].append(Cut(**one))
        return found

    @cached_property
    def uses(self) -> dict[str, list[Use]]:
        """Give by an item's id everything that rests on it, each record once for each way."""
        found: dict[str, dict[tuple[str, str], Use]] = defaultdict(dict)
        for citation in standing(self.file.citations):
            record = self.home_of(citation)
            if record and not record.withdrawn_at:
                use = Use(record, citation.stance)
                found[citation.evidence_id][record.id, use.how] = use
        for table in ("occasions", "findings", "rulings"):
            for row in standing(self.file.rows(table)):
                record = self.home_of(row)
                for item in self.file.linked(row, "evidence") if record else ():
                    known = found[item.id]
                    if record and all(key[0] != record.id for key in known):
                        known[record.id, "reports"] = Use(record, "reports")
        for figure in standing(self.file.figures):
            found[figure.evidence_id][figure.id, "prints"] = Use(figure, "prints")
        return {item: list(uses.values()) for item, uses in found.items()}

    def home_of(self, row: Record) -> Record | None:
        """Give the record at whose place another is printed: a citation's claim, a finding's ruling."""
        for name in ("of_id", "claim_id", "ruling_id"):
            if row.__tablename__ == "findings" and name == "claim_id":
                continue
            above = self.file.by_id.get(getattr(row, name, None) or "")
            if above is not None:
                return (
                    self.home_of(above) if above.__tablename__ == "findings" else above
                )
        return row

    @cached_property
    def citations(self) -> dict[str, list[Citation]]:
        """Give the standing citations by the id of what they are for, and by the id of their item."""
        found: dict[str, list[Citation]] = defaultdict(list)
        for citation in standing(self.file.citations):
            found[citation.of_id].append(citation)
            found[citation.evidence_id].append(citation)
        return found

    @cached_property
    def lost(self) -> dict[str, list[Record]]:
        """Give the withdrawn records that were printed with another one, by that one's id."""
        found: dict[str, list[Record]] = defaultdict(list)
        for table in ("citations", "occasions", "findings", "remedies"):
            for row in self.file.rows(table):
                homes = {
                    getattr(row, name, None)
                    for name in ("of_id", "claim_id", "ruling_id")
                }
                for home in filter(None, homes if row.withdrawn_at else ()):
                    found[home].append(row)
        return found

    def withdrawn_from(self, row: Record) -> Iterator[Paragraph]:
        """Say what was withdrawn from a record's place, and why."""
        for gone in self.lost.get(row.id, []):
            runs: list[Run] = [self.ref(gone), Text(f" {register_of(gone).noun}. ")]
            if isinstance(gone, Citation):
                item = self.file.by_id[gone.evidence_id]
                runs += [Stance(gone.stance), Text(" "), self.ref(item), Text(". ")]
            yield Paragraph((*runs, Text(withdrawn(gone), "strong")), "quiet")

    def anchor(self, row: Record) -> str:
        """Give the anchor of a record's place, empty when it has none."""
        return self.homes.get(self.file.number(row), "")

    def ref(self, row: Record) -> Ref:
        """Give a record's number as a link to its place."""
        return Ref(self.file.number(row), self.anchor(row))

    def refs(self, rows: Iterable[Record]) -> Runs:
        """Give several numbers, with commas between them."""
        return joined([(self.ref(row),) for row in rows], ", ")

    def listed(self, rows: Sequence[Record]) -> Runs:
        """Give several numbers as in a sentence: `C-001, C-002 and C-003`."""
        *before, last = rows
        ahead: Runs = (*self.refs(before), Text(" and ")) if before else ()
        return (*ahead, self.ref(last))

    def linked_text(self, sentence: str) -> Runs:
        """Turn the numbers in a sentence of ours into links."""
        runs: list[Run] = []
        last = 0
        for found in NUMBER.finditer(sentence):
            runs.append(Text(sentence[last : found.start()]))
            runs.append(Ref(found[0], self.homes.get(found[0], "")))
            last = found.end()
        runs.append(Text(sentence[last:]))
        return tuple(run for run in runs if run != Text(""))

    def stated(self, row: Record) -> Runs:
        """Give number and name of a record as a sentence, with one closing mark and no more."""
        return (*self.named(row), Text(f"{stop_after(title_of(row, self.file))} "))

    def named(self, row: Record) -> Runs:
        """Give number and name of a record."""
        return (self.ref(row), Text(" "), Text(title_of(row, self.file), "said"))

    def people(self, parties: Sequence[Party]) -> Runs:
        """Name parties, each with its name in other scripts, linked to the list of names."""
        return joined([self.person(party) for party in parties], "; ")

    def person(self, party: Party) -> Runs:
        """Name a party, with its name in other scripts; each stands alone, so that none turns the order of the others."""
        others: list[Runs] = [
            (Text(name),)
            for name in other_names(party)
            if any(ord(character) > LATIN_END for character in name)
        ]
        more = (Text(" ("), *joined(others, ", "), Text(")")) if others else ()
        return (Text(party.name), *more)

    def source_name(self, item: EvidenceItem) -> str:
        """Name an item's source, or say that none is recorded, and what became of the item since it was published."""
        source = self.file.source_of(item)
        name = source.name if source else f"source {NOT_RECORDED}"
        later = self.file.corrected(item)
        return f"{name} ({later})" if later else name

    def item(self, item: EvidenceItem) -> Runs:
        """Give an item's number, and what became of it since it was published: `E-003 (corrected by E-012)`."""
        later = self.file.corrected(item)
        return (self.ref(item), *([Text(f" ({later})")] if later else []))

    def entry(self, row: Record) -> str:
        """Give the anchor of a record's entry in the chronology."""
        number = self.file.number(row).lower()
        return number if row.__tablename__ == "events" else f"at-{number}"

    def shown(self, finding: Finding) -> Runs:
        """Give the words that show a finding, where they stand, and in which items."""
        words = quoted(finding.words) if finding.words else ()
        place = self.place(finding)
        runs: list[Run] = [*words, *([Text(f" [{place}]", "quiet")] if place else [])]
        items = self.file.linked(finding, "evidence")
        if items:
            shown = [self.item(item) for item in items]
            runs += [Text(" Shown by "), *joined(shown, ", "), Text(".")]
        return tuple(runs)

    def place(self, row: Record) -> str:
        """Say where in its item a quotation stands, and whether it stands there: matched against the stored file."""
        pinpoint = getattr(row, "pinpoint", "")
        state = self.file.quotes.get(row.id, "")
        note = self.file.quote_notes.get(row.id, "")
        told = {
            MATCHES: ", ".join(filter(None, [note, "matched letter by letter"])),
            MOVED: f"moved: {note}",
            LOST: "does not match the stored file",
            NOT_CHECKABLE: f"not checkable: {note}",
        }.get(state, "")
        shown = "" if pinpoint and told.startswith(f"{pinpoint},") else pinpoint
        return " · ".join(filter(None, [shown, told]))


def other_names(party: Party) -> list[str]:
    """Give a party's other names, one by one."""
    return [name.strip() for name in party.other_names.split(";") if name.strip()]


def stop_after(text: str) -> str:
    """Give the full stop that a text needs after it: none where it brings a closing mark of its own."""
    return "" if text.rstrip(QUOTES).endswith(CLOSING) else "."


def book_of(value: Snapshot) -> Book:
    """Open the book of a snapshot."""
    return Book(value, casefile_from(value))


def joined(parts: Sequence[Runs], between: str) -> Runs:
    """Put runs in a row with something between them."""
    runs: list[Run] = []
    for place, part in enumerate(parts):
        runs += [Text(between), *part] if place else part
    return tuple(runs)


def in_lines(lines: Sequence[Runs]) -> Runs:
    """Put runs under each other."""
    runs: list[Run] = []
    for place, line in enumerate(lines):
        runs += [Break(), *line] if place else line
    return tuple(runs)


def plain(text: str, otherwise: str = NOT_RECORDED) -> Runs:
    """Give a text of ours as runs; what is empty says so."""
    return (Text(text),) if text else (Text(otherwise, "quiet"),)


def said(text: str, language: str = "") -> Runs:
    """Give somebody's words as runs."""
    return (Text(text, "said", language),)


def quoted(text: str, language: str = "") -> Runs:
    """Give somebody's words between quotation marks."""
    return (Text(f"“{text}”", "said", language),)


def date_lines(date: UncertainDate | None, basis: str = "") -> tuple[str, str]:
    """Give a date as it is printed, and what stands under it: how it was read, and why it is believed.

    The words as written stand first where they say more than the value; nothing is printed narrower than it is known.
    """
    if date is None:
        return "Undated", basis
    written = (
        any(character.isalpha() for character in date.text) and date.text != date.edtf
    )
    shown = date.text if written else date.words
    read = (
        f"read as {date.words}"
        if written and date.text.casefold() != date.words.casefold()
        else ""
    )
    return shown, " · ".join(line for line in (read, basis) if line)


def when(date: UncertainDate | None, basis: str = "", anchor: str = "") -> Runs:
    """Give a date with its basis as runs; with an anchor it leads to its entry in the chronology."""
    shown, under = date_lines(date, basis)
    first = Link(shown, anchor) if anchor else Text(shown)
    return (first, Text(f" {under}", "quiet")) if under else (first,)


def moment(at: str) -> str:
    """Write a stored instant for readers: `24 November 2026, 09:12 UTC`."""
    time = instant(at)
    return f"{time.day} {time.strftime('%B %Y, %H:%M')} UTC"


def reliability(source: Source | None) -> str:
    """Give a source's grade with its words; what is not graded says so."""
    grade = source.reliability if source else ""
    return f"{grade} ({RELIABILITY[grade]})" if grade else "not graded"


def credibility(item: EvidenceItem) -> str:
    """Give an item's grade with its words; what is not graded says so."""
    return (
        f"{item.credibility} ({CREDIBILITY[item.credibility]})"
        if item.credibility
        else "not graded"
    )


def grade(source: Source | None, item: EvidenceItem) -> str:
    """Give both grades in short: `source B, item 3`."""
    letters = [source.reliability if source else "", item.credibility]
    if not any(letters):
        return "not graded"
    return ", ".join(
        f"{noun} {letter or 'not graded'}"
        for noun, letter in zip(("source", "item"), letters, strict=True)
    )


def withdrawn(row: Record) -> str:
    """Say that a record is withdrawn, since when and why."""
    return f"Withdrawn {moment(row.withdrawn_at)}: {row.withdrawn_why}"
