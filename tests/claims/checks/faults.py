"""One fault each, entered with records of its own, and what must be found of it: the rule and all records named."""

from collections.abc import Callable
from typing import Any

from evidence.anchors import LOST, MOVED
from tests.claims.checks.matters import Desk, withdraw

Expected = tuple[str, list[Any]]
Planter = Callable[[Desk], Expected]


def a_total_that_misses_its_parts(desk: Desk) -> Expected:
    item, one, other = desk.item(), desk.amount(), desk.amount()
    whole = desk.figure(item, desk.word(), one + other - 1)
    rows = [desk.figure(item, desk.word(), v, of_value=whole) for v in (one, other)]
    return "figures-sum", [whole, *rows, item]


def shares_that_miss_a_hundred(desk: Desk) -> Expected:
    item = desk.item()
    whole = desk.figure(item, desk.word(), desk.amount(), "fans")
    rows = [
        desk.figure(item, desk.word(), value, "%", of_value=whole)
        for value in ("60", "43")
    ]
    return "figures-sum", [whole, *rows, item]


def a_share_that_is_not_its_count(desk: Desk) -> Expected:
    item, part, name = desk.item(), desk.amount(), desk.word()
    whole = desk.figure(item, f"all fans of {desk.word()}", 4 * part, "fans")
    count = desk.figure(item, f"fans in {name}", part, "fans", of_value=whole)
    share = desk.figure(item, f"share in {name}", "25.2", "%", of_value=whole)
    return "figures-share", [share, count, whole, item]


def two_values_for_one_thing(desk: Desk) -> Expected:
    items, value, label = [desk.item() for _ in range(3)], desk.amount(), desk.word()
    printed = (value, f"{value + 1:,}", f"about {value:,}")
    rows = [
        desk.figure(item, label, text)
        for item, text in zip(items, printed, strict=True)
    ]
    return "figures-differ", [*rows, *items]


def a_corrected_item_still_cited(desk: Desk) -> Expected:
    claim, first = desk.claim(), desk.item()
    later = desk.item(derives_from=[(first, "corrects")], published="2016-03-12")
    desk.cite(claim, first, "reports")
    return "superseded-cited", [first, later, claim]


def a_superseded_item_that_records_an_occasion(desk: Desk) -> Expected:
    claim, first = desk.claim(), desk.item()
    later = desk.item(derives_from=[(first, "supersedes")])
    desk.occasion(claim, "2016-03-01", first)
    return "superseded-cited", [first, later, claim]


def an_item_before_the_occasion_it_records(desk: Desk) -> Expected:
    claim, item = desk.claim(), desk.item(published="2016-02")
    desk.cite(claim, item, "reports")
    occasion = desk.occasion(claim, "2016-03-01", item)
    return "dates-order", [item, claim, occasion]


def an_item_before_the_claim_it_reports(desk: Desk) -> Expected:
    claim, item = desk.claim(), desk.item(published="2016-02-01")
    desk.cite(claim, item, "reports")
    desk.occasion(claim, "2016-11", desk.item(published="2016-12"))
    first = desk.occasion(claim, "2016-03/2016-05", desk.item(published="2016-06"))
    return "dates-order", [item, claim, first]


def an_item_before_the_event_it_reports(desk: Desk) -> Expected:
    event, item = desk.event("2016-05"), desk.item(date="2016-04-30")
    desk.cite(event, item, "reports")
    return "dates-order", [item, event]


def a_ruling_before_its_filing(desk: Desk) -> Expected:
    court = desk.proceeding(filed="2016-11-09")
    ruling = desk.ruling(court, "2016-11-08")
    desk.finding(ruling, desk.claim())
    return "dates-order", [ruling, court]


def an_appeal_before_what_it_acts_on(desk: Desk) -> Expected:
    claim, court = desk.claim(), desk.proceeding()
    trial = desk.ruling(court, "2016-11-08")
    appeal = desk.ruling(
        court, "2016-10", effect="affirms", on_ruling=trial, evidence=[]
    )
    for ruling in (trial, appeal):
        desk.finding(ruling, claim)
    return "dates-order", [appeal, trial]


