import io
import json
from datetime import datetime

import openpyxl
import pytest

from claims.tables.importing import Rejected
from core.errors import Invalid
from tests.claims.tables.desk import Desk

PARTIES = "key,name\na,Alice\n"


def workbook(**sheets: list[list[object]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)  # type: ignore[arg-type]  # a new workbook has a sheet
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def only_rejected(desk: Desk, name: str, content: bytes, kind: str) -> Rejected:
    outcome = desk.bring(desk.lay({name: content}) / name, kind=kind)
    assert len(outcome.rejected) == 1, outcome
    return outcome.rejected[0]


def test_a_byte_order_mark_is_no_part_of_the_first_header(desk: Desk) -> None:
    assert desk.load(parties="\ufeff" + PARTIES).created == 1


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (PARTIES.encode("utf-16"), "parties.csv is UTF-16, not UTF-8. Save it as “CSV UTF-8”."),
        (PARTIES.encode("utf-16-le"), "not UTF-8"),
        (b"key,name\na,Andr\xe9\n", "byte 16 cannot be"),
        (b'key,name\na,"Al\nice"\nb,"Bob\n', "line 4: a quotation mark is opened in this row and never closed"),
        (b'key,name\na,"Al"ice\n', "line 2: a quotation mark stands inside a cell .* write it twice"),
        (b"", "parties.csv is empty: it has not even a header"),
        (b" \n\n", "parties.csv is empty"),
        (b"\xef\xbb\xbf", "parties.csv is empty"),
    ],
)  # fmt: skip
def test_what_is_not_utf8_csv_is_refused_with_a_sentence(
    desk: Desk, content: bytes, sentence: str
) -> None:
    with pytest.raises(Invalid, match=sentence):
        desk.bring(desk.lay({"parties": content}))


def test_row_numbers_are_those_a_spreadsheet_shows(desk: Desk) -> None:
    outcome = desk.load(parties='key,name\na,"Al\nice"\n\n,,\nb,\n')
    assert [(row.row, row.column) for row in outcome.rejected] == [(5, "name")]
    assert outcome.rows == 2


def test_a_five_megabyte_statement_is_refused_with_a_sentence(desk: Desk) -> None:
    outcome = desk.load(claims=f"key,statement\nc,{'x' * 5_000_000}\n")
    assert "5,000,000 characters long; at most 100,000" in outcome.rejected[0].error
    assert len(outcome.rejected[0].value) < 300


def test_a_tsv_table_is_read_by_its_kind(desk: Desk) -> None:
    place = desk.lay({"people.tsv": "key\tname\na\tAlice, and others\n"})
    assert desk.bring(place / "people.tsv", kind="Parties").created == 1
    assert desk.read().parties[0].name == "Alice, and others"


def test_a_file_without_a_kind_or_a_tables_name_is_refused(desk: Desk) -> None:
    place = desk.lay({"people.csv": PARTIES, "parties.csv": PARTIES})
    with pytest.raises(
        Invalid, match=r"Say with --kind which table people\.csv is: parties, sources"
    ):
        desk.bring(place / "people.csv")
    with pytest.raises(Invalid, match="“people” is not a table"):
        desk.bring(place / "people.csv", kind="people")
    assert desk.bring(place / "parties.csv").created == 1


def test_columns_can_be_renamed(desk: Desk) -> None:
    place = desk.lay({"people.csv": "ID,Full Name\na,Alice\n"})
    renames = {"id": "key", "full_name": "name"}
    assert (
        desk.bring(place / "people.csv", kind="parties", renames=renames).created == 1
    )
    with pytest.raises(Invalid, match="no column is named nickname"):
        desk.bring(place / "people.csv", kind="parties", renames={"nickname": "name"})


def test_the_sheets_of_a_workbook_are_tables(desk: Desk) -> None:
    book = workbook(
        Parties=[["key", "name"], ["a", "Alice"]],
        claims=[["key", "statement", "made_by"], [7, "It is so", "a"]],
        events=[["key", "title", "date"], ["v", "It happened", datetime(2016, 3, 9)]],  # noqa: DTZ001 - workbooks know no zones
        scratch=[["anything"]],
    )
    outcome = desk.bring(desk.lay({"all.xlsx": book}) / "all.xlsx")
    assert (outcome.created, outcome.rejected) == (3, [])
    casefile = desk.read()
    assert casefile.claims[0].key == "7"
    assert casefile.events[0].date_edtf == "2016-03-09"
    assert desk.bring(desk.folder / "in").unchanged == 3


