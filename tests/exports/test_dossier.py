import hashlib
import re
import subprocess
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest

from claims.registers import REGISTERS
from core.canonical import canonical
from core.errors import Refused
from exports.dossier import build_dossier, dossier_from
from exports.selection import Selection
from tests.exports.conftest import Likes, Printed, snapshot_of
from tests.exports.languages import UDHR
from tests.kit.cases import Case
from tests.kit.verapdf import VeraPdf

ONLY_BY_PDFIUM = {"ar", "fa", "ur", "he"}  # poppler turns right-to-left lines round
OVERHANG = 3  # points by which a letter may lean over its place
INVISIBLE = "\u200b\u200c\u200d\u200e\u200f\u00ad\ufffe"


def folded(text: str) -> str:
    """Fold as TXT-1 asks: NFKC without spaces, and without marks that nobody sees."""
    normal = unicodedata.normalize("NFKC", text)
    return "".join(
        sign for sign in normal if not sign.isspace() and sign not in INVISIBLE
    )


def by_poppler(path: Path) -> str:
    made = subprocess.run(
        ["pdftotext", "-raw", str(path), "-"], capture_output=True, check=True
    )
    return folded(made.stdout.decode())


def by_pdfium(path: Path) -> str:
    document = pypdfium2.PdfDocument(path)
    try:
        return folded("".join(page_text(page, edge=68) for page in document))
    finally:
        document.close()


def page_text(page: Any, edge: float = 0) -> str:
    """Read a page, or what stands between its head and its foot."""
    textpage = page.get_textpage()
    try:
        return str(
            textpage.get_text_bounded(
                bottom=edge or None, top=842 - edge if edge else None
            )
        )
    finally:
        textpage.close()
        page.close()


def walk(item: Any) -> Iterator[Any]:
    while item is not None:
        yield item
        if "/First" in item:
            yield from walk(item.First)
        item = item.get("/Next")


def page_numbers(pdf: pikepdf.Pdf) -> dict[Any, int]:
    return {page.objgen: number for number, page in enumerate(pdf.pages, start=1)}


@pytest.mark.parametrize("flavour", ["3a", "ua1"])
@pytest.mark.parametrize("which", ["printed", "world"])
def test_it_is_archival_and_accessible(
    verapdf: VeraPdf, request: pytest.FixtureRequest, which: str, flavour: str
) -> None:
    compliant, failures = verapdf.validate(request.getfixturevalue(which).path, flavour)
    assert compliant, failures


def test_the_same_data_gives_the_same_bytes_in_another_process(
    likes: Likes, printed: Printed
) -> None:
    again = dossier_from(printed.data, likes.files)
    assert (
        again.sha256 == printed.finished.sha256 == hashlib.sha256(again.pdf).hexdigest()
    )


def test_qpdf_finds_no_fault(printed: Printed) -> None:
    subprocess.run(
        ["qpdf", "--check", str(printed.path)], check=True, capture_output=True
    )


def test_the_data_inside_is_canonical(printed: Printed) -> None:
    with pikepdf.open(printed.path) as pdf:
        content = pdf.attachments["dossier.json"].get_file().read_bytes()
    assert canonical(printed.data) == content


def test_every_original_is_inside_and_is_what_it_was(
    likes: Likes, printed: Printed
) -> None:
    file = likes.file
    held = {
        f"{file.number(file.by_id[item])}.txt": stored.sha256
        for item, stored in file.files_of.items()
    }
    with pikepdf.open(printed.path) as pdf:
        inside = {
            name: hashlib.sha256(spec.get_file().read_bytes()).hexdigest()
            for name, spec in pdf.attachments.items()
        }
        kinds = [str(spec.AFRelationship) for spec in pdf.Root.AF]
    del inside["dossier.json"]
    assert inside == held
    assert sorted(kinds) == ["/Data", *["/Source"] * len(held)]


def test_every_statement_title_and_quote_can_be_copied_out(
    likes: Likes, printed: Printed
) -> None:
    file = likes.file
    wanted = [getattr(row, name) for register in REGISTERS for row in file.rows(register.table)
              for name in ("statement", "title", "name", "quote", "words", "holding", "not_decided") if getattr(row, name, "")]  # fmt: skip
    for text in (by_poppler(printed.path), by_pdfium(printed.path)):
        assert [one for one in wanted if folded(one) not in text] == []


@pytest.mark.parametrize("language", UDHR)
def test_a_text_in_any_script_can_be_copied_out_unchanged(
    world: Printed, language: str, world_texts: tuple[str, str]
) -> None:
    poppler, pdfium = world_texts
    assert folded(UDHR[language]) in pdfium
    if language not in ONLY_BY_PDFIUM:
        assert folded(UDHR[language]) in poppler


