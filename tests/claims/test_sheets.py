import pytest

from claims.sheets import claim_sheet, ruling_sheets
from tests.kit.cases import Case


@pytest.fixture
def case() -> Case:
    return Case()


def test_reprints_are_grouped_under_their_origin_and_counted_once(case: Case) -> None:
    source = case.add("sources", name="Wire")
    wire = case.add("evidence", title="Wire story", source=source)
    reprints = [
        case.add("evidence", title=f"Reprint {n}", derives_from=[(wire, "republishes")])
        for n in range(3)
    ]
    alone = case.add("evidence", title="Own inquiry")
    claim = case.add("claims", statement="It rained")
    for item in (*reprints, alone):
        case.cite(claim, item)
    column = claim_sheet(case.file, claim).column("supports")
    assert (column.items, column.origins, column.counted) == (
        4,
        2,
        "4 items, 2 origins",
    )
    assert [(group.name, len(group.cited)) for group in column.groups] == [
        ("Wire", 3),
        ("Own inquiry", 1),
    ]


def test_stances_stay_apart_and_an_empty_one_says_so(case: Case) -> None:
    claim = case.add("claims", statement="It rained")
    case.cite(claim, case.add("evidence", title="A"), "supports")
    case.cite(claim, case.add("evidence", title="B"), "contradicts")
    sheet = claim_sheet(case.file, claim)
    assert [(column.stance, column.items) for column in sheet.columns] == [
        ("supports", 1), ("contradicts", 1), ("context", 0), ("reports", 0),
    ]  # fmt: skip
    assert sheet.column("context").counted == "none cited"


def test_withdrawn_citations_and_items_do_not_count(case: Case) -> None:
    claim = case.add("claims", statement="It rained")
    case.cite(
        claim, case.add("evidence", title="A"), withdrawn_at="2026-11-24T09:00:00Z"
    )
    case.cite(
        claim, case.add("evidence", title="B", withdrawn_at="2026-11-24T09:00:00Z")
    )
    assert claim_sheet(case.file, claim).column("supports").items == 0


def ruled(case: Case, claim: object, *dispositions: str) -> None:
    proceeding = case.add("proceedings", title="A v. B")
    for number, disposition in enumerate(dispositions):
        ruling = case.add("rulings", proceeding=proceeding, date=f"201{number}-01-01")
        case.add("findings", ruling=ruling, claim=claim, disposition=disposition)


def test_a_claim_no_court_has_decided_says_so_with_every_ruling(case: Case) -> None:
    claim = case.add("claims", statement="It rained")
    ruled(case, claim, "not stated", "not stated", "not addressed")
    sheet = claim_sheet(case.file, claim)
    assert sheet.lead == (
        "No court is recorded as having said whether this is so. Not stated: R-001 and R-002; not addressed: R-003."
    )
    assert (sheet.deciding, len(sheet.rulings)) == (0, 3)


def test_a_claim_that_was_decided_says_how_and_where(case: Case) -> None:
    claim = case.add("claims", statement="It rained")
    ruled(case, claim, "upheld", "not stated")
    sheet = claim_sheet(case.file, claim)
    assert sheet.lead == "Upheld: R-001; not stated: R-002."
    assert sheet.deciding == 1


def test_a_claim_without_rulings_says_so(case: Case) -> None:
    claim = case.add("claims", statement="It rained")
    assert (
        claim_sheet(case.file, claim).lead
        == "No ruling in this file has a finding on this claim."
    )


def test_relations_are_told_from_both_ends(case: Case) -> None:
    first = case.add("claims", statement="It rained")
    second = case.add("claims", statement="It did not", contradicts=[first])
    assert [
        (name, other.id) for name, other in claim_sheet(case.file, first).relations
    ] == [("contradicted by", second.id)]
    assert [
        (name, other.id) for name, other in claim_sheet(case.file, second).relations
    ] == [("contradicts", first.id)]


def test_a_ruling_is_known_from_each_item_once_and_names_what_acts_on_it(
    case: Case,
) -> None:
    item = case.add("evidence", title="Report")
    proceeding = case.add(
        "proceedings", title="A v. B", court=case.add("parties", name="High Court")
    )
    trial = case.add(
        "rulings", proceeding=proceeding, date="2016-11-08", evidence=[item]
    )
    appeal = case.add(
        "rulings",
        proceeding=proceeding,
        date="2017-02-09",
        on_ruling=trial,
        effect="affirms",
    )
    case.cite(trial, item, "reports")
    first, second = ruling_sheets(case.file)
    assert [found.id for found in first.evidence] == [item.id]
    assert [later.id for later in first.acted_on_by] == [appeal.id]
    assert second.acts_on is not None
    assert second.acts_on.id == trial.id
    assert second.court is not None
    assert second.court.name == "High Court"
