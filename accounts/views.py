"""Signing in and out, one's matters, opening a matter, its settings, the appearance, and help."""

from flask import (
    Blueprint,
    current_app,
    flash,
    g,
    redirect,
    render_template,
    request,
)
from flask import (
    session as browser,
)
from sqlmodel import Session
from werkzeug.wrappers import Response

from accounts import matters, signin
from accounts.guard import COOKIE, leading
from accounts.models import LEAD, ORDERS
from core.errors import Conflict, Invalid, Missing, Problem
from core.fields import Choice, Text
from core.web.addresses import own_path
from core.web.boxes import Setting
from core.web.forms import Form
from core.web.plumbing import house

Page = str | Response | tuple[str, int]
blueprint = Blueprint("accounts", __name__)
ORDER_GLOSS = {
    "dmy": "day first (3/4/16 is 3 April 2016)",
    "mdy": "month first (3/4/16 is 4 March 2016)",
    "ymd": "year first (2016/4/3 is 3 April 2016)",
}
NEW = (
    Text("name", "Name of the matter", required="Enter the name of the matter"),
    Text(
        "slug",
        "Short name",
        "For its address: small letters a to z, digits and hyphens",
        required="Enter a short name",
    ),
    Text("at_stake", "What is at stake", "In a few sentences", long=True),
)
SETTINGS = (
    NEW[0],
    NEW[2],
    Choice(
        "date_order",
        "Order of day and month",
        "Left empty, a date such as 3/4/16 is asked about",
        words=ORDERS,
        gloss=ORDER_GLOSS,
        coded=True,
    ),
    Text(
        "language",
        "Language of dates",
        "A tag such as km, th or ar: month names and calendars of that language are read too",
    ),
)


@blueprint.get("/sign-in")
def sign_in_page() -> Page:
    """Say how to get a link; somebody who is signed in goes to their matters."""
    if g.user:
        return redirect("/", 303)
    return render_template("accounts/sign_in.html")


@blueprint.get("/sign-in/<secret>")
def sign_in(secret: str) -> Page:
    """Use a one-time link."""
    try:
        with house().database.transaction("sign-in") as session:
            cookie = signin.sign_in(session, secret)
    except Missing as error:
        return render_template("accounts/sign_in.html", spent=error.sentence), 404
    browser.clear()
    answer = redirect("/", 303)
    answer.set_cookie(COOKIE, cookie, secure=True, httponly=True, samesite="Lax")
    return answer


@blueprint.post("/sign-out")
def sign_out() -> Page:
    """End this sign-in."""
    with house().database.transaction(g.user.name) as session:
        signin.sign_out(session, request.cookies.get(COOKIE, ""))
    browser.clear()
    answer = redirect("/sign-in", 303)
    answer.delete_cookie(COOKIE, secure=True, httponly=True, samesite="Lax")
    answer.headers["Clear-Site-Data"] = '"cache", "storage"'
    return answer


@blueprint.post("/appearance")
def appearance() -> Page:
    """Remember whether pages are light, dark, or as the system is."""
    chosen = request.form.get("appearance", "")
    answer = redirect(own_path("/"), 303)
    if chosen in {"light", "dark"}:
        answer.set_cookie(
            "appearance", chosen, max_age=31536000, secure=True, samesite="Lax"
        )
    else:
        answer.delete_cookie("appearance", secure=True, samesite="Lax")
    return answer


@blueprint.get("/help")
def help_page() -> Page:
    """Explain what each part is for."""
    return render_template(
        "accounts/help.html", registers=current_app.extensions["registers"]
    )


@blueprint.get("/")
def home() -> Page:
    """Show the matters that this person belongs to."""
    with house().database.reading() as session:
        found = matters.matters_of(session, g.user.id)
    return render_template("accounts/home.html", matters=found)


@blueprint.route("/matters/new", methods=["GET", "POST"])
def new_matter() -> Page:
    """Open a matter; whoever opens it leads it."""
    form = Form(NEW, Setting())
    if request.method == "POST" and _reads(form):
        values = form.values
        try:
            with house().database.transaction(g.user.name) as session:
                matter = matters.open_matter(session, **values)
                matters.set_role(session, matter, g.user, LEAD)
        except Conflict as error:
            form.blame([Problem("slug", values["slug"], error.sentence)])
        except Invalid as error:
            form.blame(error.problems)
        else:
            return redirect(f"/m/{matter.slug}/", 303)
    drawn = render_template("accounts/new_matter.html", form=form)
    return drawn, 400 if form.problems else 200


@blueprint.route("/m/<slug>/settings", methods=["GET", "POST"])
def matter_settings(slug: str) -> Page:
    """Change what a matter is called, what is at stake, and how its dates are read."""
    with house().database.reading() as session:
        desk = leading(session, slug)
    form = Form(SETTINGS, Setting())
    form.fill({field.name: getattr(desk.matter, field.name) for field in SETTINGS})
    if request.method == "POST" and _reads(form):
        try:
            with house().database.transaction(g.user.name) as session:
                _describe(session, slug, form)
        except Invalid as error:
            form.blame(error.problems)
        else:
            flash("The settings are saved.", "")
            return redirect(f"/m/{slug}/settings", 303)
    drawn = render_template("accounts/settings.html", desk=desk, form=form)
    return drawn, 400 if form.problems else 200


@blueprint.post("/m/<slug>/settings/capture")
def switch_capture(slug: str) -> Page:
    """Switch the capture of links off for a matter, or on again."""
    allowed = request.form.get("capture") == "on"
    with house().database.transaction(g.user.name) as session:
        desk = leading(session, slug)
        matters.allow_capture(session, desk.matter, allowed=allowed)
    said = "allowed" if allowed else "off: no request leaves this machine for this matter"  # fmt: skip
    flash(f"Capture of links is {said}.", "")
    return redirect(f"/m/{slug}/settings", 303)


def _describe(session: Session, slug: str, form: Form) -> None:
    desk = leading(session, slug)
    matters.describe(session, desk.matter, **form.values)


def _reads(form: Form) -> bool:
    """Read a form without a register: its fields check themselves."""
    form.read(request.form)
    found = (box.field.check(form.values.get(box.name, "")) for box in form.boxes)
    form.blame([*form.problems, *(problem for problem in found if problem)])
    return not form.problems
