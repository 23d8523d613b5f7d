"""The front page of a matter: what is at stake, how the claims stand, what needs attention, and what was done lately."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint, render_template

from accounts.guard import at_matter
from claims.casefile import CaseFile, read_casefile, register_of, standing
from claims.checking import findings_of
from claims.checks import SEVERITIES, CheckFinding
from claims.chronology import Entry, chronology
from claims.glance import disagreements, first_answers, how_claims_stand
from claims.models import Party
from claims.quoting import with_quotes
from claims.registers import UNDECIDED
from claims.sheets import ClaimSheet, count, list_words
from claims.views_naming import Names
from core.changes import Done, latest
from core.dates import iso_day
from core.records import Record
from core.web.plumbing import house
from evidence.anchors import LOST, MOVED

blueprint = Blueprint("front", __name__)
PRINCIPAL, CHANGES, FEW = 4, 6, 3
ANSWERED = (
    10  # sentences of one answer; the pages of the claims and the checks hold the rest
)
DONE = {
    "recorded": "entered", "revised": "changed", "withdrawn": "withdrew", "reinstated": "reinstated",
}  # fmt: skip


@dataclass(frozen=True)
class Change:
    """A line of what was done lately: who, what, to which records, and how many more."""

    actor: str
    at: str
    verb: str
    rows: tuple[Record, ...]
    more: str


@dataclass(frozen=True)
class Principal:
    """A party with what it has to do with the matter, in words that name records by number."""

    party: Party
    parts: tuple[str, ...]


@blueprint.get("/m/<slug>/")
def front(slug: str) -> str:
    """Show a matter at a glance."""
    with house().database.reading() as session:
        desk = at_matter(session, slug)
        file = with_quotes(read_casefile(session, desk.matter), house().files)
        owners = {link.id: link.owner_id for link in file.links}
        owners |= {stored.id: stored.item_id for stored in file.files}
        done = latest(session, desk.matter.id, owners, most=CHANGES)
    findings = findings_of(file, house().files)
    sheets = how_claims_stand(file)
    return render_template(
        "claims/front.html",
        desk=desk,
        here="front",
        names=Names(file),
        file=file,
        sheets=sheets,
        ledger=ledger(file, sheets),
        courts={sheet.claim.id: courts(file, sheet) for sheet in sheets},
        todo=todo(file, findings),
        answers=first_answers(file, disagreements(file, findings)),
        most=ANSWERED,
        principals=principals(file),
        changes=[line for one in done for line in changes(file, one)][:CHANGES],
    )


def ledger(
    file: CaseFile, sheets: Sequence[ClaimSheet]
) -> list[tuple[str, str, str, str]]:
    """Count what a matter holds: heading, large number, its noun, and a line beneath."""
    items, rulings = standing(file.evidence), standing(file.rulings)
    absent = sum(item.id not in file.files_of for item in items)
    entries = chronology(file)
    decided = sum(bool(sheet.deciding) for sheet in sheets)
    first, last = years(entries)
    soft = sum(entry.date is not None and not entry.date.is_day for entry in entries)
    dates = first if first == last else f"{first} to {last}"
    return [
        ("Claims", str(len(sheets)), "", f"a ruling decides {decided or 'none'} of them" if sheets else "none yet"),
        ("Evidence", str(len(items)), "item" if len(items) == 1 else "items", f"{absent} of them known of, not held" if absent else "a file of each is held" if items else "none yet"),
        ("Rulings", str(len(rulings)), "", f"in {count(len({row.proceeding_id for row in rulings}), 'proceeding')}"),
        ("Dates", dates or "none", "", f"{soft} of {count(len(entries), 'entry').replace('entrys', 'entries')} without a single day"),
    ]  # fmt: skip


def years(entries: Sequence[Entry]) -> tuple[str, str]:
    """Give the first and the last year in which a date of the matter can lie; empty when nothing is dated."""
    days = [
        day
        for entry in entries
        if entry.date
        for day in (entry.date.earliest, entry.date.latest)
        if day is not None
    ]
    if not days:
        return "", ""
    first, last = (iso_day(day).rsplit("-", 2)[0] for day in (min(days), max(days)))
    return first, last


def courts(file: CaseFile, sheet: ClaimSheet) -> list[tuple[str, list[Record], bool]]:
    """Say what courts said on a claim: the word, the rulings, and whether it leaves the claim open."""
    found: dict[str, list[Record]] = {}
    for ruled in sheet.rulings:
        for finding in sheet.findings_of(ruled):
            found.setdefault(finding.disposition, []).append(ruled.ruling)
    return [(word, rows, word in UNDECIDED) for word, rows in found.items()]


def todo(
    file: CaseFile, findings: Sequence[CheckFinding]
) -> list[tuple[int, str, str, str]]:
    """Count what needs attention: how many, the words that link, where to, and the words after."""
    lost = [key for key, state in file.quotes.items() if state in {LOST, MOVED}]
    found: list[tuple[int, str, str, str]] = []
    if lost:
        quotes = "quote no longer matches its" if len(lost) == 1 else "quotes no longer match their"  # fmt: skip
        numbers = list_words([file.number(file.by_id[key]) for key in lost[:FEW]])
        more = f" and {len(lost) - FEW} more" if len(lost) > FEW else ""
        found.append((len(lost), f"{quotes} stored file", "checks", f": {numbers}{more}"))  # fmt: skip
    for severity, (heading, gloss) in SEVERITIES.items():
        number = sum(finding.severity == severity for finding in findings)
        if number:
            name = heading.lower() if number > 1 else heading.lower().removesuffix("s")
            found.append((number, name, f"checks#{severity}", f": {gloss.lower()}"))
    undated = sum(entry.date is None for entry in chronology(file))
    if undated:
        entries = "entry" if undated == 1 else "entries"
        found.append((undated, f"{entries} without any date", "timeline#undated", ""))
    return found


def principals(file: CaseFile) -> list[Principal]:
    """Give the parties that most records are about, with what ties them to the matter."""
    parts: dict[str, list[str]] = {}
    for name, words in (("made_by", "made"), ("about", "subject of")):
        by_party: dict[str, list[str]] = {}
        for claim in standing(file.claims):
            for party in file.linked(claim, name):
                by_party.setdefault(party.id, []).append(file.number(claim))
        for key, numbers in by_party.items():
            parts.setdefault(key, []).append(f"{words} {list_words(numbers)}")
    for proceeding in standing(file.proceedings):
        for link in file.links_from(proceeding, "parties"):
            said = f"{link.role or 'party'} in {file.number(proceeding)}"
            parts.setdefault(link.target_id, []).append(said)
    weight = Counter({key: sum(part.count("-") for part in said) for key, said in parts.items()})  # fmt: skip
    rows = [row for row in standing(file.parties) if row.id in parts]
    rows.sort(key=lambda row: (-weight[row.id], row.number))
    return [Principal(row, tuple(parts[row.id])) for row in rows[:PRINCIPAL]]


def changes(file: CaseFile, done: Done) -> list[Change]:
    """Put what was done at one instant in lines, one for each act."""
    lines = []
    for act, keys in done.acts.items():
        rows = [file.by_id[key] for key in keys if key in file.by_id]
        if not rows or act not in DONE:
            continue
        nouns = Counter(register_of(row).table for row in rows)
        rest = len(rows) - FEW
        more = f"{rest} more" if rest > 0 else ""
        if done.is_cut:
            more = "others"
        elif rest > 0 and len(nouns) == 1:
            more = f"{rest} more {next(iter(nouns))}"
        lines.append(Change(done.actor, done.at, DONE[act], tuple(rows[:FEW]), more))
    return lines
