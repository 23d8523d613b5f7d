import io
from pathlib import Path

import pytest

from core.blobs import FileStore
from evidence.text.child import extract
from evidence.text.extraction import OCR, READ

PICTURE = b"\x89PNG\r\n\x1a\n" + b"\x00" * 20
STAND_IN = """#!/bin/sh
case "$1" in
--version) echo "tesseract 5.9.9" ;;
--list-langs) printf 'List of available languages (3):\\neng\\nkhm\\nosd\\n' ;;
*) cat > /dev/null; printf 'first in %s\\n\\fsecond\\n\\f' "$4" ;;
esac
"""


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FileStore:
    tool = tmp_path / "bin" / "tesseract"
    tool.parent.mkdir()
    tool.write_text(STAND_IN)
    tool.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tool.parent}:/usr/bin:/bin")
    return FileStore(tmp_path / "store")


@pytest.mark.parametrize(
    ("languages", "pack"), [((), "eng"), (("km",), "khm"), (("en-GB",), "eng")]
)
def test_a_picture_is_read_in_the_languages_of_its_item(
    store: FileStore, languages: tuple[str, ...], pack: str
) -> None:
    kept = store.put(io.BytesIO(PICTURE))
    found = extract(store, kept.sha256, "image/png", languages)
    assert (found.state, found.pages) == (READ, (f"first in {pack}\n", "second\n"))
    assert (found.tool, found.version) == (OCR, "5.9.9 reading 1")


def test_a_language_that_is_not_installed_is_named(store: FileStore) -> None:
    kept = store.put(io.BytesIO(PICTURE))
    found = extract(store, kept.sha256, "image/png", ("th",))
    assert found.reason == "a picture, and tesseract has no pack here for th"
