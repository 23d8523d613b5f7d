import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

import app
from accounts.matters import open_matter
from core.house import House
from core.settings import read_settings

Capture = pytest.CaptureFixture[str]


@dataclass(frozen=True)
class Result:
    exit_code: int
    stdout: str
    stderr: str


Run = Callable[..., Result]


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(read_settings({"CLAIMTRAIL_DATA": str(tmp_path / "var")}, tmp_path))


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> Run:
    monkeypatch.setenv("CLAIMTRAIL_DATA", str(tmp_path / "var"))

    def run_words(*words: object) -> Result:
        monkeypatch.setattr("sys.argv", ["claimtrail", *map(str, words)])
        with pytest.raises(SystemExit) as ended:
            app.main()
        said = capsys.readouterr()
        return Result(int(ended.value.code or 0), said.out, said.err)

    return run_words


def table(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text)
    return path


def test_the_sample_is_loaded_once(run: Run, house: House) -> None:
    first = json.loads(run("sample", "--json").stdout)
    assert first == {
        **first,
        "created": first["rows"],
        "updated": 0,
        "unchanged": 0,
        "rejected": [],
    }
    again = run("sample")
    assert (again.exit_code, f"{first['rows']} unchanged" in again.stdout) == (0, True)
    with house.database.reading() as session:
        matters = (
            session.connection()
            .exec_driver_sql("SELECT slug, name, is_sample, opened_by FROM matters")
            .all()
        )
    assert [tuple(row) for row in matters] == [
        ("likes", "The “likes” case", 1, "console")
    ]


def test_the_sample_is_not_loaded_into_somebody_elses_matter(
    run: Run, house: House
) -> None:
    with house.database.transaction("alice") as session:
        open_matter(session, slug="likes", name="Likes and dislikes")
    result = run("sample", "--json")
    assert result.exit_code == 1
    assert json.loads(result.stdout)["error"]["code"] == "conflict"
    assert "not the sample" in result.stderr


def test_a_rejected_row_is_told_and_the_status_is_one(run: Run, tmp_path: Path) -> None:
    path = table(tmp_path, "parties.csv", "key,name,kind\na,Alice,human\n")
    told = run("import", path, "--matter", "case")
    assert told.exit_code == 1
    assert (
        "parties.csv, row 2, kind “human”: “human” is not one of: person" in told.stdout
    )
    assert told.stdout.endswith(
        "1 rows: 0 created, 0 updated, 0 unchanged, 1 rejected.\nNothing was written.\n"
    )
    result = run("import", path, "--matter", "case", "--json")
    assert result.exit_code == 1
    rejected = json.loads(result.stdout)["rejected"]
    assert rejected[0].keys() == {"file", "row", "column", "value", "error"}
    assert run("import", path, "--matter", "case", "--partial").exit_code == 0
    assert run("tables", "case", "-o", tmp_path / "out").exit_code == 0


def test_a_dry_run_writes_nothing_and_says_so(run: Run, tmp_path: Path) -> None:
    path = table(tmp_path, "parties.csv", "key,name\na,Alice\n")
    result = run("import", path, "--matter", "case", "--dry-run")
    assert (result.exit_code, result.stdout.endswith("Nothing was written.\n")) == (
        0,
        True,
    )
    assert run("tables", "case", "-o", tmp_path / "out").exit_code == 1


def test_columns_are_mapped_and_dates_read_in_the_order_given(
    run: Run, tmp_path: Path, house: House
) -> None:
    path = table(tmp_path, "diary.csv", "ID,What,When\na,It happened,3/4/2016\n")
    words = (
        "import",
        path,
        "--matter",
        "case",
        "--name",
        "The case",
        "--kind",
        "events",
        "--map",
        "key=ID,title=what, date = WHEN",
    )
    assert run(*words).exit_code == 1
    assert run(*words, "--date-order", "mdy").exit_code == 0
    with house.database.reading() as session:
        found = (
            session.connection()
            .exec_driver_sql(
                "SELECT name, date_edtf FROM events JOIN matters ON matters.id = matter_id"
            )
            .all()
        )
    assert [tuple(row) for row in found] == [("The case", "2016-03-04")]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["nowhere", "--matter", "case"], "There is no nowhere"),
        (["{t}", "--matter", "Case!"], "cannot be a short name"),
        (["{t}", "--matter", "case", "--kind", "people"], "“people” is not a table"),
        (["{t}", "--matter", "case", "--map", "colour=name"], "write our=theirs"),
        (["{t}", "--matter", "case", "--map", "key=id"], "no column is named id"),
        (["{t}", "--matter", "case", "--date-order", "ydm"], "ydm"),
        (["{t}", "--matter", "case", "--language", "xx-nonsense"], "km (Khmer)"),
        (["{t}"], "--matter"),
    ],
)
def test_wrong_use_is_status_two_with_a_sentence(
    run: Run, tmp_path: Path, words: list[str], sentence: str
) -> None:
    path = table(tmp_path, "parties.csv", "key,name\na,Alice\n")
    result = run("import", *(word.format(t=path) for word in words), "--json")
    assert result.exit_code == 2
    by_the_parser = not result.stdout
    assert by_the_parser or json.loads(result.stdout)["error"]["code"] == "invalid"
    assert sentence in result.stderr


def test_what_is_left_out_is_named_on_standard_error(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    table(folder, "parties.csv", "key,name\na,Alice\n")
    table(folder, "README.md", "")
    result = run("import", folder, "--matter", "case", "--json")
    assert json.loads(result.stdout)["created"] == 1
    assert "Left out: README.md is no table, and no row names it." in result.stderr


def test_tables_say_what_was_written(run: Run, tmp_path: Path) -> None:
    run("sample")
    result = json.loads(run("tables", "likes", "-o", tmp_path / "out", "--json").stdout)
    assert result["rows"]["claims"] == 5
    assert result["files"] == len(list((tmp_path / "out" / "files").iterdir())) > 0
    assert run("tables", "nobody", "-o", tmp_path / "out").exit_code == 1
    table(tmp_path / "out" / "files", "strange.txt", "")
    assert (
        "files/strange.txt belongs to no item"
        in run("tables", "likes", "-o", tmp_path / "out").stderr
    )
