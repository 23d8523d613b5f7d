import io
import json
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from core.blobs import FileStore
from evidence.guesses import guesses_of

FULL = """<html lang="fr"><head><title>Likes - Le Jour</title><meta property="og:title" content="Des « likes » achetés">
<meta property="og:site_name" content="Le Jour"><meta name="author" content="Jeanne Roe">
<meta property="article:published_time" content="2016-03-09T10:00:00+07:00"></head><body><p>Texte.</p></body></html>"""
CONTRADICTING = """<html><head><title>A</title><meta property="article:published_time" content="2016-03-09">
<script type="application/ld+json">{"datePublished": "2017-04-10"}</script></head><body><p>Text.</p></body></html>"""
UDHR = Path(__file__).parents[2] / "../shared/fixtures/udhr"
MAILS = Path(__file__).parents[2] / "../shared/fixtures/mails"


def guessed(folder: Path, content: bytes, kind: str) -> dict[str, list[str]]:
    store = FileStore(folder)
    told = guesses_of(store, store.put(io.BytesIO(content)).sha256, kind)
    found: dict[str, list[str]] = {}
    for one in json.loads(told or "[]"):
        assert one["origin"]
        found.setdefault(one["field"], []).append(one["value"])
    return found


def test_a_page_is_asked_what_it_says_of_itself(tmp_path: Path) -> None:
    found = guessed(tmp_path, FULL.encode(), "text/html")
    assert found["title"] == ["Des « likes » achetés", "Likes - Le Jour"]
    assert found["published"] == ["2016-03-09"]
    assert found["language"] == ["fr"]
    assert found["kind"] == ["web page"]
    assert found["source"] == ["Le Jour"]
    assert found["description"] == ["By Jeanne Roe."]


def test_marks_that_contradict_each_other_are_not_taken_for_the_date(tmp_path: Path) -> None:  # fmt: skip
    store = FileStore(tmp_path)
    told = guesses_of(store, store.put(io.BytesIO(CONTRADICTING.encode())).sha256, "text/html")  # fmt: skip
    assert not [one for one in json.loads(told) if "mark of its date" in one["origin"]]


@pytest.mark.parametrize("page", [b"<html><body><p>Since 2016 we sell likes.</p></body></html>", b"<html></html>", b""])  # fmt: skip
def test_a_page_that_names_no_day_gives_no_day(tmp_path: Path, page: bytes) -> None:
    assert "published" not in guessed(tmp_path, page, "text/html")


@pytest.mark.parametrize(
    ("written", "days"),
    [("25/06/2016", ["2016-06-25"]), ("05/06/2016", []), ("2016-03-01", ["2016-03-01"]), ("March 2016", []), ("© 2016", [])],
)  # fmt: skip
def test_a_day_is_found_only_where_the_page_writes_it_out(tmp_path: Path, written: str, days: list[str]) -> None:  # fmt: skip
    page = f"<html><body><p>Published: {written}</p><p>{'Words. ' * 40}</p></body></html>"  # fmt: skip
    assert guessed(tmp_path, page.encode(), "text/html").get("published", []) == days


def test_languages_are_those_that_pages_declare(tmp_path: Path) -> None:
    if not UDHR.is_dir():
        pytest.skip("the shared translations are not here")
    for path in sorted(UDHR.glob("*.html")):
        found = guessed(tmp_path, path.read_bytes(), "text/html")
        assert len(found.get("language", [])) <= 1, path.name
        assert found["title"], path.name


def test_a_pdf_gives_what_it_says_of_itself_but_no_date(tmp_path: Path) -> None:
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.docinfo["/Title"], pdf.docinfo["/Author"] = "Order", "Court of Appeal"
        pdf.docinfo["/CreationDate"] = "D:20160309100000Z"
        pdf.save(out)
    found = guessed(tmp_path, out.getvalue(), "application/pdf")
    assert found == {"title": ["Order"], "description": ["By Court of Appeal."]}


def test_a_mail_gives_subject_day_and_names(tmp_path: Path) -> None:
    mail = b"From: Jane <jane@example.org>\r\nTo: b@example.org\r\nSubject: =?utf-8?q?Caf=C3=A9?=\r\nDate: Wed, 09 Mar 2016 23:30:00 -0500\r\n\r\nHello"
    found = guessed(tmp_path, mail, "message/rfc822")
    assert (found["title"], found["date"], found["kind"]) == (["Café"], ["2016-03-09"], ["email"])  # fmt: skip
    assert "jane@example.org" in found["description"][0]


@pytest.mark.parametrize("line", [b"", b"Date: soon\r\n", b"Date: Wed, 99 Mar 2016 23:30:00\r\n"])  # fmt: skip
def test_a_mail_without_a_date_stays_undated(tmp_path: Path, line: bytes) -> None:
    mail = b"From: a@example.org\r\nSubject: Hello\r\n" + line + b"\r\nHello"
    assert "date" not in guessed(tmp_path, mail, "message/rfc822")


def test_a_picture_tells_when_it_was_taken_and_never_where(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif.get_ifd(0x8769)[0x9003] = "2016:03:09 10:00:00"
    exif.get_ifd(0x8825)[2] = (11.0, 33.0, 0.0)
    out = io.BytesIO()
    Image.new("RGB", (8, 8)).save(out, "JPEG", exif=exif)
    found = guessed(tmp_path, out.getvalue(), "image/jpeg")
    assert found == {"date": ["2016-03-09"], "kind": ["photo"]}


@pytest.mark.parametrize("kind", ["text/html", "application/pdf", "image/png", "message/rfc822", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"])  # fmt: skip
def test_a_broken_file_gives_no_guess_and_no_error(tmp_path: Path, kind: str) -> None:
    found = guessed(tmp_path, b"\x00\xff broken", kind)
    assert set(found) <= {"kind", "title"}


def test_the_shared_mails_are_all_looked_into(tmp_path: Path) -> None:
    if not MAILS.is_dir():
        pytest.skip("the shared mails are not here")
    for path in sorted(MAILS.iterdir()):
        guessed(tmp_path, path.read_bytes(), "message/rfc822")
