"""The page that says what an item proves and what it does not."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from flask import Blueprint, Flask, current_app, render_template
from sqlmodel import Session

from accounts.guard import at_matter
from accounts.models import Matter
from core.jobs import FileCheck
from core.records import Record
from core.references import find
from core.timestamps import read_trust
from core.web.plumbing import house
from evidence.holdings import holdings_of
from evidence.proving import IN_WORDS, Account, account_of
from evidence.registers import EVIDENCE

blueprint = Blueprint("proving", __name__)
Certificate = tuple[str, str, str]  # address, title, what it is for
Offer = Callable[
    [str, str], list[Certificate]
]  # of a matter's short name and an item's number


@blueprint.get("/m/<slug>/evidence/<number>/proves")
def proves(slug: str, number: str) -> str:
    """Say in plain words what an item proves and what it does not."""
    with house().database.reading() as session:
        desk = at_matter(session, slug)
        row = find(session, EVIDENCE, desk.matter.id, number)
        account = account_for(session, desk.matter, row)
    offers: list[Offer] = current_app.extensions.get("certificates", [])
    return render_template(
        "evidence/proves.html",
        desk=desk,
        here="evidence",
        register=EVIDENCE,
        row=row,
        account=account,
        manner=IN_WORDS[account.manner],
        certificates=[
            made for offer in offers for made in offer(slug, EVIDENCE.number(row))
        ],
    )


def account_for(session: Session, matter: Matter, item: Record) -> Account:
    """Compute what an item proves from the records as they are now."""
    trust = read_trust(house().settings.tsa_certificates)
    holding = holdings_of(session, matter.id, trust)[item.id]
    known = session.get(FileCheck, holding.sha256) if holding.sha256 else None
    return account_of(replace(holding, fault=known.fault if known else ""))


def offer_certificates(app: Flask, offer: Offer) -> None:
    """Let a room above offer drafts of certificates for an item."""
    found: list[Any] = app.extensions.setdefault("certificates", [])
    found.append(offer)
