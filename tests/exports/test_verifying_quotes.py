import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest

from claims.quoting import with_quotes
from core.blobs import FileStore
from core.canonical import canonical
from exports.document import document_of
from exports.dossier import build_dossier
from exports.selection import Selection, select
from exports.snapshot import snapshot
from exports.verifying import Check, verify
from tests.exports.conftest import HEAD, Likes, Printed
from tests.kit.cases import Case


def quotes_after(printed: Printed, change: Callable[[Any], None]) -> Check:
    """Change the data inside a dossier, and give what checking its quotes comes to then."""
    out = io.BytesIO()
    with pikepdf.open(printed.path) as pdf:
        spec = pdf.attachments["dossier.json"]
        value = json.loads(spec.get_file().read_bytes())
        change(value)
        spec.obj.EF.F.write(canonical(value))
        pdf.save(out)
    return next(one for one in verify(out.getvalue()).checks if one.name == "quotes")


def first(value: Any) -> Any:
    return next(one for one in value["anchors"] if one["record_table"] == "citations")


def quoted(value: Any) -> Any:
    key = first(value)["record_id"]
    return next(row for row in value["records"]["citations"] if row["id"] == key)


def shorten(value: Any) -> None:
    quoted(value)["quote"] = quoted(value)["quote"][:-1]


def alter_both(value: Any) -> None:
    row, anchor = quoted(value), first(value)
    row["quote"] = anchor["exact"] = row["quote"].replace("a", "e", 1)


def turn_page(value: Any) -> None:
    first(value)["page"] += 1


def shift(value: Any) -> None:
    first(value)["start"] += 1
    first(value)["end"] += 1


def another_note(value: Any) -> None:
    value["quote_notes"][first(value)["record_id"]] = "page 7"


def by_another_version(value: Any) -> None:
    shift(value)
    for text in value["texts"].values():
        text["version"] = "another"


def test_every_quote_is_found_in_the_original_inside(printed: Printed) -> None:
    check = quotes_after(printed, lambda value: None)
    assert check.passed, check.detail
    assert len(printed.data["anchors"]) > 20
    assert "each where it is said to" in check.detail


@pytest.mark.parametrize("change", [shorten, alter_both, turn_page, shift, another_note])  # fmt: skip
def test_a_quote_changed_in_the_data_is_named_with_its_page(printed: Printed, change: Callable[[Any], None]) -> None:  # fmt: skip
    check = quotes_after(printed, change)
    assert check.passed is False
    page = 2 if change is turn_page else 1
    assert check.detail.endswith(f" CT-{quoted(printed.data)['number']:03d} (page {page}).")  # fmt: skip


def test_places_told_by_another_version_are_not_judged(printed: Printed) -> None:
    assert quotes_after(printed, by_another_version).passed is None


def without_anchors(value: Any) -> None:
    for name in ("anchors", "texts", "quote_notes"):
        del value[name]


def without_anchors_and_altered(value: Any) -> None:
    shorten(value)
    quoted(value)["quote"] += "#"
    without_anchors(value)


def test_data_from_before_there_were_anchors_are_checked_by_words(printed: Printed) -> None:  # fmt: skip
    assert quotes_after(printed, without_anchors).passed
    assert quotes_after(printed, without_anchors_and_altered).passed is False


def test_what_stands_around_a_quote_stays_with_a_sealed_original(likes: Likes) -> None:
    file = likes.file
    sealed = next(item for item in file.evidence if item.key == "post-2016-03-09")
    sealed.confidentiality = "sealed"
    with likes.database.reading() as session:
        finished = build_dossier(session, file, likes.files, Selection())
    with pikepdf.open(io.BytesIO(finished.pdf)) as pdf:
        value = json.loads(pdf.attachments["dossier.json"].get_file().read_bytes())
    around = {one["item_id"] == sealed.id: {"prefix", "suffix"} & one.keys() for one in value["anchors"]}  # fmt: skip
    assert around[True] == set()
    assert around[False]


def test_the_pages_say_that_a_quote_was_matched_or_why_not(printed: Printed) -> None:  # fmt: skip
    with pypdfium2.PdfDocument(printed.path) as pdf:
        text = " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in pdf)  # fmt: skip
    assert "matched letter by letter" in text


def test_the_pages_say_why_a_quote_could_not_be_matched(tmp_path: Path) -> None:
    case = Case()
    claim, item = case.add("claims", statement="It is so"), case.add("evidence", title="Seen")  # fmt: skip
    case.cite(claim, item, quote="so", pinpoint="p. 3")
    file = with_quotes(case.file, FileStore(tmp_path))
    document, _, _ = document_of(snapshot(select(file, Selection()), Selection(), HEAD))
    assert "p. 3 · not checkable: no file is held" in repr(document)
