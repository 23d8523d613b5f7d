"""Things that look like faults and are none. Each enters a few records of its own, clean in every respect but its look."""

from collections.abc import Callable

from tests.claims.checks.matters import Desk, withdraw

Decoy = Callable[[Desk], None]


def two_of_one_origin_and_one_of_its_own(desk: Desk) -> None:
    claim, root = desk.claim(), desk.item()
    desk.cite(claim, root)
    desk.cite(claim, desk.item(derives_from=[(root, "quotes")]))
    desk.cite(claim, desk.item())


def one_item_cited_twice_and_one_of_the_same_origin_against(desk: Desk) -> None:
    claim, root = desk.claim(), desk.item()
    copy = desk.item(derives_from=[(root, "republishes")])
    desk.cite(claim, root)
    desk.cite(claim, root)
    desk.cite(claim, copy, "contradicts")


def a_correction_is_an_origin_of_its_own(desk: Desk) -> None:
    claim, first = desk.claim(), desk.item()
    later = desk.item(derives_from=[(first, "corrects")])
    desk.cite(claim, later)
    desk.cite(claim, desk.item())


def a_second_copy_is_withdrawn(desk: Desk) -> None:
    claim, root = desk.claim(), desk.item()
    copy = desk.item(derives_from=[(root, "translates")])
    desk.cite(claim, root)
    withdraw(desk.cite(claim, copy))


def values_that_agree_by_rounding(desk: Desk) -> None:
    label = desk.word()
    for value in ("about 779,000", "779,431", "0.779 million"):
        desk.figure(desk.item(), label, value, "fans")
    label = desk.word()
    for value in ("20.2", "20", "20.2 percent"):
        desk.figure(desk.item(), label, value, "%")


def values_of_other_units_times_labels_and_claims(desk: Desk) -> None:
    label, first, second = desk.word(), desk.claim(), desk.claim()
    desk.figure(desk.item(), label, desk.amount(), "USD", about=first)
    desk.figure(desk.item(), label, desk.amount(), "KHR", about=first)
    desk.figure(desk.item(), label, desk.amount(), "USD", about=second)
    desk.figure(desk.item(), label, desk.amount(), about=first, window="2016-03")
    desk.figure(desk.item(), label, desk.amount(), about=first, window="2016-04")


def a_value_that_cannot_be_read(desk: Desk) -> None:
    label = desk.word()
    desk.figure(desk.item(), label, desk.amount())
    desk.figure(desk.item(), label, "several hundred")
    desk.figure(desk.item(), label, "1.234")


def parts_that_come_to_their_whole(desk: Desk) -> None:
    item, one, other = desk.item(), desk.amount(), desk.amount()
    whole = desk.figure(item, desk.word(), one + other)
    for value in (one, other):
        desk.figure(item, desk.word(), value, of_value=whole)
    rounded = desk.figure(item, desk.word(), f"about {(one + 500) // 1000} thousand")
    desk.figure(item, desk.word(), one, of_value=rounded)


def parts_of_words_that_are_not_all(desk: Desk) -> None:
    item, part = desk.item(), desk.amount()
    desk.figure(item, desk.word(), 3 * part)
    desk.figure(item, desk.word(), part, of_value=f"{3 * part:,}")


def a_share_that_fits_and_one_of_something_else(desk: Desk) -> None:
    item, part, name = desk.item(), desk.amount(), desk.word()
    whole = f"{4 * part:,}"
    desk.figure(item, f"fans in {name}", part, "fans", of_value=whole)
    desk.figure(item, f"share of fans in {name}", "25.0", "%", of_value=whole)
    desk.figure(item, f"share of fans in {desk.word()}", "70", "%", of_value=whole)


def a_corrected_item_that_is_used_no_more(desk: Desk) -> None:
    claim, first = desk.claim(), desk.item()
    later = desk.item(derives_from=[(first, "supersedes")])
    withdraw(desk.cite(claim, first))
    withdraw(desk.occasion(claim, "2016-03-01", first))
    desk.cite(claim, later)
    gone = desk.claim()
    desk.cite(gone, first)
    withdraw(gone)


def a_correction_that_was_withdrawn(desk: Desk) -> None:
    claim, first = desk.claim(), desk.item()
    desk.cite(claim, first)
    withdraw(desk.item(derives_from=[(first, "corrects")]))


def dates_that_may_be_in_order(desk: Desk) -> None:
    claim = desk.claim()
    desk.occasion(claim, "2016-03", desk.item(published="2016-03-01"))
    desk.occasion(claim, "2016-03-05/..", desk.item(published="2016"))
    desk.occasion(claim, "2016-05-01?", desk.item(published="2016-03-01"))
    desk.occasion(claim, "2016-05-01", desk.item(published="2016-04~"))
    desk.occasion(claim, "2016-05-01", desk.item(published="2016-03-01/.."))
    desk.occasion(claim, "../2016-05-01", desk.item(published="2015-03-01"))
    older = desk.item(published="2016-05-02", date="2016-01-01", date_basis="printed")
    desk.occasion(claim, "2016-05-01", older)
    desk.cite(claim, desk.item(published="2016-03-02"), "reports")


def an_older_item_as_context_or_support(desk: Desk) -> None:
    event = desk.event("2016-05-01")
    for stance in ("context", "supports", "contradicts"):
        desk.cite(event, desk.item(published="2016-01-01"), stance)


