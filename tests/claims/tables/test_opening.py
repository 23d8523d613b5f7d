import io
import stat
import zipfile
from pathlib import Path

import pytest

from claims.tables import opening, reading
from claims.tables.opening import open_delivery
from core.errors import Invalid
from tests.claims.tables.desk import Desk, as_csv, content_of

FIXTURE = Path(__file__).parents[3] / "../shared/fixtures/path-traversal.txt"
EVIDENCE = "key,title,file\na,Letter,note.txt\n"


def test_a_zip_is_read_in_place_with_its_files(desk: Desk) -> None:
    path = desk.zip({"evidence.csv": EVIDENCE, "files/note.txt": b"one"})
    before = content_of(desk.folder).keys()
    assert desk.bring(path).created == 1
    casefile = desk.read()
    assert desk.store.read(casefile.files[0].sha256) == b"one"
    new = content_of(desk.folder).keys() - before
    assert {name.split("/")[0].split(".")[0] for name in new} <= {"store", "claimtrail"}


def test_a_zipped_folder_is_read_too_and_what_is_no_table_is_named(desk: Desk) -> None:
    entries: dict[str, str | bytes] = {
        "likes/evidence.csv": EVIDENCE, "likes/files/note.txt": b"one", "likes/README.md": b"", "__MACOSX/likes/._x": b"",
    }  # fmt: skip
    path = desk.zip(entries)
    with open_delivery(path, "", {}) as delivery:
        assert delivery.left_out == ["README.md", "__MACOSX/likes/._x"]
    assert desk.bring(path).created == 1


def test_a_folder_names_what_it_leaves_out_and_follows_no_links(desk: Desk) -> None:
    place = desk.lay(
        {"evidence": EVIDENCE, "notes.txt": "", "data.json": "{}"}, {"other.txt": b""}
    )
    (place / "files" / "note.txt").symlink_to("/etc/hostname")
    (place / "sub").mkdir()
    with open_delivery(place, "", {}) as delivery:
        assert delivery.left_out == [
            "data.json",
            "files/note.txt",
            "notes.txt",
            "sub",
            "files/other.txt",
        ]
    assert "There is no file “note.txt”" in desk.bring(place).rejected[0].error


def test_an_unknown_csv_is_refused_with_the_names_of_the_tables(desk: Desk) -> None:
    place = desk.lay({"evidence": EVIDENCE, "people.csv": "key,name\n"})
    with pytest.raises(
        Invalid, match=r"people\.csv is not a table\. The tables are: parties, sources"
    ):
        desk.bring(place)


def test_a_table_that_stands_twice_is_refused(desk: Desk) -> None:
    place = desk.lay({"parties.csv": "key,name\n", "Parties.tsv": "key\tname\n"})
    with pytest.raises(Invalid, match="parties stands twice"):
        desk.bring(place)


def test_a_folder_without_a_table_or_no_folder_at_all_is_refused(desk: Desk) -> None:
    with pytest.raises(Invalid, match="in holds no table"):
        desk.bring(desk.lay({"notes.txt": ""}))
    with pytest.raises(Invalid, match="There is no "):
        desk.bring(desk.folder / "nowhere")


@pytest.mark.parametrize(
    "name",
    [
        "../parties.csv",
        "/parties.csv",
        "//x.csv",
        "a/../../x.csv",
        "..\\x.csv",
        "C:/x.csv",
    ],
)
def test_a_zip_with_a_name_that_leads_out_is_refused_before_anything_is_written(
    desk: Desk, name: str
) -> None:
    path = desk.zip({"evidence.csv": "key,title\na,Letter\n", name: "key,name\n"})
    with pytest.raises(Invalid, match="leads out of it"):
        desk.bring(path)
    assert not desk.store.folder.exists()


def test_names_that_are_known_to_lead_out_are_never_followed(desk: Desk) -> None:
    if not FIXTURE.exists():
        pytest.skip("path-traversal.txt is not beside this project")
    names = [name for name in FIXTURE.read_text().splitlines() if name.strip()]
    rows = [
        ["key", "title", "file"],
        *([f"k{n}", "Letter", name] for n, name in enumerate(names)),
    ]
    outcome = desk.bring(desk.lay({"evidence": as_csv(rows)}))
    assert len(names) > 50
    assert {row.column for row in outcome.rejected} == {"file"}
    assert len(outcome.rejected) == len(names)


def a_link() -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo("files/note.txt")
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    return entry


def test_a_link_in_a_zip_is_refused(desk: Desk) -> None:
    path = desk.zip({"evidence.csv": EVIDENCE})
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(a_link(), "/etc/passwd")
    with pytest.raises(Invalid, match="holds a link"):
        desk.bring(path)


