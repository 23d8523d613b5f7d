import io
import json
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument
from weasyprint import HTML

from core.blobs import FileStore
from evidence.lines import Line, lines_of
from evidence.text.from_pdf import read

HERE = "<style>@page { size: 10cm; margin: 1cm } p { font: 20pt serif; margin: 0 }</style><p>Over<p>Under it"  # fmt: skip


@pytest.fixture
def store(tmp_path: Path) -> FileStore:
    return FileStore(tmp_path / "files")


def found(store: FileStore, data: bytes) -> list[Line]:
    sha256 = store.put(io.BytesIO(data)).sha256
    (text,) = read(data).texts
    cache = store.folder.parent / "pictures"
    return lines_of(store, cache, sha256, 1, text.replace("\r\n", "\n"))


def pdf(html: str, *, turn: int = 0, crop: tuple[float, ...] = ()) -> bytes:
    document = PdfDocument(HTML(string=html).write_pdf())
    if turn:
        document[0].set_rotation(turn)
    if crop:
        document[0].set_cropbox(*crop)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def test_each_line_lies_where_it_is_drawn(store: FileStore) -> None:
    over, under = found(store, pdf(HERE))
    assert (over.text, under.text) == ("Over", "Under it")
    assert under.start == len("Over\n")
    assert 900 < over.box[0] < 1300
    assert over.box[1] < under.box[1] < 3000
    assert under.part(under.start, under.start + 5)[2] < under.box[2]
    assert under.part(0, 3) == (0, 0, 0, 0)


def test_a_page_that_is_turned_has_its_lines_turned(store: FileStore) -> None:
    (left, top, right, bottom) = found(store, pdf(HERE, turn=90))[0].box
    assert left > 5000  # what was at the top is at the right
    assert bottom - top > right - left


def test_a_page_that_is_cropped_counts_from_its_crop(store: FileStore) -> None:
    whole = found(store, pdf(HERE))[0].box
    half = found(store, pdf(HERE, crop=(0, 141.7, 141.7, 283.5)))[0].box
    assert abs(half[0] - 2 * whole[0]) < 50
    assert abs(half[1] - 2 * whole[1]) < 50


def test_arabic_begins_at_the_right() -> None:
    line = Line(0, "في 3", ((10, 0, 20, 9), (20, 0, 30, 9)))
    assert (line.is_rtl, line.x, line.length) == (True, 30, 20)
    assert not Line(0, "3 a", ()).is_rtl


def test_composed_letters_are_placed_by_their_share(store: FileStore) -> None:
    boxes = tuple((at, 0, at + 1, 9) for at in range(4))  # four boxes, two letters
    assert Line(0, "éé", boxes).part(1, 2) == (2, 0, 4, 9)


@pytest.mark.parametrize("answer", [b"", b"{}", b"[[[1,2,3]]]", b"[[[0,0,10001,1]]]", b'[["<svg>"]]', b"[" * 5000])  # fmt: skip
def test_what_a_taken_over_child_answers_places_nothing(
    store: FileStore, monkeypatch: pytest.MonkeyPatch, answer: bytes
) -> None:
    monkeypatch.setattr("evidence.lines._asked", lambda *_given: answer)
    assert found(store, pdf("<p>Words")) == []


def test_places_are_read_once(store: FileStore, monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    data = pdf(HERE)
    first = found(store, data)
    (kept,) = (store.folder.parent / "pictures").rglob("*.json")
    assert len(json.loads(kept.read_text())) == 2
    monkeypatch.setattr("evidence.lines._asked", None)
    assert found(store, data) == first
