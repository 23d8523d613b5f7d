"""Bytes to characters: by a byte order mark, by what the file itself declares, else UTF-8; never by a guess."""

import codecs

from evidence.text.extraction import Unreadable

MARKS = (  # the longer first: that of UTF-32 begins with that of UTF-16
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What browsers mean by these names (WHATWG Encoding); the right side is Python's name.
MEANT = {"iso8859-1": "cp1252", "ascii": "cp1252", "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "euc_kr": "cp949", "tis-620": "cp874"}  # fmt: skip
NO_CHARSETS = ("unicode", "raw", "punycode", "idna", "undefined", "utf-7", "utf-16", "utf-32")  # fmt: skip


def decoded(data: bytes, declared: str = "") -> str:
    """Turn bytes into text.

    Args:
        data: the bytes.
        declared: the character set that the file names for itself, if it does.

    Raises:
        Unreadable: they are no text in that character set.
    """
    mark, codec = next(
        ((mark, codec) for mark, codec in MARKS if data.startswith(mark)),
        (b"", _codec(declared)),
    )
    body = data[len(mark) :]
    if codec == "utf-8" and body.count(0) * 4 > len(body):
        raise Unreadable("its characters are in no known form (UTF-16 without a mark?)")
    try:
        return body.decode(codec)
    except UnicodeDecodeError as error:
        told = f"{declared}, as it says" if declared else "UTF-8"
        raise Unreadable(f"its characters are not {told}") from error


def _codec(declared: str) -> str:
    if not declared:
        return "utf-8"
    try:
        name = codecs.lookup(declared.strip().strip("\"'")).name
        b"".decode(name)  # a codec from bytes to bytes is refused here
    except (LookupError, ValueError) as error:
        raise Unreadable(f"it names an unknown character set, {declared[:40]!a}") from error  # fmt: skip
    # An 8-bit document that says UTF-16 is UTF-8: so browsers read it.
    return "utf-8" if name.startswith(NO_CHARSETS) else MEANT.get(name, name)
