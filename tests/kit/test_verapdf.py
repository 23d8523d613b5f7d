from pathlib import Path
from typing import Any

import pydyf
import pytest
from weasyprint import HTML

from tests.kit.verapdf import VeraPdf

PAGE = "<!doctype html><html lang='en'><title>Dossier</title><h1>Dossier</h1><p>One claim.</p>"
NAMESPACES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "pdfaExtension": "http://www.aiim.org/pdfa/ns/extension/",
    "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
    "pdfaProperty": "http://www.aiim.org/pdfa/ns/property#",
}
CLAIM = """<rdf:Description {names} rdf:about="" pdfuaid:part="1"/>
<rdf:Description {names} rdf:about=""><pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>PDF/UA part</pdfaProperty:description></rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description></rdf:RDF>"""


def claim_accessibility(_document: Any, pdf: Any) -> None:
    claim = CLAIM.format(
        names=" ".join(f'xmlns:{short}="{name}"' for short, name in NAMESPACES.items())
    )
    for found in pdf.objects:
        if isinstance(found, pydyf.Stream) and found.extra.get("Type") == "/Metadata":
            found.stream = [found.stream[0].replace(b"</rdf:RDF>", claim.encode())]


@pytest.mark.parametrize(("flavour", "rule"), [("3a", "6.2.4.3-2"), ("ua1", "7.1-10")])
def test_a_plain_pdf_fails(
    verapdf: VeraPdf, tmp_path: Path, flavour: str, rule: str
) -> None:
    HTML(string=PAGE).write_pdf(tmp_path / "plain.pdf")
    complies, failures = verapdf.validate(tmp_path / "plain.pdf", flavour)
    assert not complies
    assert rule in {failed.split(" ")[0] for failed in failures}


def test_an_archival_accessible_pdf_passes_both(
    verapdf: VeraPdf, tmp_path: Path
) -> None:
    path = tmp_path / "archival.pdf"
    HTML(string=PAGE).write_pdf(
        path, pdf_variant="pdf/a-3a", finisher=claim_accessibility
    )
    assert verapdf.validate(path, "3a") == (True, {})
    assert verapdf.validate(path, "ua1") == (True, {})


def test_what_is_no_pdf_is_an_error_and_the_next_file_gets_its_turn(
    verapdf: VeraPdf, tmp_path: Path
) -> None:
    (tmp_path / "letter.pdf").write_text("Dear Sir")
    with pytest.raises(ValueError, match=r"letter\.pdf"):
        verapdf.validate(tmp_path / "letter.pdf", "3a")
    HTML(string=PAGE).write_pdf(tmp_path / "plain.pdf")
    assert not verapdf.validate(tmp_path / "plain.pdf", "3a")[0]
