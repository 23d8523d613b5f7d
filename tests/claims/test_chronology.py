import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.chronology import chronology, within
from core.dates import from_edtf
from tests.kit.cases import Case


@pytest.fixture
def case() -> Case:
    return Case()


def order(case: Case) -> list[str]:
    return [entry.title for entry in chronology(case.file)]


def test_everything_dated_stands_in_one_order_and_the_undated_last(case: Case) -> None:
    case.add("evidence", title="Undated")
    case.add("events", title="Flood", date="2016-03-09")
    case.add("evidence", title="Report", published="2016-03-10")
    claim = case.add("claims", statement="The wall was weak")
    case.add("occasions", claim=claim, date="2016-03")
    proceeding = case.add("proceedings", title="A v. B", filed="2016-04-01")
    case.add("rulings", proceeding=proceeding, date="2017-02-09", kind="judgment")
    assert order(case) == [
        "The wall was weak", "Flood", "Report", "Filed: A v. B", "Court not recorded: judgment in A v. B", "Undated",
    ]  # fmt: skip


def test_an_item_stands_at_the_date_it_speaks_of_else_at_its_publication(
    case: Case,
) -> None:
    case.add(
        "evidence",
        title="Memoir",
        date="1998",
        published="2016-03-10",
        date_basis="the text says so",
    )
    case.add("evidence", title="Article", published="2016-03-10")
    memoir, article = chronology(case.file)
    assert (memoir.date, memoir.basis) == (
        from_edtf("1998", text="1998"),
        "the text says so",
    )
    assert article.basis == "date of publication"


def test_withdrawn_records_and_occasions_of_withdrawn_claims_are_left_out(
    case: Case,
) -> None:
    gone = {"withdrawn_at": "2026-11-24T09:00:00Z"}
    case.add("events", title="Flood", date="2016", **gone)
    case.add(
        "occasions",
        claim=case.add("claims", statement="It rained", **gone),
        date="2016",
    )
    assert order(case) == []


def test_a_span_is_kept_while_it_may_lie_within(case: Case) -> None:
    case.add("events", title="In March", date="2016-03")
    case.add("events", title="Before 2016", date="../2015")
    case.add("events", title="Undated")
    day = from_edtf("2016-03-20").earliest
    kept = [entry.title for entry in within(chronology(case.file), day, None)]
    assert kept == ["In March", "Undated"]
    kept = [
        entry.title
        for entry in within(chronology(case.file), None, from_edtf("2016-02").latest)
    ]
    assert kept == ["Before 2016", "Undated"]


@given(
    st.permutations(
        [
            ("events", date)
            for date in ["2016", "2016-03", "2016-03-09", "", "../2016-03"]
        ]
    )
)
def test_the_order_does_not_depend_on_the_order_of_entry(
    rows: list[tuple[str, str]],
) -> None:
    case = Case()
    for table, date in rows:
        case.add(table, title=f"at {date}", date=date)
    assert order(case) == [
        "at 2016",
        "at 2016-03",
        "at 2016-03-09",
        "at ../2016-03",
        "at ",
    ]
