"""Web archives as WACZ 1.1.1: the exchanges with a site as WARC records, byte for byte, with an index, a list of pages and hashes.

Standards: WARC 1.1 (ISO 28500:2017); WACZ 1.1.1 (specs.webrecorder.net/wacz/1.1.1); CDXJ as pywb writes it.
"""

import hashlib
import io
import json
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from core.canonical import canonical
from evidence.fetching.fetcher import AGENT, Exchange

VERSION = "1.1.1"
WARC, INDEX, PAGES = "archive/data.warc.gz", "indexes/index.cdx", "pages/pages.jsonl"
PACKAGE, DIGEST = "datapackage.json", "datapackage-digest.json"
EPOCH = (
    1980,
    1,
    1,
    0,
    0,
    0,
)  # a zip knows no earlier time; the times that count stand in the records
EMPTY_LINE = re.compile(rb"\r?\n\r?\n")
ON_THE_WAY = re.compile(rb"HTTP/1\.[01] 1\d\d\b")


@dataclass(frozen=True, slots=True)
class Visit:
    """What an archive is about: the page that was asked for, when, and what its title is."""

    url: str
    at: str
    title: str = ""


class _AsItCame(StatusAndHeaders):  # type: ignore[misc] # warcio ships no types
    """The head of a message, written as it came and not as it was understood."""

    def __init__(self, head: bytes) -> None:
        first, *rest = head.decode("latin-1").split("\n")
        fields = [tuple(line.split(":", 1)) for line in rest if ":" in line]
        super().__init__(first.partition(" ")[2], [(name, value.strip()) for name, value in fields])  # fmt: skip
        self._head = head

    def compute_headers_buffer(self, header_filter: object = None) -> None:
        """Take the head as it came."""
        del header_filter
        self.headers_buff = self._head


def write_wacz(visit: Visit, exchanges: Sequence[Exchange], about: dict[str, str]) -> bytes:  # fmt: skip
    """Write an archive of exchanges; equal exchanges give equal records but for their ids.

    Args:
        visit: the page it is about.
        exchanges: each request and what came back.
        about: who had it made, where and with what, for the first record (warcinfo).
    """
    warc, lines = _warc(exchanges, about)
    page = {"id": "page", "url": visit.url, "ts": visit.at, "title": visit.title or visit.url}  # fmt: skip
    head = {"format": "json-pages-1.0", "id": "pages", "title": "Pages"}
    files = {
        WARC: warc,
        INDEX: "".join(f"{line}\n" for line in sorted(lines)).encode(),
        PAGES: canonical(head) + b"\n" + canonical(page) + b"\n",
    }
    files[PACKAGE] = canonical(_package(visit, files))
    files[DIGEST] = canonical({"path": PACKAGE, "hash": _hash(files[PACKAGE])})
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, EPOCH), content)
    return out.getvalue()


def _package(visit: Visit, files: dict[str, bytes]) -> dict[str, Any]:
    return {
        "profile": "data-package",
        "wacz_version": VERSION,
        "title": visit.title or visit.url,
        "created": visit.at,
        "software": AGENT.split(" ", 1)[0],
        "mainPageUrl": visit.url,
        "mainPageDate": visit.at,
        "resources": [
            {"name": name.rsplit("/", 1)[-1], "path": name, "hash": _hash(content), "bytes": len(content)}
            for name, content in files.items()
        ],
    }  # fmt: skip


def _hash(content: bytes) -> str:
    return f"sha256:{hashlib.sha256(content).hexdigest()}"


def _warc(exchanges: Sequence[Exchange], about: dict[str, str]) -> tuple[bytes, list[str]]:  # fmt: skip
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True, warc_version="1.1")
    info = writer.create_warcinfo_record(WARC.rsplit("/", 1)[-1], about)
    if exchanges:
        info.rec_headers.replace_header("WARC-Date", exchanges[0].began_at)
    writer.write_record(info)
    lines = []
    for exchange in exchanges:
        begin = out.tell()
        answer = _record(writer, exchange, "response", exchange.received)
        writer.write_record(answer)
        length = out.tell() - begin
        asked = _record(writer, exchange, "request", exchange.request)
        asked.rec_headers.add_header("WARC-Concurrent-To", answer.rec_headers.get_header("WARC-Record-ID"))  # fmt: skip
        writer.write_record(asked)
        digest = answer.rec_headers.get_header("WARC-Payload-Digest")
        lines.append(_line(exchange, digest, begin, length))
    return out.getvalue(), lines


def _record(writer: WARCWriter, exchange: Exchange, kind: str, message: bytes) -> Any:
    head, body = _parted(message)
    headers = {
        "WARC-Date": exchange.began_at,
        "WARC-IP-Address": exchange.address,
        "WARC-Block-Digest": _hash(head + body),
        "WARC-Payload-Digest": _hash(body),
    }
    return writer.create_warc_record(
        exchange.url, kind, payload=io.BytesIO(body), length=len(body), warc_headers_dict=headers,
        http_headers=_AsItCame(head),
    )  # fmt: skip


def _parted(message: bytes) -> tuple[bytes, bytes]:
    """Part a message after the empty line of its head, however that line ends; answers on the way (1xx) are passed over."""
    while True:
        end = EMPTY_LINE.search(message)
        at = end.end() if end else len(message)
        head, body = message[:at], message[at:]
        if not ON_THE_WAY.match(head):
            return head, body
        message = body


def _line(exchange: Exchange, digest: str, offset: int, length: int) -> str:
    """Write a line of the index: the address turned round, the time, and where the answer lies."""
    parts = urlsplit(exchange.url)
    host = ",".join(reversed((parts.hostname or "").split(".")))
    port = f":{parts.port}" if parts.port else ""
    query = f"?{parts.query}" if parts.query else ""
    stamp = "".join(filter(str.isdigit, exchange.began_at))
    told = {
        "url": exchange.url,
        "mime": exchange.header("content-type").split(";")[0].strip() or "unk",
        "status": str(exchange.status),
        "digest": digest,
        "length": str(length),
        "offset": str(offset),
        "filename": WARC.rsplit("/", 1)[-1],
    }
    return f"{host}{port}){parts.path.lower()}{query.lower()} {stamp} {json.dumps(told)}"  # fmt: skip
