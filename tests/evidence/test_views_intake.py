import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
from flask import request
from sqlmodel import select

from accounts.matters import matter_by_slug
from core.jobs import Job
from core.web.plumbing import FORM_LIMIT, IN_MEMORY
from evidence.asking import KIND
from evidence.models import Capture, Draft, EvidenceItem, Source
from tests.kit.pages import ORIGIN, Answer, Installation, Visitor

INTAKE = "/m/harbour/intake"


@pytest.fixture(autouse=True)
def capture(installation: Installation) -> None:
    installation.house.handlers = {KIND: lambda _house, _job: None}


def bring(visitor: Visitor, *files: tuple[bytes, str]) -> Answer:
    return visitor.post(f"{INTAKE}/files", {"file": [(io.BytesIO(content), name) for content, name in files]})  # fmt: skip


def told(visitor: Visitor, *files: tuple[bytes, str]) -> list[dict[str, str]]:
    sent = {"csrf_token": visitor.token, "file": [(io.BytesIO(content), name) for content, name in files]}  # fmt: skip
    answer = visitor.client.post(f"{INTAKE}/files", data=sent, base_url=ORIGIN, headers={"Accept": "application/json"})  # fmt: skip
    found: list[dict[str, str]] = answer.get_json()["drafts"]
    return found


def ids(visitor: Visitor) -> list[str]:
    html = visitor.get(INTAKE).html
    return re.findall(r'<li id="draft-([^"]+)"', html)


def items(installation: Installation) -> list[EvidenceItem]:
    with installation.house.database.reading() as session:
        return list(session.exec(select(EvidenceItem).order_by(EvidenceItem.number)))  # type: ignore[arg-type] # SQLModel types columns as values


def guess(installation: Installation, key: str, *guesses: tuple[str, str]) -> None:
    with installation.house.database.transaction("tests") as session:
        draft = session.get(Draft, key)
        assert draft
        draft.guesses = json.dumps([{"field": name, "value": value, "origin": "from the page"} for name, value in guesses])  # fmt: skip
        session.add(draft)


def test_an_empty_page_says_what_it_is_for(alice: Visitor) -> None:
    assert "Nothing waits here." in alice.get(INTAKE).text


def test_files_come_in_as_drafts_and_are_saved_at_once(
    installation: Installation, alice: Visitor
) -> None:
    bring(alice, (b"one", "one.txt"), (b"two", "two.txt"))
    assert "Save all that are ready (2)" in alice.get(INTAKE).text
    alice.post(f"{INTAKE}/drafts", {"save": "all", "draft": ids(alice)})
    assert [item.title for item in items(installation)] == ["one.txt", "two.txt"]
    assert "Nothing waits here." in alice.get(INTAKE).text


def test_a_script_is_told_what_became_of_each_file(alice: Visitor) -> None:
    one, empty = told(alice, (b"one", "one.txt"), (b"", "none.txt"))
    assert one["state"] == "ready"
    assert empty["state"] == "refused"
    assert empty["reason"]


def test_the_same_bytes_are_named_before_saving_and_need_a_reason(
    installation: Installation, alice: Visitor
) -> None:
    bring(alice, (b"same", "first.txt"))
    alice.post(f"{INTAKE}/drafts", {"save": "all"})
    bring(alice, (b"same", "second.txt"))
    page = alice.get(INTAKE)
    assert "Duplicate of E-001 first.txt" in page.text
    assert "Save all that are ready" not in page.text
    (key,) = ids(alice)
    answer = alice.post(f"{INTAKE}/drafts", {"save": key, f"again-{key}": "yes"})
    assert (answer.status, len(items(installation))) == (400, 1)
    assert answer.problems == ["To save it all the same, tick that and say why it is a second item."]  # fmt: skip
    sent = {"save": key, f"again-{key}": "yes", f"reason-{key}": "Another envelope."}
    assert alice.post(f"{INTAKE}/drafts", sent).status == 303
    assert len(items(installation)) == 2


def test_nothing_of_other_matters_or_people_shows(installation: Installation) -> None:
    alice, bob, charlie = (installation.visitor(name) for name in ("Alice", "Bob", "Charlie"))  # fmt: skip
    charlie.post("/m/other/intake/files", {"file": (io.BytesIO(b"same"), "theirs.txt")})
    charlie.post("/m/other/intake/drafts", {"save": "all"})
    bring(alice, (b"same", "ours.txt"))
    assert "Ready" in (page := alice.get(INTAKE)).text
    assert "theirs" not in page.text
    assert ids(bob) == []
    (key,) = ids(alice)
    assert bob.post(f"{INTAKE}/drafts", {"leave": key}).status == 404
    assert ids(alice) == [key]


