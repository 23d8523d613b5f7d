from typing import Any

import pytest

from core.errors import Invalid
from exports.selection import Selected, Selection, select
from tests.kit.cases import Case


def chosen(case: Case, *numbers: str, **days: Any) -> Selected:
    return select(case.file, Selection(claims=numbers, **days))


def numbers(selected: Selected, table: str) -> list[str]:
    return [selected.file.number(row) for row in selected.file.rows(table)]


@pytest.fixture
def case() -> Case:
    return Case()


def item(case: Case, title: str, **values: Any) -> Any:
    return case.add("evidence", title=title, **values)


def test_the_whole_matter_leaves_nothing_out(case: Case) -> None:
    case.cite(case.add("claims", statement="It rained"), item(case, "Diary"))
    selected = chosen(case)
    assert not any(one.numbers for one in selected.left_out)
    assert (numbers(selected, "claims"), numbers(selected, "evidence")) == (
        ["C-001"],
        ["E-001"],
    )


def test_an_item_against_a_chosen_claim_comes_along(case: Case) -> None:
    claim, other = (
        case.add("claims", statement=text) for text in ("It rained", "It snowed")
    )
    for target, stance in (
        (claim, "supports"),
        (claim, "contradicts"),
        (other, "supports"),
    ):
        case.cite(target, item(case, stance), stance)
    selected = chosen(case, "C-001")
    assert [row.stance for row in selected.file.citations] == [
        "supports",
        "contradicts",
    ]
    assert numbers(selected, "evidence") == ["E-001", "E-002"]


def test_denials_and_replies_come_along_and_are_named(case: Case) -> None:
    claim = case.add("claims", statement="It rained")
    denial = case.add("claims", statement="It did not", contradicts=[claim])
    case.add("claims", statement="It did", contradicts=[denial])
    case.add("claims", statement="Something else")
    selected = chosen(case, "C-001")
    assert numbers(selected, "claims") == ["C-001", "C-002", "C-003"]
    assert selected.brought == ("C-002", "C-003")


def test_a_denial_brings_what_it_denies(case: Case) -> None:
    claim = case.add("claims", statement="It rained")
    case.add("claims", statement="It did not", contradicts=[claim])
    assert numbers(chosen(case, "C-002"), "claims") == ["C-001", "C-002"]


def test_what_is_left_out_is_counted_by_kind(case: Case) -> None:
    for text in ("One", "Two", "Three"):
        case.cite(case.add("claims", statement=text), item(case, text))
    left_out = {one.table: one for one in chosen(case, "C-002").left_out}
    assert (left_out["claims"].held, left_out["claims"].numbers) == (
        3,
        ("C-001", "C-003"),
    )
    assert left_out["evidence"].numbers == ("E-001", "E-003")


def test_a_ruling_brings_the_rulings_above_and_below_it(case: Case) -> None:
    claim = case.add("claims", statement="It rained")
    first, second = (
        case.add("proceedings", title=title) for title in ("A v. B", "B v. A")
    )
    trial = case.add("rulings", proceeding=first, date="2010")
    appeal = case.add(
        "rulings", proceeding=second, date="2011", effect="reverses", on_ruling=trial
    )
    case.add(
        "rulings", proceeding=second, date="2012", effect="affirms", on_ruling=appeal
    )
    case.add("findings", ruling=appeal, claim=claim, disposition="rejected")
    selected = chosen(case, "C-001")
    assert numbers(selected, "rulings") == ["R-001", "R-002", "R-003"]
    assert numbers(selected, "proceedings") == ["P-001", "P-002"]


def test_a_finding_on_another_claim_is_named_where_it_is_cut(case: Case) -> None:
    claim, other = (
        case.add("claims", statement=text) for text in ("It rained", "It snowed")
    )
    ruling = case.add("rulings", proceeding=case.add("proceedings", title="A v. B"))
    for target in (claim, other):
        case.add("findings", ruling=ruling, claim=target, disposition="upheld")
    selected = chosen(case, "C-001")
    assert [(cut.owner, cut.how, cut.number) for cut in selected.cut] == [
        (ruling.id, "finding on", "C-002")
    ]


def test_corrections_and_origins_of_an_item_come_along(case: Case) -> None:
    claim = case.add("claims", statement="It rained")
    wire = item(case, "Wire")
    story = item(case, "Story", derives_from=[(wire, "republishes")])
    item(case, "Correction", derives_from=[(story, "corrects")])
    item(case, "Another reprint", derives_from=[(wire, "republishes")])
    case.cite(claim, story)
    assert numbers(chosen(case, "C-001"), "evidence") == ["E-001", "E-002", "E-003"]


def test_competing_figures_stay_together(case: Case) -> None:
    claim = case.add("claims", statement="It rained")
    whole = case.add("figures", evidence=item(case, "A"), label="total", value="10")
    case.add(
        "figures",
        evidence=item(case, "B"),
        label="part",
        value="4",
        of_value_id=whole.id,
        about=claim,
    )
    case.add("figures", evidence=item(case, "C"), label="total", value="11")
    case.add("figures", evidence=item(case, "D"), label="else", value="1")
    assert numbers(chosen(case, "C-001"), "figures") == ["F-001", "F-002", "F-003"]


def test_days_choose_the_beginning_and_cut_nothing_that_belongs_to_it(
    case: Case,
) -> None:
    claim, other = (
        case.add("claims", statement=text) for text in ("It rained", "It snowed")
    )
    case.add("occasions", claim=claim, date="2016-03-09")
    case.add("occasions", claim=claim, date="2001-01-01")
    case.add("occasions", claim=other, date="2001-01-01")
    case.cite(claim, item(case, "Old", date="1999-01-01"), "contradicts")
    first = case.file.occasions[0].date_lo
    selected = chosen(case, earliest=first, latest=first)
    assert numbers(selected, "claims") == ["C-001"]
    assert (numbers(selected, "occasions"), numbers(selected, "evidence")) == (
        ["O-001", "O-002"],
        ["E-001"],
    )


def test_an_undated_claim_is_never_dropped_by_a_date(case: Case) -> None:
    case.add("claims", statement="It rained")
    assert numbers(chosen(case, earliest=1, latest=2), "claims") == ["C-001"]


def test_a_claim_that_is_not_there_is_refused_by_name(case: Case) -> None:
    with pytest.raises(Invalid, match="no claim C-009"):
        chosen(case, "C-009")


def test_days_in_the_wrong_order_are_refused(case: Case) -> None:
    with pytest.raises(Invalid, match="lies after"):
        chosen(case, earliest=2, latest=1)


def test_withdrawn_records_stay_in(case: Case) -> None:
    claim = case.add("claims", statement="It rained")
    case.cite(
        claim,
        item(case, "Diary"),
        withdrawn_at="2026-11-24T09:00:00Z",
        withdrawn_why="Typed twice",
    )
    assert [row.withdrawn_why for row in chosen(case, "C-001").file.citations] == [
        "Typed twice"
    ]


def test_a_choice_of_withdrawn_claims_alone_is_refused(case: Case) -> None:
    case.add("claims", statement="It rained")
    case.add("claims", statement="It snowed", withdrawn_at="2026-11-24T10:00:00Z")
    with pytest.raises(Invalid, match="Nothing would be shown: C-002 is withdrawn"):
        chosen(case, "C-002")
    assert numbers(chosen(case, "C-001", "C-002"), "claims") == ["C-001", "C-002"]
