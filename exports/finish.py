"""The last touches to a PDF: what it claims to be, how it opens, and the files it carries. Equal input gives equal bytes.

Recipes: PDF/UA-1 (ISO 14289-1, 5) wants its claim in the metadata, and PDF/A-3 (ISO 19005-3, 6.6.2.3) the description of
the schema it is written in; attached files are associated with the document (ISO 19005-3, 6.8) with their media type, dates
and relationship.
"""

import hashlib
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC
from typing import Literal

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, String

from core.clock import instant

UA = b"""<rdf:Description rdf:about="" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"><pdfuaid:part>1</pdfuaid:part></rdf:Description>
<rdf:Description rdf:about="" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#"><pdfaExtension:schemas><rdf:Bag>
<rdf:li rdf:parseType="Resource"><pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq>
<rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file follows</pdfaProperty:description></rdf:li>
</rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
"""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file to be carried inside: an ASCII name of its own, what it is, and how it relates to the pages."""

    name: str
    content: bytes
    description: str
    media_type: str
    relationship: Literal["Data", "Source", "Supplement"]


def finish(
    made: bytes, attachments: Sequence[Attachment], created: str
) -> tuple[bytes, int]:
    """Give the finished file and the number of its pages; `created` is the time that the snapshot gives."""
    with Pdf.open(io.BytesIO(made)) as pdf:
        metadata = pdf.Root.Metadata
        metadata.write(metadata.read_bytes().replace(b"</rdf:RDF>", UA + b"</rdf:RDF>"))
        pdf.Root.PageMode = Name.UseOutlines
        pdf.Root.OpenAction = Array([pdf.pages[0].obj, Name.XYZ, None, None, 1])
        if attachments:
            _attach(pdf, attachments, created)
        out = io.BytesIO()
        pdf.save(
            out,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            compress_streams=True,
        )
        return out.getvalue(), len(pdf.pages)


def _attach(pdf: Pdf, attachments: Sequence[Attachment], created: str) -> None:
    """Carry the files, in the order of their names, as the name tree wants them."""
    names, associated = Array(), Array()
    for one in sorted(attachments, key=lambda one: one.name):
        file = _filespec(pdf, one, created)
        names.append(String(one.name))
        names.append(file)
        associated.append(file)
    tree = pdf.Root.get("/Names", Dictionary())
    tree.EmbeddedFiles = pdf.make_indirect(Dictionary(Names=names))
    pdf.Root.Names = tree
    pdf.Root.AF = associated


def _filespec(pdf: Pdf, one: Attachment, created: str) -> pikepdf.Object:
    day = String(instant(created).astimezone(UTC).strftime("D:%Y%m%d%H%M%SZ"))
    stream = pdf.make_stream(
        one.content,
        Type=Name.EmbeddedFile,
        Subtype=Name(f"/{one.media_type}"),
        Params=Dictionary(
            Size=len(one.content),
            CreationDate=day,
            ModDate=day,
            CheckSum=String(hashlib.md5(one.content, usedforsecurity=False).digest()),
        ),
    )
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Filespec,
            F=String(one.name),
            UF=String(one.name),
            Desc=String(one.description),
            AFRelationship=Name(f"/{one.relationship}"),
            EF=Dictionary(F=stream, UF=stream),
        )
    )