def a_report_before_its_ruling(desk: Desk) -> Expected:
    item = desk.item(published="2016-11-07")
    ruling = desk.ruling(desk.proceeding(), evidence=[item])
    desk.finding(ruling, desk.claim())
    return "dates-order", [item, ruling]


def a_capture_before_publication(desk: Desk) -> Expected:
    item = desk.item(published="2016-03-09", captured_at="2016-03-08")
    return "dates-order", [item]


def a_claim_that_no_ruling_decides(desk: Desk) -> Expected:
    claim, court = desk.claim(), desk.proceeding()
    rulings = [desk.ruling(court, day) for day in ("2016-11-01", "2016-11-08")]
    says = ("not stated", "not proven")
    findings = [
        desk.finding(row, claim, what) for row, what in zip(rulings, says, strict=True)
    ]
    return "claim-undecided", [claim, *rulings, *findings]


def a_decision_that_is_not_stated(desk: Desk) -> Expected:
    claim, court = desk.claim(), desk.proceeding()
    desk.finding(desk.ruling(court), claim, "found false")
    ruling = desk.ruling(court)
    return "finding-not-stated", [
        ruling,
        claim,
        desk.finding(ruling, claim, "not stated"),
    ]


def an_appeal_that_leaves_a_claim_out(desk: Desk) -> Expected:
    claim, other = desk.claim(), desk.claim()
    trial = desk.ruling(desk.proceeding())
    court = desk.proceeding(kind="appeal", filed="2016-12-01")
    appeal = desk.ruling(court, "2017-02-09", on_ruling=trial, evidence=[])
    for ruling, row in ((trial, claim), (trial, other), (appeal, claim)):
        desk.finding(ruling, row)
    return "ruling-silent", [appeal, other, trial]


def a_related_appeal_that_leaves_a_claim_out(desk: Desk) -> Expected:
    claim, other, here = desk.claim(), desk.claim(), desk.proceeding()
    there = desk.proceeding(kind="appeal", related=[(here, "Appeal from")])
    trial, appeal = desk.ruling(here), desk.ruling(there)
    for ruling, row in ((trial, claim), (appeal, claim), (appeal, other)):
        desk.finding(ruling, row, "rejected")
    return "ruling-silent", [trial, other, appeal]


def a_legal_claim_left_out_by_its_own_case(desk: Desk) -> Expected:
    people = [desk.add("parties", name=desk.word()) for _ in range(2)]
    court = desk.proceeding(parties=[(row, "party") for row in people])
    ruling = desk.ruling(court)
    desk.finding(ruling, desk.claim())
    claim = desk.claim(kind="legal claim", made_by=people[:1], about=people[1:])
    return "ruling-silent", [ruling, claim]


def an_adjudicated_claim_without_its_finding(desk: Desk) -> Expected:
    item, claim = desk.item(published="2016-12"), desk.claim()
    ruling = desk.ruling(desk.proceeding(), evidence=[item])
    desk.finding(ruling, desk.claim())
    row = desk.occasion(claim, "2016-11-08", item)
    row.form = "as adjudicated"
    return "ruling-silent", [ruling, claim]


def a_ruling_with_no_finding(desk: Desk) -> Expected:
    return "ruling-without-finding", [desk.ruling(desk.proceeding())]


def an_appeal_with_no_finding(desk: Desk) -> Expected:
    claim, court = desk.claim(), desk.proceeding()
    trial = desk.ruling(court)
    desk.finding(trial, claim)
    appeal = desk.ruling(court, "2017-02-09", on_ruling=trial, evidence=[])
    return "ruling-without-finding", [appeal, claim]


def a_ruling_known_from_reports(desk: Desk) -> Expected:
    item = desk.item(kind="article", published="2016-12")
    ruling = desk.ruling(desk.proceeding(), known_from="report", evidence=[item])
    desk.finding(ruling, desk.claim())
    return "ruling-from-report", [ruling]


def a_ruling_known_from_who_knows_what(desk: Desk) -> Expected:
    ruling = desk.ruling(desk.proceeding(), known_from="")
    desk.finding(ruling, desk.claim())
    return "ruling-known-from", [ruling]


