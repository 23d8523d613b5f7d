import io
import json
import socket
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image
from sqlmodel import select

from accounts.matters import open_matter
from accounts.models import Matter
from core.blobs import FileStore
from core.house import House
from core.records import record
from core.settings import read_settings
from evidence import jobs
from evidence.asking import ask, is_first
from evidence.capture import browser
from evidence.capture.capturing import capture
from evidence.custody import chain_of
from evidence.intake import save_drafts, take_link
from evidence.models import (
    Capture,
    Draft,
    EvidenceItem,
    OutgoingRequest,
    Rendition,
    StoredFile,
)
from evidence.registers import EVIDENCE
from evidence.renditions import pages_of
from tests.kit.sites import Site, serving_site

PIXEL = b"GIF89a\x01\x00\x01\x00\x80\x00\x00\xff\x00\x00\xff\xff\xff!\xf9\x04\x01\x00\x00\x00\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;"
PAGE = b"<html><head><title>Likes</title><link rel=stylesheet href=/s.css></head><body><h1>Likes were bought.</h1><img src=/p.gif></body></html>"


@pytest.fixture
def site() -> Iterator[Site]:
    with serving_site() as found:
        found.says("/a", PAGE)
        found.says("/s.css", b"body{color:#000}", "text/css")
        found.says("/p.gif", PIXEL, "image/gif")
        yield found


class Desk:
    """An installation that may capture from one site on loopback, with one matter."""

    def __init__(self, url: str, folder: Path, site: Site) -> None:
        settings = read_settings({"CLAIMTRAIL_DATA": str(folder), "CLAIMTRAIL_DATABASE_URL": url}, folder)  # fmt: skip
        self.house = House(replace(settings, capture_allow=site.allow), jobs.HANDLERS)
        with self.house.database.transaction("alice") as session:
            self.matter: Matter = open_matter(session, slug="case", name="Case")

    @property
    def store(self) -> FileStore:
        return self.house.files

    def item(self, url: str) -> EvidenceItem:
        with self.house.database.transaction("alice") as session:
            item: EvidenceItem = record(session, EVIDENCE, self.matter.id, {"title": "Page", "url": url})  # fmt: skip
        return item

    def capture(self, asked: EvidenceItem | Draft) -> Capture:
        with self.house.database.transaction("alice") as session:
            row = ask(session, self.house, self.matter, asked)
        capture(self.house, row.id)
        with self.house.database.reading() as session:
            return session.get_one(Capture, row.id)

    def requests(self) -> list[OutgoingRequest]:
        with self.house.database.reading() as session:
            return list(session.exec(select(OutgoingRequest)))


@pytest.fixture
def desk(database_url: str, tmp_path: Path, site: Site) -> Iterator[Desk]:
    made = Desk(database_url, tmp_path, site)
    yield made
    made.house.database.close()


