import hashlib
from collections.abc import Iterator

import pytest

from tests.kit.databases import SqliteDatabases
from tests.kit.pages import ORIGIN, Installation, Visitor
from tests.kit.sample import installed_sample


@pytest.fixture(scope="module")
def likes(sqlite_databases: SqliteDatabases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:  # fmt: skip
    with installed_sample(sqlite_databases, tmp_path_factory.mktemp("likes")) as found:
        yield found


@pytest.fixture
def alice(likes: Installation) -> Visitor:
    return likes.visitor("Alice")


def test_the_text_is_shown_with_its_quotes_marked(alice: Visitor) -> None:
    page = alice.get("/m/likes/evidence/E-009")
    marks = page.page.all("mark")
    assert [found.text for found in marks] == ["likes grew by 9 to 31 % in the Philippines, India and Indonesia, and by 3 % in Cambodia"]  # fmt: skip
    assert page.text.count("Matches the stored file letter for letter.") == 2


def test_every_citation_of_a_held_item_leads_to_a_passage(alice: Visitor) -> None:
    page = alice.get("/m/likes/evidence/E-015")
    ids = {found.attributes["id"] for found in page.page.elements if "id" in found.attributes}  # fmt: skip
    assert {number for number in ids if number.startswith("CT-")}
    assert {number for number in ids if number.startswith("FD-")}


def test_its_descent_is_told_up_to_the_origin(alice: Visitor) -> None:
    steps = alice.get("/m/likes/evidence/E-009").page.all("ol", **{"class": "descent"})[0].text  # fmt: skip
    said = " ".join(steps.split())
    assert said.startswith("E-009 Asian Correspondent")
    assert said.index("E-008") < said.index("E-030")
    assert said.endswith("known of, not held")


def test_who_cites_it_is_told_by_the_room_that_knows(alice: Visitor) -> None:
    aside = alice.get("/m/likes/evidence/E-009").page.all("aside")[0].text
    assert "C-001" in aside
    assert "Supports" in aside


def test_what_is_not_graded_says_so(alice: Visitor) -> None:
    text = alice.get("/m/likes/evidence/E-009").text
    assert "Source: not graded" in text
    assert "Content: not graded" in text


def test_an_item_known_of_says_that_no_file_is_held(alice: Visitor) -> None:
    page = alice.get("/m/likes/evidence/E-030")
    assert "No file is held for it, so no quote from it can be checked." in page.text
    assert "Download" not in page.text
    assert "its own origin" in page.text


def test_the_stored_file_is_named_by_its_hash(alice: Visitor) -> None:
    page = alice.get("/m/likes/evidence/E-009")
    digest = page.page.all("span", **{"class": "hash"})[0].text
    assert len(digest) == 64
    file = alice.client.get("/m/likes/evidence/E-009/file", base_url=ORIGIN, buffered=True)  # fmt: skip
    assert hashlib.sha256(file.data).hexdigest() == digest
