import io
import subprocess
import sys
import time
from pathlib import Path

import pikepdf
import pytest

from core.blobs import FileStore
from core.errors import Corrupt, Missing
from evidence.files import media_type
from evidence.text.child import ROOT, extract
from evidence.text.confinement import Limits
from evidence.text.extraction import NOT_READABLE, READ, Extraction
from tests.evidence.text.made import docx, paragraph, pdf

FIXTURES = Path(__file__).parents[3] / "../shared/fixtures"
LAUGHS = "<!DOCTYPE d [<!ENTITY a 'ha'>" + "".join(f"<!ENTITY {chr(98 + n)} '{f'&{chr(97 + n)};' * 10}'>" for n in range(9)) + "]>"  # fmt: skip
OUTSIDE = "<!DOCTYPE d [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>"
LOCKED = pdf("secret", encryption=pikepdf.Encryption(owner="o", user="u"))


@pytest.fixture
def store(tmp_path: Path) -> FileStore:
    return FileStore(tmp_path / "store")


def read(store: FileStore, content: bytes, name: str, **limits: float) -> Extraction:
    kept = store.put(io.BytesIO(content))
    return extract(store, kept.sha256, media_type(name), ("en",), Limits(**limits))  # type: ignore[arg-type] # whole numbers where asked


@pytest.mark.parametrize(
    ("content", "name", "pages", "kind"),
    [
        (b"one\r\ntwo", "a.txt", ("one\ntwo",), "text/plain"),
        (b"\xff\xfe" + "Le père".encode("utf-16-le"), "a.txt", ("Le père",), "text/plain"),
        (b"\xef\xbb\xbfe\xcc\x81", "a.txt", ("\u00e9",), "text/plain"),
        ("a\x00b\u202ec".encode(), "a.txt", ("a\ufffdb\u202ec",), "text/plain"),
        (pdf("first", "second"), "a.pdf", ("first", "second"), "application/pdf"),
        (pdf("first"), "mislabelled.txt", ("first",), "application/pdf"),
        (pdf("huge", size=14400), "a.pdf", ("huge",), "application/pdf"),
        (pdf("opens freely", encryption=pikepdf.Encryption(owner="o", user="")), "a.pdf", ("opens freely",), "application/pdf"),
        (b"<html><p>Seen<script>x()</script><p hidden>not<p style='display: none'>nor</html>", "a.html", ("Seen",), "text/html"),
        (b"<html><meta charset=windows-1252><p>caf\xe9</html>", "a.html", ("café",), "text/html"),
        (b"From: a@x\nSubject: Hi\n\nNo date.", "a.eml", ("From: a@x\nSubject: Hi\n\nNo date.",), "message/rfc822"),
    ],
)  # fmt: skip
def test_a_file_is_read_as_what_it_is_page_by_page(
    store: FileStore, content: bytes, name: str, pages: tuple[str, ...], kind: str
) -> None:
    found = read(store, content, name)
    assert (found.state, found.reason, found.pages) == (READ, "", pages)
    assert found.media_type == kind
    assert found.version


def test_a_word_file_keeps_its_pages_and_its_notes_and_leaves_out_what_is_hidden_or_deleted(store: FileStore) -> None:  # fmt: skip
    body = (
        paragraph("One</w:t><w:tab/><w:t>two")
        + "<w:p><w:r><w:br w:type='page'/></w:r></w:p>"
    )
    body += "<w:p><w:del><w:r><w:t>gone</w:t></w:r></w:del><w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r></w:p>"
    found = read(
        store, docx(body + paragraph("three"), footnotes=paragraph("A note")), "a.docx"
    )
    assert [page.strip() for page in found.pages] == ["One\ttwo", "three", "A note"]


