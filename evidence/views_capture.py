"""What a capture holds, on the page of its item: the picture, the answers' headers, who asked whom from where, and when."""

import json
from dataclasses import dataclass, field
from typing import Any

from flask import Blueprint, send_file
from sqlmodel import Session, col, select
from werkzeug.wrappers import Response

from accounts.guard import at_matter
from core.errors import ClaimtrailError, Missing
from core.references import find
from core.web.plumbing import house
from evidence.fixity import checked_open
from evidence.models import Capture, EvidenceItem, OutgoingRequest
from evidence.registers import EVIDENCE

blueprint = Blueprint("captures", __name__)
PARTS = {
    "picture": ("picture_sha256", "image/png", "png"),
    "print": ("print_sha256", "application/pdf", "pdf"),
    "source": ("html_sha256", "application/octet-stream", "html"),
}  # what may be fetched: its column, its type, its ending


@dataclass(frozen=True)
class Shown:
    """One capture as its panel shows it."""

    capture: Capture
    headers: list[dict[str, Any]] = field(default_factory=list)
    requests: list[OutgoingRequest] = field(default_factory=list)


def captures_of(session: Session, item: EvidenceItem) -> list[Shown]:
    """Give the captures of an item, the newest first."""
    query = select(Capture).where(Capture.item_id == item.id)
    found = session.exec(query.order_by(col(Capture.began_at).desc())).all()
    asked = select(OutgoingRequest).where(col(OutgoingRequest.capture_id).in_([one.id for one in found]))  # fmt: skip
    requests = session.exec(asked.order_by(col(OutgoingRequest.at))).all() if found else []  # fmt: skip
    return [
        Shown(one, _headers(one), [row for row in requests if row.capture_id == one.id])
        for one in found
    ]


def _headers(capture: Capture) -> list[dict[str, Any]]:
    try:
        told = json.loads(house().files.read(capture.headers_sha256)) if capture.headers_sha256 else []  # fmt: skip
    except (ClaimtrailError, ValueError):
        return []
    return list(told)


@blueprint.get("/m/<slug>/evidence/<number>/captured/<part>")
def captured(slug: str, number: str, part: str) -> Response:
    """Send a part of the last capture: the picture to be looked at, the print and the source as downloads."""
    column, media_type, ending = PARTS.get(part, ("", "", ""))
    with house().database.reading() as session:
        desk = at_matter(session, slug)
        row = find(session, EVIDENCE, desk.matter.id, number)
        query = select(Capture).where(Capture.item_id == row.id, Capture.wacz_sha256 != "")  # fmt: skip
        last = session.exec(query.order_by(col(Capture.began_at).desc())).first()
    sha256 = getattr(last, column, "") if column else ""
    if not sha256:
        raise Missing(f"No {part[:20]} was captured for {number}.")
    return send_file(
        checked_open(house(), sha256, "download"), mimetype=media_type, as_attachment=part != "picture",
        download_name=f"{number}-{part}.{ending}",
    )  # fmt: skip
