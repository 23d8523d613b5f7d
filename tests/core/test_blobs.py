import hashlib
import io
import os
import shutil
import stat
from pathlib import Path

import pytest

from core.blobs import FileStore
from core.errors import Corrupt, Missing, Refused


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
    store.settle(first)
    store.settle(second)
    assert len(list(tmp_path.glob("??/*"))) == 1


def test_an_empty_file_is_a_file(tmp_path: Path) -> None:
    store = FileStore(tmp_path)
    assert store.read(store.put(io.BytesIO(b"")).sha256) == b""


def test_a_stream_that_breaks_leaves_nothing_behind(tmp_path: Path) -> None:
    class Broken(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            raise OSError("the line broke")

    with pytest.raises(OSError, match="broke"):
        FileStore(tmp_path).put(Broken())
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


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


def test_bytes_and_receipt_are_on_disk_before_the_bytes_are_in_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    synchronise, rename = os.fsync, Path.rename

    def fsync(descriptor: int) -> None:
        done.append(Path(f"/proc/self/fd/{descriptor}").readlink().suffix or "folder")
        synchronise(descriptor)

    def move(path: Path, target: Path) -> Path:
        done.append("in place")
        return rename(path, target)

    monkeypatch.setattr(os, "fsync", fsync)
    monkeypatch.setattr(Path, "rename", move)
    kept = FileStore(tmp_path).put(io.BytesIO(b"a note"))
    assert kept.receipt
    receipt = kept.receipt.suffix
    assert done == [".draft", receipt, "folder", "folder", "in place", "folder", "folder"]  # fmt: skip


def test_a_living_process_is_never_cleared_away(tmp_path: Path) -> None:
    store = FileStore(tmp_path)
    kept = store.put(io.BytesIO(b"a note"), {})
    assert FileStore(tmp_path).abandoned() == {}
    store.settle(kept)
    del store
    assert list((tmp_path / "writing").iterdir()) == []


def test_a_receipt_that_was_not_written_to_its_end_takes_nothing_away(
    tmp_path: Path,
) -> None:
    store = FileStore(tmp_path)
    kept = store.put(io.BytesIO(b"a note"), {})
    assert kept.receipt
    kept.receipt.write_bytes(b'{"no')
    del store
    again = FileStore(tmp_path)
    assert again.clear(again.abandoned(), lambda _sha256: False) == 0
    assert again.read(kept.sha256) == b"a note"


def test_a_full_disk_is_said_before_it_is_full(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: shutil._ntuple_diskusage(1, 1, 0))  # fmt: skip
    with pytest.raises(Refused, match="almost full"):
        FileStore(tmp_path).put(io.BytesIO(b"a note"))
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
