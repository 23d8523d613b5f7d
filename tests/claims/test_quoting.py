import io
import json
from pathlib import Path
from typing import Any

import pytest

from claims.quoting import with_quotes
from core.blobs import FileStore
from evidence.anchors import LOST, MATCHES, NOT_CHECKABLE
from evidence.models import Rendition, StoredFile
from tests.kit.cases import OPENED, Case


@pytest.fixture
def store(tmp_path: Path) -> FileStore:
    return FileStore(tmp_path)


def held(
    case: Case, store: FileStore, content: bytes, media_type: str = "text/plain"
) -> tuple[Any, StoredFile]:
    item = case.add("evidence", title="Note")
    kept = store.put(io.BytesIO(content))
    file = StoredFile(
        matter_id="m", item_id=item.id, sha256=kept.sha256, size=kept.size, name="note.txt",
        media_type=media_type, received_at=OPENED, received_by="alice",
    )  # fmt: skip
    return item, file


@pytest.mark.parametrize(
    ("content", "media_type", "state"),
    [
        (b"It was completely twisted.", "text/plain", MATCHES),
        (b"It was twisted.", "text/plain", LOST),
        (b"It was completely twisted.", "application/pdf", NOT_CHECKABLE),
        (b"completely twisted \xff", "text/plain", NOT_CHECKABLE),
    ],
)
def test_a_quote_is_matched_to_the_stored_file(
    store: FileStore, content: bytes, media_type: str, state: str
) -> None:
    case = Case()
    item, file = held(case, store, content, media_type)
    citation = case.cite(
        case.add("claims", statement="It rained"), item, quote="completely twisted"
    )
    case.files.append(file)
    assert with_quotes(case.file, store).quotes == {citation.id: state}


def test_a_quote_from_an_item_that_is_not_held_is_not_checkable(
    store: FileStore,
) -> None:
    case = Case()
    citation = case.cite(
        case.add("claims", statement="x"),
        case.add("evidence", title="Seen"),
        quote="twisted",
    )
    assert with_quotes(case.file, store).quotes == {citation.id: NOT_CHECKABLE}


def test_words_of_occasions_and_findings_stand_in_any_of_their_items(
    store: FileStore,
) -> None:
    case = Case()
    (one, first), (two, second) = (
        held(case, store, b"Nothing."),
        held(case, store, b"He said: it rained."),
    )
    case.files += [first, second]
    claim = case.add("claims", statement="It rained")
    occasion = case.add(
        "occasions", claim=claim, words="it rained", evidence=[one, two]
    )
    ruling = case.add("rulings", proceeding=case.add("proceedings", title="A v. B"))
    finding = case.add(
        "findings", ruling=ruling, claim=claim, words="it poured", evidence=[one, two]
    )
    assert with_quotes(case.file, store).quotes == {
        occasion.id: MATCHES,
        finding.id: LOST,
    }


def test_a_stored_file_that_changed_on_disk_matches_nothing(store: FileStore) -> None:
    case = Case()
    item, file = held(case, store, b"completely twisted")
    case.files.append(file)
    citation = case.cite(
        case.add("claims", statement="x"), item, quote="completely twisted"
    )
    path = store.path(file.sha256)
    path.chmod(0o600)
    path.write_bytes(b"completely twisted!")
    assert with_quotes(case.file, store).quotes == {citation.id: NOT_CHECKABLE}


def with_text(case: Case, file: StoredFile, store: FileStore, *pages: str, **how: str) -> None:  # fmt: skip
    kept = store.put(io.BytesIO(json.dumps(pages).encode()))
    values = {"tool": "pypdfium2", "state": "read", "reason": "", **how}
    case.files.append(file)
    case.renditions.append(
        Rendition(
            matter_id="m", file_id=file.id, kind="text", media_type=file.media_type, version="1", input_sha256=file.sha256,
            sha256=kept.sha256, page_count=len(pages), made_at=OPENED, **values,
        )
    )  # fmt: skip


@pytest.mark.parametrize(
    ("pages", "how", "state", "note"),
    [
        (("One.", "It rained."), {}, MATCHES, "page 2"),
        (("Alas: It", "rained."), {}, MATCHES, "pages 1 to 2"),
        (("It rained.",), {"tool": "tesseract"}, MATCHES, "read by OCR"),
        (("It poured.",), {}, LOST, ""),
        (("It poured.",), {"reason": "pages that are pictures without text: 2"}, NOT_CHECKABLE, "pages that are pictures without text: 2"),
        (("It ra1ned.",), {"tool": "tesseract"}, NOT_CHECKABLE, "the picture was read by OCR, and the words are not found in what that read"),
        ((), {"state": "not readable", "reason": "encrypted"}, NOT_CHECKABLE, "stored, not readable: encrypted"),
    ],
)  # fmt: skip
def test_a_quote_is_matched_to_the_text_that_was_read_of_any_kind_of_file(
    store: FileStore, pages: tuple[str, ...], how: dict[str, str], state: str, note: str
) -> None:
    case = Case()
    item, file = held(case, store, b"%PDF-", "application/pdf")
    with_text(case, file, store, *pages, **how)
    quoted = case.cite(case.add("claims", statement="x"), item, quote="It rained")
    matched = with_quotes(case.file, store)
    assert matched.quotes == {quoted.id: state}
    assert matched.quote_notes.get(quoted.id, "") == note


def test_a_text_that_changed_on_disk_matches_nothing(store: FileStore) -> None:
    case = Case()
    item, file = held(case, store, b"%PDF-", "application/pdf")
    with_text(case, file, store, "It rained.")
    quoted = case.cite(case.add("claims", statement="x"), item, quote="It rained")
    path = store.path(case.renditions[0].sha256)
    path.chmod(0o600)
    path.write_bytes(b'["It rained!"]')
    assert with_quotes(case.file, store).quotes == {quoted.id: NOT_CHECKABLE}