def test_a_formula_in_a_workbook_is_refused_and_text_like_one_is_text(
    desk: Desk,
) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["key", "name"], ["a", "=1+1"], ["b", "Bob"]):
        sheet.append(row)
    content = io.BytesIO()
    book.save(content)
    refused = only_rejected(desk, "p.xlsx", content.getvalue(), "parties")
    assert (refused.row, refused.column, refused.value) == (2, "name", "=1+1")
    assert "formula" in refused.error
    sheet["B2"].data_type = "s"
    book.save(content := io.BytesIO())
    assert (
        desk.bring(
            desk.lay({"p.xlsx": content.getvalue()}) / "p.xlsx", kind="parties"
        ).created
        == 2
    )
    assert desk.read().parties[0].name == "=1+1"


def test_numbers_in_a_workbook_are_written_plainly(desk: Desk) -> None:
    rows: list[list[object]] = [
        ["key", "evidence", "label", "value"],
        ["f", "a", "fans", 20.2],
        ["g", "a", "fans", 779000.0],
    ]
    book = workbook(evidence=[["key", "title"], ["a", "Letter"]], figures=rows)
    desk.bring(desk.lay({"all.xlsx": book}) / "all.xlsx")
    assert [row.value for row in desk.read().figures] == ["20.2", "779000"]


def test_what_is_no_workbook_is_refused(desk: Desk) -> None:
    place = desk.lay(
        {"parties.xlsx": b"PK\x03\x04 no", "claims.xlsx": b"key,statement"}
    )
    for name in ("parties.xlsx", "claims.xlsx"):
        with pytest.raises(Invalid, match=r"cannot be read as an \.xlsx workbook"):
            desk.bring(place / name)


def test_a_json_table_is_a_list_of_objects(desk: Desk) -> None:
    parties = [
        {"key": "a", "name": "Alice"},
        {"key": "b", "name": "Bob", "notes": None},
    ]
    claims = [{"key": 5, "statement": "'=1", "made_by": ["a", "b"]}]
    place = desk.lay(
        {"parties.json": json.dumps(parties), "claims.json": json.dumps(claims)}
    )
    assert desk.bring(place).created == 3
    casefile = desk.read()
    claim = casefile.claims[0]
    assert (claim.key, claim.statement) == ("5", "'=1")
    assert [row.key for row in casefile.linked(claim, "made_by")] == ["a", "b"]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("", "parties.json is empty"),
        ("{}", "not a list of objects"),
        ("[1]", "not a list of objects"),
        ("[", "cannot be read as JSON"),
        ('[{"key": NaN}]', "NaN is not a JSON value"),
        ('[{"key": "a", "key": "b"}]', "“key” stands twice"),
        ("[" * 200_000, "cannot be read as JSON"),
    ],
)  # fmt: skip
def test_other_json_is_refused(desk: Desk, content: str, sentence: str) -> None:
    with pytest.raises(Invalid, match=sentence):
        desk.bring(desk.lay({"parties.json": content}))


def test_half_a_character_or_an_object_in_json_rejects_the_row(desk: Desk) -> None:
    surrogate = only_rejected(
        desk, "p.json", b'[{"key": "a", "name": "x\\ud800"}]', "parties"
    )
    assert (surrogate.row, surrogate.column, surrogate.value) == (2, "name", "x\\ud800")
    nested = only_rejected(
        desk, "p.json", b'[{"key": "a", "name": {"en": "x"}}]', "parties"
    )
    assert (nested.column, "Give text" in nested.error) == ("name", True)


def test_an_unknown_column_over_no_rows_is_still_refused(desk: Desk) -> None:
    with pytest.raises(Invalid, match="no such column: colour"):
        desk.load(parties="key,name,colour\n")


def test_semicolons_between_cells_are_told_with_what_is_right(desk: Desk) -> None:
    outcome = desk.load(parties="key;name\na;Alice\n")
    assert "no such column: key;name" in outcome.rejected[0].error
    assert outcome.rejected[0].error.count("Separate the cells with commas.") == 1