@pytest.fixture(scope="module")
def world_texts(world: Printed) -> tuple[str, str]:
    return by_poppler(world.path), by_pdfium(world.path)


def test_no_line_runs_into_the_margin(world: Printed) -> None:
    document = pypdfium2.PdfDocument(world.path)
    for page in document:
        textpage = page.get_textpage()
        boxes = [textpage.get_charbox(place) for place in range(textpage.count_chars())]
        right, left = (
            max(box[2] for box in boxes),
            min(box[0] for box in boxes if box[2] > box[0]),
        )
        textpage.close()
        page.close()
        assert right <= 595 - 62 + OVERHANG
        assert left >= 62 - OVERHANG
    document.close()


def test_the_printed_page_number_is_that_of_the_file(printed: Printed) -> None:
    document = pypdfium2.PdfDocument(printed.path)
    texts = [page_text(page) for page in document]
    document.close()
    assert len(texts) == printed.finished.pages
    assert [
        f"{number} / {len(texts)}" in text for number, text in enumerate(texts, start=1)
    ] == [True] * len(texts)


def test_every_link_inside_leads_somewhere(printed: Printed) -> None:
    with pikepdf.open(printed.path) as pdf:
        pages, tree = page_numbers(pdf), pikepdf.NameTree(pdf.Root.Names.Dests)
        links = [
            one
            for page in pdf.pages
            for one in page.get("/Annots", [])
            if one.Subtype == "/Link"
        ]
        inner = [str(one.Dest) for one in links if "/Dest" in one]
        outer = [str(one.A.URI) for one in links if "/A" in one]
        assert len(inner) > 500
        assert [name for name in inner if tree[name][0].objgen not in pages] == []
    assert all(re.match(r"https?://", address) for address in outer)


def test_the_contents_print_the_pages_they_lead_to(printed: Printed) -> None:
    with pikepdf.open(printed.path) as pdf:
        pages, tree = page_numbers(pdf), pikepdf.NameTree(pdf.Root.Names.Dests)
        led = [pages[tree[str(one.Dest)][0].objgen] for one in pdf.pages[1].Annots]
    document = pypdfium2.PdfDocument(printed.path)
    lines = page_text(document[1]).splitlines()
    document.close()
    shown = [
        int(found[1])
        for line in lines
        if (found := re.search(r"(?:^|\s)(\d+)$", line)) and "/" not in line
    ]
    assert shown == list(dict.fromkeys(led)) or set(shown) == set(led)


def test_the_bookmarks_hold_every_claim_and_ruling(
    likes: Likes, printed: Printed
) -> None:
    with pikepdf.open(printed.path) as pdf:
        titles = [str(item.Title) for item in walk(pdf.Root.Outlines.First)]
        assert pdf.Root.PageMode == "/UseOutlines"
        assert list(pdf.Root.OpenAction)[1:] == [pikepdf.Name.XYZ, None, None, 1]
    for number in [
        likes.file.number(row) for row in (*likes.file.claims, *likes.file.rulings)
    ]:
        assert any(title.startswith(f"{number} ") for title in titles), number


def test_a_bundle_carries_no_files(likes: Likes, tmp_path: Path) -> None:
    finished = likes.build(Selection(claims=("C-003",), profile="bundle"))
    path = tmp_path / "bundle.pdf"
    path.write_bytes(finished.pdf)
    with pikepdf.open(path) as pdf:
        assert not pdf.attachments
        assert "/AF" not in pdf.Root
        with pdf.open_metadata() as metadata:
            assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == (
                "2",
                "A",
            )
    assert (
        finished.warnings[-1] == "Came along because they answer a chosen claim: C-001."
    )


def test_a_quotation_that_its_file_does_not_hold_blocks_the_export(
    likes: Likes,
) -> None:
    file = likes.file
    citation = next(row for row in file.citations if row.quote)
    citation.quote = "never printed anywhere"
    with (
        likes.database.reading() as session,
        pytest.raises(Refused, match=file.number(citation)),
    ):
        build_dossier(session, file, likes.files, Selection())


def test_long_texts_are_printed_whole(likes: Likes, tmp_path: Path) -> None:
    case = Case()
    claim = case.add("claims", statement="word " * 100 + "W" * 500)
    item = case.add(
        "evidence", title="T" * 1000, description="long " * 4000, date="2016-03-09"
    )
    case.cite(claim, item, quote="quote " * 2000)
    case.add("events", title="E" * 1000, description="told " * 3000, date="2016")
    path = tmp_path / "long.pdf"
    path.write_bytes(dossier_from(snapshot_of(case), likes.files).pdf)
    text = by_pdfium(path)
    for wanted in (claim.statement, item.title, "told " * 3000):
        assert folded(wanted) in text
    assert text.count("quote") >= 2000
    assert text.count("long") >= 4000
