"""Signing in by a one-time link, and the row that stands for a signed-in browser (OWASP ASVS 5.0, V7).

A link holds 256 random bits, works once and for half an hour. So does the cookie for its browser: 60 minutes without a
request end it, 12 hours end it in any case. Only SHA-256 hashes are kept, so a copy of the database signs nobody in.
"""

import hashlib
import secrets

from sqlmodel import Session, select

from accounts.models import SignIn, SignInLink, User
from core import clock
from core.errors import Missing, Refused

LINK_SECONDS = 30 * 60
IDLE_SECONDS = 60 * 60
LONGEST_SECONDS = 12 * 60 * 60
TOUCH_SECONDS = 60  # `seen_at` is written at most once a minute
SPENT = "This link was used already, is older than 30 minutes, or was never given out. Ask for a new one."


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def make_link(session: Session, user: User) -> str:
    """Make a link for a person; gives the secret that stands in its address.

    Raises:
        Refused: the account is shut.
    """
    if user.disabled_at:
        raise Refused(f"The account “{user.name}” is shut.")
    secret = secrets.token_urlsafe(32)
    expires = clock.later(clock.now(), seconds=LINK_SECONDS)
    session.add(SignInLink(digest=_digest(secret), user_id=user.id, expires_at=expires))
    return secret


def sign_in(session: Session, secret: str) -> str:
    """Use a link up and begin a new sign-in; gives the secret for the cookie.

    Raises:
        Missing: the link is spent, too old or unknown, or its account is shut. All look the same.
    """
    link = session.get(SignInLink, _digest(secret))
    now = clock.now()
    if link is None or link.used_at or link.expires_at <= now:
        raise Missing(SPENT)
    user = session.get(User, link.user_id)
    if user is None or user.disabled_at:
        raise Missing(SPENT)
    link.used_at = now
    session.add(link)
    cookie = secrets.token_urlsafe(32)
    session.add(
        SignIn(digest=_digest(cookie), user_id=user.id, began_at=now, seen_at=now)
    )
    return cookie


def whose(session: Session, cookie: str) -> tuple[User, bool] | None:
    """Say whose browser this is, and whether it is time to note that it was seen. Nothing: sign in again."""
    query = select(SignIn, User).join(User, SignIn.user_id == User.id)  # type: ignore[arg-type] # SQLModel types comparisons as bool
    found = session.exec(query.where(SignIn.digest == _digest(cookie))).first()
    if found is None:
        return None
    row, user = found
    now = clock.now()
    ended = (
        row.ended_at
        or user.disabled_at
        or clock.later(row.seen_at, seconds=IDLE_SECONDS) <= now
        or clock.later(row.began_at, seconds=LONGEST_SECONDS) <= now
    )
    if ended:
        return None
    return user, clock.later(row.seen_at, seconds=TOUCH_SECONDS) <= now


def touch(session: Session, cookie: str) -> None:
    """Note that a browser was seen now."""
    if row := session.get(SignIn, _digest(cookie)):
        row.seen_at = clock.now()
        session.add(row)


def sign_out(session: Session, cookie: str) -> None:
    """End a sign-in."""
    if row := session.get(SignIn, _digest(cookie)):
        row.ended_at = row.ended_at or clock.now()
        session.add(row)


def sign_out_everywhere(session: Session, user: User) -> None:
    """End every sign-in of a person."""
    query = select(SignIn).where(SignIn.user_id == user.id, SignIn.ended_at == "")
    for row in session.exec(query).all():
        row.ended_at = clock.now()
        session.add(row)
