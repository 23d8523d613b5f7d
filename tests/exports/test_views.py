import hashlib
import json
from collections.abc import Iterator

import pytest
from sqlmodel import select

from core.house import House
from core.log import LogEntry
from exports import making
from exports.dossier import Finished
from tests.kit.databases import SqliteDatabases
from tests.kit.pages import ORIGIN, Answer, Installation, Visitor
from tests.kit.sample import installed_sample


@pytest.fixture(scope="module")
def likes(sqlite_databases: SqliteDatabases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:  # fmt: skip
    with installed_sample(sqlite_databases, tmp_path_factory.mktemp("likes")) as found:
        yield found


@pytest.fixture
def vera(likes: Installation) -> Visitor:
    return likes.visitor("Vera")


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Write a few bytes in place of a dossier; gives the selections that were asked for."""
    asked: list[object] = []

    def export(house: House, slug: str, selection: object, path: object, progress: object, actor: str) -> Finished:  # fmt: skip
        asked.append(selection)
        path.write_bytes(b"%PDF")  # type: ignore[attr-defined] # it is a path
        return Finished(b"%PDF", 43, 69, hashlib.sha256(b"%PDF").hexdigest(), ("A warning.",))  # fmt: skip

    monkeypatch.setattr(making, "export_to", export)
    return asked


def test_all_is_shown_unless_something_is_chosen(vera: Visitor) -> None:
    page = vera.get("/m/likes/dossier")
    assert "Left out: nothing" in page.text
    assert len(page.page.all("input", type="checkbox")) == 5


def test_what_is_left_out_is_said_before_it_is_made(vera: Visitor) -> None:
    page = vera.get("/m/likes/dossier?claim=C-005")
    assert "4 of 5 claims: C-001, C-002, C-003, C-004" in page.text
    assert "1 of 3 rulings: R-003" in page.text
    chosen = vera.get("/m/likes/dossier?claim=C-001").text
    assert "brought along because they answer a chosen claim: C-003" in chosen


def test_what_was_chosen_is_what_is_made(vera: Visitor, quick: list[object]) -> None:
    vera.post("/m/likes/dossier", {"claim": "C-005", "to": "2017", "profile": "bundle"})
    made = quick[0]
    assert (made.claims, made.profile) == (("C-005",), "bundle")  # type: ignore[attr-defined] # it is a selection
    assert made.latest is not None  # type: ignore[attr-defined] # it is a selection


def test_without_a_script_the_answer_is_the_result(
    vera: Visitor, quick: list[object]
) -> None:
    answer = vera.post("/m/likes/dossier")
    assert answer.status == 303
    page = vera.get(answer.location)
    assert "The dossier is made" in page.text
    assert hashlib.sha256(b"%PDF").hexdigest() in page.text
    assert "A warning." in page.text
    link = page.page.all("a", **{"class": "button"})[0].attributes["href"]
    file = vera.client.get(link, base_url=ORIGIN, buffered=True)
    assert (file.data, file.mimetype) == (b"%PDF", "application/pdf")
    assert "likes-dossier.pdf" in file.headers["Content-Disposition"]


def test_a_script_may_ask_how_far_it_is(vera: Visitor, quick: list[object]) -> None:
    address = vera.post("/m/likes/dossier").location
    answer = vera.client.get(address, base_url=ORIGIN, headers={"Accept": "application/json"})  # fmt: skip
    assert json.loads(answer.data) == {"step": "Finished", "over": True}


def test_a_date_that_is_not_understood_makes_nothing(vera: Visitor, quick: list[object]) -> None:  # fmt: skip
    answer = vera.post("/m/likes/dossier", {"from": "3/4/2016"})
    assert answer.status == 400
    assert "Write the month as a word" in answer.text
    assert quick == []


def test_what_goes_wrong_is_said_in_a_sentence(vera: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    def broken(*_: object) -> Finished:
        raise RuntimeError("secret detail")

    monkeypatch.setattr(making, "export_to", broken)
    page: Answer = vera.get(vera.post("/m/likes/dossier").location)
    assert "No dossier was made" in page.text
    assert "secret detail" not in page.text


def test_a_dossier_belongs_to_its_matter(likes: Installation, quick: list[object]) -> None:  # fmt: skip
    address = likes.visitor("Alice").post("/m/likes/dossier").location
    elsewhere = address.replace("/m/likes/", "/m/harbour/")
    assert likes.visitor("Alice").get(elsewhere).status == 404
    assert likes.visitor("Charlie").get(address).status == 404
    assert likes.visitor("Charlie").post("/m/likes/dossier").status == 404
    assert likes.visitor("Alice").get(f"{address}x/../../etc").status == 404


def test_a_real_dossier_is_made_and_logged_apart(likes: Installation) -> None:
    vera = likes.visitor("Vera")
    page = vera.get(vera.post("/m/likes/dossier", {"claim": "C-005"}).location)
    assert "The dossier is made" in page.text
    with likes.house.database.reading() as session:
        entry = session.exec(select(LogEntry).where(LogEntry.act == "dossier:exported")).one()  # fmt: skip
    assert (entry.tree, entry.actor) == ("house", "Vera")
