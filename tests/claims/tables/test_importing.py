import dataclasses

import pytest

from accounts.matters import describe, matter_by_slug
from claims.tables.importing import Outcome
from core.dates import UncertainDate
from core.errors import Invalid
from tests.claims.tables.desk import Desk, as_csv

EVIDENCE = "key,title,language,notes\n"
ITEMS = "key,title,derives_from,derivation\nb,Reprint,a,republishes\na,Wire story,,\n"
CLAIMS = "key,statement,contradicts\nc1,It is so,c2\nc2,It is not so,c1\n"
CITATIONS = "of,evidence,stance,quote\nc1,a,supports,so\nc2,b,supports,not\n"
OCCASIONS = "claim,form,date\nc1,as made,March 2016\nc1,as reported,2016-03-09\n"
ALL = {"evidence": ITEMS, "claims": CLAIMS, "citations": CITATIONS, "occasions": OCCASIONS}  # fmt: skip


def counts(outcome: Outcome) -> tuple[int, int, int, int]:
    return (outcome.created, outcome.updated, outcome.unchanged, len(outcome.rejected))


def test_a_second_import_changes_nothing_and_logs_nothing(any_desk: Desk) -> None:
    assert counts(any_desk.load(**ALL)) == (8, 0, 0, 0)
    logged = any_desk.entries()
    assert counts(any_desk.load(**ALL)) == (0, 0, 8, 0)
    assert any_desk.entries() == logged


def test_every_row_is_in_exactly_one_count(desk: Desk) -> None:
    desk.load(**ALL)
    changed = "key,title\na,Wire story\nb,Reprint of it\nc,New\n,No key\n"
    outcome = desk.bring(desk.lay({"evidence": changed}), partial=True)
    assert counts(outcome) == (1, 1, 1, 1)
    assert outcome.rows == 4


def test_rows_may_refer_to_later_rows_and_to_one_another(any_desk: Desk) -> None:
    figures = "key,evidence,label,value,of_value\npart,a,fans here,3,whole\nwhole,a,fans,10,\n"
    rulings = "key,proceeding,effect,on_ruling\nr2,p,affirms,r1\nr1,p,,\n"
    cases = "key,title,related\np,One,other proceeding=q\nq,Two,other proceeding=p\n"
    outcome = any_desk.load(**ALL, figures=figures, rulings=rulings, proceedings=cases)
    assert not outcome.rejected
    casefile = any_desk.read()
    reprint, wire = casefile.evidence
    assert casefile.linked(reprint, "derives_from") == [wire]
    assert [row.number for row in casefile.rulings] == [1, 2]
    assert casefile.rulings[0].on_ruling_id == casefile.rulings[1].id
    assert casefile.figures[0].of_value_id == casefile.figures[1].id
    first, second = casefile.claims
    assert casefile.linked(first, "contradicts") == [second]
    assert casefile.linked(second, "contradicts") == [first]


def test_an_existing_row_may_come_to_refer_to_a_new_one(any_desk: Desk) -> None:
    case = "key,title\np,One\n"
    any_desk.load(proceedings=case, rulings="key,proceeding\nr2,p\n")
    outcome = any_desk.load(
        rulings="key,proceeding,on_ruling,effect\nr2,p,r1,affirms\nr1,p,,\n"
    )
    assert counts(outcome) == (1, 1, 0, 0)
    assert any_desk.give()["rulings.csv"].count(b",r1,") == 1


def test_missing_columns_leave_what_is_known_and_empty_cells_take_it_away(
    desk: Desk,
) -> None:
    desk.load(
        evidence="key,title,language,date,url\na,Letter,en,2016,http://localhost/a\n"
    )
    desk.load(evidence="key,language\na,\n")
    item = desk.read().evidence[0]
    assert (item.title, item.language, item.date_edtf, item.url) == (
        "Letter",
        "",
        "2016",
        "http://localhost/a",
    )


def test_a_derivation_stays_when_only_the_keys_are_given_and_the_reverse(
    desk: Desk,
) -> None:
    desk.load(evidence=ITEMS)
    assert desk.load(evidence="key,derives_from\nb,a\n").unchanged == 1
    desk.load(evidence="key,derivation\nb,translates\n")
    casefile = desk.read()
    assert [
        (link.role, casefile.by_id[link.target_id].key)
        for link in casefile.links_from(casefile.evidence[0], "derives_from")
    ] == [("translates", "a")]


def test_with_a_rejected_row_nothing_is_written_not_even_the_matter(desk: Desk) -> None:
    outcome = desk.load(parties="key,name\na,Alice\nb,\n")
    assert counts(outcome) == (1, 0, 0, 1)
    with pytest.raises(Exception, match="There is no matter"):
        desk.read()


