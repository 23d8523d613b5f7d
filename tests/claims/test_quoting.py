import io
from pathlib import Path
from typing import Any

import pytest

from claims.quoting import LOST, MATCHES, NOT_CHECKABLE, with_quotes
from core.blobs import FileStore
from evidence.models import StoredFile
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
        (b"completely twisted", "application/pdf", NOT_CHECKABLE),
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
