import hashlib
import io
import stat
from pathlib import Path

import pytest

from core.blobs import FileStore
from core.errors import Corrupt, Missing


def test_bytes_lie_under_their_hash_and_cannot_be_written(tmp_path: Path) -> None:
    store = FileStore(tmp_path)
    kept = store.put(io.BytesIO(b"a note"))
    assert kept.sha256 == hashlib.sha256(b"a note").hexdigest()
    assert kept.size == 6
    assert stat.S_IMODE(store.path(kept.sha256).stat().st_mode) == 0o400
    assert store.read(kept.sha256) == b"a note"


def test_the_same_bytes_are_kept_once(tmp_path: Path) -> None:
    store = FileStore(tmp_path)
    first, second = store.put(io.BytesIO(b"a note")), store.put(io.BytesIO(b"a note"))
    assert first == second
    assert len([path for path in tmp_path.rglob("*") if path.is_file()]) == 1


def test_an_empty_file_is_a_file(tmp_path: Path) -> None:
    store = FileStore(tmp_path)
    assert store.read(store.put(io.BytesIO(b"")).sha256) == b""


def test_a_stream_that_breaks_leaves_nothing_behind(tmp_path: Path) -> None:
    class Broken(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            raise OSError("the line broke")

    with pytest.raises(OSError, match="broke"):
        FileStore(tmp_path).put(Broken())
    assert list(tmp_path.rglob("*")) == []


def test_changed_bytes_are_found_and_never_served(tmp_path: Path) -> None:
    store = FileStore(tmp_path)
    kept = store.put(io.BytesIO(b"a note"))
    assert store.is_intact(kept.sha256)
    path = store.path(kept.sha256)
    path.chmod(0o600)
    path.write_bytes(b"b note")
    assert not store.is_intact(kept.sha256)
    with pytest.raises(Corrupt):
        store.read(kept.sha256)


def test_what_is_not_held_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(Missing):
        FileStore(tmp_path).read("0" * 64)
