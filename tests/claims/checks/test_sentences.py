import pytest

from claims.checks import CheckFinding
from claims.checks.fault import numbers
from tests.claims.checks import decoys, faults
from tests.claims.checks.faults import Planter
from tests.claims.checks.matters import Desk

SENTENCES = [
    (faults.a_ruling_with_no_finding, "No finding of R-001 (8 November 2016) on any claim is recorded."),
    (faults.a_claim_that_no_ruling_decides, "No ruling says whether C-001 is so: R-001 not stated and R-002 not proven."),
    (faults.a_decision_that_is_not_stated, "What R-002 decided on C-001 is not stated."),
    (faults.a_ruling_known_from_reports, "R-001 (8 November 2016) is known only from reports; its text is not held."),
    (faults.a_link_without_a_copy, "E-001 has a web address but no stored copy."),
    (faults.an_item_known_of_only, "E-001 is known of, but neither a file nor a web address is held."),
    (faults.an_undated_occasion, "O-001 (of C-001) has no date."),
    (faults.an_undated_item, "E-001 has neither a date nor a day of publication."),
    (faults.an_event_without_basis, "Nothing says why the date of V-001 is believed."),
    (faults.a_claim_with_nothing_cited, "No evidence is cited for C-001; that it was made is recorded in E-001."),
    (
        faults.an_appeal_that_leaves_a_claim_out,
        "No finding of R-002 (9 February 2017) is recorded on C-002 (R-001 has one).",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("planter", "sentence"), SENTENCES)
def test_a_finding_is_one_plain_sentence(planter: Planter, sentence: str) -> None:
    desk = Desk()
    planter(desk)
    assert [finding.sentence for finding in desk.found()] == [sentence]


def named(desk: Desk) -> Desk:
    for item, name in zip(desk.file.evidence, ("Gull", "Heron", "Stork"), strict=False):
        item.source_id = desk.add("sources", name=name).id
    return desk


def only(desk: Desk) -> CheckFinding:
    (finding,) = named(desk).found()
    return finding


def test_a_total_is_told_beside_its_parts() -> None:
    desk = Desk()
    item = desk.item()
    whole = desk.figure(item, "total", "5,000")
    for label, value in (("fine", "2,500"), ("costs", "3,750")):
        desk.figure(item, label, value, of_value=whole)
    assert only(desk).sentence == (
        "E-001 Gull prints 5,000 USD for “total”, 1,250 short of its own parts: 2,500 + 3,750 is 6,250."
    )


def test_parts_printed_elsewhere_are_attributed() -> None:
    desk = Desk()
    whole = desk.figure(desk.item(), "total", "5,000")
    desk.figure(desk.item(), "fine", "2,500", of_value=whole)
    assert only(desk).sentence == (
        "E-001 Gull prints 5,000 USD for “total”, 2,500 more than its own part: 2,500 (as printed by E-002 Heron)."
    )


def test_values_that_differ_are_told_with_all_who_print_them() -> None:
    desk = Desk()
    for value in ("5,000", "6,250", "5,000"):
        desk.figure(desk.item(), "total", value, window="March 2016")
    assert only(desk).sentence == (
        "The values printed for “total” over March 2016 differ:"
        " 5,000 USD (E-001 Gull and E-003 Stork) and 6,250 USD (E-002 Heron)."
    )


def test_a_share_is_told_beside_our_sum() -> None:
    desk = Desk()
    item = desk.item()
    for label, value, unit in (("fans here", "25", "fans"), ("share here", "30", "%")):
        desk.figure(item, label, value, unit, of_value="100")
    assert only(desk).sentence == (
        "E-001 Gull prints 30 % for “share here”; 25 fans of 100 is 25 % by our sum."
    )


def test_a_corrected_item_is_told_with_the_ruling_its_correction_bears_on() -> None:
    desk = Desk()
    first = desk.item(published="2018-05-01")
    later = desk.item(published="2018-05-08", derives_from=[(first, "corrects")])
    event = desk.event("2018-04-30")
    desk.cite(event, first, "reports")
    ruling = desk.ruling(desk.proceeding(), "2018-05-04", evidence=[later])
    desk.finding(ruling, desk.claim())
    assert only(desk).sentence == (
        "E-001 Gull (1 May 2018) is corrected by E-002 Heron (8 May 2018), and is still cited for V-001;"
        " E-002 is evidence of R-001 (4 May 2018)."
    )


def test_one_origin_is_named_and_said_to_be_held_or_not() -> None:
    desk = Desk()
    root = desk.item(held=False, url="https://example.org")
    claim = desk.claim()
    for _ in range(2):
        desk.cite(claim, desk.item(derives_from=[(root, "quotes")]))
    sentences = [finding.sentence for finding in named(desk).found()]
    assert sentences[0] == (
        "E-003 and E-004, cited in support of C-001, go back to one origin: E-001 Gull, which is not held."
    )


def test_an_older_item_is_told_with_both_dates() -> None:
    desk = Desk()
    claim = desk.claim()
    desk.occasion(claim, "2016-11-08", desk.item(published="2016-03-14"))
    assert only(desk).sentence == (
        "E-002 Heron (14 March 2016) is given as a report of C-001 as made (8 November 2016), but is older."
    )


def test_many_numbers_are_told_as_runs() -> None:
    desk = Desk()
    items = [desk.item() for _ in range(14)]
    rows = [row for row in items if row.number not in (4, 7)]
    told = "E-001 to E-003, E-005, E-006 and E-008 to E-014"
    assert numbers(desk.file, [*rows, rows[-1]]) == told
    assert numbers(desk.file, items[:3]) == "E-001, E-002 and E-003"


def test_grouped_findings_are_one_sentence_in_the_plural() -> None:
    desk = Desk()
    for _ in range(2):
        faults.an_event_without_basis(desk)
        faults.an_item_known_of_only(desk)
    decoys.a_link_with_a_stored_copy(desk)
    assert [finding.sentence for finding in desk.found()] == [
        "Nothing says why the dates of V-001 and V-002 are believed.",
        "E-001 and E-002 are known of, but neither a file nor a web address is held.",
    ]


def test_a_finding_is_written_as_the_contract_has_it() -> None:
    desk = Desk()
    faults.an_undated_ruling(desk)
    court = desk.add("parties", name="High Court", kind="court")
    desk.file.rulings[0].court_id = court.id
    (finding,) = desk.found()
    assert finding.as_json() == {
        "rule": "undated",
        "severity": "gap",
        "records": [
            {
                "kind": "ruling",
                "number": "R-001",
                "key": "R-001",
                "title": f"High Court: ruling in {desk.file.proceedings[0].title}",
            }
        ],
        "sentence": "R-001 has no date.",
    }
