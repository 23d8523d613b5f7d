import hashlib
import io
import stat
import zipfile
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

import pytest

from accounts.matters import matter_by_slug
from core.errors import Invalid
from evidence import archives
from evidence.archives import members
from evidence.intake import READY, REFUSED
from evidence.models import Draft
from evidence.opening import attachments, take_all
from tests.kit.pages import Installation

MAILS = Path(__file__).parents[2] / "../shared/fixtures/mails"
Bring = Callable[..., list[Draft]]


@pytest.fixture
def bring(installation: Installation) -> Bring:
    with installation.house.database.reading() as session:
        matter = matter_by_slug(session, "harbour")

    def take(content: bytes, name: str, *, as_one: bool = False) -> list[Draft]:
        return take_all(installation.house, matter, io.BytesIO(content), name, "Alice", as_one=as_one)  # fmt: skip

    return take


def zipped(*files: tuple[str | zipfile.ZipInfo, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return packed.getvalue()


def test_each_file_of_an_archive_is_a_draft_that_names_it(bring: Bring) -> None:
    content = zipped(("a.txt", b"one"), ("in/b.txt", b"two"), ("c.zip", zipped(("d", b"x"))))  # fmt: skip
    drafts = bring(content, "box.zip")
    assert [(draft.name, draft.state) for draft in drafts] == [("a.txt", READY), ("b.txt", READY), ("c.zip", READY)]  # fmt: skip
    origin = f"From box.zip, SHA-256 {hashlib.sha256(content).hexdigest()}."
    assert [draft.reason for draft in drafts] == [origin, f"{origin} It came as in/b.txt.", origin]  # fmt: skip


def test_an_archive_is_kept_as_one_where_asked(bring: Bring) -> None:
    (draft,) = bring(zipped(("a.txt", b"one")), "box.zip", as_one=True)
    assert (draft.name, draft.state) == ("box.zip", READY)


@pytest.mark.parametrize("name", ["../out.txt", "/etc/passwd", "a/../../b", "C:/x", "a\\..\\b"])  # fmt: skip
def test_a_name_that_leads_out_is_refused_and_the_others_kept(bring: Bring, name: str) -> None:  # fmt: skip
    refused, kept = bring(zipped((name, b"one"), ("good.txt", b"two")), "box.zip")
    assert refused.state == REFUSED
    assert refused.reason.startswith("Its name leads out of the archive.")
    assert (kept.name, kept.state) == ("good.txt", READY)


def test_a_link_and_a_locked_file_are_refused_by_name(bring: Bring) -> None:
    link = zipfile.ZipInfo("link")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    content = bytearray(zipped((link, b"/etc/passwd"), ("locked", b"two"), ("good", b"three")))  # fmt: skip
    at = content.rindex(b"PK\x01\x02", 0, content.rindex(b"PK\x01\x02"))
    content[at + 8] |= 1  # the flag of a password, in the directory
    first, second, good = bring(bytes(content), "box.zip")
    assert (first.name, first.reason.partition(". ")[0]) == ("link", "It is a link, not a file")  # fmt: skip
    assert (second.name, second.reason.partition(". ")[0]) == ("locked", "It is locked with a password")  # fmt: skip
    assert good.state == READY


def test_bytes_are_counted_as_they_are_read_whatever_the_header_says(
    bring: Bring, monkeypatch: pytest.MonkeyPatch
) -> None:
    bomb, good = bring(zipped(("bomb", b"\0" * (11 << 20)), ("good", b"x")), "box.zip")
    assert (bomb.name, bomb.state, good.state) == ("bomb", REFUSED, READY)
    assert bomb.reason.startswith("It unpacks to more than 10,485,760 bytes.")
    monkeypatch.setattr(archives, "LARGEST", 5)
    first, second = bring(zipped(("a", b"123"), ("b", b"456")), "box.zip")
    assert (first.state, second.state) == (READY, REFUSED)


def test_a_header_that_lies_about_a_size_is_damage(bring: Bring) -> None:
    content = bytearray(zipped(("liar", b"x" * 1000), ("good", b"y")))
    at = content.index(b"PK\x01\x02")
    content[at + 24 : at + 28] = (10).to_bytes(4, "little")
    liar, good = bring(bytes(content), "box.zip")
    assert (liar.state, liar.reason.partition(". ")[0]) == (REFUSED, "It is damaged")
    assert good.state == READY


@pytest.mark.parametrize("content", [b"", b"no zip", zipped(("a", b"b"))[:-30]])
def test_what_is_no_archive_is_refused_by_its_name(bring: Bring, content: bytes) -> None:  # fmt: skip
    (draft,) = bring(content, "box.zip")
    assert (draft.name, draft.state, draft.reason) == ("box.zip", REFUSED, "It is damaged, or not a .zip.")  # fmt: skip


def test_too_many_files_are_refused_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MOST_ENTRIES", 1)
    with pytest.raises(Invalid, match="more than 1 files"):
        list(members(io.BytesIO(zipped(("a", b""), ("b", b"")))))


def mail(number: int) -> bytes:
    message = EmailMessage()
    message["Subject"], message["From"] = f"Письмо {number}", "a@example.org"
    message.set_content("words " * number)
    for part in range(number % 3):
        message.add_attachment(f"{number} {part}".encode(), maintype="application", subtype="octet-stream", filename=f"pièce {part}.bin")  # fmt: skip
    return message.as_bytes()


def test_attachments_are_drafts_beside_their_mail(bring: Bring) -> None:
    drafts = bring(mail(2), "letter.eml")
    assert [draft.name for draft in drafts] == ["letter.eml", "pièce 0.bin", "pièce 1.bin"]  # fmt: skip
    assert drafts[1].reason == f"Attached to letter.eml, SHA-256 {drafts[0].sha256}."


def test_a_mail_in_a_mail_is_an_attachment_whole() -> None:
    outer, inner = EmailMessage(), EmailMessage()
    inner["Subject"] = "Inner"
    inner.set_content("words")
    outer.set_content("see the mail attached")
    outer.add_attachment(inner)
    ((name, data),) = attachments(outer.as_bytes())
    assert name == "attached.eml"
    assert b"Subject: Inner" in data


def test_a_hundred_mails_and_the_malformed_ones_all_come_in(bring: Bring) -> None:
    sent = [mail(number) for number in range(100)]
    if MAILS.is_dir():
        sent += [
            path.read_bytes() for path in sorted(MAILS.iterdir()) if path.is_file()
        ]
    for number, content in enumerate(sent):
        first, *others = bring(content, f"{number}.eml")
        assert first.state == READY
        assert {other.state for other in others} <= {READY, REFUSED, "duplicate"}
