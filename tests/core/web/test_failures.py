import logging
from collections.abc import Callable

import pytest

from core.errors import ClaimtrailError, Conflict, Corrupt, Invalid, Missing, Refused
from tests.kit.pages import Installation, Visitor

ERRORS: list[tuple[ClaimtrailError, int]] = [
    (Invalid("It cannot be."), 400),
    (Refused("It may not be."), 403),
    (Missing("Hidden name."), 404),
    (Conflict("It is taken."), 409),
    (Corrupt("It has changed."), 500),
]


def breaking(installation: Installation, error: Exception) -> Visitor:
    """Make the help page fail."""

    def fail() -> str:
        raise error

    views: dict[str, Callable[[], str]] = installation.app.view_functions  # type: ignore[assignment] # one view of it
    views["accounts.help_page"] = fail
    alice = installation.visitor()
    alice._token = "none"
    return alice


@pytest.mark.parametrize(("error", "status"), ERRORS)
def test_our_own_errors_have_their_page(
    installation: Installation, error: ClaimtrailError, status: int
) -> None:
    answer = breaking(installation, error).get("/help")
    assert answer.status == status
    assert ("Hidden name" in answer.text) is False
    assert isinstance(error, Missing) or error.sentence in answer.text


def test_a_fault_shows_a_number_and_no_stack(
    installation: Installation, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        answer = breaking(installation, ZeroDivisionError("secret detail")).get("/help")
    assert answer.status == 500
    assert "secret detail" not in answer.html
    assert "Traceback" not in answer.html
    number = answer.text.split("the number ")[1][:8]
    assert number in caplog.text
    assert answer.headers["Content-Security-Policy"]


def test_a_fault_says_what_did_not_happen(installation: Installation) -> None:
    alice = breaking(installation, ZeroDivisionError("x"))
    said = alice.get("/help").text
    assert "This page could not be shown. Tell" in said
    assert "saved" not in said
    views = installation.app.view_functions
    views["accounts.appearance"] = views["accounts.help_page"]
    answer = installation.visitor("Alice").post("/appearance")
    assert "Nothing was saved. Tell" in answer.text


def test_what_is_not_there_is_said_plainly(alice: Visitor) -> None:
    answer = alice.get("/nowhere")
    assert (answer.status, answer.page.all("h1")[0].text) == (404, "Page not found")
    assert alice.post("/help").status == 405