def three_copies_of_one_story(desk: Desk) -> Expected:
    claim, root = desk.claim(), desk.item()
    first = desk.item(derives_from=[(root, "uses data of")])
    second = desk.item(derives_from=[(first, "translates")])
    for item in (first, second):
        desk.cite(claim, item, "contradicts")
    return "one-origin", [claim, first, second, root]


def a_story_and_its_copy(desk: Desk) -> Expected:
    event, root = desk.event(), desk.item()
    copy = desk.item(derives_from=[(root, "republishes")])
    for item in (root, copy):
        desk.cite(event, item, "reports")
    return "one-origin", [event, root, copy]


def figures_about_a_claim_from_one_place(desk: Desk) -> Expected:
    claim, root = desk.claim(), desk.item()
    items = [desk.item(derives_from=[(root, "uses data of")]) for _ in range(2)]
    rows = [
        desk.figure(item, desk.word(), desk.amount(), about=claim) for item in items
    ]
    return "figures-one-origin", [claim, *rows, *items, root]


def competing_figures_from_one_place(desk: Desk) -> Expected:
    root, value, label = desk.item(), desk.amount(), desk.word()
    copy = desk.item(derives_from=[(root, "quotes")])
    rows = [desk.figure(item, label, value) for item in (root, copy)]
    return "figures-one-origin", [*rows, root, copy]


def a_claim_with_nothing_cited(desk: Desk) -> Expected:
    claim, item = desk.claim(cited=False), desk.item()
    desk.occasion(claim, "2016-03-01", item)
    return "claim-without-evidence", [claim, item]


def a_claim_whose_only_item_is_withdrawn(desk: Desk) -> Expected:
    claim, item = desk.claim(cited=False), desk.item()
    desk.cite(claim, item)
    withdraw(item)
    return "claim-without-evidence", [claim]


def an_undated_occasion(desk: Desk) -> Expected:
    claim = desk.claim()
    return "undated", [desk.occasion(claim, ""), claim]


def an_undated_event(desk: Desk) -> Expected:
    return "undated", [desk.event("")]


def an_undated_ruling(desk: Desk) -> Expected:
    ruling = desk.ruling(desk.proceeding(), "")
    desk.finding(ruling, desk.claim())
    return "undated", [ruling]


def an_undated_item(desk: Desk) -> Expected:
    return "undated", [desk.item(published="")]


def an_occasion_without_basis(desk: Desk) -> Expected:
    claim = desk.claim()
    return "date-without-basis", [
        desk.occasion(claim, "2016-03", date_basis=" "),
        claim,
    ]


def an_event_without_basis(desk: Desk) -> Expected:
    return "date-without-basis", [desk.event("2016-03-08", date_basis="")]


def a_ruling_without_basis(desk: Desk) -> Expected:
    ruling = desk.ruling(desk.proceeding(), date_basis="")
    desk.finding(ruling, desk.claim())
    return "date-without-basis", [ruling]


def a_vague_item_without_basis(desk: Desk) -> Expected:
    return "date-without-basis", [desk.item(date="2016-03-09~")]


def a_link_without_a_copy(desk: Desk) -> Expected:
    return "link-not-stored", [desk.item(url="https://example.org/a", held=False)]


def a_quote_that_its_file_does_not_hold(desk: Desk) -> Expected:
    item = desk.item()
    citation = desk.cite(desk.claim(cited=False), item, quote=desk.word())
    desk.quotes[citation.id] = LOST
    return "quote-lost", [citation, item]


def a_quote_that_moved(desk: Desk) -> Expected:
    item = desk.item()
    citation = desk.cite(desk.claim(cited=False), item, quote=desk.word())
    desk.quotes[citation.id] = MOVED
    return "quote-moved", [citation, item]


def an_effect_on_no_ruling(desk: Desk) -> Expected:
    ruling = desk.ruling(desk.proceeding(), effect="affirms")
    desk.finding(ruling, desk.claim())
    return "ruling-effect", [ruling]


def an_item_known_of_only(desk: Desk) -> Expected:
    return "not-held", [desk.item(held=False)]


FAULTS: tuple[Planter, ...] = tuple(
    planter
    for name, planter in list(globals().items())
    if name.startswith(
        ("a_", "an_", "two_", "three_", "shares_", "figures_", "competing_")
    )
)
