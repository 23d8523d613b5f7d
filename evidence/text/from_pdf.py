"""The text of a PDF, page by page, by PDFium. Pages are never drawn, so their size does not matter."""

from collections.abc import Iterator

import pypdfium2
from pypdfium2 import raw

from evidence.text.extraction import MOST_PAGES, Pages, Unreadable

HYPHENS = str.maketrans(
    {"\ufffe": "-", "\x02": "-"}
)  # PDFium's sign for a hyphen at the end of a line
PICTURES = [raw.FPDF_PAGEOBJ_IMAGE]


def read(data: bytes, _languages: tuple[str, ...] = ()) -> Pages:
    """Read a PDF; pages that hold a picture and no words are named in the remark."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        encrypted = "password" in str(error).lower()
        raise Unreadable("encrypted: it opens only with a password" if encrypted else "damaged: it cannot be opened") from error  # fmt: skip
    if len(document) > MOST_PAGES:
        raise Unreadable(f"it has more than {MOST_PAGES:,} pages")
    texts, pictured, broken = [], [], []
    for number, (text, is_pictured) in enumerate(_pages(document), start=1):
        texts.append(text or "")
        if text is None:
            broken.append(number)
        elif is_pictured:
            pictured.append(number)
    if not any(text.strip() for text in texts):
        raise Unreadable(_whole(texts, pictured, broken))
    said = [_said("not readable", broken), _said("pictures without text", pictured)]
    return Pages(texts, "; ".join(filter(None, said)))


def _pages(document: pypdfium2.PdfDocument) -> Iterator[tuple[str | None, bool]]:
    """Give the text of each page, or nothing where it is broken, and whether it is a picture without words."""
    for number in range(len(document)):
        try:
            page = document[number]
            text = page.get_textpage().get_text_range().translate(HYPHENS)
            is_pictured = not text.strip() and any(True for _ in page.get_objects(filter=PICTURES))  # fmt: skip
            page.close()
        except pypdfium2.PdfiumError:
            yield None, False
        else:
            yield text, is_pictured


def _whole(texts: list[str], pictured: list[int], broken: list[int]) -> str:
    if broken or not texts:
        return "damaged: its pages cannot be read"
    return "its pages are pictures without text" if pictured else "its pages hold no text"  # fmt: skip


def _said(what: str, numbers: list[int]) -> str:
    shown = ", ".join(map(str, numbers[:10])) + (" …" if len(numbers) > 10 else "")
    return f"pages that are {what}: {shown}" if numbers else ""
