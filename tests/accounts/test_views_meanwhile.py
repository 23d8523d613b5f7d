import io

import pytest

from tests.kit.pages import Answer, Installation, Visitor

NEW = "/m/harbour/parties/new"
URL = "/m/harbour/parties/N-001"


def seen(page: Answer) -> str:
    return page.page.all("input", name="seen")[0].attributes["value"]


@pytest.fixture
def bob(installation: Installation, alice: Visitor) -> Visitor:
    alice.post(NEW, {"name": "The Harbour Board", "role": "lessor"})
    return installation.visitor("Bob")


def test_a_save_never_undoes_another_unseen(alice: Visitor, bob: Visitor) -> None:
    opened = seen(alice.get(f"{URL}/edit"))
    assert bob.edit(URL, {"name": "The Port Board", "role": "lessor"}).status == 303
    mine = {"name": "The Harbour Board", "role": "landlord", "seen": opened}
    answer = alice.post(f"{URL}/edit", mine)
    assert answer.status == 400
    assert answer.problems[0].startswith("N-001 was changed by Bob on ")
    assert answer.problems[1:] == ["Name is now: The Port Board"]
    beside = answer.page.all("p", id="field-name-error")[0].text
    assert beside == "Error: Name is now: The Port Board"
    box = answer.page.all("input", id="field-role")[0]
    assert box.attributes["value"] == "landlord"
    assert "The Port Board" in alice.get(URL).text
    assert alice.post(f"{URL}/edit", {**mine, "seen": seen(answer)}).status == 303
    assert "landlord" in alice.get(URL).text


@pytest.mark.parametrize("sent", ["", "0", "7", "x", "²", "-1", "1" * 5_000])
def test_a_form_that_does_not_say_what_it_was_opened_on_is_not_saved(
    bob: Visitor, sent: str
) -> None:
    answer = bob.post(f"{URL}/edit", {"name": "Elsewhere", "seen": sent})
    assert answer.problems[0].startswith("N-001 was changed by Alice on ")
    assert "Elsewhere" not in bob.get(URL).text


def test_a_form_with_another_fault_still_answers_to_what_it_was_opened_on(
    alice: Visitor, bob: Visitor
) -> None:
    opened = seen(alice.get(f"{URL}/edit"))
    bob.edit(URL, {"name": "The Port Board"})
    answer = alice.post(f"{URL}/edit", {"name": "", "seen": opened})
    assert seen(answer) == opened
    answer = alice.post(
        f"{URL}/edit", {"name": "Mine", "role": "lessor", "seen": seen(answer)}
    )
    assert "changed by Bob" in answer.problems[0]
    assert answer.problems[-1] == "Role in the matter is now: not recorded"


def test_a_withdrawal_meanwhile_is_said(alice: Visitor, bob: Visitor) -> None:
    opened = seen(alice.get(f"{URL}/edit"))
    bob.post(f"{URL}/withdraw", {"reason": "Entered twice"})
    answer = alice.post(f"{URL}/edit", {"name": "Mine", "seen": opened})
    assert "N-001 was withdrawn by Bob" in answer.problems[0]


def test_a_record_of_a_list_and_a_file_that_came_meanwhile_are_named(
    alice: Visitor, bob: Visitor
) -> None:
    root = "/m/harbour"
    bob.post(f"{root}/sources/new", {"name": "The Gazette"})
    url = alice.post(f"{root}/evidence/new", {"title": "A letter"}).location
    opened = seen(alice.get(f"{url}/edit"))
    file = (io.BytesIO(b"held"), "letter.txt")
    bob.edit(url, {"title": "A letter", "source": "S-001", "file": file})
    answer = alice.post(f"{url}/edit", {"title": "Mine", "seen": opened})
    assert "File letter.txt attached" in answer.problems[1]
    assert answer.problems[2:] == ["Source is now: S-001"]
