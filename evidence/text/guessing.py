"""The child that looks into a file for what its fields may be: title, author, dates, language; each with where it was found.

python -m evidence.text.guessing CPU-SECONDS MEMORY-BYTES KIND. Answers JSON: [[field, value, origin], …]. Nothing is concluded:
a date is taken only where the file marks it as one, or where `htmldate` finds one and says so.
"""

import contextlib
import email
import email.policy
import io
import json
import re
import sys
import zipfile
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from typing import Any

import htmldate
import pypdfium2
import trafilatura
from lxml import etree, html
from PIL import Image

from evidence.text.charsets import decoded
from evidence.text.confinement import confine
from evidence.text.extraction import DOCX
from evidence.text.kinds import HTML, MAIL, PDF

Guess = tuple[str, str, str]  # field, value, where it was found
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
LONGEST = 400  # characters of a value
MARKED = ("article:published_time", "datePublished", "date", "dc.date", "DC.date.issued", "parsely-pub-date")  # fmt: skip
EXIF_TAKEN, EXIF_SUB = 0x9003, 0x8769
CORE = "{http://purl.org/dc/elements/1.1/}"


def of_html(data: bytes) -> Iterator[Guess]:
    """Look into a page: what it says of itself in its head, then what trafilatura and htmldate make of it."""
    text = decoded(data)
    tree = html.document_fromstring(text)
    metas = {str(one.get("property") or one.get("name") or one.get("itemprop")): str(one.get("content") or "") for one in tree.iter("meta")}  # fmt: skip
    named = [("og:title", metas.get("og:title", "")), ("<title>", str(tree.findtext(".//title") or ""))]  # fmt: skip
    for origin, value in named:
        yield "title", value, f"from {origin}"
    yield "published", _marked(metas, tree), "from the page’s mark of its date of publication"  # fmt: skip
    found = htmldate.find_date(text, original_date=True, extensive_search=False) or ""
    if not _marked(metas, tree) and _is_written(found, text):
        yield "published", found, "found in the page by htmldate; the page does not mark it as its date"  # fmt: skip
    about = trafilatura.extract_metadata(text)
    yield "source", metas.get("og:site_name", ""), "from og:site_name"
    yield "source", about.sitename or "", "what the page calls its site, by trafilatura"
    yield "description", f"By {about.author}." if about.author else "", "from the page’s name of its author, by trafilatura"  # fmt: skip
    yield "language", str(tree.get("lang") or ""), "from the page’s lang"
    yield "kind", "web page", "from the kind of file"


def _marked(metas: dict[str, str], tree: Any) -> str:
    times = [str(one.get("datetime")) for one in tree.iter("time") if one.get("pubdate") is not None or one.get("itemprop") == "datePublished"]  # fmt: skip
    scripts = tree.xpath('//script[@type="application/ld+json"]/text()')
    said = [match for text in scripts for match in re.findall(r'"datePublished"\s*:\s*"([^"]+)"', str(text))]  # fmt: skip
    marked = [metas[name] for name in MARKED if metas.get(name)] + said + times
    days = [found.group() for text in marked if (found := DAY.match(text))]
    return (
        days[0] if len(set(days)) == 1 else ""
    )  # marks that contradict each other say nothing


def _is_written(found: str, text: str) -> bool:
    """Say whether a page writes a day out, so that no other reading of its numbers gives another day."""
    if not DAY.fullmatch(found):
        return False
    year, month, day = (int(part) for part in found.split("-"))
    if re.search(rf"(?<!\d){year}([-/._]?)0?{month}\1(?:0)?{day}(?!\d)", text):
        return True
    either = (
        rf"(?<!\d)(0?{day}([-/.])0?{month}\2|0?{month}([-/.])0?{day}\3){year}(?!\d)"
    )
    return (day > 12 or day == month) and re.search(either, text) is not None


def of_mail(data: bytes) -> Iterator[Guess]:
    """Look into the headers of a mail."""
    mail = email.message_from_bytes(data, policy=email.policy.default)
    yield "title", str(mail.get("Subject") or ""), "from the mail’s Subject"
    with contextlib.suppress(ValueError, TypeError, IndexError):
        sent = parsedate_to_datetime(str(mail.get("Date")))
        yield "date", f"{sent:%Y-%m-%d}", f"from the mail’s Date: {mail.get('Date')}"
    named = [f"{name}: {mail.get(name)}" for name in ("From", "To") if mail.get(name)]
    yield "description", "; ".join(named), "from the mail’s headers"
    yield "kind", "email", "from the kind of file"


def of_pdf(data: bytes) -> Iterator[Guess]:
    """Look into what a PDF says of itself; the date it was made is none of its publication."""
    with pypdfium2.PdfDocument(data) as pdf:
        about = pdf.get_metadata_dict(skip_empty=True)
    yield "title", about.get("Title", ""), "from the PDF’s Title"
    author = about.get("Author", "")
    yield "description", f"By {author}." if author else "", "from the PDF’s Author"


def of_docx(data: bytes) -> Iterator[Guess]:
    """Look into the core properties of a Word file."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)  # fmt: skip
        tree = etree.fromstring(archive.read("docProps/core.xml")[:1_000_000], parser)
    yield "title", tree.findtext(f"{CORE}title") or "", "from the Word file’s title"
    author = tree.findtext(f"{CORE}creator") or ""
    yield (
        "description",
        f"By {author}." if author else "",
        "from the Word file’s author",
    )


def of_image(data: bytes) -> Iterator[Guess]:
    """Look for the time a picture was taken; never for the place."""
    with Image.open(io.BytesIO(data)) as picture:
        exif = picture.getexif().get_ifd(EXIF_SUB)
    taken = str(exif.get(EXIF_TAKEN) or "")[:10].replace(":", "-")
    yield "date", taken if DAY.fullmatch(taken) else "", "from the picture’s EXIF: when its camera says it was taken"  # fmt: skip
    yield "kind", "photo", "from the kind of file"


LOOKS = {HTML: of_html, MAIL: of_mail, PDF: of_pdf, DOCX: of_docx}


def guesses_in(data: bytes, kind: str) -> list[Guess]:
    """Look into a file; what cannot be read gives what was found until then."""
    look = of_image if kind.startswith("image/") else LOOKS.get(kind)
    found: list[Guess] = []
    if look is None:
        return found
    with contextlib.suppress(
        Exception
    ):  # a guess is a help: a file that breaks its reader gives none
        found += (
            (field, " ".join(value.split())[:LONGEST], origin)
            for field, value, origin in look(data)
        )
    fits = [one for one in found if one[1] and (one[0] != "language" or TAG.fullmatch(one[1]))]  # fmt: skip
    return list({(field, value): (field, value, origin) for field, value, origin in reversed(fits)}.values())[::-1]  # fmt: skip


def main() -> None:
    """Look into what comes on standard input, with no more rights than that takes."""
    cpu, memory, kind = sys.argv[1:]
    Image.init()
    htmldate.find_date(
        "<html><body></body></html>"
    )  # its tables are loaded while files may still be opened
    trafilatura.extract_metadata("<html><body></body></html>")
    confine(int(cpu), int(memory))
    answer = guesses_in(sys.stdin.buffer.read(), kind)
    sys.stdout.buffer.write(json.dumps(answer, ensure_ascii=False).encode())


if __name__ == "__main__":
    main()
