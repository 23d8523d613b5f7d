import re

import pytest
from click.testing import CliRunner

import app
from accounts.cli import link_address
from tests.kit.pages import Installation


def run(installation: Installation, *words: str) -> str:
    outcome = CliRunner().invoke(
        app.commands(installation.house), ["user", *words], catch_exceptions=False
    )
    assert outcome.exit_code == 0, outcome.output
    return outcome.output


def test_somebody_is_added_given_a_role_and_signs_in(
    installation: Installation,
) -> None:
    run(installation, "add", "Dora")
    run(installation, "role", "Dora", "harbour", "viewer")
    printed = run(installation, "link", "Dora", "--port", "8123")
    found = re.search(r"http://localhost:8123(/sign-in/\S+)", printed)
    assert found
    dora = installation.visitor()
    assert dora.get(found[1]).status == 303
    assert dora.get("/m/harbour/claims").status == 200
    run(installation, "role", "Dora", "harbour", "none")
    assert dora.get("/m/harbour/claims").status == 404
    run(installation, "disable", "Dora")
    assert dora.get("/").status == 401


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (("add", "Bob"), 1),
        (("add", " "), 2),
        (("role", "Bob", "nowhere", "lead"), 1),
        (("role", "Bob", "harbour", "king"), 2),
        (("link", "Mallory"), 1),
        (("disable", "Mallory"), 1),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(
    installation: Installation, words: tuple[str, ...], status: int
) -> None:
    outcome = CliRunner().invoke(app.commands(installation.house), ["user", *words])
    assert outcome.exit_code == status
    assert outcome.stderr.strip()
    assert not outcome.stdout


def test_a_link_names_localhost() -> None:
    assert link_address("x", 8001) == "http://localhost:8001/sign-in/x"
