"""What went wrong, mapped to pages once. No page shows a stack; a fault of ours shows the number under which it is logged."""

import secrets

from flask import Flask, render_template, request
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from core.errors import (
    ClaimtrailError,
    Conflict,
    Corrupt,
    Invalid,
    Missing,
    Refused,
)

Answer = tuple[str, int]
STATUS: dict[type[ClaimtrailError], int] = {
    Invalid: 400,
    Refused: 403,
    Missing: 404,
    Conflict: 409,
    Corrupt: 500,
}
TITLES = {
    400: "This cannot be taken as it is",
    403: "You may not do this",
    404: "Page not found",
    405: "This page cannot be used that way",
    409: "Somebody was faster",
    413: "This is too large",
    500: "Something went wrong on our side",
}
SENTENCES = {
    404: "There is no such page, or it belongs to a matter that you do not belong to.",
    405: "Go back and use the links and buttons of the page.",
    413: "What is sent at once may have 2 GB where files are taken, else 20 MB. Go back: what you typed is still there.",
}
SAFE = {"GET", "HEAD"}  # these save nothing, so there is nothing to say of saving
SHOWN = "This page could not be shown."
STALE = "The form was open for too long, or was sent from somewhere else. Go back, load the page again, and send it once more."


def page(status: int, sentence: str) -> Answer:
    """Draw the page for a failure. What is missing and what is hidden look the same."""
    title = TITLES.get(status, "This did not work")
    said = SENTENCES.get(status, sentence)
    return render_template("errors/page.html", title=title, sentence=said), status


def answer_failures(app: Flask) -> None:
    """Register the pages for our own errors, those of HTTP, and faults nobody foresaw."""

    @app.errorhandler(ClaimtrailError)
    def _ours(error: ClaimtrailError) -> Answer:
        return page(STATUS.get(type(error), 500), error.sentence)

    @app.errorhandler(CSRFError)
    def _forged(error: CSRFError) -> Answer:
        return page(400, STALE)

    @app.errorhandler(HTTPException)
    def _http(error: HTTPException) -> Answer:
        return page(error.code or 500, error.description or "")

    @app.errorhandler(Exception)
    def _fault(error: Exception) -> Answer:
        number = secrets.token_hex(4)
        app.logger.error("Fault %s", number, exc_info=error)
        what = SHOWN if request.method in SAFE else "Nothing was saved."
        return page(500, f"{what} Tell whoever runs this installation the number {number}.")  # fmt: skip
