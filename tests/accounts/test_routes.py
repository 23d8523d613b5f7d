import hashlib
from collections.abc import Iterator

import pytest
from sqlalchemy import text

from accounts.guard import OPEN
from core.web.headers import FIXED
from tests.kit.filling import addresses, fill
from tests.kit.pages import ORIGIN, Installation

POLICY = (
    "default-src 'none'; script-src 'nonce-NONCE'; style-src 'self'; img-src 'self' blob:; font-src 'self'; media-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types app; report-to csp"
)
ELSEWHERE = {"accounts.sign_in", "assets.static"}  # what they take is no record
NO_MATTER = {"accounts.appearance", "accounts.help_page", "accounts.home", "accounts.new_matter", "accounts.sign_in_page", "accounts.sign_out", "dates.read_text", "ground.healthz"}  # fmt: skip
READING = (
    ".quote",
    "accounts.matter_settings",
    "_new",
    "_edit",
    "_withdraw",
)  # pages on the way to a change


@pytest.fixture
def filled(installation: Installation) -> Installation:
    with installation.house.database.transaction("tests") as session:
        fill(session, "harbour", 3)
        fill(session, "other", 3)
    return installation


def paths(
    installation: Installation, method: str, slug: str = "harbour"
) -> Iterator[tuple[str, str]]:
    for endpoint, path in addresses(installation.app, method, slug):
        if endpoint not in ELSEWHERE:
            yield endpoint, path


def test_every_page_is_a_good_page(filled: Installation) -> None:
    alice = filled.visitor("Alice")
    for _endpoint, path in paths(filled, "GET"):
        found = alice.get(path)
        assert (
            found.status in {200, 303}
            or path.endswith(
                ("/file", "/recording", "/certificate/bsa-63", "/captured/print")
            )
            or "/page/" in path
        ), (
            path,
            found.status,
        )


def test_a_page_is_closed_to_whoever_is_not_signed_in(filled: Installation) -> None:
    nobody = filled.visitor()
    for method in ("GET", "POST"):
        for endpoint, path in paths(filled, method):
            if endpoint not in OPEN:
                ask = nobody.get if method == "GET" else nobody.post
                assert ask(path).status == 401, path


@pytest.mark.parametrize("stranger", ["Charlie", "Root"])
def test_a_matter_does_not_exist_for_strangers(
    filled: Installation, stranger: str
) -> None:
    visitor = filled.visitor(stranger)
    missing = visitor.get("/m/nowhere/claims").text
    for method in ("GET", "POST"):
        for endpoint, path in paths(filled, method):
            if endpoint not in NO_MATTER:
                found = visitor.get(path) if method == "GET" else visitor.post(path)
                assert (found.status, found.text) == (404, missing), path


def test_a_reader_may_read_and_not_write(filled: Installation) -> None:
    for name in ("Rita", "Vera"):
        visitor = filled.visitor(name)
        for endpoint, path in paths(filled, "GET"):
            expected = (
                {403}
                if endpoint.endswith(READING) and endpoint not in NO_MATTER
                else {200, 303, 404}
            )
            if endpoint.endswith(".certificate"):
                expected = {403}  # nothing is held, so there is nothing to certify
            assert visitor.get(path).status in expected, path
        for endpoint, path in paths(filled, "POST"):
            if endpoint not in NO_MATTER | {"exports.make"}:  # readers export
                assert visitor.post(path).status == 403, path


def test_a_form_without_its_token_changes_nothing(filled: Installation) -> None:
    alice = filled.visitor("Alice")
    for _endpoint, path in paths(filled, "POST"):
        answer = alice.client.post(path, data={"name": "x"}, base_url=ORIGIN)
        assert answer.status_code == 400, path
        assert "load the page again" in answer.text


def test_a_form_sent_from_another_site_is_refused(filled: Installation) -> None:
    alice = filled.visitor("Alice")
    for site in ("cross-site", "same-site"):
        for _endpoint, path in paths(filled, "POST"):
            assert alice.post(path, headers={"Sec-Fetch-Site": site}).status == 400, (
                path
            )


def test_looking_changes_nothing(filled: Installation) -> None:
    alice = filled.visitor("Alice")
    before = content(filled)
    for _endpoint, path in paths(filled, "GET"):
        alice.get(path)
    assert content(filled) == before


def content(installation: Installation) -> str:
    """Hash every row of every table."""
    digest = hashlib.sha256()
    with installation.house.database.reading() as session:
        tables = session.execute(text("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"))  # fmt: skip
        for (table,) in tables.all():
            rows = session.execute(text(f'SELECT * FROM "{table}" ORDER BY 1'))  # noqa: S608 - our own table names
            digest.update(repr(sorted(map(repr, rows))).encode())
    return digest.hexdigest()


def test_every_answer_carries_the_headers(filled: Installation) -> None:
    alice = filled.visitor("Alice")
    nonces = set()
    for path in [
        *(path for _, path in paths(filled, "GET")),
        "/nowhere",
        "/static/x/claimtrail.css",
    ]:
        headers = alice.client.get(path, base_url=ORIGIN, buffered=True).headers
        assert FIXED.items() <= dict(headers).items(), path
        policy = headers["Content-Security-Policy"]
        nonce = policy.split("'nonce-")[1].split("'")[0]
        assert policy == POLICY.replace("NONCE", nonce), path
        nonces.add(nonce)
        if not path.startswith("/static"):
            assert headers["Cache-Control"].startswith("no-store"), path
    assert len(nonces) > 50


def test_another_host_is_refused(filled: Installation) -> None:
    alice = filled.visitor("Alice")
    assert alice.client.get("/help", base_url="http://evil.example").status_code == 400
    assert (
        alice.client.get("/help", base_url="http://127.0.0.1:8000").status_code == 200
    )


def test_a_page_asks_the_same_number_of_queries_whatever_the_size(
    filled: Installation,
) -> None:
    alice = filled.visitor("Alice")
    pages = [path for _, path in paths(filled, "GET") if not path.endswith("/file")]
    pages = [path for path in pages if alice.get(path).status == 200]
    few = {path: filled.queries(alice, path) for path in pages}
    with filled.house.database.transaction("tests") as session:
        fill(session, "harbour", 57)
    many = {path: filled.queries(alice, path) for path in pages}
    assert {
        path: (few[path], many[path]) for path in pages if many[path] > few[path]
    } == {}
    assert max(few.values()) < 50
