from dataclasses import replace
from typing import Any

import pypdfium2
import pytest

from exports.blocks import Document, Fact, Paragraph, Row, Runs, Text, in_words
from exports.document import document_of
from exports.document.book import book_of
from exports.document.closing import names_part
from exports.render.page import html_of
from exports.render.weasy import pdf_of
from tests.exports.conftest import snapshot_of
from tests.exports.document.test_document import GONE, inside, words
from tests.kit.cases import Case


@pytest.fixture
def case() -> Case:
    return Case()


def written(case: Case) -> Document:
    return document_of(snapshot_of(case))[0]


def facts(case: Case, label: str) -> list[Runs]:
    found = [one for one in inside(written(case)) if isinstance(one, Fact)]
    return [one.runs for one in found if one.label == label]


def row_of(case: Case, anchor: str) -> str:
    rows = [one for one in inside(written(case)) if isinstance(one, Row)]
    return " | ".join(in_words(cell) for row in rows if row.anchor == anchor for cell in row.cells)  # fmt: skip


def guarded(case: Case, *grades: str) -> None:
    for grade in grades:
        case.add("evidence", title="A file", confidentiality=grade)


def test_restricted_and_sealed_items_are_named_on_the_cover_and_in_the_warnings(
    case: Case,
) -> None:
    guarded(case, "open", "sealed", "restricted")
    told = (
        "Holds 1 restricted and 1 sealed item: E-003; E-002. Handle accordingly;"
        " sealed originals do not travel in it."
    )
    document, _entries, warnings = document_of(snapshot_of(case))
    cover = next(one for one in inside(document.blocks[0]) if isinstance(one, Fact) and one.label == "Handling")  # fmt: skip
    assert in_words(cover.runs) == told
    assert warnings == (told,)


def test_nothing_is_said_of_sealing_where_nothing_is_sealed(case: Case) -> None:
    guarded(case, "open", "restricted", "restricted")
    (told,) = document_of(snapshot_of(case))[2]
    assert told == "Holds 2 restricted items: E-002, E-003. Handle accordingly."
    assert document_of(snapshot_of(Case()))[2] == ()


def printed(case: Case, **values: Any) -> Any:
    item = case.add("evidence", title="A story")
    return case.add("figures", evidence=item, label="posts", unit="posts", **values)


def test_a_figure_printed_once_names_its_whole_and_the_claim_it_is_about(
    case: Case,
) -> None:
    claim = case.add("claims", statement="It rained")
    whole = printed(case, value="1,600")
    case.add("figures", evidence=case.add("evidence", title="B"), label="share", value="200", of_value_id=whole.id, about=claim)  # fmt: skip
    case.add("figures", evidence=case.add("evidence", title="C"), label="rest", value="9", of_value="90 posts")  # fmt: skip
    assert "About C-001 | F-001 1,600 posts |" in row_of(case, "f-002")
    assert "| 90 posts |" in row_of(case, "f-003")
    assert [in_words(runs) for runs in facts(case, "Figures")] == ["share: 200 F-002"]


def test_figures_printed_more_than_once_name_their_claim_too(case: Case) -> None:
    claim = case.add("claims", statement="It rained")
    for value in ("5", "6"):
        printed(case, value=value, about=claim)
    said = [in_words(one.runs) for one in inside(written(case)) if isinstance(one, Paragraph)]  # fmt: skip
    assert "About C-001" in said


def test_a_withdrawn_figure_is_listed_and_leads_nowhere(case: Case) -> None:
    printed(case, value="5", **GONE)
    document = written(case)
    assert "Typed twice" in words(document)
    assert "#f-001" not in html_of(document)


def test_names_that_run_from_right_to_left_stand_on_a_line_of_their_own(
    case: Case,
) -> None:
    case.add("parties", name="Rappler", other_names="رابلر; แรปเพลอร์; Rap")
    page = html_of(replace(written(case), blocks=tuple(names_part(book_of(snapshot_of(case))))))  # fmt: skip
    assert '<p dir="rtl"><span class="quiet"><span lang="ar" dir="rtl">رابلر</span></span></p>' in page  # fmt: skip
    assert page.index("Rap</span>") < page.index("رابلر")


def test_names_in_a_sentence_do_not_turn_each_other_round(case: Case) -> None:
    party = case.add("parties", name="Rappler", other_names="رابلر; แรปเพลอร์; ريسا")
    case.add("claims", statement="It rained", made_by=[party])
    (runs,) = facts(case, "Made by")
    assert in_words(runs) == "Rappler (رابلر, แรปเพลอร์, ريسا)"
    told = [run.text for run in runs if isinstance(run, Text)]
    assert {"رابلر", "แรปเพลอร์", "ريسا"} <= set(told)


def test_the_reason_for_a_date_is_not_given_for_the_date_of_publication(
    case: Case,
) -> None:
    case.add("evidence", title="A", date="9 March 2016", published="9 March 2016", date_basis="the byline")  # fmt: skip
    (runs,) = facts(case, "Date")
    assert in_words(runs) == "9 March 2016 the byline · published on the same date"
    assert not facts(case, "Date, published")


def test_claims_that_contradict_each_other_are_named_with_their_statements(
    case: Case,
) -> None:
    claim = case.add("claims", statement="It rained")
    case.add("claims", statement="It snowed", contradicts=[claim])
    assert "(It snowed) contradicts" in words(written(case)).replace("  ", " ")


def page_texts(case: Case) -> list[str]:
    made = pypdfium2.PdfDocument(pdf_of(html_of(written(case)), "bundle"))
    return [page.get_textpage().get_text_bounded() for page in made]


def test_short_claims_follow_one_another_on_a_page(case: Case) -> None:
    for text in ("It rained", "It snowed", "It froze"):
        case.add("claims", statement=text)
    sheets = [text for text in page_texts(case) if "What each court did" in text]
    assert len(sheets) == 2


@pytest.mark.parametrize("lines", range(0, 12, 3))
def test_the_head_of_a_ruling_is_never_parted_from_its_facts(
    case: Case, lines: int
) -> None:
    proceeding = case.add("proceedings", title="A v. B")
    for day in range(1, 4):
        holding = "\n".join(["It is so ordered."] * lines)
        date = f"{day} March 2016"
        case.add("rulings", proceeding=proceeding, date=date, holding=holding)
    for text in page_texts(case):
        assert text.count("Can it be appealed?") == text.count("Judges")
