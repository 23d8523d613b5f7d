import csv
import io
import itertools
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from claims.tables.sample import FOLDER, load_sample
from claims.tables.writing import write_tables
from core.errors import Corrupt, Refused
from tests.claims.tables.desk import Desk, as_csv, content_of
from tests.claims.tables.made_up import FILES, Made, matters
from tests.kit.databases import SqliteDatabases

FIXTURES = Path(__file__).parents[3] / "../shared/fixtures"
NUMBERS = itertools.count(1)


@pytest.fixture(scope="module")
def long_desk(
    sqlite_databases: SqliteDatabases, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Desk]:
    folder = tmp_path_factory.mktemp("long")
    for url in sqlite_databases.fresh(folder):
        desk = Desk(url, folder)
        yield desk
        desk.database.close()


def fixture_of(name: str) -> str:
    path = FIXTURES / name
    if not path.exists():
        pytest.skip(f"{name} is not beside this project")
    return path.read_bytes().decode()


@settings(max_examples=30)
@given(made=matters())
def test_tables_out_and_in_again_are_the_same_byte_for_byte(
    long_desk: Desk, made: Made
) -> None:
    number = next(NUMBERS)
    tables: dict[str, str | bytes] = {
        f"{table}.json": json.dumps(rows) for table, rows in made.items()
    }
    first, second = f"a{number}", f"b{number}"
    outcome = long_desk.bring(long_desk.lay(tables, FILES, f"in{number}"), first)
    assert outcome.rejected == []
    out = long_desk.write(f"out{number}", first)
    assert not long_desk.bring(out, second).rejected
    assert content_of(long_desk.write(f"again{number}", second)) == content_of(out)
    assert long_desk.bring(out, first).unchanged == outcome.rows - outcome.unchanged


def test_the_sample_makes_the_round_trip_and_its_second_loading_changes_nothing(
    any_desk: Desk,
) -> None:
    with any_desk.database.transaction("console") as session:
        outcome = load_sample(session, any_desk.store)
    assert (outcome.created, outcome.rejected) == (outcome.rows, [])
    logged = any_desk.entries("likes")
    with any_desk.database.transaction("console") as session:
        assert load_sample(session, any_desk.store).unchanged == outcome.rows
    assert any_desk.entries("likes") == logged
    out = any_desk.write("out", "likes")
    any_desk.bring(out, "copy")
    assert content_of(any_desk.write("again", "copy")) == content_of(out)
    assert any_desk.bring(FOLDER, "copy").unchanged == outcome.rows


def written_cells(desk: Desk) -> list[str]:
    text = desk.give()["claims.csv"].decode()
    return [row["notes"] for row in csv.DictReader(io.StringIO(text, newline=""))]


def notes_through(desk: Desk, texts: list[str]) -> list[str]:
    rows = [
        ["key", "statement", "notes"],
        *([f"k{n}", "It is so", text] for n, text in enumerate(texts)),
    ]
    assert not desk.load(claims=as_csv(rows)).rejected
    desk.bring(desk.write("out"), "copy")
    return [claim.notes for claim in desk.read("copy").claims]


def test_no_cell_becomes_a_formula_and_numbers_stay_numbers(desk: Desk) -> None:
    texts = fixture_of("csv-injection.txt").splitlines()
    assert notes_through(desk, texts) == texts
    cells = written_cells(desk)
    assert cells[-3:] == texts[-3:] == ["-5", "-146", "+855 12 345 678"]
    assert [cell for cell in cells[:-3] if cell.strip()[0] in "=+-@＝＋－＠"] == []


def test_naughty_strings_come_out_as_they_went_in(desk: Desk) -> None:
    texts = json.loads(fixture_of("naughty-strings.json"))
    assert notes_through(desk, texts) == texts


def test_text_that_begins_like_a_guarded_cell_is_kept_too(desk: Desk) -> None:
    made: list[dict[str, Any]] = [
        {"key": f"k{n}", "statement": text}
        for n, text in enumerate(["'=1", "''=1", "'-5", "'", "=1", "'x"])
    ]
    desk.bring(desk.lay({"claims.json": json.dumps(made)}))
    desk.bring(desk.write("out"), "copy")
    assert [claim.statement for claim in desk.read("copy").claims] == [
        row["statement"] for row in made
    ]


def test_files_of_one_name_are_kept_apart_and_their_names_last(desk: Desk) -> None:
    desk.bring(
        desk.lay({"evidence": "key,title,file\na,A,note.txt\n"}, {"note.txt": b"one"})
    )
    desk.bring(
        desk.lay({"evidence": "key,title,file\nb,B,Note.txt\n"}, {"Note.txt": b"two"})
    )
    out = desk.write("out")
    assert content_of(out / "files") == {"note.txt": b"one", "E-002-Note.txt": b"two"}
    desk.bring(out, "copy")
    assert content_of(desk.write("again", "copy")) == content_of(out)


def test_tables_are_written_over_earlier_ones_and_nothing_else(desk: Desk) -> None:
    desk.load(parties="key,name\na,Alice\n")
    out = desk.write("out")
    (out / "files" / "kept.txt").write_text("not ours")
    assert write_tables(desk.read(), desk.store, out) == ["kept.txt"]
    assert (out / "files" / "kept.txt").read_text() == "not ours"
    (out / "thesis.txt").write_text("not ours")
    with pytest.raises(Refused, match=r"no table: thesis\.txt"):
        desk.write("out")
    with pytest.raises(Refused, match="is not a folder"):
        desk.write("out/thesis.txt")


def test_a_changed_original_is_not_handed_out(desk: Desk) -> None:
    desk.bring(
        desk.lay({"evidence": "key,title,file\na,A,note.txt\n"}, {"note.txt": b"one"})
    )
    path = desk.store.path(desk.read().files[0].sha256)
    path.chmod(0o600)
    path.write_bytes(b"two")
    with pytest.raises(Corrupt, match="has changed on disk"):
        desk.write("out")
