import io
import zipfile
from contextlib import suppress
from functools import cache
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import Matter
from claims.casefile import CaseFile
from claims.registers import REGISTERS
from claims.tables.columns import columns_of
from claims.tables.opening import open_delivery
from claims.tables.planning import Options, plan_import
from core.errors import Invalid
from tests.claims.tables.desk import as_csv

CELLS = st.one_of(
    st.sampled_from(
        ["", "a", "a;b", "=", "x=a", ";;", "1", "E-001", "2016", "3/4/16", "[", "2016-13", "35,000", "USD", "other", "../x", "\0"]
    ),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=5),
)  # fmt: skip


def plan(path: Path) -> int:
    matter = Matter(slug="case", name="Case", opened_at="", opened_by="")
    with open_delivery(path, "", {}) as delivery:
        found = plan_import(CaseFile(matter), delivery, Options(partial=True))
    counts = [
        len(found.of(outcome))
        for outcome in ("created", "updated", "unchanged", "rejected")
    ]
    assert sum(counts) == len(found.entries)
    return counts[0]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("whatever")


@given(data=st.data())
def test_any_cells_are_counted_and_none_breaks_the_import(
    place: Path, data: st.DataObject
) -> None:
    folder = place / "tables"
    folder.mkdir(exist_ok=True)
    for register in REGISTERS:
        columns = list(columns_of(register))
        row = st.lists(CELLS, min_size=len(columns), max_size=len(columns))
        rows = [columns, *data.draw(st.lists(row, max_size=3))]
        (folder / f"{register.table}.csv").write_bytes(as_csv(rows).encode())
    plan(folder)


@cache  # archives hold the time of their making
def good(ending: str) -> bytes:
    content = io.BytesIO()
    if ending == "zip":
        with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("parties.csv", "key,name\na,Alice\n")
    elif ending == "xlsx":
        book = openpyxl.Workbook()
        assert book.active is not None
        book.active.append(["key", "name"])
        book.active.append(["a", "Alice"])
        book.save(content)
    else:
        return {
            "csv": b"key,name\na,Alice\n",
            "tsv": b"key\tname\na\tAlice\n",
            "json": b'[{"key": "a", "name": "Alice"}]',
        }[ending]
    return content.getvalue()


@pytest.mark.parametrize("ending", ["csv", "tsv", "json", "xlsx", "zip"])
def test_a_good_file_of_each_kind_is_read(place: Path, ending: str) -> None:
    path = place / f"parties.{ending}"
    path.write_bytes(good(ending))
    assert plan(path) == 1


@pytest.mark.parametrize("ending", ["csv", "tsv", "json", "xlsx", "zip"])
@given(data=st.data())
def test_damaged_bytes_give_a_sentence_or_rows_never_a_crash(
    place: Path, ending: str, data: st.DataObject
) -> None:
    content = bytearray(good(ending))
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(
            st.integers(0, 255)
        )
    path = place / f"parties.{ending}"
    path.write_bytes(
        content[: data.draw(st.integers(0, len(content)))]
        if data.draw(st.booleans())
        else content
    )
    with suppress(Invalid):
        plan(path)