@pytest.mark.parametrize(
    ("content", "name", "reason"),
    [
        (b"", "a.pdf", "it is empty"),
        (b"caf\xe9", "a.txt", "not UTF-8"),
        ("hello".encode("utf-16-le"), "a.txt", "no known form"),
        (b"\x00\x01\x02\xff", "a.bin", "reads no files of this kind"),
        (LOCKED, "a.pdf", "encrypted"),
        (pdf("words")[:200], "a.pdf", "damaged"),
        (b"%PDF-1.7\n" + b"\xff" * 1000, "a.pdf", "damaged"),
        (pdf("", ""), "a.pdf", "hold no text"),
        (pdf("one") + docx(paragraph("two")), "a.pdf", "two files in one"),
        (docx(paragraph("x"), before=LAUGHS), "a.docx", "document type"),
        (docx(paragraph("&x;"), before=OUTSIDE), "a.docx", "document type"),
        (docx("<w:p>"), "a.docx", "XML cannot be read"),
        (docx(paragraph("0" * (65 << 20))), "a.docx", "unpacks to more than 64 MB"),
        (docx(paragraph("words"))[:-40], "a.docx", "damaged"),
        (b"<html><meta charset=klingon><p>x</html>", "a.html", "unknown character set"),
        (b"GIF89a" + b"\x00" * 40, "a.gif", "tesseract"),
        (b"{\\rtf1 x}", "a.rtf", "reads no application/rtf"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_stored_with_the_reason(
    store: FileStore, content: bytes, name: str, reason: str
) -> None:
    found = read(store, content, name)
    assert (found.state, found.pages) == (NOT_READABLE, ())
    assert reason in found.reason


def test_nine_hundred_pages_are_read_within_the_limit(store: FileStore) -> None:
    found = read(store, pdf(*(f"page {n}" for n in range(900))), "a.pdf")
    assert (len(found.pages), found.pages[899]) == (900, "page 899")


def test_a_file_that_takes_too_long_is_not_readable_within_the_limit(
    store: FileStore,
) -> None:
    begun = time.monotonic()
    found = read(store, pdf(*["x"] * 50), "a.pdf", wall=0.01)
    assert found.reason == "reading it takes longer than 0.01 seconds"
    assert time.monotonic() - begun < 10


def test_a_file_that_needs_too_much_memory_or_says_too_much_is_not_readable(
    store: FileStore,
) -> None:
    words = b"word " * 3_000_000
    assert "memory" in read(store, words, "a.txt", memory=60 << 20).reason
    assert "more text than is kept" in read(store, words, "a.txt", answer=100).reason
    assert "larger than" in read(store, words, "a.txt", file=100).reason


def test_a_file_that_changed_or_is_missing_is_no_file_without_text(
    store: FileStore,
) -> None:
    kept = store.put(io.BytesIO(pdf("one")))
    store.path(kept.sha256).chmod(0o600)
    store.path(kept.sha256).write_bytes(pdf("two"))
    with pytest.raises(Corrupt):
        extract(store, kept.sha256, "application/pdf")
    with pytest.raises(Missing):
        extract(store, "0" * 64, "application/pdf")


@pytest.mark.parametrize(
    "deed",
    [
        "import socket; socket.socket().connect(('127.0.0.1', 9))",
        "import socket; socket.getaddrinfo('localhost', 9)",
        "import os; os.system('true')",
        "import subprocess; subprocess.run(['true'])",
        "open('written', 'w').write('x' * 9999)",
    ],
)
def test_the_child_has_no_network_no_programs_and_nothing_to_write_to(
    deed: str, tmp_path: Path
) -> None:
    code = "import signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\nfrom evidence.text.confinement import confine\nconfine(5, 1 << 30)\n"
    done = subprocess.run(
        [sys.executable, "-c", code + deed], check=False, cwd=tmp_path, env={"PYTHONPATH": str(ROOT)}, capture_output=True, text=True
    )  # fmt: skip
    assert done.returncode
    assert "PermissionError" in done.stderr or "File too large" in done.stderr
    assert not any(path.stat().st_size for path in tmp_path.iterdir())


@pytest.mark.parametrize("folder", ["mails", "udhr", "warc"])
def test_files_of_others_are_read_or_refused_with_a_reason(
    store: FileStore, folder: str
) -> None:
    if not (FIXTURES / folder).is_dir():
        pytest.skip(f"the files of others ({folder}) are not here")
    for path in sorted((FIXTURES / folder).iterdir()):
        found = read(store, path.read_bytes(), path.name)
        assert (found.state == READ) == bool(found.pages), path.name
        assert found.pages or found.reason, path.name
        if folder == "udhr":
            assert len(found.pages[0]) > 2000, path.name
