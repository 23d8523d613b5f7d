"""Drafts of certificates, offered on the page that says what an item proves."""

import io
from typing import Any

from flask import Blueprint, send_file, url_for
from werkzeug.wrappers import Response

from accounts.guard import at_matter
from core.errors import Missing
from core.web.plumbing import house
from evidence.views_proves import Certificate, offer_certificates
from exports.certificates.drafting import draft
from exports.certificates.wording import FORMS

blueprint = Blueprint("certificates", __name__)


@blueprint.get("/m/<slug>/evidence/<number>/certificate/<form>")
def certificate(slug: str, number: str, form: str) -> Response:
    """Send the draft of a certificate for an item."""
    if form not in FORMS:
        raise Missing(f"There is no form “{form[:40]}”.")
    with house().database.reading() as session:
        desk = at_matter(session, slug)
        made = draft(session, house().files, desk.matter, number, form)
    return send_file(
        io.BytesIO(made),
        mimetype="application/pdf",
        as_attachment=True,
        download_name=f"{number}-{form}-draft.pdf",
        max_age=0,
    )


def offered(slug: str, number: str) -> list[Certificate]:
    """Offer every form for an item."""
    return [
        (
            url_for("exports.certificates.certificate", slug=slug, number=number, form=form),
            f"{title}: draft as PDF",
            purpose,
        )
        for form, (title, purpose) in FORMS.items()
    ]  # fmt: skip


@blueprint.record_once
def _offer(state: Any) -> None:
    offer_certificates(state.app, offered)
