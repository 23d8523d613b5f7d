import io
import wave
from collections.abc import Iterator
from pathlib import Path

import pytest

from evidence.recordings import recording_type
from tests.kit.databases import SqliteDatabases
from tests.kit.pages import ORIGIN, Installation, Visitor, install

ROOT = "/m/harbour"
SOUND = f"{ROOT}/evidence/E-001/recording"
PAGE = f"{ROOT}/evidence/E-001/page/1"


def clip(seconds: int = 10) -> bytes:
    made = io.BytesIO()
    with wave.open(made, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(1)
        sound.setframerate(8000)
        sound.writeframes(b"\x80" * 8000 * seconds)
    return made.getvalue()


@pytest.fixture
def house(sqlite_databases: SqliteDatabases, tmp_path: Path) -> Iterator[Installation]:
    for url in sqlite_databases.fresh(tmp_path):
        made = install(url, tmp_path)
        yield made
        made.close()


@pytest.fixture
def alice(house: Installation) -> Visitor:
    return house.visitor("Alice")


def enter(alice: Visitor, name: str, data: bytes) -> None:
    given = {"title": "A talk", "file": (io.BytesIO(data), name)}
    assert alice.post(f"{ROOT}/evidence/new", given, content_type="multipart/form-data").status == 303  # fmt: skip


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (clip(1)[:16], "audio/wav"),
        (b"ID3\x04" + bytes(12), "audio/mpeg"),
        (b"\xff\xfb\x90\x00" + bytes(12), "audio/mpeg"),
        (b"\x00\x00\x00\x20ftypM4A ", "audio/mp4"),
        (b"\x00\x00\x00\x20ftypisom", "video/mp4"),
        (b"OggS" + bytes(12), "audio/ogg"),
        (b"\x1a\x45\xdf\xa3" + bytes(12), "video/webm"),
        (b"\xff\xd8\xff\xe0" + bytes(12), ""),  # a JPEG
        (b"\xff\xfe<\x00s\x00", ""),  # UTF-16
        (b"<!doctype html>", ""),
        (b"RIFF\x00\x00\x00\x00WEBP", ""),
        (b"\xff\xfb", ""),
        (b"", ""),
    ],
)
def test_a_recording_is_told_by_its_first_bytes(head: bytes, kind: str) -> None:
    assert recording_type(head) == kind


def test_a_recording_is_sent_in_parts_as_what_it_is(alice: Visitor) -> None:
    enter(alice, "talk.html", clip())  # its name does not count
    headers = {"Range": "bytes=0-43"}
    answer = alice.client.get(SOUND, base_url=ORIGIN, headers=headers, buffered=True)
    assert (answer.status_code, len(answer.data)) == (206, 44)
    assert answer.headers["Content-Type"] == "audio/wav"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize("data", [b"<script>alert(1)</script>", b"\xff\xd8\xff\xe0", b"words"])  # fmt: skip
def test_nothing_else_is_played_whatever_its_name(alice: Visitor, data: bytes) -> None:
    enter(alice, "talk.mp3", data)
    assert alice.get(SOUND).status == 404
    assert "<audio" not in alice.get(f"{ROOT}/evidence/E-001").html


def test_a_time_is_quoted_by_typing_and_its_link_plays_from_there(house: Installation, alice: Visitor) -> None:  # fmt: skip
    enter(alice, "talk.wav", clip())
    alice.post(f"{ROOT}/claims/new", {"statement": "The lease ended"})
    there = alice.get(f"{PAGE}/quote?from=0:02&to=0:04.5").location
    pinpoint = alice.get(there).page.all("input", name="pinpoint")[0]
    assert pinpoint.attributes["value"] == "00:00:02 to 00:00:04.5"
    given = {"of": "C-001", "evidence": "E-001", "stance": "supports", "quote": "It ended"}  # fmt: skip
    assert alice.post(there, given).status == 303
    page = alice.get(f"{PAGE}?quote=CT-001").page
    assert page.all("audio")[0].attributes["src"] == f"{SOUND}#t=2,4.5"


@pytest.mark.parametrize("times", ["from=&to=", "from=5&to=5", "from=9&to=1", "from=x&to=1", "from=1", "from=-1&to=2"])  # fmt: skip
def test_what_is_no_part_of_a_recording_is_refused(alice: Visitor, times: str) -> None:
    enter(alice, "talk.wav", clip())
    assert alice.get(f"{PAGE}/quote?{times}").status == 400
