"""The pages of an item's custody: the whole chain, the same as a table to take away, and the form of a transfer."""

import csv
import io
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request
from sqlmodel import Session, select
from werkzeug.wrappers import Response

from accounts.guard import Desk, at_matter
from accounts.views_records import Page, setting
from core.fields import Choice, Text, When
from core.records import Record
from core.references import find
from core.web.addresses import record_url
from core.web.forms import Form
from core.web.plumbing import house
from evidence.chains import check_chains, faults
from evidence.custody import ACCESSED, TRANSFERRED, Handling, chain_of, handle
from evidence.models import CustodyEvent, EvidenceItem, StoredFile
from evidence.registers import EVIDENCE

blueprint = Blueprint("custody", __name__)
RECENT = 12  # handlings that the item's own page shows
INTO, OUT = "in", "out"
TRANSFER = (
    Choice("way", "Which way", "In: it came to us. Out: we handed it over", words=(INTO, OUT), required="Say whether it came in or went out"),
    Text("party", "From whom or to whom", required="Say from whom it came or to whom it went"),
    Text("means", "How", "In person, by post, on a disk", required="Say how it was handed over"),
    When("happened", "When", "As precisely as it is known"),
    Text("authority", "On whose authority", required="Say on whose authority"),
    Text("reason", "Why", required="Say why it was handed over", long=True),
)  # fmt: skip
COLUMNS = (
    "position", "at", "clock", "actor", "place", "verb", "reason", "authority", "party", "means", "happened",
    "before_sha256", "after_sha256", "tool", "previous", "digest",
)  # fmt: skip
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet would compute


@dataclass(frozen=True)
class Kept:
    """A chain of custody for a page: how many handlings there were, those shown, and what is wrong with the chain."""

    count: int
    shown: list[CustodyEvent]
    faults: list[str]


def custody_of(session: Session, item: EvidenceItem) -> Kept:
    """Give the last handlings of an item, the chain held against itself and against its files."""
    chain = chain_of(session, item.id)
    files = session.exec(select(StoredFile).where(StoredFile.item_id == item.id))
    wrong = list(faults(chain, {file.id: file.sha256 for file in files}))
    return Kept(len(chain), chain[-RECENT:], wrong)


@blueprint.get("/m/<slug>/evidence/<number>/custody")
def custody(slug: str, number: str) -> str:
    """Show every handling of an item, the chain held against the log too."""
    with house().database.reading() as session:
        desk = at_matter(session, slug)
        item = find(session, EVIDENCE, desk.matter.id, number)
        chain = chain_of(session, item.id)
        kept = Kept(len(chain), chain, check_chains(session, _item(item)))
        return _draw("evidence/custody.html", desk, row=item, custody=kept)


@blueprint.get("/m/<slug>/evidence/<number>/custody.csv")
def custody_table(slug: str, number: str) -> Response:
    """Send the chain as a table, with its digests, so that others can compute them."""
    with house().database.reading() as session:
        desk = at_matter(session, slug)
        item = find(session, EVIDENCE, desk.matter.id, number)
        chain = chain_of(session, item.id)
    name = f"custody-{slug}-{EVIDENCE.number(item)}.csv"
    disposition = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(table_of(chain), mimetype="text/csv", headers=disposition)


def table_of(chain: list[CustodyEvent]) -> str:
    """Write a chain as CSV (RFC 4180); what a spreadsheet would take for a formula stands behind an apostrophe."""
    written = io.StringIO()
    rows = csv.writer(written)
    rows.writerow(COLUMNS)
    for event in chain:
        values = [str(getattr(event, name)) for name in COLUMNS]
        rows.writerow([f"'{value}" if value.startswith(FORMULA) else value for value in values])  # fmt: skip
    return written.getvalue()


@blueprint.route("/m/<slug>/evidence/<number>/transfer", methods=("GET", "POST"))
def transfer_new(slug: str, number: str) -> Page:
    """Ask how an item changed hands, and write it into its chain."""
    with house().database.reading() as session:
        desk = at_matter(session, slug, writing=True)
        row = find(session, EVIDENCE, desk.matter.id, number)
        form = Form(TRANSFER, setting(session, desk))
        if request.method == "POST" and _read(form):
            return _transfer(desk, number, form.values)
        drawn = _draw("evidence/transfer.html", desk, row=row, form=form)
        return drawn, 400 if form.problems else 200


def _read(form: Form) -> bool:
    """Read the form; nothing but the time may be left out."""
    ready = form.read(request.form)
    told = [field.check(form.values[field.name]) for field in TRANSFER if field.name in form.values]  # fmt: skip
    form.blame([*form.problems, *(problem for problem in told if problem)])
    return ready and not form.problems


def _transfer(desk: Desk, number: str, values: dict[str, Any]) -> Response:
    happened = values["happened"]
    handed = Handling(
        verb=TRANSFERRED, party=f"{'from' if values['way'] == INTO else 'to'} {values['party']}", means=values["means"],
        happened=happened.words if happened else "", authority=values["authority"], reason=values["reason"],
    )  # fmt: skip
    with house().database.transaction(desk.user.name) as session:
        row = find(session, EVIDENCE, desk.matter.id, number)
        handle(session, _item(row), handed)
    flash(f"The transfer of {EVIDENCE.number(row)} is written down.", "")
    return redirect(f"{record_url(desk.matter.slug, EVIDENCE, row)}#custody", 303)


def note_access(desk: Desk, number: str) -> None:
    """Write down that somebody takes an original away."""
    with house().database.transaction(desk.user.name) as session:
        row = find(session, EVIDENCE, desk.matter.id, number)
        handle(session, _item(row), Handling(verb=ACCESSED, reason="Downloaded"))


def _item(row: Record) -> EvidenceItem:
    if not isinstance(row, EvidenceItem):
        raise TypeError(f"{row.id} is no evidence item")
    return row


def _draw(template: str, desk: Desk, **shown: Any) -> str:
    return render_template(template, desk=desk, here="evidence", register=EVIDENCE, **shown)  # fmt: skip
