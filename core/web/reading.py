"""How a date is read, for the line under every date box while somebody types."""

from flask import Blueprint, jsonify, request
from werkzeug.wrappers import Response

from core.dates import read
from core.web.date_box import offered

ORDERS = {"dmy", "mdy", "ymd"}
LONGEST = 200

blueprint = Blueprint("dates", __name__)


@blueprint.get("/dates/read")
def read_text() -> Response:
    """Read `text` with `order` and `language`: the status, the reading in words, its EDTF, and the choices."""
    order = request.args.get("order", "")
    text = request.args.get("text", "")
    if not text.strip():
        return jsonify(status="refused", words="Enter a date.", edtf="", choices=[])
    found = read(
        text[:LONGEST],
        order=order if order in ORDERS else None,  # type: ignore[arg-type] # one of the three
        language=request.args.get("language", ""),
    )
    return jsonify(
        status=found.status,
        words=found.words,
        edtf=found.date.edtf if found.date else "",
        choices=[
            {"edtf": choice.edtf, "words": offered(choice)} for choice in found.choices
        ],
    )
