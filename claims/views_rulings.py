"""The pages of rulings: each with what it decided and, as loudly, what it did not, and the chain of appeal it stands in."""

from dataclasses import replace

from flask import request
from sqlmodel import Session

from accounts.guard import Desk, at_matter
from accounts.listing import read_page
from accounts.views_records import Page, RecordPages
from claims.appeals import chain_of, chains
from claims.casefile import CaseFile, read_casefile
from claims.models import Ruling
from claims.quoting import with_quotes
from claims.sheets import held_texts, ruling_sheet, stance_columns
from claims.views_naming import Names
from core.history import versions
from core.records import Record
from core.web.addresses import record_url
from core.web.plumbing import house


class RulingPages(RecordPages):
    """The pages of rulings: as those of every register, with a list and a page of their own."""

    def index(self, slug: str) -> Page:
        """List rulings with what each decided and did not decide."""
        with house().database.reading() as session:
            desk = at_matter(session, slug)
            directory = self._directory(session, desk)
            listing = self.listing
            page = read_page(session, self.register, directory, request.args, columns=listing.columns, filtered=listing.filters)  # fmt: skip
            if not page.held:
                return self.draw("records/empty.html", desk, page=page)
            file = read_casefile(session, desk.matter)
        rows = [file.by_id[row.id] for row, _ in page.lines]
        rulings = [row for row in rows if isinstance(row, Ruling)]
        file = quotes_matched(file, rulings)
        return self.draw(
            "claims/rulings.html",
            desk,
            page=page,
            sheets=[ruling_sheet(file, row) for row in rulings],
            chains=chains(file),
            names=Names(file),
        )

    def show_record(self, session: Session, desk: Desk, row: Record) -> Page:
        """Show a ruling."""
        file = read_casefile(session, desk.matter)
        ruling = file.by_id[row.id]
        if not isinstance(ruling, Ruling):
            raise TypeError(f"{row.id} is no ruling")
        file = quotes_matched(file, [ruling])
        return self.draw(
            "claims/ruling.html",
            desk,
            row=ruling,
            sheet=ruling_sheet(file, ruling),
            columns=[column for column in stance_columns(file, ruling) if column.items],
            chain=chain_of(file, ruling),
            names=Names(file),
            held=held_texts(file, ruling),
            versions=versions(session, self.register, row),
            acts=acts(record_url(desk.matter.slug, self.register, row)),
        )


def acts(url: str) -> list[tuple[str, str]]:
    """Give what may be added to a ruling, as (words, address)."""
    root, number = url.rsplit("/rulings/", 1)
    return [
        ("Add a finding", f"{root}/findings/new?ruling={number}&next={url}"),
        ("Add a remedy", f"{root}/remedies/new?ruling={number}&next={url}"),
        ("Cite evidence", f"{root}/citations/new?of={number}&next={url}"),
    ]


def quotes_matched(file: CaseFile, rulings: list[Ruling]) -> CaseFile:
    """Give the file with the state of the quotations that pages of these rulings show, and of no others."""
    ids = {row.id for row in rulings}
    part = replace(
        file,
        citations=[row for row in file.citations if row.of_id in ids],
        findings=[row for row in file.findings if row.ruling_id in ids],
        occasions=[],
    )
    part = with_quotes(part, house().files)
    return replace(file, quotes=part.quotes, quote_notes=part.quote_notes)
