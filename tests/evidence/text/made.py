"""Files made for a test: a PDF with pages of words, a Word file with any body."""

import io
import zipfile

import pikepdf

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def pdf(*pages: str, size: int = 200, **how: object) -> bytes:
    """Make a PDF with a line of ASCII on each page."""
    document = pikepdf.new()
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)  # fmt: skip
    for words in pages:
        page = document.add_blank_page(page_size=(size, size))
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        if words:
            drawn = f"BT /F1 12 Tf 10 100 Td ({words}) Tj ET"
            page.Contents = document.make_stream(drawn.encode())
    made = io.BytesIO()
    document.save(made, **how)  # type: ignore[arg-type] # a test knows what it asks for
    return made.getvalue()


def docx(body: str, *, before: str = "", **parts: str) -> bytes:
    """Make a Word file; `before` stands before its first element."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f'{before}<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>')  # fmt: skip
        for name, content in parts.items():
            archive.writestr(f"word/{name}.xml", f'<w:root xmlns:w="{W}">{content}</w:root>')  # fmt: skip
    return made.getvalue()


def paragraph(words: str) -> str:
    """Make a paragraph of a Word file."""
    return f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"
