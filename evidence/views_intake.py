"""The page “Take in”: files and links come in as drafts of one person, are looked at, and are saved as evidence items."""

from typing import Any, BinaryIO, cast

from flask import Blueprint, flash, jsonify, redirect, render_template, request
from sqlmodel import Session
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response

from accounts.guard import Desk, at_matter
from core.errors import ClaimtrailError, Invalid, Missing, Problem, Refused
from core.references import find
from core.web.addresses import record_url
from core.web.directory import Directory
from core.web.plumbing import FILE_LIMIT, house, registers, takes_files
from evidence import intake
from evidence.asking import ask, is_first, why_not
from evidence.forms_intake import Row
from evidence.models import Draft, EvidenceItem
from evidence.opening import take_all
from evidence.registers import EVIDENCE
from evidence.views_drafts import left_out, own_draft, rows_of, summary

blueprint = Blueprint("intake", __name__)
takes_files(blueprint, "take_files")
Page = str | Response | tuple[str, int]
MANY_LINKS = 1_000
UNSEEN = "Tick that you know what the site will see"


class Wrong:
    """What is wrong with the page as it was sent, in the shape of a form's problems."""

    waiting = ()

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def anchor(self, problem: Problem) -> str:
        """Give the id of the input that a problem is about."""
        return problem.field


@blueprint.get("/m/<slug>/intake")
def drafts_new(slug: str) -> Page:
    """Show the ways in, and the drafts of this person."""
    with house().database.reading() as session:
        desk = at_matter(session, slug, writing=True)
        return _draw(session, desk, rows_of(session, desk))


@blueprint.post("/m/<slug>/intake/files")
def take_files(slug: str) -> Page:
    """Take files in: each is a draft, whatever becomes of the others."""
    desk = _desk(slug)
    uploads = [found for found in request.files.getlist("file") if found.filename]
    taken = [_take(desk, upload) for upload in uploads]
    drafts = [draft for found in taken for draft in found]
    if not uploads:
        return _refuse(desk, "file", "Choose a file, or several")
    return _answer(desk, drafts)


def _take(desk: Desk, upload: FileStorage) -> list[dict[str, str]]:
    """Take one file in, with what it holds; one that is refused as it comes leaves no draft, only its reason."""
    name = upload.filename or ""
    try:
        drafts = take_all(
            house(), desk.matter, cast(BinaryIO, upload.stream), name, desk.user.name, as_one=request.form.get("as_one") == "yes"
        )  # fmt: skip
    except ClaimtrailError as error:
        return [{"id": "", "name": name, "state": "refused", "reason": error.sentence}]
    return [_told(draft) for draft in drafts]


@blueprint.post("/m/<slug>/intake/links")
def take_links(slug: str) -> Page:
    """Take links in, one a line. Nothing is fetched."""
    desk = _desk(slug)
    lines = [line.strip() for line in request.form.get("links", "").splitlines() if line.strip()]  # fmt: skip
    if not lines:
        return _refuse(desk, "links", "Enter a link that begins with http:// or https://")  # fmt: skip
    if len(lines) > MANY_LINKS:
        return _refuse(desk, "links", f"Enter at most {MANY_LINKS:,} links at once")
    with house().database.transaction(desk.user.name) as session:
        drafts = [_told(intake.take_link(session, desk.matter, line)) for line in lines]  # fmt: skip
    return _answer(desk, drafts)


def _told(draft: Draft) -> dict[str, str]:
    return {"id": draft.id, "name": draft.name or draft.url, "state": draft.state, "reason": draft.reason}  # fmt: skip


@blueprint.post("/m/<slug>/intake/drafts")
def act_on_drafts(slug: str) -> Page:
    """Do what the pressed button says with the drafts, as they were typed and ticked."""
    asked = request.form
    with house().database.reading() as session:
        desk = at_matter(session, slug, writing=True)
        rows = rows_of(session, desk)
        for row in rows:
            row.take(asked)
        if asked.get("guesses"):
            for row in rows:
                row.tick_all()
            return _draw(session, desk, rows)
    if asked.get("leave"):
        return _leave(desk, asked["leave"])
    if asked.get("capture"):
        return _capture(desk, rows, asked["capture"])
    return _save(desk, rows, asked.get("save", ""))


def _leave(desk: Desk, draft_id: str) -> Page:
    with house().database.transaction(desk.user.name) as session:
        intake.drop_draft(session, _own(session, desk, draft_id))
    flash("It is left out. You can bring it back below.", "")
    return _back(desk)


@blueprint.post("/m/<slug>/intake/back")
def bring_back(slug: str) -> Page:
    """Bring back a draft that was left out."""
    desk = _desk(slug)
    with house().database.transaction(desk.user.name) as session:
        intake.bring_back(session, _own(session, desk, request.form.get("draft", "")))
    return _back(desk)


def _save(desk: Desk, rows: list[Row], wanted: str) -> Page:
    """Save the drafts that were asked for; what cannot be saved stays, and says why."""
    chosen = [row for row in rows if row.may_save and (row.draft.id == wanted or (wanted == "all" and row.is_ready))]  # fmt: skip
    wrong, saved = Wrong(), 0
    for row in chosen:
        try:
            with house().database.transaction(desk.user.name) as session:
                _save_one(session, desk, row)
            saved += 1
        except Invalid as error:
            row.error = error.sentence
            wrong.problems.append(Problem(f"title-{row.draft.id}", row.title, error.sentence))  # fmt: skip
    if wrong.problems:
        with house().database.reading() as session:
            left = [row for row in rows if row not in chosen or row.error]
            return _draw(session, desk, left, wrong), 400
    if saved:
        flash(f"{saved} {'item is' if saved == 1 else 'items are'} saved.", f"/m/{desk.matter.slug}/evidence See the evidence")  # fmt: skip
    return _back(desk)


