"""Accounts: adding people, finding them, and shutting an account."""

from sqlmodel import Session, col, select

from accounts.matters import set_role
from accounts.models import LEAD, Matter, Membership, User
from core import clock
from core.errors import Conflict, Invalid, Missing, Problem

FIRST = "admin"
NAME_LIMIT = 100


def add_user(session: Session, name: str, *, is_administrator: bool = False) -> User:
    """Add a person.

    Raises:
        Invalid: the name is empty, too long, or holds control characters.
        Conflict: the name is taken.
    """
    if (
        name != name.strip()
        or not 0 < len(name) <= NAME_LIMIT
        or not name.isprintable()
    ):
        sentence = f"Enter a name of at most {NAME_LIMIT} printable characters, without space around it."
        raise Invalid(sentence, (Problem("name", name[:80], sentence),))
    if session.exec(select(User).where(User.name == name)).first():
        raise Conflict(f"There is an account “{name}” already.")
    user = User(
        name=name, is_administrator=int(is_administrator), created_at=clock.now()
    )
    session.add(user)
    session.flush()  # memberships and links point to it
    return user


def user_by_name(session: Session, name: str) -> User:
    """Find a person by name.

    Raises:
        Missing: nobody has that name.
    """
    user = session.exec(select(User).where(User.name == name)).first()
    if user is None:
        raise Missing(f"There is no account “{name}”.")
    return user


def disable(session: Session, user: User) -> None:
    """Shut an account: its next request is refused. What it recorded stays under its name."""
    user.disabled_at = user.disabled_at or clock.now()
    session.add(user)


def ensure_first_administrator(session: Session) -> User | None:
    """Make the first account on a new installation; it leads the sample matter.

    Returns:
        The first administrator as long as no other account exists, else nothing.
    """
    users = session.exec(select(User).limit(2)).all()
    if len(users) > 1 or (users and not users[0].is_administrator):
        return None
    user = users[0] if users else add_user(session, FIRST, is_administrator=True)
    for matter in session.exec(select(Matter).where(Matter.is_sample == 1)).all():
        if not members_of(session, matter.id):
            set_role(session, matter, user, LEAD)
    return user


def members_of(session: Session, matter_id: str) -> list[tuple[str, str]]:
    """Give the people of a matter who may still sign in, by name, with their roles."""
    query = select(User.name, Membership.role).join(
        Membership, col(Membership.user_id) == col(User.id)
    )
    query = query.where(
        Membership.matter_id == matter_id, Membership.role != "", User.disabled_at == ""
    )
    return sorted((name, role) for name, role in session.exec(query))
