import zipfile
from pathlib import Path

import pytest

from evidence.capture.wacz import Visit, write_wacz
from evidence.fetching.fetcher import Exchange
from evidence.files import media_type
from evidence.text.extract import extraction_of
from evidence.text.extraction import NOT_READABLE, READ

FIXTURES = Path(__file__).parents[3] / "../shared/fixtures"
DAMAGE = {
    "warc/bad.arc": "holds no answer",
    "warc/example-bad-non-chunked.warc.gz": "non-chunked gzip",
    "warc/example-bad.warc.gz.bad": "non-chunked gzip",
    "warc/example-digest.warc": "record 1 does not have its digest",
    "warc/example-trunc.warc": "record 3 does not have its digest",
    "warc/example-wrong-chunks.warc.gz": "Invalid WARC record",
    "wacz/invalid_example_1.wacz": "damaged web archive",
}
GOOD = (
    "warc/example-iana.org-chunked.warc", "warc/example.warc", "warc/example.warc.gz", "warc/example.arc", "warc/post-test.warc.gz",
    "wacz/valid_example_1.wacz", "wacz/valid_example_2.wacz", "wacz/valid_signed_example_1.wacz",
)  # fmt: skip
ANSWER = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html><body><p>Likes were bought.</p></body></html>"
PAGE = Exchange(
    url="https://example.org/a", address="93.184.216.34", own_address="192.0.2.7", began_at="2026-11-24T10:50:00Z",
    request=b"GET /a HTTP/1.1\r\nHost: example.org\r\n\r\n", received=ANSWER, status=200,
    headers=(("Content-Type", "text/html"),), body=ANSWER.split(b"\r\n\r\n")[1],
)  # fmt: skip


def fixture(name: str) -> bytes:
    path = FIXTURES / name
    if not path.is_file():
        pytest.skip(f"{name} of the shared fixtures is not here")
    return path.read_bytes()


@pytest.mark.parametrize(("name", "damage"), DAMAGE.items())
def test_a_damaged_web_archive_is_stored_and_its_damage_named(name: str, damage: str) -> None:  # fmt: skip
    found = extraction_of(fixture(name), media_type(name.rsplit("/", 1)[-1]))
    assert found.state == NOT_READABLE
    assert damage in found.reason


@pytest.mark.parametrize("name", GOOD)
def test_a_good_web_archive_gives_the_text_of_its_page(name: str) -> None:
    found = extraction_of(fixture(name), media_type(name.rsplit("/", 1)[-1]))
    assert (found.state, found.tool) == (READ, "warcio")
    assert "".join(found.pages).strip()


@pytest.fixture
def made() -> bytes:
    return write_wacz(Visit(PAGE.url, PAGE.began_at), [PAGE], {"software": "tests"})


def test_our_own_capture_gives_the_text_of_the_page(made: bytes) -> None:
    found = extraction_of(made, "application/wacz")
    assert (found.state, found.pages) == (READ, ("Likes were bought.",))


def changed(made: bytes, folder: Path, **files: bytes | None) -> bytes:
    """Write the archive again with some files changed, added or (None) left out; `_` in a name stands for its slash."""
    given = {name.replace("__", "/").replace("_DOT_", "."): content for name, content in files.items()}  # fmt: skip
    old, new = folder / "old.wacz", folder / "new.wacz"
    old.write_bytes(made)
    with zipfile.ZipFile(old) as source, zipfile.ZipFile(new, "w") as target:
        for name in [*source.namelist(), *(set(given) - set(source.namelist()))]:
            content = given.get(name, b"") if name in given else source.read(name)
            if content is not None:
                target.writestr(name, content)
    return new.read_bytes()


@pytest.mark.parametrize(
    ("files", "damage"),
    [
        ({"pages__pages_DOT_jsonl": b"{}"}, "pages/pages.jsonl was changed"),
        ({"pages__pages_DOT_jsonl": None}, "pages/pages.jsonl is missing"),
        ({"archive__more_DOT_warc": b"x"}, "archive/more.warc is not in its list"),
        ({"datapackage_DOT_json": b"{}"}, "datapackage.json is not what"),
        ({"datapackage-digest_DOT_json": None}, "datapackage-digest.json is missing"),
        ({"datapackage_DOT_json": b"[" * 100_000}, "its list cannot be read"),
    ],
)
def test_each_change_of_an_archive_is_named(made: bytes, tmp_path: Path, files: dict[str, bytes | None], damage: str) -> None:  # fmt: skip
    found = extraction_of(changed(made, tmp_path, **files), "application/wacz")
    assert found.state == NOT_READABLE
    assert damage in found.reason
