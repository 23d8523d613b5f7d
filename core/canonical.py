"""One way to write a JSON value as bytes, so that equal values have equal hashes (after RFC 8785)."""

import hashlib
import json
from collections.abc import Mapping, Sequence

Json = None | bool | int | str | Sequence["Json"] | Mapping[str, "Json"]


def canonical(value: Json) -> bytes:
    """Write a value as UTF-8 JSON with sorted keys and no spaces."""
    text = json.dumps(
        value,
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
        allow_nan=False,
    )
    return text.encode("utf-8")


def digest(value: Json) -> str:
    """Give the SHA-256 of the canonical form, as hexadecimal digits."""
    return hashlib.sha256(canonical(value)).hexdigest()
