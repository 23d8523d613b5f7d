"""The recording that an item holds, sent so that a page can play it, in parts as players ask for them."""

from flask import Blueprint, send_file
from werkzeug.wrappers import Response

from accounts.guard import at_matter
from core.errors import Missing
from core.web.plumbing import house
from evidence.pages import played_as
from evidence.views_pages import held

blueprint = Blueprint("recordings", __name__)
NOTHING = (
    "default-src 'none'; sandbox"  # were it opened by itself, nothing in it may run
)


@blueprint.get("/m/<slug>/evidence/<number>/recording")
def recording(slug: str, number: str) -> Response:
    """Send a recording as what its first bytes say it is; whatever else is held is only ever downloaded."""
    with house().database.reading() as session:
        desk = at_matter(session, slug)
        _, file = held(session, desk.matter.id, number)
    kind = played_as(house().files, file)
    if not kind:
        raise Missing(f"{number} holds no recording that can be played.")
    answer = send_file(house().files.path(file.sha256), mimetype=kind, conditional=True)
    answer.headers["Content-Security-Policy"] = NOTHING
    return answer
