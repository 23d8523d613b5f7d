"""The page on which a dossier is chosen, made and fetched. Whoever may read a matter may make a dossier of it."""

from collections.abc import Sequence
from typing import Any

from flask import (
    Blueprint,
    Request,
    jsonify,
    redirect,
    render_template,
    request,
    send_file,
    url_for,
)
from werkzeug.wrappers import Response

from accounts.guard import Desk, at_matter
from claims.casefile import CaseFile, read_casefile, standing
from claims.checking import findings_of
from claims.checks import BLOCKS
from claims.quoting import with_quotes
from claims.registers import BY_TABLE
from claims.views_naming import Names
from core.errors import Missing
from core.web.period import Period, read_period
from core.web.plumbing import house
from exports import making, views_certificates
from exports.dossier import MADE
from exports.selection import LeftOut, Selected, Selection, select

blueprint = Blueprint("exports", __name__)
blueprint.register_blueprint(views_certificates.blueprint)
Page = str | Response | tuple[str, int]
SHOWN = 12  # numbers of what is left out that are named
UNNAMED = {"citations", "occasions", "findings", "remedies"}
PROFILES = {
    "dossier": ("Dossier", "Accessible archival PDF, with the data and the originals inside"),
    "bundle": ("Court bundle", "For filing: continuous page numbers, nothing attached, nothing active"),
}  # fmt: skip
GONE = "There is no such dossier, or it was made more than a day ago. Make it again."


@blueprint.get("/m/<slug>/dossier")
def choose(slug: str) -> Page:
    """Choose what a dossier shows, and say what that leaves out."""
    with house().database.reading() as session:
        desk = at_matter(session, slug)
        file = read_casefile(session, desk.matter)
    return chooser(desk, file, request.args)


def chooser(desk: Desk, file: CaseFile, given: Any, status: int = 200) -> Page:
    """Draw the page of choice."""
    selection, period = selection_of(desk, file, given)
    chosen = None if period.problems else select(file, selection)
    store = house().files
    findings = findings_of(with_quotes(file, store), store)
    blocking = [row for row in findings if row.severity == BLOCKS]
    drawn = render_template(
        "exports/dossier.html",
        desk=desk,
        here="dossier",
        names=Names(file),
        claims=standing(file.claims),
        selection=selection,
        period=period,
        profiles={name: PROFILES[name] for name in MADE},
        left_out=left_out(chosen) if chosen else [],
        brought=brought(file, selection, chosen),
        shown=sum(len(rows) for rows in chosen_rows(chosen)) if chosen else 0,
        blocking=blocking,
    )
    return drawn, 400 if period.problems and status != 200 else status


def selection_of(desk: Desk, file: CaseFile, given: Any) -> tuple[Selection, Period]:
    """Read what was chosen; claims that are not there and profiles that are not made count as not chosen."""
    order = desk.matter.date_order or None
    period = read_period(given, order, desk.matter.language)  # type: ignore[arg-type] # `describe` lets only the three orders in
    known = {file.number(row) for row in standing(file.claims)}
    claims = tuple(number for number in given.getlist("claim") if number in known)
    profile = given.get("profile", "")
    if len(claims) == len(known):
        claims = ()
    return Selection(claims, period.earliest, period.latest, profile if profile in MADE else MADE[0]), period  # fmt: skip


def chosen_rows(chosen: Selected) -> Sequence[Sequence[Any]]:
    """Give the records that a dossier would show, by table."""
    return [chosen.file.rows(table) for table in BY_TABLE]


def left_out(chosen: Selected) -> list[str]:
    """Say in a sentence a kind what a dossier would leave out."""
    return [_counted(one) for one in chosen.left_out if one.numbers]


def _counted(one: LeftOut) -> str:
    named = "" if one.table in UNNAMED else ": " + ", ".join(one.numbers[:SHOWN])
    more = len(one.numbers) - SHOWN
    if named and more > 0:
        named += f" and {more} more"
    nouns = "evidence items" if one.table == "evidence" else one.table
    return f"{len(one.numbers)} of {one.held} {nouns}{named}"


def brought(file: CaseFile, selection: Selection, chosen: Selected | None) -> list[str]:
    """Give the numbers of claims that come along because they answer a chosen one."""
    return list(chosen.brought) if chosen and selection.claims else []


@blueprint.post("/m/<slug>/dossier")
def make(slug: str) -> Page:
    """Make the dossier. With a script the answer comes at once and the next page tells how far it is; without, it comes when it is made."""
    with house().database.reading() as session:
        desk = at_matter(session, slug)
        file = read_casefile(session, desk.matter)
    selection, period = selection_of(desk, file, request.form)
    if period.problems:
        return chooser(desk, file, request.form, 400)
    job, thread = making.begin(house(), desk.matter.id, slug, desk.user.name, selection)
    if not request.form.get("tell"):
        thread.join()
    return redirect(url_for("exports.made", slug=slug, job=job.name), 303)


@blueprint.get("/m/<slug>/dossier/made")
def made(slug: str) -> Page:
    """Tell how far a dossier is: as a page, or as data for the script that asks."""
    with house().database.reading() as session:
        desk = at_matter(session, slug)
    name = request.args.get("job", "")
    if not name:
        return redirect(url_for("exports.choose", slug=slug), 303)
    found = making.find(house(), desk.matter.id, name)
    if found is None:
        raise Missing(GONE)
    _, state = found
    if wants_data(request):
        return jsonify(step=state.step, over=state.is_over)
    return render_template("exports/made.html", desk=desk, here="dossier", state=state, job=name, profiles=PROFILES)  # fmt: skip


@blueprint.get("/m/<slug>/dossier/file")
def file(slug: str) -> Response:
    """Send a finished dossier."""
    with house().database.reading() as session:
        desk = at_matter(session, slug)
    found = making.find(house(), desk.matter.id, request.args.get("job", ""))
    if found is None or not found[1].sha256:
        raise Missing(GONE)
    job, state = found
    name = f"{slug}-{state.profile}.pdf"
    return send_file(job.path, mimetype="application/pdf", as_attachment=True, download_name=name, max_age=0)  # fmt: skip


def wants_data(asked: Request) -> bool:
    """Say whether a script asks, not a reader."""
    return asked.accept_mimetypes.best == "application/json"
