"""Opening matters, and who belongs to them."""

import re

from sqlmodel import Session, col, select

from accounts.models import ORDERS, ROLES, Matter, Membership, User
from core import clock
from core.errors import Conflict, Invalid, Missing, Problem

SLUG = re.compile(r"[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?")


def open_matter(
    session: Session,
    *,
    slug: str,
    name: str,
    at_stake: str = "",
    is_sample: bool = False,
) -> Matter:
    """Open a new matter.

    Raises:
        Invalid: the slug is not lower-case letters, digits and hyphens, or the name is empty.
        Conflict: the slug is taken.
    """
    if not SLUG.fullmatch(slug):
        sentence = f"“{slug[:80]}” cannot be a short name: use lower-case letters a to z, digits and hyphens, at most 64."
        raise Invalid(sentence, (Problem("slug", slug, sentence),))
    _check_name(name)
    if session.exec(select(Matter).where(Matter.slug == slug)).first():
        raise Conflict(f"There is a matter “{slug}” already.")
    matter = Matter(
        slug=slug, name=name, at_stake=at_stake, is_sample=int(is_sample),
        opened_at=clock.now(), opened_by=session.info["actor"],
    )  # fmt: skip
    session.add(matter)
    session.flush()  # its members and records point to it
    return matter


def _check_name(name: str) -> None:
    if not name.strip() or "\x00" in name or len(name) > 300:
        sentence = "Enter the name of the matter, in at most 300 characters."
        raise Invalid(sentence, (Problem("name", name[:80], sentence),))


def describe(
    session: Session,
    matter: Matter,
    *,
    name: str,
    at_stake: str,
    date_order: str,
    language: str,
) -> None:
    """Change what a matter is called, what is at stake, and how its dates are read."""
    _check_name(name)
    if date_order and date_order not in ORDERS:
        raise Invalid(f"The order of day and month is one of: {', '.join(ORDERS)}.")
    matter.name, matter.at_stake, matter.date_order, matter.language = (
        name,
        at_stake,
        date_order,
        language,
    )
    session.add(matter)


def allow_capture(session: Session, matter: Matter, *, allowed: bool) -> None:
    """Let links of a matter be captured, or let no request leave this machine for it."""
    matter.capture = "" if allowed else "off"
    session.add(matter)


def matter_by_slug(session: Session, slug: str) -> Matter:
    """Find a matter by its short name.

    Raises:
        Missing: there is none.
    """
    matter = session.exec(select(Matter).where(Matter.slug == slug)).first()
    if matter is None:
        raise Missing(f"There is no matter “{slug}”.")
    return matter


def set_role(session: Session, matter: Matter, user: User, role: str) -> Membership:
    """Give a person a role in a matter, or with an empty role take it away."""
    if role and role not in ROLES:
        raise Invalid(f"“{role}” is not one of: {', '.join(ROLES)}.")
    query = select(Membership).where(
        Membership.matter_id == matter.id, Membership.user_id == user.id
    )
    membership = session.exec(query).first() or Membership(
        matter_id=matter.id, user_id=user.id, role=role
    )
    membership.role = role
    session.add(membership)
    return membership


def matters_of(session: Session, user_id: str) -> list[tuple[Matter, str]]:
    """Give the matters a person belongs to, with the role, by name."""
    query = (
        select(Matter, Membership.role)
        .join(Membership, col(Membership.matter_id) == col(Matter.id))
        .where(Membership.user_id == user_id, Membership.role != "")
    )
    found = session.exec(query).all()
    return sorted(
        ((matter, role) for matter, role in found), key=lambda pair: pair[0].name
    )
