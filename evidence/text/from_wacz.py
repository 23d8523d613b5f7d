"""The text of a web archive in WACZ: that of its main page, once every file in it has the hash that its list gives.

Standard: WACZ 1.1.1. A file that is missing, was changed or is not listed is named, and so is a list without its own hash.
"""

import hashlib
import io
import json
import zipfile
from typing import Any

from evidence.text.extraction import Pages, Unreadable
from evidence.text.from_warc import LARGEST, READERS, answers, kind_or_none, reader_of

PACKAGE, DIGEST = "datapackage.json", "datapackage-digest.json"
UNLISTED = frozenset({PACKAGE, DIGEST})
MOST_FILES = 10_000
WITH_DIGEST = "1.1"  # from this version on the list has a hash of its own


def read(data: bytes, languages: tuple[str, ...]) -> Pages:
    """Read the main page of an archive.

    Raises:
        Unreadable: it is damaged, or holds no page.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            package = checked(archive)
            found = [
                answer
                for name in archive.namelist()
                if name.startswith("archive/") and not name.endswith("/")
                for answer in answers(archive.read(name))
            ]
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
        raise Unreadable("damaged web archive: its container cannot be read") from error
    main = str(package.get("mainPageUrl") or package.get("mainPageURL") or "")
    ordered = sorted(found, key=lambda answer: answer[0] != main)
    for _, body in ordered:
        if (kind := kind_or_none(body)) in READERS:
            return reader_of(kind).read(body, languages)
    raise Unreadable("it holds no page that can be read")


def checked(archive: zipfile.ZipFile) -> dict[str, Any]:
    """Hold every file against the list of hashes, and the list against its own; give the list.

    Raises:
        Unreadable: the first that does not fit, by name.
    """
    files = [info for info in archive.infolist() if not info.is_dir()]
    if len(files) > MOST_FILES or sum(info.file_size for info in files) > LARGEST:
        raise Unreadable("it unpacks to more than is read")
    names = {info.filename for info in files}
    if PACKAGE not in names:
        raise Unreadable(f"damaged web archive: {PACKAGE} is missing")
    package = _listed(archive.read(PACKAGE))
    if str(package.get("wacz_version", "")) >= WITH_DIGEST or DIGEST in names:
        _check_list(archive, names)
    listed = dict(map(_told, package.get("resources", [])))
    for name in sorted(names | set(listed)):
        if fault := _fault(archive, name, names, listed):
            raise Unreadable(f"damaged web archive: {name[:80]} {fault}")
    return package


def _check_list(archive: zipfile.ZipFile, names: set[str]) -> None:
    if DIGEST not in names:
        raise Unreadable(f"damaged web archive: {DIGEST} is missing")
    told = str(_listed(archive.read(DIGEST)).get("hash", ""))
    if not _has(archive.read(PACKAGE), told):
        raise Unreadable(f"damaged web archive: {PACKAGE} is not what {DIGEST} says")


def _fault(archive: zipfile.ZipFile, name: str, names: set[str], listed: dict[str, str]) -> str:  # fmt: skip
    """Say what is wrong with one file, as far as its list can tell."""
    if name not in names:
        return "is missing"
    if name not in listed:
        return "" if name in UNLISTED else "is not in its list"
    return "" if _has(archive.read(name), listed[name]) else "was changed"


def _listed(content: bytes) -> dict[str, Any]:
    try:
        value = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise Unreadable("damaged web archive: its list cannot be read") from error
    if not isinstance(value, dict):
        raise Unreadable("damaged web archive: its list cannot be read")
    return value


def _told(one: dict[str, Any]) -> tuple[str, str]:
    """Give the path and the hash of one line of the list; version 1.0.0 wrote the hash in two parts."""
    old = f"{one.get('hashing')}:{one.get('stats', {}).get('hash')}"
    return str(one.get("path")), str(one.get("hash") or old)


def _has(content: bytes, told: str) -> bool:
    name, _, digest = told.partition(":")
    return name in {"sha256", "md5"} and hashlib.new(name, content, usedforsecurity=False).hexdigest() == digest  # fmt: skip
