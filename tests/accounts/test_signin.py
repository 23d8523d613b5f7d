import hashlib

import pytest
from sqlmodel import select

from accounts import people, signin
from accounts.models import SignIn, SignInLink
from core import clock
from core.errors import Missing, Refused
from tests.kit.pages import Installation

START = "2026-11-24T09:00:00Z"


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> "Clock":
    return Clock(monkeypatch)


class Clock:
    """A clock that a test sets."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = START
        monkeypatch.setattr(clock, "now", lambda: self.now)

    def later(self, seconds: int) -> None:
        """Let time pass."""
        self.now = clock.later(self.now, seconds=seconds)


def link_for(installation: Installation, name: str) -> str:
    with installation.house.database.transaction("tests") as session:
        return signin.make_link(session, installation.people[name])


def enter(installation: Installation, secret: str) -> str:
    with installation.house.database.transaction("tests") as session:
        return signin.sign_in(session, secret)


def whose(installation: Installation, cookie: str) -> str:
    with installation.house.database.reading() as session:
        found = signin.whose(session, cookie)
    return found[0].name if found else ""


def test_a_link_signs_in_once(any_installation: Installation) -> None:
    secret = link_for(any_installation, "Bob")
    cookie = enter(any_installation, secret)
    assert whose(any_installation, cookie) == "Bob"
    with pytest.raises(Missing):
        enter(any_installation, secret)


def test_a_link_is_dead_after_half_an_hour(
    installation: Installation, at: Clock
) -> None:
    early, late = link_for(installation, "Bob"), link_for(installation, "Bob")
    at.later(30 * 60 - 1)
    assert enter(installation, early)
    at.later(1)
    with pytest.raises(Missing):
        enter(installation, late)


def test_an_unknown_link_and_a_spent_one_look_the_same(
    installation: Installation,
) -> None:
    secret = link_for(installation, "Bob")
    enter(installation, secret)
    nobody = installation.visitor()
    spent, unknown = nobody.get(f"/sign-in/{secret}"), nobody.get("/sign-in/never-was")
    assert (spent.status, spent.text) == (unknown.status, unknown.text)
    assert spent.status == 404


def test_the_database_holds_no_secret(installation: Installation) -> None:
    secret = link_for(installation, "Bob")
    cookie = enter(installation, secret)
    with installation.house.database.reading() as session:
        kept = [row.digest for row in (*session.exec(select(SignIn)), *session.exec(select(SignInLink)))]  # fmt: skip
    assert secret not in kept
    assert hashlib.sha256(cookie.encode()).hexdigest() in kept
    assert whose(installation, hashlib.sha256(cookie.encode()).hexdigest()) == ""


def test_an_hour_without_a_request_ends_it(
    installation: Installation, at: Clock
) -> None:
    cookie = enter(installation, link_for(installation, "Bob"))
    at.later(60 * 60 - 1)
    assert whose(installation, cookie) == "Bob"
    at.later(1)
    assert whose(installation, cookie) == ""


def test_twelve_hours_end_it_in_any_case(installation: Installation, at: Clock) -> None:
    cookie = enter(installation, link_for(installation, "Bob"))
    for _ in range(23):
        at.later(31 * 60)
        assert whose(installation, cookie) == "Bob"
        with installation.house.database.transaction("Bob") as session:
            signin.touch(session, cookie)
    at.later(10 * 60)
    assert whose(installation, cookie) == ""


def test_a_request_keeps_the_sign_in_alive(
    installation: Installation, at: Clock
) -> None:
    bob = installation.visitor("Bob")
    for _ in range(3):
        at.later(50 * 60)
        assert bob.get("/").status == 200
    at.later(61 * 60)
    assert bob.get("/").status == 401


def test_every_sign_in_has_a_cookie_of_its_own(installation: Installation) -> None:
    cookies = {enter(installation, link_for(installation, "Bob")) for _ in range(3)}
    assert len(cookies) == 3


def test_a_shut_account_is_out_at_once(installation: Installation) -> None:
    bob = installation.visitor("Bob")
    assert bob.get("/").status == 200
    spare = link_for(installation, "Bob")
    with installation.house.database.transaction("Root") as session:
        people.disable(session, people.user_by_name(session, "Bob"))
    assert bob.get("/").status == 401
    with pytest.raises(Missing):
        enter(installation, spare)
    with installation.house.database.transaction("Root") as session, pytest.raises(Refused):  # fmt: skip
        signin.make_link(session, people.user_by_name(session, "Bob"))


def test_the_cookie_is_kept_to_this_host_and_from_scripts(
    installation: Installation,
) -> None:
    secret = link_for(installation, "Bob")
    answer = installation.visitor().get(f"/sign-in/{secret}")
    given = next(line for line in answer.headers.getlist("Set-Cookie") if line.startswith("__Host-sid="))  # fmt: skip
    parts = {part.strip() for part in given.split(";")[1:]}
    assert parts == {"Secure", "HttpOnly", "SameSite=Lax", "Path=/"}
    assert len(given.split(";")[0]) - len("__Host-sid=") >= 43  # 256 bits in base64


def test_signing_out_ends_the_sign_in_on_the_server(installation: Installation) -> None:
    bob = installation.visitor("Bob")
    cookie = bob.client.get_cookie("__Host-sid", domain="localhost")
    assert cookie is not None
    answer = bob.post("/sign-out")
    assert (answer.status, answer.location) == (303, "/sign-in")
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert bob.get("/").status == 401
    assert whose(installation, cookie.value) == ""


def test_everybody_can_sign_out_on_every_page(installation: Installation) -> None:
    vera = installation.visitor("Vera")
    for path in ("/", "/m/harbour/claims", "/help", "/nowhere"):
        assert vera.get(path).page.all("form", action="/sign-out")


def test_all_sign_ins_of_a_person_can_be_ended(installation: Installation) -> None:
    bob, again, vera = (installation.visitor(name) for name in ("Bob", "Bob", "Vera"))
    with installation.house.database.transaction("Root") as session:
        signin.sign_out_everywhere(session, installation.people["Bob"])
    assert (bob.get("/").status, again.get("/").status, vera.get("/").status) == (401, 401, 200)  # fmt: skip


def test_the_page_without_a_sign_in_says_how_to_get_a_link(
    installation: Installation,
) -> None:
    answer = installation.visitor().get("/m/harbour/claims")
    assert answer.status == 401
    assert "claimtrail user link NAME" in answer.text
    assert "Harbour" not in answer.html