def test_a_dry_run_says_the_same_and_writes_nothing(desk: Desk) -> None:
    place = desk.lay(ALL)
    assert counts(desk.bring(place, dry_run=True)) == (8, 0, 0, 0)
    with pytest.raises(Exception, match="There is no matter"):
        desk.read()
    assert counts(desk.bring(place)) == (8, 0, 0, 0)


def test_good_rows_are_taken_when_asked_and_rows_that_lean_on_bad_ones_are_not(
    desk: Desk,
) -> None:
    evidence = "key,title,kind,derives_from\na,Good,,\nb,Bad,letter,\nc,Leans,,b\nd,Leans too,,c\n"
    citations = "of,evidence,stance\nc1,a,supports\nc1,d,supports\n"
    tables = {
        "evidence": evidence,
        "claims": "key,statement\nc1,It is so\n",
        "citations": citations,
    }
    outcome = desk.bring(desk.lay(tables), partial=True)
    assert counts(outcome) == (3, 0, 0, 4)
    assert [(row.file, row.row) for row in outcome.rejected] == [
        ("evidence.csv", 3), ("evidence.csv", 4), ("evidence.csv", 5), ("citations.csv", 3),
    ]  # fmt: skip
    assert (
        outcome.rejected[1].error
        == "It refers to “b”, and row 3 of evidence.csv is rejected."
    )
    assert [item.key for item in desk.read().evidence] == ["a"]


def test_good_rows_are_taken_beside_an_amount(desk: Desk) -> None:
    tables = {
        "proceedings": "key,title\np,One\n",
        "rulings": "key,proceeding\nr1,p\nr2,nowhere\n",
        "remedies": "key,ruling,amount,currency\nm1,r1,35000.50,EUR\nm2,r2,5,EUR\nm3,r1,,\n",
    }
    outcome = desk.bring(desk.lay(tables), partial=True)
    assert counts(outcome) == (4, 0, 0, 2)
    assert "row 3 of rulings.csv is rejected" in outcome.rejected[1].error
    assert [row.amount_minor for row in desk.read().remedies] == [3_500_050, None]


def test_good_rows_are_asked_for_and_all_are_good(desk: Desk) -> None:
    tables = {
        "proceedings": "key,title\np,One\n",
        "rulings": "key,proceeding\nr1,p\n",
        "remedies": "key,ruling,amount,currency\nm1,r1,5,EUR\n",
    }
    assert counts(desk.bring(desk.lay(tables), partial=True)) == (3, 0, 0, 0)


def test_a_row_may_lean_on_a_rejected_change_of_what_is_there(desk: Desk) -> None:
    desk.load(evidence="key,title\na,Good\n")
    tables = {"evidence": "key,title,derives_from\na,,\nb,New,a\n"}
    assert counts(desk.bring(desk.lay(tables), partial=True)) == (1, 0, 0, 1)


def test_rows_without_a_key_are_the_same_when_all_cells_are_equal(desk: Desk) -> None:
    desk.load(**ALL)
    more = f"{CITATIONS}c1,a,supports,so\nc1,a,context,so\n"
    outcome = desk.load(citations=more)
    assert counts(outcome) == (1, 0, 3, 0)
    assert [row.stance for row in desk.read().citations] == [
        "supports",
        "supports",
        "context",
    ]


def test_a_row_that_stands_twice_without_a_key_is_entered_once(desk: Desk) -> None:
    twice = f"{OCCASIONS}c1,as made,March 2016\n"
    assert counts(desk.load(claims=CLAIMS, occasions=twice)) == (4, 0, 1, 0)


def test_the_number_of_another_citation_is_not_taken_over(desk: Desk) -> None:
    desk.load(**ALL)
    outcome = desk.load(
        citations="number,of,evidence,stance,quote\nCT-001,c1,a,supports,other words\n"
    )
    assert "CT-001 is taken by a row that is not the same" in outcome.rejected[0].error


def test_headers_and_closed_words_are_read_in_any_case_and_order(desk: Desk) -> None:
    desk.load(
        evidence="  Title ,KIND, Archived URL,Key\nLetter,  Web   PAGE ,http://localhost/, a \n"
    )
    item = desk.read().evidence[0]
    assert (item.key, item.title, item.kind, item.archived_url) == (
        "a",
        "Letter",
        "web page",
        "http://localhost/",
    )


def test_text_is_kept_letter_by_letter(desk: Desk) -> None:
    words = " two  spaces,\r\na line\n\ttab and “quotes” "
    desk.load(claims=as_csv([["key", "statement", "notes"], ["c", "It is so", words]]))
    assert desk.read().claims[0].notes == words


def test_edtf_and_span_win_over_the_words_which_stay(desk: Desk) -> None:
    rows = "key,title,date,date_edtf,date_span\nv,It happened,some time that spring,2016-03/2016-05,Once  Within\n"
    desk.load(events=rows)
    event = desk.read().events[0]
    assert (event.date_text, event.date_edtf, event.date_span) == (
        "some time that spring",
        "2016-03/2016-05",
        "once within",
    )


