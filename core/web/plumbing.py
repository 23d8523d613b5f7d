"""Make the application: settings, headers, errors, forged requests, static files, filters. It knows no record."""

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import IO

from flask import Blueprint, Flask, Request, Response, abort, current_app, request
from flask.blueprints import BlueprintSetupState
from flask_wtf import CSRFProtect

from core import clock
from core.house import House
from core.records import Register
from core.web import assets, headers, texts
from core.web.addresses import own_path, record_url
from core.web.failures import answer_failures
from core.web.showing import caption

ROOT = Path(__file__).resolve().parents[2]
FILE_LIMIT = 2 * 1024**3
FORM_LIMIT = 20 * 1024**2
IN_MEMORY = 500_000  # bytes of a file that comes in; what is longer goes to disk
HOSTS = ["localhost", "127.0.0.1", "[::1]"]
SAFE = {"GET", "HEAD", "OPTIONS"}

blueprint = Blueprint("ground", __name__)


def make_flask(
    house: House, registers: Iterable[Register], blueprints: Iterable[Blueprint]
) -> Flask:
    """Make the application of an installation, from the rooms' registers and blueprints."""
    app = Flask(
        "claimtrail", static_folder=None, template_folder=str(ROOT / "templates")
    )
    app.config.update(
        SECRET_KEY=house.settings.secret_key(),
        MAX_CONTENT_LENGTH=FORM_LIMIT,
        MAX_FORM_MEMORY_SIZE=FORM_LIMIT,
        MAX_FORM_PARTS=5_000,
        TRUSTED_HOSTS=[*HOSTS, *house.settings.hosts],
        SESSION_COOKIE_NAME="__Host-form",
        SESSION_COOKIE_SECURE=True,
        SESSION_COOKIE_SAMESITE="Lax",
        WTF_CSRF_TIME_LIMIT=None,  # a form may stay open as long as the browser does
        WTF_CSRF_SSL_STRICT=False,  # we send no Referer; Sec-Fetch-Site is checked instead
    )
    app.request_class = Incoming
    app.extensions["house"] = house
    app.extensions["takes_files"] = set()
    app.extensions["registers"] = {register.table: register for register in registers}
    _set_up_templates(app)
    app.before_request(refuse_other_sites)
    app.before_request(let_files_in)
    CSRFProtect(app)
    headers.guard_answers(app)
    answer_failures(app)
    for found in (blueprint, assets.blueprint, *blueprints):
        app.register_blueprint(found)
    return app


def _set_up_templates(app: Flask) -> None:
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters.update(
        compare=texts.compare,
        runs=texts.runs,
        mark_name=texts.name_of_mark,
        language_tag=texts.language_tag,
        listed=texts.listed,
        marked=texts.marked,
        moment=clock.in_words,
        instant=clock.instant,
        bytes=size_in_words,
    )
    app.jinja_env.globals.update(
        static_url=assets.static_url,
        own_path=own_path,
        record_url=record_url,
        caption=caption,
        has_page=lambda endpoint: endpoint in app.view_functions,
        appearance=lambda: request.cookies.get("appearance", ""),
    )


def house() -> House:
    """Give the installation that this request works with."""
    found: House = current_app.extensions["house"]
    return found


def registers() -> dict[str, Register]:
    """Give all kinds of records there are, by table."""
    found: dict[str, Register] = current_app.extensions["registers"]
    return found


def refuse_other_sites() -> None:
    """Refuse to answer under another host's name, and a change that a page of another site asks for (Fetch Metadata); older browsers are held to their token."""
    _ = request.host  # a host that is not trusted is refused on reading it
    site = request.headers.get("Sec-Fetch-Site", "same-origin")
    if request.method not in SAFE and site not in {"same-origin", "none"}:
        abort(400, "This was sent from a page of another site.")


class Incoming(Request):
    """A request whose files lie in the data folder while they come in; the system's own folder for them may be memory."""

    def _get_file_stream(
        self,
        total_content_length: int | None,
        content_type: str | None,
        filename: str | None = None,
        content_length: int | None = None,
    ) -> IO[bytes]:
        folder = str(house().settings.data)
        return tempfile.SpooledTemporaryFile(max_size=IN_MEMORY, dir=folder)


def takes_files(blueprint: Blueprint, *endpoints: str) -> None:
    """Let some addresses of a blueprint take files of up to `FILE_LIMIT`; every other body is held to `FORM_LIMIT`."""

    def note(state: BlueprintSetupState) -> None:
        names = (f"{state.name}.{endpoint}" for endpoint in endpoints)
        state.app.extensions["takes_files"].update(names)

    blueprint.record(note)


def let_files_in() -> None:
    """Let a long body in where files are taken; one that is read into memory at once is held to the limit of a form."""
    taken = request.endpoint in current_app.extensions["takes_files"]
    if taken and request.mimetype == "multipart/form-data":
        request.max_content_length = FILE_LIMIT + FORM_LIMIT


def size_in_words(count: int) -> str:
    """Write a size for readers: `18,204 bytes`."""
    return f"{count:,} bytes" if count != 1 else "1 byte"


@blueprint.get("/healthz")
def healthz() -> Response:
    """Answer 200 when the database, the file store and the migrations are good, else 503 with what is not."""
    found = house()
    faults = []
    if not found.database.is_current():
        faults.append("The tables are not those this program expects.")
    folder = found.files.folder
    if folder.exists() and not os.access(folder, os.W_OK):
        faults.append("The file store cannot be written to.")
    text = "\n".join(faults) or "good"
    return Response(text, 503 if faults else 200, mimetype="text/plain")
