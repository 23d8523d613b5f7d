"""Plain text: one page, or several where it holds form feeds."""

from evidence.text.charsets import decoded
from evidence.text.extraction import Pages


def read(data: bytes, _languages: tuple[str, ...] = ()) -> Pages:
    """Read a plain text."""
    return Pages(decoded(data).split("\f"))
