"""How the pages of the claims room name and link the records of one case file."""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property

from claims.casefile import CaseFile, register_of, standing
from claims.chronology import date_of, item_date, title_of
from claims.models import Claim, Finding, Party, Ruling
from claims.sheets import ClaimSheet, RulingSheet, count
from core.dates import UncertainDate
from core.money import in_print
from core.records import Record
from core.web.addresses import record_url
from core.web.mentions import Mention, mentions
from evidence.anchors import LOST, MATCHES, MOVED
from evidence.models import EvidenceItem

LATIN_END = 0x52F  # beyond Latin, Greek and Cyrillic a name is one in another script
EFFECTS = {
    "affirms": "affirmed by", "reverses": "reversed by", "varies": "varied by", "remands": "sent back by",
    "stays": "stayed by",
}  # fmt: skip
TAKING_BACK = ("reverses", "varies", "remands", "stays")


class Names:
    """The names and addresses of a case file's records, as templates ask for them."""

    def __init__(self, file: CaseFile) -> None:
        self.file = file
        self.slug = file.matter.slug

    def number(self, row: Record) -> str:
        """Write a record's number: `C-001`."""
        return self.file.number(row)

    def url(self, row: Record) -> str:
        """Give the address of a record's page."""
        return record_url(self.slug, register_of(row), row)

    def source(self, item: EvidenceItem) -> str:
        """Name the source of an item."""
        found = self.file.source_of(item)
        return found.name if found else "source not recorded"

    @cached_property
    def addresses(self) -> dict[str, str]:
        """Give the address of every number of the file."""
        return {self.number(row): self.url(row) for row in self.file.by_id.values()}

    def linked(self, sentence: str) -> Iterator[Mention]:
        """Split a sentence of ours at the numbers of records that are there."""
        return mentions(sentence, self.addresses)

    def other_scripts(self, party: Party) -> list[str]:
        """Give a party's names in other scripts."""
        names = (name.strip() for name in party.other_names.split(";"))
        return [name for name in names if any(ord(sign) > LATIN_END for sign in name)]

    def derivation(self, item: EvidenceItem) -> list[tuple[str, Record]]:
        """Say from what an item derives, and how: `republishes`, E-008."""
        return [
            (link.role or "derives from", self.file.by_id[link.target_id])
            for link in self.file.links_from(item, "derives_from")
        ]

    def corrections(self, row: Record) -> list[tuple[str, Record]]:
        """Say what became of an item after it was published: `corrected by`, E-012; nothing of other records."""
        later = self.file.corrections.get(row.id, ())
        return [(how, self.file.by_id[found]) for how, found in later]

    def held(self, item: EvidenceItem) -> bool:
        """Say whether a file of the item is held."""
        return item.id in self.file.files_of

    def match(self, row: Record) -> str:
        """Say whether a quotation stands in the stored files it is taken from."""
        state = self.file.quotes.get(row.id, "")
        note = self.file.quote_notes.get(row.id, "")
        if state == MATCHES:
            return f"quote matches the stored file{f', {note}' if note else ''}"
        if state == LOST:
            return "quote does not match the stored file"
        if state == MOVED:
            return f"quote has moved: {note}"
        return (
            f"not checkable: {note or 'the stored file was not read'}" if state else ""
        )

    def is_lost(self, row: Record) -> bool:
        """Say whether a quotation does not stand in its stored file, or not where it is said to."""
        return self.file.quotes.get(row.id, "") in {LOST, MOVED}

    def passage(self, row: Record, item: EvidenceItem) -> str:
        """Give the address of a quotation inside the text of its item."""
        there = self.held(item) and self.file.quotes.get(row.id) in {MATCHES, MOVED}
        number = self.number(row)
        found = re.match(r"pages? (\d+)", self.file.quote_notes.get(row.id, ""))
        page = found[1] if found else "1"
        return f"{self.url(item)}/page/{page}?quote={number}#{number}" if there else self.url(item)  # fmt: skip

    def amount(self, remedy: object) -> str:
        """Write what a remedy comes to, in money."""
        minor = getattr(remedy, "amount_minor", None)
        return "" if minor is None else in_print(minor, getattr(remedy, "currency", ""))

    def count(self, number: int, noun: str) -> str:
        """Write a counted noun."""
        return count(number, noun)

    def counted(self, rows: Sequence[Record], one: str, many: str) -> str:
        """Count the standing records of a list, in words."""
        number = len(standing(rows))
        return f"{number:,} {one if number == 1 else many}"

    def date(self, row: Record) -> UncertainDate | None:
        """Give the date at which a record stands."""
        return item_date(row) if isinstance(row, EvidenceItem) else date_of(row)

    def title(self, row: Record) -> str:
        """Name a record in a few words of its own."""
        return title_of(row, self.file)

    def at(self, key: str) -> Record:
        """Find a record by its id."""
        return self.file.by_id[key]

    def item_date(self, item: EvidenceItem) -> UncertainDate | None:
        """Give the date at which an item stands."""
        return item_date(item)

    def all_held(self, items: Sequence[EvidenceItem]) -> bool:
        """Say whether a file is held for each of these items."""
        return all(self.held(item) for item in items)

    def parties(self, row: Record, name: str) -> list[Party]:
        """Give the parties in one of a record's lists."""
        return self.file.linked(row, name)

    def shown_by(self, finding: Finding) -> list[EvidenceItem]:
        """Give the standing items that show a finding."""
        return [
            item
            for item in self.file.linked(finding, "evidence")
            if not item.withdrawn_at
        ]

    def relations(self, sheet: ClaimSheet) -> dict[str, list[Claim]]:
        """Gather the claims that a claim stands in a relation to, by relation."""
        found: dict[str, list[Claim]] = {}
        for how, other in sheet.relations:
            found.setdefault(how, []).append(other)
        return found

    def gathered(
        self, pairs: Sequence[tuple[Finding, Claim]], claim: Claim | None = None
    ) -> list[tuple[list[Finding], list[Claim]]]:
        """Put findings on other claims together that say the same in the same words, shown by the same items."""
        found: dict[tuple[str, ...], tuple[list[Finding], list[Claim]]] = {}
        for finding, about in pairs:
            if claim is not None and about.id == claim.id:
                continue
            items = (item.id for item in self.shown_by(finding))
            key = (finding.disposition, finding.words, finding.pinpoint, *items)
            findings, claims = found.setdefault(
                key if finding.words else (finding.id,), ([], [])
            )
            findings.append(finding)
            claims.append(about)
        return list(found.values())

    def is_open(self, sheet: RulingSheet, claim: Claim) -> bool:
        """Say whether a ruling leaves a claim open in so many words."""
        return any(about.id == claim.id for _, about in sheet.undecided)

    def superseding(self, ruling: Ruling) -> list[Ruling]:
        """Give the later rulings that reverse, vary, send back or stay this one, by number."""
        return [
            row
            for row in standing(self.file.rulings)
            if row.on_ruling_id == ruling.id and row.effect in TAKING_BACK
        ]

    def is_alone(self, ruling: Ruling) -> bool:
        """Say whether a ruling has an effect on an earlier one, and it is not recorded on which."""
        return bool(ruling.effect and not ruling.on_ruling_id)

    def effect(self, later: Ruling) -> str:
        """Say what a later ruling did to the one it acts on: `reversed by`."""
        return EFFECTS.get(later.effect, "acted on by")
