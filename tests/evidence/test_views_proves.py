from collections.abc import Iterator

import pytest

from tests.kit.databases import SqliteDatabases
from tests.kit.pages import Installation, Visitor
from tests.kit.sample import installed_sample


@pytest.fixture(scope="module")
def likes(sqlite_databases: SqliteDatabases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:  # fmt: skip
    with installed_sample(sqlite_databases, tmp_path_factory.mktemp("likes")) as found:
        yield found


@pytest.fixture
def alice(likes: Installation) -> Visitor:
    return likes.visitor("Alice")


def test_a_page_of_its_own_says_what_an_item_proves_and_what_it_does_not(alice: Visitor) -> None:  # fmt: skip
    answer = alice.get("/m/likes/evidence/E-009/proves")
    assert answer.status == 200
    assert "The file has not changed since" in answer.text
    assert "What E-008 says, a second time" in answer.text
    assert "Whether the file was changed before it came here." in answer.text


def test_what_is_only_known_of_is_said_to_prove_no_words(alice: Visitor) -> None:
    answer = alice.get("/m/likes/evidence/E-030/proves")
    assert "Known of, not held." in answer.text
    assert "no quotation from it can be checked" in answer.text


def test_a_stranger_finds_no_such_page(likes: Installation) -> None:
    assert likes.visitor("Charlie").get("/m/likes/evidence/E-009/proves").status == 404
