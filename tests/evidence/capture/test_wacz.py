import gzip
import hashlib
import io
import json
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from evidence.capture.wacz import DIGEST, PACKAGE, WARC, Visit, write_wacz
from evidence.fetching.fetcher import Exchange

ODD = b"HTTP/1.1 200 OK\r\nX-Odd:  two  spaces\r\nx-odd: again\r\nContent-Type: text/html\r\n\r\n<p>caf\xc3\xa9"
PAGE = Exchange(
    url="https://example.org/a?b=c", address="93.184.216.34", own_address="192.0.2.7", began_at="2026-11-24T10:50:00Z",
    request=b"GET /a?b=c HTTP/1.1\r\nHost: example.org\r\n\r\n", received=ODD, status=200,
    headers=(("X-Odd", "two  spaces"), ("Content-Type", "text/html")), body=b"<p>caf\xc3\xa9",
)  # fmt: skip
CHUNKED = Exchange(
    url="https://example.org/b", address="93.184.216.34", own_address="192.0.2.7", began_at="2026-11-24T10:50:01Z",
    request=b"GET /b HTTP/1.1\r\nHost: example.org\r\n\r\n",
    received=b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nabcd\r\n0\r\n\r\n", status=200,
    headers=(("Transfer-Encoding", "chunked"),), body=b"abcd",
)  # fmt: skip


@pytest.fixture
def made(tmp_path: Path) -> Path:
    path = tmp_path / "page.wacz"
    path.write_bytes(write_wacz(Visit(PAGE.url, PAGE.began_at, "Café"), [PAGE, CHUNKED], {"software": "tests"}))  # fmt: skip
    return path


def tool(name: str, *arguments: str) -> int:
    path = Path(sys.executable).with_name(name)
    return subprocess.run([str(path), *arguments], capture_output=True, check=False).returncode  # fmt: skip


def test_another_projects_validator_finds_the_archive_good(made: Path) -> None:
    assert tool("wacz", "validate", "-f", str(made)) == 0


def test_an_archive_with_one_byte_more_in_it_is_no_longer_good(made: Path) -> None:
    with zipfile.ZipFile(made, "a") as archive:
        archive.writestr("archive/more.warc", b"more")
    assert tool("wacz", "validate", "-f", str(made)) != 0


def test_every_record_has_the_digests_that_warcio_computes(made: Path, tmp_path: Path) -> None:  # fmt: skip
    warc = tmp_path / "data.warc.gz"
    with zipfile.ZipFile(made) as archive:
        warc.write_bytes(archive.read(WARC))
    assert tool("warcio", "check", str(warc)) == 0
    content = bytearray(warc.read_bytes())
    content[len(content) // 2] ^= 1
    warc.write_bytes(content)
    assert tool("warcio", "check", str(warc)) != 0


def test_what_came_is_kept_byte_for_byte_head_included(made: Path) -> None:
    with zipfile.ZipFile(made) as archive:
        warc = archive.read(WARC)
    index = zipfile.ZipFile(made).read("indexes/index.cdx").decode().splitlines()
    for line, exchange in zip(index, (PAGE, CHUNKED), strict=True):
        told = json.loads(line.split(" ", 2)[2])
        begin = int(told["offset"])
        record = gzip.decompress(warc[begin : begin + int(told["length"])])
        assert record.split(b"\r\n\r\n", 1)[1].removesuffix(b"\r\n\r\n") == exchange.received  # fmt: skip


@pytest.mark.parametrize(
    "received",
    [
        b"HTTP/1.1 200 OK\nContent-Type: text/html\n\n<p>a\r\n\r\n<p>b",
        b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>a",
        b"HTTP/1.1 204 No Content\r\n\r\n",
    ],
)
def test_an_odd_answer_still_makes_a_good_record(tmp_path: Path, received: bytes) -> None:  # fmt: skip
    warc = tmp_path / "data.warc.gz"
    made = write_wacz(Visit(PAGE.url, PAGE.began_at), [replace(PAGE, received=received)], {"software": "tests"})  # fmt: skip
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        warc.write_bytes(archive.read(WARC))
    assert tool("warcio", "check", str(warc)) == 0


def test_who_asked_whom_when_stands_in_the_records(made: Path) -> None:
    with zipfile.ZipFile(made) as archive:
        records = list(ArchiveIterator(io.BytesIO(archive.read(WARC))))
    assert [record.rec_type for record in records] == ["warcinfo", "response", "request", "response", "request"]  # fmt: skip
    assert records[1].rec_headers.get_header("WARC-IP-Address") == "93.184.216.34"
    assert records[1].rec_headers.get_header("WARC-Date") == "2026-11-24T10:50:00Z"


def test_the_digest_file_holds_the_hash_of_the_list_of_hashes(made: Path) -> None:
    with zipfile.ZipFile(made) as archive:
        digest = json.loads(archive.read(DIGEST))
        package = archive.read(PACKAGE)
    assert digest["hash"] == f"sha256:{hashlib.sha256(package).hexdigest()}"
    assert json.loads(package)["wacz_version"] == "1.1.1"