def test_two_names_that_differ_by_case_only_are_refused(desk: Desk) -> None:
    path = desk.zip(
        {"evidence.csv": EVIDENCE, "files/note.txt": b"1", "files/NOTE.txt": b"2"}
    )
    with pytest.raises(Invalid, match="twice"):
        desk.bring(path)


def test_a_bomb_is_refused_by_what_it_would_unpack_to(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = desk.folder / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("parties.csv", b"key,name\n" + b"x" * (101 << 20))
    with pytest.raises(Invalid, match="too much to be read"):
        desk.bring(path)
    monkeypatch.setattr(opening, "MOST_ENTRIES", 1)
    with pytest.raises(Invalid, match="more than 1 files"):
        desk.bring(desk.zip({"parties.csv": "", "claims.csv": ""}))


def test_a_zip_that_lies_about_its_sizes_is_refused_and_writes_nothing(
    desk: Desk,
) -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("evidence.csv", EVIDENCE)
        archive.writestr("files/note.txt", b"a" * 1000)
    lying = content.getvalue().replace(
        (1000).to_bytes(4, "little"), (10).to_bytes(4, "little")
    )
    (desk.folder / "lying.zip").write_bytes(lying)
    with pytest.raises(Invalid, match="damaged"):
        desk.bring(desk.folder / "lying.zip")
    (desk.folder / "torn.zip").write_bytes(content.getvalue()[:200])
    with pytest.raises(Invalid, match="damaged, or not a"):
        desk.bring(desk.folder / "torn.zip")
    with desk.database.reading() as session:
        assert (
            session.connection()
            .exec_driver_sql("SELECT count(*) FROM matters")
            .scalar()
            == 0
        )


def test_too_many_rows_columns_or_bytes_are_refused(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "MOST_ROWS", 3)
    with pytest.raises(Invalid, match="more than 3 rows"):
        desk.load(parties="key,name\na,A\nb,B\nc,C\n")
    with pytest.raises(Invalid, match="more than 200 cells"):
        desk.load(parties="key,name" + "," * 300 + "\n")
    monkeypatch.setattr(opening, "LARGEST_TABLE", 10)
    with pytest.raises(Invalid, match=r"parties\.csv is larger than"):
        desk.load(parties="key,name\na,Alice\n")


def test_one_table_finds_the_originals_in_the_folder_beside_it(desk: Desk) -> None:
    place = desk.lay({"items.csv": EVIDENCE}, {"note.txt": b"one"})
    assert desk.bring(place / "items.csv", kind="evidence").created == 1
    alone = desk.lay({"items.csv": EVIDENCE}, name="alone")
    assert desk.bring(alone / "items.csv", kind="evidence").unchanged == 1
    assert (
        desk.bring(alone / "items.csv", "other", kind="evidence").rejected[0].column
        == "file"
    )


def test_another_file_of_the_same_name_replaces_the_first_which_stays(
    desk: Desk,
) -> None:
    desk.bring(desk.lay({"evidence": EVIDENCE}, {"note.txt": b"one"}))
    assert (
        desk.bring(desk.lay({"evidence": EVIDENCE}, {"note.txt": b"two"})).updated == 1
    )
    first, second = sorted(desk.read().files, key=lambda file: not file.replaced_at)
    assert desk.store.read(first.sha256) == b"one"
    assert (bool(first.replaced_at), second.replaced_at) == (True, "")
    assert desk.load(evidence="key,file\na,\n").unchanged == 1


def test_a_name_is_found_however_its_accents_are_stored(desk: Desk) -> None:
    apart, together = "De\u0301cision.txt", "D\u00e9cision.txt"
    table = f"key,title,file\na,Letter,{together}\n"
    desk.bring(desk.zip({"evidence.csv": table, f"files/{apart}": b"one"}))
    assert [file.name for file in desk.read().files] == [together]


def test_a_kind_is_for_one_file_only(desk: Desk) -> None:
    with pytest.raises(Invalid, match="here the names of the files say it"):
        desk.bring(desk.lay({"evidence": EVIDENCE}), kind="evidence")


def test_a_zip_packed_in_another_way_or_with_a_nameless_entry_is_refused(
    desk: Desk,
) -> None:
    path = desk.folder / "odd.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_BZIP2) as archive:
        archive.writestr("parties.csv", "key,name\n")
    with pytest.raises(Invalid, match="packed in a way that is not read here"):
        desk.bring(path)
    content = desk.zip({"x": "key,name\n"}).read_bytes()
    central = content.index(b"PK\x01\x02")
    nameless = content[: central + 46] + b"\0" + content[central + 47 :]
    path.write_bytes(nameless)
    with pytest.raises(Invalid):
        desk.bring(path)
