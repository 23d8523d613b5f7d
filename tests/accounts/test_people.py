import pytest
from sqlmodel import select

from accounts import matters, people
from accounts.models import User
from core.db import Database
from core.errors import Conflict, Invalid, Missing
from tests.kit.pages import Installation


@pytest.fixture
def database(database_url: str) -> Database:
    return Database(database_url)


def test_a_new_installation_has_no_account(database: Database) -> None:
    with database.reading() as session:
        assert session.exec(select(User)).all() == []
    database.close()


def test_the_first_administrator_leads_the_sample(database: Database) -> None:
    with database.transaction("console") as session:
        matters.open_matter(
            session, slug="likes", name="The likes case", is_sample=True
        )
        matters.open_matter(session, slug="real", name="A real one")
        first = people.ensure_first_administrator(session)
        assert first is not None
        assert first.is_administrator
        found = matters.matters_of(session, first.id)
        assert [(matter.slug, role) for matter, role in found] == [("likes", "lead")]
    with database.transaction("console") as session:
        again = people.ensure_first_administrator(session)
        assert again is not None
        assert again.id == first.id
    database.close()


def test_there_is_no_first_administrator_among_several_people(
    database: Database,
) -> None:
    with database.transaction("console") as session:
        people.ensure_first_administrator(session)
        people.add_user(session, "Bob")
        assert people.ensure_first_administrator(session) is None
    database.close()


@pytest.mark.parametrize(
    "name", ["", " Bob", "Bob ", "B\nob", "a" * 101, "B\u202eob", "\x00"]
)
def test_a_name_that_nobody_could_read_is_refused(
    installation: Installation, name: str
) -> None:
    with installation.house.database.transaction("Root") as session, pytest.raises(Invalid):  # fmt: skip
        people.add_user(session, name)


def test_a_name_is_taken_once(installation: Installation) -> None:
    with installation.house.database.transaction("Root") as session, pytest.raises(Conflict):  # fmt: skip
        people.add_user(session, "Bob")


def test_nobody_is_found_by_an_unknown_name(installation: Installation) -> None:
    with installation.house.database.reading() as session, pytest.raises(Missing):
        people.user_by_name(session, "Mallory")


def test_members_are_those_who_may_still_come(installation: Installation) -> None:
    with installation.house.database.transaction("Root") as session:
        matter = matters.matter_by_slug(session, "harbour")
        people.disable(session, people.user_by_name(session, "Bob"))
        matters.set_role(session, matter, people.user_by_name(session, "Vera"), "")
        session.flush()
        assert people.members_of(session, matter.id) == [("Alice", "lead"), ("Rita", "reviewer")]  # fmt: skip


def test_a_changed_role_works_on_the_next_request(installation: Installation) -> None:
    vera = installation.visitor("Vera")
    assert vera.get("/m/harbour/claims/new").status == 403
    for role, status in (("researcher", 200), ("", 404)):
        with installation.house.database.transaction("Alice") as session:
            matter = matters.matter_by_slug(session, "harbour")
            matters.set_role(session, matter, installation.people["Vera"], role)
        assert vera.get("/m/harbour/claims/new").status == status


def test_who_can_see_a_record_is_said_from_the_memberships(
    installation: Installation,
) -> None:
    alice = installation.visitor("Alice")
    page = alice.get("/m/harbour/claims/new")
    assert "Alice, Bob, Rita and Vera, because they belong to this matter. Nobody else." in page.text  # fmt: skip
    with installation.house.database.transaction("Alice") as session:
        matter = matters.matter_by_slug(session, "harbour")
        for name in ("Bob", "Rita", "Vera"):
            matters.set_role(session, matter, installation.people[name], "")
    assert "Only Alice." in alice.get("/m/harbour/claims/new").text
