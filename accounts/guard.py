"""Who may open what: every address is closed unless it is listed here as open, and a matter only opens to its members."""

from dataclasses import dataclass
from functools import cached_property

from flask import Flask, g, render_template, request
from flask.typing import ResponseReturnValue
from sqlmodel import Session, select

from accounts import signin
from accounts.models import LEAD, RESEARCHER, Matter, Membership, User
from accounts.people import members_of
from core.errors import Missing, Refused
from core.web.plumbing import house
from core.web.texts import listed

COOKIE = "__Host-sid"
OPEN = {
    "accounts.appearance",
    "accounts.help_page",
    "accounts.sign_in",
    "accounts.sign_in_page",
    "assets.static",
    "ground.healthz",
}
WRITERS = {LEAD, RESEARCHER}
HIDDEN = "There is no such page, or it belongs to a matter that you do not belong to."


@dataclass(frozen=True)
class Desk:
    """One person at one matter, with the role that opens it and everybody else who may."""

    user: User
    matter: Matter
    role: str
    members: list[tuple[str, str]]

    @property
    def may_write(self) -> bool:
        """Say whether this person may record and revise."""
        return self.role in WRITERS

    @property
    def leads(self) -> bool:
        """Say whether this person leads the matter."""
        return self.role == LEAD

    @cached_property
    def seen_by(self) -> str:
        """Say in a sentence who can see what is in this matter: computed from the same rows that decide it."""
        names = [name for name, _role in self.members]
        if len(names) == 1:
            return f"Only {names[0]}. Nobody else belongs to this matter."
        return f"{listed(names)}, because they belong to this matter. Nobody else."


def close(app: Flask) -> None:
    """Close every address of the application to people who are not signed in, but for those listed as open."""

    def ask_who() -> ResponseReturnValue | None:
        g.user = _recognise()
        if g.user or request.endpoint in OPEN:
            return None
        return render_template("accounts/sign_in.html"), 401

    steps = app.before_request_funcs[
        None
    ]  # the first one looks whether host and site are ours
    steps.insert(1, ask_who)  # before the check of tokens, which reads the whole body


def _recognise() -> User | None:
    cookie = request.cookies.get(COOKIE, "")
    if not cookie or request.endpoint == "assets.static":
        return None
    with house().database.reading() as session:
        found = signin.whose(session, cookie)
    if found is None:
        return None
    user, is_time = found
    if is_time:
        with house().database.transaction(user.name) as session:
            signin.touch(session, cookie)
    return user


def at_matter(session: Session, slug: str, *, writing: bool = False) -> Desk:
    """Fetch a matter with the right to it.

    Raises:
        Missing: there is no such matter, or this person does not belong to it; both look the same.
        Refused: the person may read it, not change it.
    """
    query = select(Matter, Membership.role).join(
        Membership,
        Membership.matter_id == Matter.id,  # type: ignore[arg-type] # SQLModel types comparisons as bool
    )
    query = query.where(
        Matter.slug == slug, Membership.user_id == g.user.id, Membership.role != ""
    )
    found = session.exec(query).first()
    if found is None:
        raise Missing(HIDDEN)
    matter, role = found
    desk = Desk(g.user, matter, role, members_of(session, matter.id))
    if writing and not desk.may_write:
        raise Refused(
            f"You are a {role} of this matter: you may read it, not change it. Its lead can change your role."
        )
    return desk


def leading(session: Session, slug: str) -> Desk:
    """Fetch a matter that this person leads.

    Raises:
        Missing: as for `at_matter`.
        Refused: the person belongs to the matter but does not lead it.
    """
    desk = at_matter(session, slug)
    if not desk.leads:
        raise Refused("Only the lead of a matter may do this.")
    return desk
