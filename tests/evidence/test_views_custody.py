import csv
import io
from collections.abc import Iterator

import pytest
from sqlalchemy import text

from tests.kit.databases import SqliteDatabases
from tests.kit.pages import ORIGIN, Installation, Visitor
from tests.kit.sample import installed_sample

ITEM = "/m/likes/evidence/E-009"
TRANSFER = {
    "way": "in", "party": "the lawyer of Bob", "means": "on a disk", "happened": "about May 2016", "happened_read": "2016-05~", "authority": "the editor",
    "reason": "He keeps it no longer.",
}  # fmt: skip


@pytest.fixture
def likes(sqlite_databases: SqliteDatabases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:  # fmt: skip
    with installed_sample(sqlite_databases, tmp_path_factory.mktemp("likes")) as found:
        yield found


@pytest.fixture
def alice(likes: Installation) -> Visitor:
    return likes.visitor("Alice")


def chain(visitor: Visitor, item: str = ITEM) -> list[dict[str, str]]:
    table = visitor.client.get(f"{item}/custody.csv", base_url=ORIGIN)
    assert table.mimetype == "text/csv"
    return list(csv.DictReader(io.StringIO(table.text)))


def test_a_download_is_in_the_chain_and_looking_is_not(likes: Installation) -> None:
    vera = likes.visitor("Vera")
    before = len(chain(vera))
    vera.get(ITEM)
    vera.client.head(f"{ITEM}/file", base_url=ORIGIN).close()
    assert len(chain(vera)) == before
    vera.client.get(f"{ITEM}/file", base_url=ORIGIN, buffered=True)
    last = chain(vera)[-1]
    assert (last["verb"], last["actor"], last["reason"]) == ("accessed", "Vera", "Downloaded")  # fmt: skip
    assert last["before_sha256"] == last["after_sha256"] != ""
    assert last["previous"] == chain(vera)[-2]["digest"]


def test_a_transfer_says_who_how_why_when_and_on_whose_authority(alice: Visitor) -> None:  # fmt: skip
    assert alice.post(f"{ITEM}/transfer", TRANSFER).status == 303
    text = " ".join(alice.get(ITEM).text.split())
    assert "Transferred from the lawyer of Bob, about May 2016: on a disk; on the authority of the editor. He keeps it no longer." in text  # fmt: skip


def test_a_thing_without_a_file_changes_hands_too(alice: Visitor) -> None:
    alice.post("/m/likes/evidence/E-030/transfer", {**TRANSFER, "way": "out"})
    (row,) = chain(alice, "/m/likes/evidence/E-030")
    assert (row["verb"], row["party"], row["after_sha256"]) == ("transferred", "to the lawyer of Bob", "")  # fmt: skip


@pytest.mark.parametrize("missing", ["way", "party", "means", "authority", "reason"])
def test_a_transfer_that_leaves_something_out_is_asked_for_it(
    alice: Visitor, missing: str
) -> None:
    before = len(chain(alice))
    answer = alice.post(f"{ITEM}/transfer", {**TRANSFER, missing: ""})
    assert answer.status == 400
    assert len(chain(alice)) == before


def test_a_reader_records_no_transfer(likes: Installation) -> None:
    assert likes.visitor("Vera").post(f"{ITEM}/transfer", TRANSFER).status == 403


def test_no_cell_of_the_table_is_a_formula(alice: Visitor) -> None:
    alice.post(f"{ITEM}/transfer", {**TRANSFER, "reason": "=1+1"})
    assert chain(alice)[-1]["reason"] == "'=1+1"


def test_a_broken_chain_says_so_on_the_page_of_its_item(
    likes: Installation, alice: Visitor
) -> None:
    assert "The chain is broken" not in alice.get(ITEM).text
    assert "nothing is missing or changed" in alice.get(f"{ITEM}/custody").text
    with likes.house.database.writer.connect() as connection, connection.begin():
        connection.execute(text("DROP TRIGGER custody_events_no_update"))
        connection.execute(text("UPDATE custody_events SET actor = 'Mallory'"))
    assert "The chain is broken: custody event 1 is not what its digest was made from." in alice.get(ITEM).text  # fmt: skip
    assert "E-009: custody event 1" in alice.get(f"{ITEM}/custody").text


def test_an_item_without_a_file_has_no_handling_yet(alice: Visitor) -> None:
    page = alice.get("/m/likes/evidence/E-030").text
    assert "The chain opens with the first file, capture or transfer." in page


def test_withdrawing_by_the_form_reaches_the_chain(alice: Visitor) -> None:
    alice.post(f"{ITEM}/withdraw", {"reason": "a forgery"})
    alice.post(f"{ITEM}/reinstate")
    told = [(row["verb"], row["reason"], row["actor"]) for row in chain(alice)[-2:]]
    assert told == [("withdrawn", "a forgery", "Alice"), ("reinstated", "", "Alice")]