def test_a_month_may_be_meant_throughout(desk: Desk) -> None:
    rows = "v,Strike,,2020-06,throughout\nw,Strike,throughout June 2020,,\nx,Talk,2020-06,,once within\n"
    desk.load(events=f"key,title,date,date_edtf,date_span\n{rows}")
    dates = [
        UncertainDate(row.date_text, row.date_edtf, row.date_span)
        for row in desk.read().events
    ]
    assert [(date.edtf, date.span) for date in dates] == [
        ("2020-06", "throughout"),
        ("2020-06", "throughout"),
        ("2020-06", "once within"),
    ]
    assert dates[0].words == "throughout June 2020"


def test_an_instant_of_capture_keeps_its_time_in_the_words_and_its_own_day(
    desk: Desk,
) -> None:
    desk.load(evidence="key,title,captured_at\na,Page,2016-03-09T23:59:00+07:00\n")
    item = desk.read().evidence[0]
    assert (item.captured_at_text, item.captured_at_edtf) == (
        "2016-03-09T23:59:00+07:00",
        "2016-03-09",
    )
    assert (
        desk.refused(
            evidence="key,title,captured_at\na,Page,2016-02-30T10:00:00Z\n"
        ).column
        == "captured_at"
    )


def test_a_figures_whole_is_a_key_or_words_as_printed(desk: Desk) -> None:
    figures = "key,evidence,label,value,of_value\nf1,a,fans,10,about 20\nf2,a,fans here,3,f1\n"
    desk.load(evidence=ITEMS, figures=figures)
    first, second = desk.read().figures
    assert (first.of_value, first.of_value_id) == ("about 20", None)
    assert (second.of_value, second.of_value_id) == ("", first.id)


def test_amounts_become_minor_units(desk: Desk) -> None:
    start = {"proceedings": "key,title\np,One\n", "rulings": "key,proceeding\nr,p\n"}
    desk.load(**start, remedies="key,ruling,amount,currency\nm, r ,35000.50,usd\n")
    remedy = desk.read().remedies[0]
    assert (remedy.amount_minor, remedy.currency) == (3_500_050, "USD")
    desk.load(remedies="key,amount\nm,12\n")
    assert desk.read().remedies[0].amount_minor == 1_200


def test_a_withdrawn_row_is_withdrawn_and_may_stand_again(desk: Desk) -> None:
    desk.load(parties="key,name,withdrawn\na,Alice,entered twice\nb,Bob,\n")
    assert [row.withdrawn_why for row in desk.read().parties] == ["entered twice", ""]
    assert desk.load(parties="key,name\na,Alice\n").unchanged == 1
    desk.load(parties="key,withdrawn\na,\nb,a mistake\n")
    assert [row.withdrawn_why for row in desk.read().parties] == ["", "a mistake"]


def test_a_matter_that_cannot_be_named_so_is_refused(desk: Desk) -> None:
    with pytest.raises(Invalid, match="cannot be a short name"):
        desk.bring(desk.lay(ALL), "Not A Slug")


def test_a_matter_without_rows_can_be_imported(desk: Desk) -> None:
    assert dataclasses.astuple(desk.load(parties="key,name\n")) == (0, 0, 0, 0, [])
    assert desk.read().parties == []


def test_a_matter_that_is_opened_keeps_how_its_dates_were_read(desk: Desk) -> None:
    table = "key,title,date\nv,It happened,3/4/2016\nw,And again,9 février 2017\n"
    place = desk.lay({"events": table})
    assert desk.bring(place, order="dmy", language="fr").created == 2
    matter = desk.read().matter
    assert (matter.date_order, matter.language) == ("dmy", "fr")
    assert desk.bring(place).unchanged == 2
    assert desk.bring(place, order="mdy", language="en-GB").rejected
    assert desk.bring(place, order="mdy").updated == 1
    matter = desk.read().matter
    assert (matter.date_order, matter.language) == ("dmy", "fr")


def test_dates_are_read_as_the_matter_reads_them_unless_told_otherwise(
    desk: Desk,
) -> None:
    desk.load(parties="key,name\n")
    with desk.database.transaction("alice") as session:
        matter = matter_by_slug(session, "case")
        describe(
            session, matter, name="Case", at_stake="", date_order="dmy", language="km"
        )
    place = desk.lay(
        {
            "events": "key,title,date\nv,It happened,3/4/2016\nw,And again,៩ ខែកុម្ភៈ ឆ្នាំ២០១៧\n"
        }
    )
    assert not desk.bring(place).rejected
    assert [row.date_edtf for row in desk.read().events] == ["2016-04-03", "2017-02-09"]
    assert desk.bring(place, order="mdy").updated == 1
    assert desk.read().events[0].date_edtf == "2016-03-04"