def _save_one(session: Session, desk: Desk, row: Row) -> None:
    directory = Directory(session, registers(), desk.matter.id)
    values: dict[str, Any] = row.values(session, desk, directory)
    draft = _own(session, desk, row.draft.id)
    intake.save_drafts(session, house().files, {draft.id: values}, reasons={draft.id: row.reason})  # fmt: skip


def _capture(desk: Desk, rows: list[Row], wanted: str) -> Page:
    """Ask for captures; before the first request of a matter it must be known what the site will see."""
    chosen = [row.draft.id for row in rows if row.may_capture and wanted in {"all", row.draft.id}]  # fmt: skip
    with house().database.reading() as session:
        if wrong := _unseen(session, desk):
            return _draw(session, desk, rows, wrong), 400
    with house().database.transaction(desk.user.name) as session:
        for key in chosen:
            ask(session, house(), desk.matter, _own(session, desk, key))
    return _back(desk)


def _unseen(session: Session, desk: Desk) -> Wrong | None:
    """Give what is wrong when a request would leave this machine before its maker knows what the site will see.

    Raises:
        Refused: none may leave it.
    """
    if reason := why_not(house(), desk.matter):
        raise Refused(reason)
    if not is_first(session, desk.matter) or request.form.get("seen") == "yes":
        return None
    wrong = Wrong()
    wrong.problems.append(Problem("seen", "", UNSEEN))
    return wrong


@blueprint.route("/m/<slug>/evidence/<number>/capture", methods=("GET", "POST"))
def capture_new(slug: str, number: str) -> Page:
    """Ask for the capture of the link of an item, again or for the first time."""
    with house().database.reading() as session:
        desk = at_matter(session, slug, writing=True)
        row = find(session, EVIDENCE, desk.matter.id, number)
        wrong = _unseen(session, desk) if request.method == "POST" else None
        first = is_first(session, desk.matter)
    if request.method == "POST" and not wrong:
        return _capture_item(desk, number)
    drawn = render_template(
        "evidence/capture_new.html", desk=desk, here="evidence", register=EVIDENCE, row=row, form=wrong, first_request=first,
        capture_off=why_not(house(), desk.matter),
    )  # fmt: skip
    return drawn, 400 if wrong else 200


def _capture_item(desk: Desk, number: str) -> Page:
    with house().database.transaction(desk.user.name) as session:
        item = find(session, EVIDENCE, desk.matter.id, number)
        assert isinstance(item, EvidenceItem)  # noqa: S101 - what this register holds
        ask(session, house(), desk.matter, item)
    flash("The capture is asked for. Load this page again to see what became of it.", "")  # fmt: skip
    return redirect(record_url(desk.matter.slug, EVIDENCE, item), 303)


def _desk(slug: str) -> Desk:
    with house().database.reading() as session:
        return at_matter(session, slug, writing=True)


def _own(session: Session, desk: Desk, key: str) -> Draft:
    draft = own_draft(session, desk, key)
    if draft is None:
        raise Missing("There is no such draft of yours in this matter.")
    return draft


def _back(desk: Desk) -> Response:
    return redirect(f"/m/{desk.matter.slug}/intake#drafts", 303)


def _answer(desk: Desk, drafts: list[dict[str, str]]) -> Page:
    """Tell a script what became of each; send a reader back to the page, refusals said."""
    if request.accept_mimetypes.best == "application/json":
        return jsonify(drafts=drafts)
    for told in drafts:
        if not told["id"]:
            flash(f"{told['name']} is refused: {told['reason']}", "")
    return _back(desk)


def _refuse(desk: Desk, field: str, sentence: str) -> Page:
    if request.accept_mimetypes.best == "application/json":
        answer = jsonify(sentence=sentence)
        answer.status_code = 400
        return answer
    wrong = Wrong()
    wrong.problems.append(Problem(field, "", sentence))
    with house().database.reading() as session:
        return _draw(session, desk, rows_of(session, desk), wrong), 400


def _draw(session: Session, desk: Desk, rows: list[Row], wrong: Wrong | None = None) -> str:  # fmt: skip
    """Draw the page with the drafts as they stand in the form."""
    has_links = any(not row.draft.sha256 for row in rows)
    return render_template(
        "evidence/intake.html",
        desk=desk,
        here="intake",
        register=EVIDENCE,
        form=wrong,
        rows=rows,
        ready=sum(row.is_ready for row in rows),
        guesses=any(row.guesses for row in rows),
        summary=summary(rows),
        left_out=left_out(session, desk),
        sources=Directory(session, registers(), desk.matter.id).options(("sources",)),
        largest=FILE_LIMIT,
        typed_links=request.form.get("links", "") if wrong else "",
        warned=any(found.field == "seen" for found in wrong.problems)
        if wrong
        else False,
        capture_off=why_not(house(), desk.matter) if has_links else "",
        first_request=is_first(session, desk.matter),
        may_capture=sum(row.may_capture for row in rows),
    )
