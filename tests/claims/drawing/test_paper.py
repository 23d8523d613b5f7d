import base64
import logging
from pathlib import Path

import pypdfium2
import pytest
from weasyprint import HTML

from claims.drawing import draw_pages
from tests.claims.drawing.matters import crowd, every_date
from tests.kit.verapdf import VeraPdf

PAGE = """<html lang="en"><head><title>Timeline</title><style>
@page {{ size: A4; margin: 20mm 18mm }} img {{ width: 100%; image-rendering: crisp-edges }}
</style></head><body><h1>At a glance</h1>{}</body></html>"""


def printed(drawings: list[str], path: Path) -> Path:
    images = [
        f'<img alt="Timeline" src="data:image/svg+xml;base64,{base64.b64encode(drawing.encode()).decode()}">'
        for drawing in drawings
    ]
    HTML(string=PAGE.format("".join(images))).write_pdf(
        path, pdf_variant="pdf/a-3a", pdf_tags=True
    )
    return path


@pytest.mark.parametrize(
    "marks", [every_date(), crowd(150)], ids=["every date", "a crowd"]
)
def test_the_drawing_prints_without_a_warning(
    marks: list[object], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING, logger="weasyprint")
    drawings = draw_pages(marks, title="Timeline", description="")  # type: ignore[arg-type]  # marks, from above
    path = printed(drawings, tmp_path / "timeline.pdf")
    assert caplog.records == []
    with pypdfium2.PdfDocument(path) as pdf:
        words = "".join(page.get_textpage().get_text_bounded() for page in pdf)
        assert not any(
            found.type == 3 for page in pdf for found in page.get_objects()
        )  # no raster image
    assert "Claims" in words
    assert "Somewhere within this span" in words


def test_the_drawing_may_be_archived(tmp_path: Path, verapdf: VeraPdf) -> None:
    drawings = draw_pages(every_date(), title="Timeline", description="")
    compliant, failures = verapdf.validate(
        printed(drawings, tmp_path / "timeline.pdf"), "3a"
    )
    assert compliant, failures