def test_a_guess_is_entered_only_where_it_is_ticked(
    installation: Installation, alice: Visitor
) -> None:
    bring(alice, (b"one", "one.txt"))
    (key,) = ids(alice)
    guess(installation, key, ("published", "4 March 2016"), ("language", "en"), ("source", "The Post"), ("author", "N. N."))  # fmt: skip
    page = alice.get(INTAKE)
    assert "Published: 4 March 2016 guessed from the page" in page.text
    boxes = page.page.all("input", name=f"guess-{key}")
    assert len(boxes) == 3
    assert not any("checked" in box.attributes for box in boxes)
    alice.post(f"{INTAKE}/drafts", {"save": key, f"guess-{key}": ["0", "2"], f"title-{key}": "Title"})  # fmt: skip
    (item,) = items(installation)
    assert (item.title, item.published_edtf, item.language) == ("Title", "2016-03-04", "")  # fmt: skip
    with installation.house.database.reading() as session:
        source = session.get(Source, item.source_id)
    assert source
    assert source.name == "The Post"


def test_one_press_ticks_one_guess_of_each_field(
    installation: Installation, alice: Visitor
) -> None:
    bring(alice, (b"one", "one.txt"))
    (key,) = ids(alice)
    guess(installation, key, ("title", "A"), ("title", "B"), ("language", "en"))
    page = alice.post(f"{INTAKE}/drafts", {"guesses": "all", f"title-{key}": "Typed"})
    ticked = [box.attributes["value"] for box in page.page.all("input", name=f"guess-{key}") if "checked" in box.attributes]  # fmt: skip
    assert ticked == ["0", "2"]
    assert 'value="Typed"' in page.html
    answer = alice.post(f"{INTAKE}/drafts", {"save": key, f"guess-{key}": ["0", "1"]})
    assert answer.problems == ["Tick one guess for title, not several."]
    assert items(installation) == []


def test_a_guess_that_does_not_fit_its_field_is_refused(
    installation: Installation, alice: Visitor
) -> None:
    bring(alice, (b"one", "one.txt"))
    (key,) = ids(alice)
    for name, value in (("published", "3/4/16"), ("kind", "pamphlet"), ("url", "ftp://x")):  # fmt: skip
        guess(installation, key, (name, value))
        answer = alice.post(f"{INTAKE}/drafts", {"save": key, f"guess-{key}": "0"})
        assert answer.status == 400, name
        assert len(answer.problems) == 1
    assert items(installation) == []


def test_a_draft_that_is_left_out_can_be_brought_back(alice: Visitor) -> None:
    bring(alice, (b"one", "one.txt"))
    (key,) = ids(alice)
    alice.post(f"{INTAKE}/drafts", {"leave": key})
    assert ids(alice) == []
    assert "Left out 1" in alice.get(INTAKE).text
    alice.post(f"{INTAKE}/back", {"draft": key})
    assert ids(alice) == [key]


def test_forty_lines_make_forty_drafts(alice: Visitor) -> None:
    lines = "\n".join(f"https://example.org/{place}" for place in range(40))
    alice.post(f"{INTAKE}/links", {"links": lines})
    assert len(ids(alice)) == 40
    assert "40 drafts" in alice.get(INTAKE).text


def test_a_link_is_saved_without_being_captured(
    installation: Installation, alice: Visitor
) -> None:
    alice.post(f"{INTAKE}/links", {"links": "https://example.org/a\nno link"})
    assert "Refused" in alice.get(INTAKE).text
    alice.post(f"{INTAKE}/drafts", {"save": "all"})
    assert [item.url for item in items(installation)] == ["https://example.org/a"]


def test_a_link_that_is_held_already_is_named(alice: Visitor) -> None:
    alice.post(f"{INTAKE}/links", {"links": "https://example.org/a"})
    alice.post(f"{INTAKE}/drafts", {"save": "all"})
    alice.post(f"{INTAKE}/links", {"links": "https://EXAMPLE.org/a?utm_source=x#b"})
    assert "Duplicate of E-001" in alice.get(INTAKE).text


@pytest.mark.parametrize(("way", "data"), [("links", {}), ("files", {})])
def test_nothing_sent_is_said_beside_its_box(
    alice: Visitor, way: str, data: dict[str, Any]
) -> None:
    answer = alice.post(f"{INTAKE}/{way}", data)
    assert answer.status == 400
    assert len(answer.problems) == 1


def test_capture_switched_off_is_said_and_offers_nothing(
    installation: Installation, alice: Visitor
) -> None:
    alice.post(f"{INTAKE}/links", {"links": "https://example.org/a"})
    assert "Capture now" in alice.get(INTAKE).text
    with installation.house.database.transaction("tests") as session:
        matter_by_slug(session, "harbour").capture = "off"
    page = alice.get(INTAKE)
    assert "Capture is switched off for this matter." in page.text
    assert "Capture now" not in page.text
    assert alice.post(f"{INTAKE}/drafts", {"capture": "all"}).status == 403


