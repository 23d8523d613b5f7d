"""Static files under an address that names their content, so that browsers may keep them for good."""

import hashlib
from functools import cache
from pathlib import Path

from flask import Blueprint, Response, send_from_directory

FOLDER = Path(__file__).resolve().parents[2] / "static"
FOREVER = "public, max-age=31536000, immutable"

blueprint = Blueprint("assets", __name__)


@cache
def stamp() -> str:
    """Give the hash of the whole folder: one stamp for all files, so that modules import each other by relative names."""
    digest = hashlib.sha256()
    for path in sorted(FOLDER.rglob("*")):
        if path.is_file():
            digest.update(path.relative_to(FOLDER).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


@blueprint.get("/static/<given>/<path:name>")
def static(given: str, name: str) -> Response:
    """Send a static file; only its present address may be kept."""
    response = send_from_directory(FOLDER, name)
    if given == stamp():
        response.headers["Cache-Control"] = FOREVER
    return response


def static_url(name: str) -> str:
    """Give the address of a static file."""
    return f"/static/{stamp()}/{name}"