@pytest.fixture
def blind(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(browser, "installed", lambda: "")


def test_without_a_browser_a_page_is_captured_in_part_and_says_so(desk: Desk, site: Site, blind: None) -> None:  # fmt: skip
    row = desk.capture(desk.item(f"{site.origin}/a"))
    assert (row.state, row.http_status) == ("captured in part", 200)
    assert "no browser (Chromium) is installed" in row.reason
    assert desk.store.read(row.html_sha256) == PAGE
    heads = json.loads(desk.store.read(row.headers_sha256))
    assert ["Content-Type", "text/html; charset=utf-8"] in heads[0]["headers"]
    assert (row.picture_sha256, row.print_sha256) == ("", "")
    assert row.collector == "alice"
    assert row.machine_address == "127.0.0.1"
    assert row.clock in {"synchronised", "not synchronised", "not known"}


def test_a_capture_becomes_the_items_original_with_text_parts_and_custody(desk: Desk, site: Site, blind: None) -> None:  # fmt: skip
    item = desk.item(f"{site.origin}/a")
    row = desk.capture(item)
    with desk.house.database.reading() as session:
        file = session.exec(select(StoredFile).where(StoredFile.item_id == item.id)).one()  # fmt: skip
        made = session.exec(select(Rendition).where(Rendition.file_id == file.id)).all()
        verbs = [event.verb for event in chain_of(session, item.id)]
    assert file.sha256 == row.wacz_sha256
    assert {one.kind for one in made} == {"text", "html", "headers"}
    assert all(one.input_sha256 == file.sha256 for one in made)
    (text,) = [one for one in made if one.kind == "text"]
    assert "Likes were bought." in "".join(pages_of(desk.store, text) or ())
    assert verbs == ["captured", "derived", "derived"]


def test_what_was_typed_stays_when_the_site_does_not_answer(desk: Desk, site: Site, blind: None) -> None:  # fmt: skip
    item = desk.item(f"{site.origin}/none")
    site.answers["/none"] = b"no http"
    row = desk.capture(item)
    assert (row.state, row.wacz_sha256) == ("not captured", "")
    assert row.reason.startswith("The connection to 127.0.0.1 failed")
    with desk.house.database.reading() as session:
        assert session.get_one(EvidenceItem, item.id).url == f"{site.origin}/none"
    assert [one.outcome for one in desk.requests()] == [row.reason]


def test_a_page_that_is_not_found_is_captured_as_it_was_answered(desk: Desk, site: Site, blind: None) -> None:  # fmt: skip
    assert desk.capture(desk.item(f"{site.origin}/gone")).http_status == 404


def test_a_draft_gives_its_capture_to_the_item_when_it_is_saved(desk: Desk, site: Site, blind: None) -> None:  # fmt: skip
    with desk.house.database.transaction("alice") as session:
        draft = take_link(session, desk.matter, f"{site.origin}/a")
    row = desk.capture(draft)
    with desk.house.database.reading() as session:
        assert '"value":"Likes"' in session.get_one(Draft, draft.id).guesses
    with desk.house.database.transaction("alice") as session:
        (item,) = save_drafts(session, desk.store, {draft.id: {}}, {})
    with desk.house.database.reading() as session:
        file = session.exec(select(StoredFile).where(StoredFile.item_id == item.id)).one()  # fmt: skip
        assert file.sha256 == row.wacz_sha256
        assert session.get_one(Capture, row.id).item_id == item.id


def test_doing_a_capture_twice_asks_the_site_once(desk: Desk, site: Site, blind: None) -> None:  # fmt: skip
    row = desk.capture(desk.item(f"{site.origin}/a"))
    capture(desk.house, row.id)
    assert site.paths() == ["/a"]


def test_a_switch_thrown_after_asking_still_keeps_the_request_in(desk: Desk, site: Site, blind: None) -> None:  # fmt: skip
    item = desk.item(f"{site.origin}/a")
    with desk.house.database.transaction("alice") as session:
        row = ask(session, desk.house, desk.matter, item)
        matter = session.get_one(Matter, desk.matter.id)
        matter.capture = "off"
        session.add(matter)
    capture(desk.house, row.id)
    with desk.house.database.reading() as session:
        ended = session.get_one(Capture, row.id)
    assert (ended.state, site.asked) == ("not captured", [])
    assert "switched off" in ended.reason
    (kept_in,) = desk.requests()
    assert (kept_in.address, kept_in.status, kept_in.outcome) == ("", None, ended.reason)  # fmt: skip
    with desk.house.database.reading() as session:
        assert is_first(session, desk.matter)  # the site has seen nothing yet


def test_a_whole_capture_has_picture_and_print_and_all_parts(installed_desk: Desk, site: Site) -> None:  # fmt: skip
    row = installed_desk.capture(installed_desk.item(f"{site.origin}/a"))
    assert (row.state, row.reason) == ("captured", "")
    picture = Image.open(io.BytesIO(installed_desk.store.read(row.picture_sha256)))
    assert picture.size[0] == browser.WIDTH
    assert installed_desk.store.read(row.print_sha256).startswith(b"%PDF-")
    with zipfile.ZipFile(
        io.BytesIO(installed_desk.store.read(row.wacz_sha256))
    ) as archive:
        index = archive.read("indexes/index.cdx").decode()
    for path in ("/a", "/s.css", "/p.gif"):
        assert f"{site.origin}{path}" in index
    assert sorted(one.url for one in installed_desk.requests()) == sorted(f"{site.origin}{path}" for path in site.paths())  # fmt: skip


HOSTILE = """<html><body><p>Page</p><img src="http://127.0.0.1:{other}/img"><iframe src="http://127.0.0.1:{other}/frame"></iframe>
<link rel="dns-prefetch" href="//127.0.0.1:{other}"><link rel="preconnect" href="http://127.0.0.1:{other}">
<script>
fetch("http://127.0.0.1:{other}/fetch").catch(() => 0);
navigator.sendBeacon("http://127.0.0.1:{other}/beacon", "x");
try {{ new WebSocket("ws://127.0.0.1:{other}/socket"); }} catch (error) {{}}
try {{ const peer = new RTCPeerConnection({{iceServers: [{{urls: "stun:127.0.0.1:{other}"}}]}}); peer.createDataChannel("x"); peer.createOffer().then(offer => peer.setLocalDescription(offer)); }} catch (error) {{}}
fetch("/form", {{method: "POST", body: "x"}}).catch(() => 0);
</script></body></html>"""


def test_the_browser_reaches_nothing_but_through_the_fetcher(installed_desk: Desk, site: Site) -> None:  # fmt: skip
    with serving_site() as other, socket.socket(type=socket.SOCK_DGRAM) as calls:
        calls.bind(("127.0.0.1", other.port))
        calls.setblocking(False)
        site.says("/hostile", HOSTILE.format(other=other.port).encode())
        installed_desk.capture(installed_desk.item(f"{site.origin}/hostile"))
        assert other.asked == []
        with pytest.raises(BlockingIOError):
            calls.recv(100)
    asked = [head.decode() for head in site.asked]
    assert all("User-Agent: Claimtrail/" in head for head in asked)
    assert not any(head.startswith("POST") for head in asked)
    refused = [one for one in installed_desk.requests() if one.status is None]
    assert {one.url.rsplit("/", 1)[-1] for one in refused} >= {"img", "frame", "fetch"}
    assert all("Port" in one.outcome for one in refused)


@pytest.fixture
def installed_desk(desk: Desk) -> Desk:
    assert browser.installed(), "set-up for tests installs Chromium"
    return desk


def test_a_page_that_never_ends_is_captured_without_its_picture(installed_desk: Desk, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    monkeypatch.setattr(browser, "SECONDS", 2.0)
    site.says("/loop", b"<html><title>Loop</title><script>while(true){}</script></html>")  # fmt: skip
    row = installed_desk.capture(installed_desk.item(f"{site.origin}/loop"))
    assert (row.state, row.picture_sha256) == ("captured in part", "")
    assert "did not end loading in time" in row.reason


def test_a_page_that_moves_the_browser_on_is_said_to(installed_desk: Desk, site: Site) -> None:  # fmt: skip
    site.says("/moves", b"<html><script>location.href = '/a'</script></html>")
    row = installed_desk.capture(installed_desk.item(f"{site.origin}/moves"))
    assert row.state == "captured in part"
    assert "moved the browser on" in row.reason


def test_what_nobody_foresaw_ends_the_capture_with_a_reason(desk: Desk, site: Site, blind: None, monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    def broken(*_: object) -> bytes:
        raise ValueError("unforeseen")

    monkeypatch.setattr("evidence.capture.capturing.write_wacz", broken)
    row = desk.capture(desk.item(f"{site.origin}/a"))
    assert (row.state, bool(row.ended_at)) == ("not captured", True)
    assert "It broke off (ValueError)" in row.reason