def test_before_the_first_request_it_is_said_what_the_site_sees(alice: Visitor) -> None:
    alice.post(f"{INTAKE}/links", {"links": "https://example.org/a"})
    assert "the site will see the network address of this machine" in alice.get(INTAKE).text  # fmt: skip
    answer = alice.post(f"{INTAKE}/drafts", {"capture": "all"})
    assert (answer.status, answer.problems) == (400, ["Tick that you know what the site will see"])  # fmt: skip


def test_only_pages_that_take_files_take_long_bodies(alice: Visitor) -> None:
    long = b"x" * (FORM_LIMIT + 1)
    answer = alice.post("/m/harbour/parties/new", {"file": (io.BytesIO(long), "long.bin")})  # fmt: skip
    assert answer.status == 413
    assert "may have 2 GB where files are taken" in answer.text
    assert bring(alice, (long, "long.bin")).status == 303


def test_a_file_larger_than_the_limit_is_refused_in_a_sentence(
    alice: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.web.plumbing.FILE_LIMIT", -FORM_LIMIT + 1_000)
    answer = bring(alice, (b"x" * 2_000, "large.bin"))
    assert (answer.status, ids(alice)) == (413, [])
    assert "This is too large" in answer.text


def test_the_body_of_a_stranger_is_not_read(installation: Installation) -> None:
    class Unread(io.BytesIO):
        def read(self, _size: int | None = -1) -> bytes:
            raise AssertionError("read")

    answer = installation.app.test_client().post(
        f"{INTAKE}/files", base_url=ORIGIN, content_type="multipart/form-data; boundary=x",
        environ_overrides={"wsgi.input": Unread(), "CONTENT_LENGTH": str(10**9)},
    )  # fmt: skip
    assert answer.status_code == 401


def test_a_file_lies_in_the_data_folder_while_it_comes_in(installation: Installation) -> None:  # fmt: skip
    with installation.app.test_request_context("/"):
        stream = request._get_file_stream(None, None)
        stream.write(b"x" * (IN_MEMORY + 1))
        place = Path(f"/proc/self/fd/{stream.fileno()}").readlink()
        stream.close()
    assert place.is_relative_to(installation.house.settings.data)


def captured(installation: Installation, key: str, state: str, reason: str = "") -> None:  # fmt: skip
    with installation.house.database.transaction("worker") as session:
        found = session.exec(select(Capture).where(Capture.draft_id == key)).one()
        found.state, found.reason = state, reason
        session.add(found)


def test_a_capture_is_a_job_whose_state_the_page_tells(
    installation: Installation, alice: Visitor
) -> None:
    alice.post(f"{INTAKE}/links", {"links": "https://example.org/a"})
    (key,) = ids(alice)
    for _ in range(2):  # pressed twice, asked once
        alice.post(f"{INTAKE}/drafts", {"capture": key, "seen": "yes"})
    with installation.house.database.reading() as session:
        jobs = session.exec(select(Job).where(Job.kind == "capture")).all()
    assert len(jobs) == 1
    page = alice.get(INTAKE)
    assert "Capture waiting" in page.text
    assert "data-runs" in page.html
    captured(installation, key, "not captured", "The site did not answer within 30 seconds.")  # fmt: skip
    page = alice.get(INTAKE)
    assert "Not captured: The site did not answer within 30 seconds." in page.text
    assert "Capture now" in page.text
    alice.post(f"{INTAKE}/drafts", {"save": key, f"title-{key}": "As typed"})
    assert [item.title for item in items(installation)] == ["As typed"]


def test_the_link_of_an_item_can_be_captured_later(
    installation: Installation, alice: Visitor
) -> None:
    alice.post("/m/harbour/evidence/new", {"title": "A", "url": "https://example.org/a"})  # fmt: skip
    address = "/m/harbour/evidence/E-001/capture"
    assert "The site will see the network address of this machine" in alice.get(address).text  # fmt: skip
    assert alice.post(address).problems == ["Tick that you know what the site will see"]
    assert alice.post(address, {"seen": "yes"}).location == "/m/harbour/evidence/E-001"
    with installation.house.database.reading() as session:
        capture = session.exec(select(Capture)).one()
    assert (capture.state, capture.collector, capture.url) == ("waiting", "Alice", "https://example.org/a")  # fmt: skip


def test_an_item_without_a_link_has_nothing_to_capture(alice: Visitor) -> None:
    alice.post("/m/harbour/evidence/new", {"title": "A"})
    address = "/m/harbour/evidence/E-001/capture"
    assert "The item has no web address." in alice.get(address).text
    assert alice.post(address, {"seen": "yes"}).status == 400


def test_what_cannot_be_done_is_not_offered(
    installation: Installation, alice: Visitor
) -> None:
    installation.house.handlers = {}
    alice.post(f"{INTAKE}/links", {"links": "https://example.org/a"})
    page = alice.get(INTAKE)
    assert "This installation cannot capture links." in page.text
    assert "Capture now" not in page.text
