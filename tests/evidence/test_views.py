import io
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from tests.kit.databases import SqliteDatabases
from tests.kit.pages import ORIGIN, Answer, Installation, Visitor, install

NEW = "/m/harbour/evidence/new"


@pytest.fixture
def installation(
    sqlite_databases: SqliteDatabases, tmp_path: Path
) -> Iterator[Installation]:
    for url in sqlite_databases.fresh(tmp_path):
        found = install(url, tmp_path)
        yield found
        found.close()


def send(visitor: Visitor, path: str, content: bytes, name: str, **data: str) -> Answer:
    return visitor.post(path, {**data, "file": (io.BytesIO(content), name)})


def test_an_original_comes_back_as_it_was(installation: Installation) -> None:
    bob = installation.visitor("Bob")
    answer = send(bob, NEW, b"<script>alert(1)</script>", "page.html", title="Page")
    page = bob.get(answer.location)
    assert sha256(b"<script>alert(1)</script>").hexdigest() in page.text
    got = bob.client.get(f"{answer.location}/file", base_url=ORIGIN, buffered=True)
    assert got.data == b"<script>alert(1)</script>"
    assert got.headers["Content-Disposition"] == "attachment; filename=page.html"
    assert got.headers["X-Content-Type-Options"] == "nosniff"
    assert got.headers["Cache-Control"] == "no-store"


def test_a_file_is_chosen_once_however_often_the_form_comes_back(
    installation: Installation,
) -> None:
    bob = installation.visitor("Bob")
    first = send(bob, NEW, b"held", "ឯកសារ.txt", title="")
    assert first.problems == ["Enter a title"]
    assert "ឯកសារ.txt, 4 bytes, already here" in first.text
    note = first.page.all("input", name="file_kept")[0].attributes["value"]
    second = bob.post(NEW, {"title": "A letter", "file_kept": note})
    assert "ឯកសារ.txt" in bob.get(second.location).text


def test_a_forged_note_of_a_file_counts_as_none(installation: Installation) -> None:
    bob = installation.visitor("Bob")
    answer = bob.post(NEW, {"title": "A letter", "file_kept": '["aa",1,"x"].forged'})
    assert bob.get(f"{answer.location}/file").status == 404


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [(b"", "empty.txt", "is empty"), (b"x", "a\u202eb.txt", "cannot be the name"), (b"x", "..", "cannot be the name")],
)  # fmt: skip
def test_a_file_that_cannot_be_kept_says_why(
    installation: Installation, content: bytes, name: str, said: str
) -> None:
    bob = installation.visitor("Bob")
    answer = send(bob, NEW, content, name, title="A letter")
    assert answer.status == 400
    assert said in answer.problems[0]


def test_another_original_takes_its_place_and_the_history_has_both(
    installation: Installation,
) -> None:
    bob = installation.visitor("Bob")
    url = send(bob, NEW, b"one", "one.txt", title="A letter").location
    assert "one.txt, 3 bytes, held now" in bob.get(f"{url}/edit").text
    file = (io.BytesIO(b"two"), "two.txt")
    bob.edit(url, {"title": "A letter", "file": file})
    assert "two.txt" in bob.get(url).text
    history = bob.get(f"{url}/history").text
    assert "File one.txt attached" in history
    assert "File two.txt attached" in history


def test_an_item_is_edited_without_its_file_being_sent_again(
    installation: Installation,
) -> None:
    bob = installation.visitor("Bob")
    url = send(bob, NEW, b"one", "one.txt", title="A letter").location
    assert bob.edit(url, {"title": "A note"}).status == 303
    page = bob.get(url).text
    assert "A note" in page
    assert "one.txt" in page


def test_the_form_and_the_page_of_an_item_call_its_fields_the_same(
    installation: Installation,
) -> None:
    bob = installation.visitor("Bob")
    url = send(bob, NEW, b"one", "one.txt", title="A letter").location
    for page in (bob.get(NEW), bob.get(url)):
        assert "Confidentiality" in page.text
        assert "Who may see it" not in page.text
    assert "Not recorded" not in bob.get(url).text


def test_strangers_and_readers_are_kept_to_what_is_theirs(
    installation: Installation,
) -> None:
    url = send(installation.visitor("Bob"), NEW, b"x", "x.txt", title="x").location
    assert installation.visitor("Charlie").get(f"{url}/file").status == 404
    assert installation.visitor().get(f"{url}/file").status == 401
    vera = installation.visitor("Vera")
    assert vera.client.get(f"{url}/file", base_url=ORIGIN, buffered=True).data == b"x"
    assert send(vera, NEW, b"x", "x.txt", title="x").status == 403
