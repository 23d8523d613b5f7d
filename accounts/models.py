"""The tables of people and matters."""

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from core.db import new_id
from core.log import Logged

LEAD, RESEARCHER, REVIEWER, VIEWER = "lead", "researcher", "reviewer", "viewer"
ROLES = (LEAD, RESEARCHER, REVIEWER, VIEWER)
ORDERS = ("dmy", "mdy", "ymd")


class User(Logged, table=True):
    """A person who may sign in. Administering accounts opens no matter."""

    __tablename__ = "users"
    id: str = Field(default_factory=new_id, primary_key=True)
    name: str = Field(unique=True)
    is_administrator: int = 0
    disabled_at: str = ""
    created_at: str


class Matter(Logged, table=True):
    """The file opened for one dispute or investigation. Every record belongs to one; access is per matter."""

    __tablename__ = "matters"
    id: str = Field(default_factory=new_id, primary_key=True)
    slug: str = Field(unique=True)
    name: str
    at_stake: str = ""
    date_order: str = ""
    language: str = ""
    is_sample: int = 0
    capture: str = ""
    opened_at: str
    opened_by: str


class Membership(Logged, table=True):
    """The role one person has in one matter; an empty role means: no longer a member."""

    __tablename__ = "memberships"
    __table_args__ = (UniqueConstraint("matter_id", "user_id"),)
    id: str = Field(default_factory=new_id, primary_key=True)
    matter_id: str = Field(foreign_key="matters.id", index=True)
    user_id: str = Field(foreign_key="users.id", index=True)
    role: str


class SignInLink(SQLModel, table=True):
    """A link that signs a person in once, within half an hour. Only its SHA-256 is kept."""

    __tablename__ = "sign_in_links"
    digest: str = Field(primary_key=True)
    user_id: str = Field(foreign_key="users.id")
    expires_at: str
    used_at: str = ""


class SignIn(SQLModel, table=True):
    """One signed-in browser. The cookie holds 256 random bits, this row their SHA-256."""

    __tablename__ = "sign_ins"
    digest: str = Field(primary_key=True)
    user_id: str = Field(foreign_key="users.id", index=True)
    began_at: str
    seen_at: str
    ended_at: str = ""
