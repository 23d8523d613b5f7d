"""The page of a claim: when it was made, what stands for and against it, and what each court did and did not decide on it."""

from collections import Counter
from dataclasses import replace

from sqlmodel import Session

from accounts.guard import Desk
from accounts.views_records import Page, RecordPages
from claims.casefile import CaseFile, read_casefile
from claims.figures import figure_tables
from claims.models import Claim
from claims.quoting import with_quotes
from claims.registers import UNDECIDED
from claims.sheets import ClaimSheet, StanceColumn, claim_sheet, count
from claims.views_naming import Names
from core.history import versions
from core.records import Record
from core.web.addresses import record_url
from core.web.plumbing import house

ASIDE = ("reports",)  # stances that stand beneath the columns


class ClaimPages(RecordPages):
    """The pages of claims: as those of every register, with a page of its own for each claim."""

    def show_record(self, session: Session, desk: Desk, row: Record) -> Page:
        """Show a claim with everything the file holds on it."""
        file = read_casefile(session, desk.matter)
        claim = file.by_id[row.id]
        if not isinstance(claim, Claim):
            raise TypeError(f"{row.id} is no claim")
        sheet = claim_sheet(file, claim)
        file = quotes_matched(file, sheet)
        return self.draw(
            "claims/claim.html",
            desk,
            row=claim,
            sheet=sheet,
            names=Names(file),
            under={column.stance: beneath(file, column) for column in sheet.columns},
            undecided=undecided_words(sheet),
            tables=figure_tables(file, claim),
            versions=versions(session, self.register, row),
            on_page=PARTS,
            acts=acts(desk, claim, self.url(desk, claim)),
        )

    def url(self, desk: Desk, row: Record) -> str:
        """Give the address of the claim's page."""
        return record_url(desk.matter.slug, self.register, row)


PARTS = (
    ("occasions", "When it was made"),
    ("evidence", "Evidence"),
    ("rulings", "Rulings"),
    ("figures", "Figures side by side"),
)


def acts(desk: Desk, claim: Claim, url: str) -> list[tuple[str, str]]:
    """Give what may be added to a claim, as (words, address): each form comes back to the claim."""
    if claim.withdrawn_at:
        return []
    root, number = url.rsplit("/claims/", 1)
    return [
        ("Add an occasion", f"{root}/occasions/new?claim={number}&next={url}"),
        ("Cite evidence", f"{root}/citations/new?of={number}&next={url}"),
        ("Add a finding", f"{root}/findings/new?claim={number}&next={url}"),
    ]


def quotes_matched(file: CaseFile, sheet: ClaimSheet) -> CaseFile:
    """Give the file with the state of the quotations that a claim's page shows, and of no others."""
    rulings = {found.ruling.id for found in sheet.rulings}
    claim = sheet.claim.id
    part = replace(
        file,
        citations=[row for row in file.citations if row.of_id == claim],
        occasions=[row for row in file.occasions if row.claim_id == claim],
        findings=[row for row in file.findings if row.ruling_id in rulings],
    )
    part = with_quotes(part, house().files)
    return replace(file, quotes=part.quotes, quote_notes=part.quote_notes)


def beneath(file: CaseFile, column: StanceColumn) -> str:
    """Say under a count of origins which items it counts: `5 items, all from Socialbakers, which is not held`."""
    if not column.items:
        return "none cited"
    said = count(column.items, "item")
    if column.origins != 1:
        return said
    group = column.groups[0]
    missing = [root for root in group.roots if root.id not in file.files_of]
    every = "all " if column.items > 1 else ""
    return f"{said}, {every}from {group.name}" + (", not held" if missing else "")


def undecided_words(sheet: ClaimSheet) -> str:
    """Say how the rulings leave a claim open: `2 not stated, 1 not addressed`."""
    found = Counter(
        finding.disposition
        for ruling in sheet.rulings
        for finding in sheet.findings_of(ruling)
    )
    said = [f"{number} {word}" for word, number in found.items() if word in UNDECIDED]
    decided = [
        f"{number} {word}" for word, number in found.items() if word not in UNDECIDED
    ]
    return ", ".join([*decided, *said])
