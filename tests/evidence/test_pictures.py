import io
from pathlib import Path

import pytest
from PIL import Image
from pypdfium2 import PdfDocument

from core.blobs import FileStore
from core.errors import Missing
from evidence.pictures import LIMITS, box_of, crop, picture_of
from evidence.text import drawing

PDF, PNG, JPEG = "application/pdf", "image/png", "image/jpeg"


@pytest.fixture
def store(tmp_path: Path) -> FileStore:
    return FileStore(tmp_path / "files")


def pdf(width: float = 300, height: float = 400) -> bytes:
    document, made = PdfDocument.new(), io.BytesIO()
    document.new_page(width, height)
    document.save(made)
    return made.getvalue()


def image(size: tuple[int, int], kind: str = "PNG", **more: object) -> bytes:
    made = io.BytesIO()
    Image.new("RGB", size, (200, 30, 30)).save(made, kind, **more)
    return made.getvalue()


def drawn(store: FileStore, data: bytes, media_type: str, page: int = 1) -> Image.Image:  # fmt: skip
    sha256 = store.put(io.BytesIO(data)).sha256
    cache = store.folder.parent / "pictures"
    return Image.open(io.BytesIO(picture_of(store, cache, sha256, media_type, page)))


def test_a_page_of_a_pdf_becomes_a_picture_of_our_width(store: FileStore) -> None:
    assert drawn(store, pdf(), PDF).size == (drawing.WIDTH, 1867)


def test_a_page_of_any_size_takes_no_more_pixels_than_are_shown(store: FileStore) -> None:  # fmt: skip
    tall = drawn(store, pdf(14, 14_400), PDF)
    assert tall.width * tall.height <= drawing.MOST_SHOWN * 1.05
    huge = drawn(store, pdf(14_400, 14_400), PDF)
    assert huge.size == (drawing.WIDTH, drawing.WIDTH)


def test_an_image_leaves_its_exif_behind(store: FileStore) -> None:
    exif = Image.Exif()
    exif[0x0112], exif[0x010E] = 6, "taken at home"  # turned by a quarter; described
    data = image((40, 20), "JPEG", exif=exif)
    found = drawn(store, data, JPEG)
    assert found.size == (20, 40)
    assert not found.getexif()
    sha256 = store.put(io.BytesIO(data)).sha256
    made = picture_of(store, store.folder.parent / "pictures", sha256, JPEG, 1)
    assert b"taken at home" in data
    assert b"taken at home" not in made


def test_an_image_with_too_many_pixels_is_never_decoded(store: FileStore) -> None:
    made = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(made, "PNG")
    with pytest.raises(Missing, match="cannot be drawn"):
        drawn(store, made.getvalue(), PNG)


def test_pixels_are_counted_before_they_are_decoded(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(drawing, "MOST_READ", 399)
    with pytest.raises(ValueError, match="more pixels"):
        drawing.draw_image(image((20, 20))[:60], 1)  # its pixels are not even there


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7 broken", pdf()[:200], b"\x89PNG\r\n\x1a\n"])  # fmt: skip
def test_a_damaged_file_has_no_picture(store: FileStore, data: bytes) -> None:
    with pytest.raises(Missing, match="cannot be drawn"):
        drawn(store, data, PNG if data.startswith(b"\x89") else PDF)


@pytest.mark.parametrize("page", [0, 2, 10**9])
def test_a_page_that_the_file_lacks_has_no_picture(store: FileStore, page: int) -> None:
    with pytest.raises(Missing, match="cannot be drawn"):
        drawn(store, pdf(), PDF, page)


def test_other_kinds_have_no_picture(store: FileStore) -> None:
    with pytest.raises(Missing, match="text/html"):
        drawn(store, b"<p>words", "text/html")


def test_a_picture_is_drawn_once(
    store: FileStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = pdf()
    first = drawn(store, data, PDF)
    monkeypatch.setattr("evidence.pictures.confined", None)
    assert drawn(store, data, PDF).tobytes() == first.tobytes()


def test_what_the_child_answers_is_never_served(
    store: FileStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Ran:
        answer = b"10 10\n<script>alert(1)</script>"

    monkeypatch.setattr("evidence.pictures.confined", lambda *_given: Ran)
    with pytest.raises(Missing, match="cannot be drawn"):
        drawn(store, pdf(), PDF)
    assert LIMITS.memory <= 1 << 30


def test_a_crop_is_the_part_that_its_box_says() -> None:
    whole = Image.new("RGB", (100, 200), (255, 255, 255))
    whole.paste((0, 0, 255), (10, 20, 50, 60))
    made = io.BytesIO()
    whole.save(made, "PNG")
    part = Image.open(io.BytesIO(crop(made.getvalue(), (1000, 1000, 5000, 3000))))
    assert part.size == (40, 40)
    assert part.getcolors() == [(1600, (0, 0, 255))]


@pytest.mark.parametrize("words", ["", "1,2,3", "a,b,c,d", "5,5,5,9", "9,1,2,3", "-1,0,5,5", "0,0,1,10001"])  # fmt: skip
def test_what_is_no_box_is_refused(words: str) -> None:
    assert box_of(words) is None


def test_a_box_is_read() -> None:
    assert box_of("0,10,9000,10000") == (0, 10, 9000, 10000)
