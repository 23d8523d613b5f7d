import pytest

from claims.glance import first_answers, short
from tests.kit.cases import Case


@pytest.fixture
def case() -> Case:
    return Case()


def answers(case: Case) -> dict[str, tuple[str, ...]]:
    return {answer.question: answer.sentences for answer in first_answers(case.file)}


def test_an_empty_matter_raises_no_question(case: Case) -> None:
    assert answers(case) == {}


def test_what_was_decided_and_what_not_is_told_claim_by_claim(case: Case) -> None:
    claim = case.add("claims", statement="The wall was weak.")
    ruling = case.add("rulings", proceeding=case.add("proceedings", title="A v. B"))
    case.add("findings", ruling=ruling, claim=claim, disposition="not addressed")
    assert answers(case)["What did courts decide, and what not?"] == (
        "C-001 (The wall was weak): No court is recorded as having said whether this is so. Not addressed: R-001.",
    )


def test_items_that_go_back_to_one_origin_are_told_so_and_independent_ones_are_not(
    case: Case,
) -> None:
    wire = case.add("evidence", title="Wire story")
    for statement, parents in (("It rained", [wire]), ("It was cold", [])):
        claim = case.add("claims", statement=statement)
        for title in ("First", "Second"):
            case.cite(
                claim,
                case.add(
                    "evidence",
                    title=title,
                    derives_from=[(p, "quotes") for p in parents],
                ),
            )
    assert answers(case)["How many origins stand behind it?"] == (
        "C-001: 2 items cited as “supports” go back to one origin, Wire story.",
    )


def test_figures_of_one_unit_that_go_back_to_one_origin_are_told_so(case: Case) -> None:
    data = case.add(
        "evidence", title="Data", source=case.add("sources", name="Gauge Ltd")
    )
    for title in ("First", "Second"):
        item = case.add("evidence", title=title, derives_from=[(data, "uses data of")])
        case.add("figures", evidence=item, label="rain", value="3", unit="mm")
    case.add(
        "figures",
        evidence=case.add("evidence", title="Invoice"),
        label="cost",
        value="3",
        unit="EUR",
    )
    assert answers(case)["How many origins stand behind it?"] == (
        "All 2 figures in mm, printed by 2 items, go back to one origin, Gauge Ltd (E-001).",
    )


def test_a_correction_is_told_with_both_dates_and_the_ruling_it_reports(
    case: Case,
) -> None:
    early = case.add("evidence", title="Judge forces it", published="2018-05-01")
    late = case.add(
        "evidence",
        title="Correction",
        published="2018-05-08",
        derives_from=[(early, "corrects")],
    )
    ruling = case.add(
        "rulings", proceeding=case.add("proceedings", title="A v. B"), date="2018-05-04"
    )
    case.cite(ruling, late, "reports")
    assert answers(case)["What was corrected later?"] == (
        (
            "E-001 (Judge forces it, 1 May 2018) was corrected by E-002 (Correction, 8 May 2018)."
            " The correction reports R-001 of 4 May 2018."
        ),
    )


def test_what_is_known_only_from_reports_or_from_reprints_is_told(case: Case) -> None:
    report = case.add("evidence", title="The report")
    case.add("evidence", title="Article", derives_from=[(report, "summarises")])
    case.add(
        "rulings",
        proceeding=case.add("proceedings", title="A v. B"),
        known_from="report",
    )
    assert answers(case)["What is known only at second hand?"] == (
        "R-001 is known from reports; the text is not held.",
        "Others go back to E-001 (The report), which is not held.",
    )


@pytest.mark.parametrize(
    ("text", "shortened"),
    [
        ("It rained.", "It rained"),
        ("It  rained\nhard", "It rained hard"),
        ("word " * 30, "word word word …"),
        ("x" * 30, "x" * 17 + "…"),
    ],
)
def test_long_texts_are_shortened_at_a_word(text: str, shortened: str) -> None:
    assert short(text, 18) == shortened