def a_capture_on_the_day_of_publication(desk: Desk) -> None:
    claim = desk.claim()
    desk.cite(claim, desk.item(published="2016-03-09", captured_at="2016-03-09"))


def withdrawn_records_without_dates(desk: Desk) -> None:
    claim = desk.claim()
    gone = desk.claim(cited=False)
    rows = [
        desk.event(""),
        desk.occasion(claim, ""),
        desk.item(date="", held=False),
        gone,
    ]
    for row in rows:
        withdraw(row)
    desk.occasion(gone, "")


def dates_that_need_no_basis(desk: Desk) -> None:
    claim = desk.claim()
    desk.cite(claim, desk.item(date="2016-03-09"))
    desk.cite(claim, desk.item(date="2016-03", published="2016-03"), "context")
    desk.cite(claim, desk.item(date="2016-03~", date_basis="about then"), "reports")
    desk.add("events", title=desk.word(), date="", date_basis="").withdrawn_at = "x"


def an_appeal_that_answers_on_everything(desk: Desk) -> None:
    claim, other = desk.claim(kind="legal claim"), desk.claim()
    trial = desk.ruling(desk.proceeding())
    court = desk.proceeding(filed="2016-12-01", kind="appeal")
    appeal = desk.ruling(
        court, "2017-02-09", effect="affirms", on_ruling=trial, evidence=[]
    )
    for row in (claim, other):
        desk.finding(trial, row, "found true")
        desk.finding(appeal, row, "not addressed")
    stay = desk.ruling(
        court, "2017-01-01", effect="stays", on_ruling=trial, evidence=[]
    )
    desk.finding(stay, desk.claim(), "upheld")


def a_related_case_that_is_no_appeal(desk: Desk) -> None:
    here = desk.proceeding()
    there = desk.proceeding(kind="discovery", related=[(here, "separate proceeding")])
    desk.finding(desk.ruling(here), desk.claim())
    desk.finding(desk.ruling(there), desk.claim())


def a_legal_claim_between_parties_of_two_cases(desk: Desk) -> None:
    people = [desk.add("parties", name=desk.word()) for _ in range(2)]
    for _ in range(2):
        court = desk.proceeding(parties=[(row, "party") for row in people])
        desk.finding(desk.ruling(court), desk.claim())
    desk.claim(kind="legal claim", made_by=people[:1], about=people[1:])


def a_legal_claim_decided_in_another_case(desk: Desk) -> None:
    people = [desk.add("parties", name=desk.word()) for _ in range(2)]
    here = desk.proceeding(parties=[(row, "party") for row in people])
    claim = desk.claim(kind="legal claim", made_by=people[:1], about=people[1:])
    desk.finding(desk.ruling(here), desk.claim())
    desk.finding(desk.ruling(desk.proceeding()), claim)


def an_adjudicated_claim_in_a_report_of_two_rulings(desk: Desk) -> None:
    item, claim = desk.item(published="2016-12"), desk.claim()
    for _ in range(2):
        ruling = desk.ruling(desk.proceeding(), evidence=[item])
        desk.finding(ruling, desk.claim())
    desk.occasion(claim, "2016-11-08", item).form = "as adjudicated"


def dates_after_what_was_withdrawn(desk: Desk) -> None:
    court, claim = desk.proceeding(filed="2016-12-01"), desk.claim()
    withdraw(court)
    trial = desk.ruling(desk.proceeding(), "2016-12-01")
    withdraw(trial)
    ruling = desk.ruling(court, "2016-11-08", on_ruling=trial)
    desk.finding(ruling, claim)
    withdraw(desk.finding(ruling, claim, "not stated"))


def a_ruling_reported_with_its_text_held(desk: Desk) -> None:
    ruling = desk.ruling(desk.proceeding(), known_from="report")
    desk.finding(ruling, desk.claim())


def a_link_with_a_stored_copy(desk: Desk) -> None:
    desk.item(url="https://example.org/a", archived_url="https://example.org/b")


DECOYS: tuple[Decoy, ...] = (
    two_of_one_origin_and_one_of_its_own,
    one_item_cited_twice_and_one_of_the_same_origin_against,
    a_correction_is_an_origin_of_its_own,
    a_second_copy_is_withdrawn,
    values_that_agree_by_rounding,
    values_of_other_units_times_labels_and_claims,
    a_value_that_cannot_be_read,
    parts_that_come_to_their_whole,
    parts_of_words_that_are_not_all,
    a_share_that_fits_and_one_of_something_else,
    a_corrected_item_that_is_used_no_more,
    a_correction_that_was_withdrawn,
    dates_that_may_be_in_order,
    an_older_item_as_context_or_support,
    a_capture_on_the_day_of_publication,
    withdrawn_records_without_dates,
    dates_that_need_no_basis,
    an_appeal_that_answers_on_everything,
    a_related_case_that_is_no_appeal,
    a_legal_claim_between_parties_of_two_cases,
    a_legal_claim_decided_in_another_case,
    an_adjudicated_claim_in_a_report_of_two_rulings,
    dates_after_what_was_withdrawn,
    a_ruling_reported_with_its_text_held,
    a_link_with_a_stored_copy,
)
