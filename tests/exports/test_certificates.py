from collections import Counter
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from accounts.matters import matter_by_slug
from core.errors import Corrupt, Invalid, Missing, Refused
from evidence.models import Capture
from exports.blocks import Fact, Facts, in_words
from exports.certificates.drafting import draft
from exports.certificates.gathering import gather
from exports.certificates.wording import FORMS, certificate
from tests.exports.conftest import Likes
from tests.kit.verapdf import VeraPdf


def text_of(made: bytes) -> str:
    with pypdfium2.PdfDocument(made) as pdf:
        pages = [page.get_textpage().get_text_bounded() for page in pdf]
    return " ".join(" ".join(pages).split())


def drafted(likes: Likes, number: str, form: str) -> bytes:
    with likes.database.reading() as session:
        return draft(session, likes.files, matter_by_slug(session, "likes"), number, form)  # fmt: skip


@pytest.mark.parametrize("form", ["fre-902-14", "bsa-63"])
def test_a_draft_holds_the_digest_the_chain_and_says_that_it_is_a_draft(likes: Likes, form: str) -> None:  # fmt: skip
    with likes.database.reading() as session:
        certified = gather(session, likes.files, matter_by_slug(session, "likes"), "E-009")  # fmt: skip
    said = text_of(drafted(likes, "E-009", form))
    assert certified.digest == certified.file.sha256
    assert certified.digest in said.replace(" ", "")
    assert "Nobody has certified this" in said
    assert "received" in said


@pytest.mark.parametrize("form", FORMS)
def test_no_line_of_a_form_is_left_without_words_or_a_blank(likes: Likes, form: str) -> None:  # fmt: skip
    with likes.database.reading() as session:
        certified = gather(session, likes.files, matter_by_slug(session, "likes"), "E-009")  # fmt: skip
    facts: list[Fact] = [fact for block in certificate(certified, form).blocks if isinstance(block, Facts) for fact in block.facts]  # fmt: skip
    assert facts
    assert all(in_words(fact.runs).strip() for fact in facts if fact.label != "Address")


def test_a_received_file_gets_no_certificate_of_an_electronic_process(likes: Likes) -> None:  # fmt: skip
    with pytest.raises(Refused, match="handed over, not captured"):
        drafted(likes, "E-009", "fre-902-13")


def test_what_is_not_held_cannot_be_certified(likes: Likes) -> None:
    with pytest.raises(Refused, match="nothing to certify"):
        drafted(likes, "E-030", "fre-902-14")


def test_an_unknown_form_and_an_unknown_item_are_named(likes: Likes) -> None:
    with pytest.raises(Invalid, match="fre-902-14"):
        drafted(likes, "E-009", "oath")
    with pytest.raises(Missing):
        drafted(likes, "E-999", "bsa-63")


def test_a_changed_file_stops_the_draft(likes: Likes) -> None:
    with likes.database.reading() as session:
        certified = gather(session, likes.files, matter_by_slug(session, "likes"), "E-009")  # fmt: skip
    path = likes.files.path(certified.file.sha256)
    kept = path.read_bytes()
    path.chmod(0o600)
    path.write_bytes(kept[:-1] + b"!")
    try:
        with pytest.raises(Corrupt, match="has changed"):
            drafted(likes, "E-009", "fre-902-14")
    finally:
        path.write_bytes(kept)
        path.chmod(0o400)


def test_a_draft_is_an_accessible_archival_pdf(likes: Likes, verapdf: VeraPdf, tmp_path: Path) -> None:  # fmt: skip
    path = tmp_path / "draft.pdf"
    path.write_bytes(drafted(likes, "E-009", "bsa-63"))
    for flavour in ("2a", "ua1"):
        assert verapdf.validate(path, flavour) == (True, Counter())
    with pikepdf.open(path) as pdf:
        assert len(pdf.attachments) == 0


def test_a_capture_fills_the_certificate_of_its_process(likes: Likes) -> None:
    with likes.database.reading() as session:
        certified = gather(session, likes.files, matter_by_slug(session, "likes"), "E-009")  # fmt: skip
    capture = Capture(
        matter_id=certified.matter.id, url="https://example.org/a", state="captured", collector="Alice", machine="desk",
        machine_address="192.0.2.7", clock="synchronised", began_at="2026-11-03T10:14:00Z", http_status=200, tool="Claimtrail 0.1.0",
    )  # fmt: skip

    document = certificate(replace(certified, capture=capture), "fre-902-13")
    said = " ".join(in_words(block.runs) for block in document.blocks if hasattr(block, "runs"))  # fmt: skip
    for words in ("https://example.org/a", "192.0.2.7", "run by Alice", "status 200", "3 November 2026, 10:14 UTC"):  # fmt: skip
        assert words in said
