import io
from pathlib import Path

import pytest

from claims.quoting import with_quotes
from core.blobs import FileStore
from evidence.models import QuoteAnchor, StoredFile
from tests.kit.cases import OPENED, Case


@pytest.mark.parametrize(
    ("kind", "state", "note"),
    [
        ("region", "not checkable", "the words were typed from a part of a picture"),
        ("time", "not checkable", "the words were typed from a recording"),
        ("text", "lost", ""),
    ],
)
def test_words_typed_from_a_picture_are_never_lost(
    tmp_path: Path, kind: str, state: str, note: str
) -> None:
    case, store = Case(), FileStore(tmp_path)
    item = case.add("evidence", title="A scan")
    citation = case.cite(case.add("claims", statement="It ended"), item, quote="Ended")
    kept = store.put(io.BytesIO(b"Other words"))
    case.files.append(StoredFile(id="f", matter_id="m", item_id=item.id, sha256=kept.sha256, name="a.txt", size=kept.size, media_type="text/plain", received_at=OPENED, received_by="Alice"))  # fmt: skip
    anchor = QuoteAnchor(matter_id="m", record_table="citations", record_id=citation.id, item_id=item.id, kind=kind, state=state, made_at=OPENED, made_by="Alice")  # fmt: skip
    file = case.file
    file.anchors.append(anchor)
    found = with_quotes(file, store)
    assert found.quotes[citation.id] == state
    assert found.quote_notes.get(citation.id, "") == note
