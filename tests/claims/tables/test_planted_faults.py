import pytest

from tests.claims.tables.desk import Desk

PARTIES = "key,name\nalice,Alice\nbob,Bob\n"
SOURCES = "key,name,kind\nherald,The Herald,newspaper\n"
ITEM = "key,title,kind,source,date,confidentiality,derives_from,derivation,file\n"
CLAIM = "key,statement,kind,made_by\nc1,Something is so,opinion,\n"
EVIDENCE = "key,title\ne1,A letter\n"
RULINGS = "key,proceeding\nr1,p1\n"
CASES = "key,title\np1,A v. B\n"

PLANTED = [
    ("claims", "key,statement,made_by\nc1,It is so,carol\n", "made_by", "carol", "No row has the key “carol”: give the key of a party"),
    ("evidence", f"{ITEM}e1,A letter,letter,,,,,,\n", "kind", "letter", "“letter” is not one of: article, statement"),
    ("evidence", f"{ITEM}e1,A letter,,,31 April 2016,,,,\n", "date", "31 April 2016", "April"),
    ("evidence", f"{ITEM}e1,A letter,,,,,,,letter.txt\n", "file", "letter.txt", "There is no file “letter.txt” in files/"),
    ("claims", "key,statement,contradicts\nc1,It is so,c1\n", "contradicts", "c1", "This is the claim’s own key: give the key of another claim."),
    ("claims", "key,statement,repeats\nc1,It is so,c1\n", "repeats", "c1", "give the key of another claim"),
    ("claims", "key,statement,narrows\nc1,It is so,c1\n", "narrows", "c1", "give the key of another claim"),
    ("proceedings", "key,title,related\np1,A v. B,appeal=p1\n", "related", "p1", "give the key of another proceeding"),
    ("claims", "key,statement\nc1,\n", "statement", "", "statement is empty: every claim needs one."),
    ("rulings", "key,proceeding\nr1,\n", "proceeding", "", "proceeding is empty: give the key of a proceeding."),
    ("citations", "of,evidence,stance\nc1,e1,\n", "stance", "", "stance is empty: give one of: supports, contradicts, context, reports."),
    ("citations", "of,evidence,stance\n,e1,supports\n", "of", "", "of is empty: give the key of a claim or an event or a ruling or a finding."),
    ("remedies", "key,ruling,amount,currency\nm1,r1,\"35,50\",EUR\n", "amount", "35,50", "Did you mean 35.50?"),
    ("evidence", f"{ITEM}e1,A letter,,,,,,,../letter.txt\n", "file", "../letter.txt", "plain name without slashes"),
    ("evidence", f"{ITEM}e1,A letter,,,,,e1,quotes,\n", "derives_from", "e1", "It would derive from itself: e1 → e1."),
    ("evidence", f"{ITEM}e1,A letter,,herold,,,,,\n", "source", "herold", "Did you mean herald?"),
    ("evidence", "key,title,date,date_edtf\ne1,A letter,May,2016-13\n", "date_edtf", "2016-13", ""),
    ("evidence", "key,title,date,date_span\ne1,A letter,2016,often\n", "date_span", "often", "not one of: throughout, once within"),
    ("evidence", "key,title,url\ne1,A letter,javascript:1\n", "url", "javascript:1", "http://"),
    ("parties", "key,name,colour\nalice,Alice,red\n", "colour", "", "parties has no such column: colour. Its columns are: key, number, name"),
    ("parties", "key,name\n,Alice\n", "key", "", "Give the row a key"),
    ("parties", "key,name\na;b,Alice\n", "key", "a;b", "A key holds no “;”"),
    ("parties", "key,name\na=b,Alice\n", "key", "a=b", "A key holds no “;” and no “=”"),
    ("parties", "key,name\nalice,\n", "name", "", "name is empty: every party needs one."),
    ("parties", "key,name,number\nalice,Alice,X-5\n", "number", "X-5", "is not a number such as 5 or N-005"),
    ("parties", "key,name\nalice,Alice,Bob\n", "", "Bob", "Cell 3 of the row stands under no column name."),
    ("parties", "key,name\nalice,Al\x00ice\n", "name", "Al\\x00ice", "NUL"),
    ("parties", "key,name,name\nalice,Alice,Bob\n", "name", "", "More than one column is named name."),
    ("remedies", "key,ruling,amount,currency\nm1,r1,\"35,000\",USD\n", "amount", "35,000", "Did you mean 35000?"),
    ("remedies", "key,ruling,amount,currency\nm1,r1,35000,dollars\n", "currency", "DOLLARS", "ISO 4217"),
    ("remedies", "key,ruling,amount,currency\nm1,r1,999999999999999,CLF\n", "amount", "999999999999999", "more than can be kept"),
    ("remedies", "key,ruling,amount\nm1,r1,35000\n", "currency", "", "Give the ISO 4217 code too"),
    ("remedies", "key,ruling,currency\nm1,r1,USD\n", "currency", "USD", "there is no amount"),
    ("findings", "key,ruling,claim,disposition\nf1,r1,c1,guilty\n", "disposition", "guilty", "not one of: upheld, partly upheld"),
    ("citations", "of,evidence,stance\nnone,e1,supports\n", "of", "none", "give the key of a claim or an event or a ruling or a finding"),
    ("evidence", f"{ITEM}e1,A letter,,,,secret,,,\n", "confidentiality", "secret", "not one of: open, restricted, sealed"),
]  # fmt: skip


@pytest.mark.parametrize(("table", "text", "column", "value", "error"), PLANTED)
def test_a_planted_fault_is_told_with_its_column_its_value_and_what_is_right(
    desk: Desk, table: str, text: str, column: str, value: str, error: str
) -> None:
    around = {
        "parties": PARTIES, "sources": SOURCES, "claims": CLAIM, "proceedings": CASES, "rulings": RULINGS, "evidence": EVIDENCE,
    }  # fmt: skip
    refused = desk.refused(**{**around, table: text})
    assert (refused.file, refused.row) == (f"{table}.csv", 2)
    assert (refused.column, refused.value) == (column, value)
    assert error in refused.error


def test_an_ambiguous_date_is_rejected_with_its_choices_until_an_order_is_given(
    desk: Desk,
) -> None:
    table = {"events": "key,title,date\nv1,It happened,3/4/2016\n"}
    refused = desk.refused(**table)
    assert (refused.column, refused.value) == ("date", "3/4/2016")
    assert "2016-04-03" in refused.error
    assert "2016-03-04" in refused.error
    outcome = desk.bring(desk.lay(table), order="dmy")
    assert outcome.created == 1
    assert desk.read().events[0].date_edtf == "2016-04-03"


@pytest.mark.parametrize(
    ("date", "advised"),
    [("3/4/2016", True), ("3/4/16", True), ("25/12/20", True), ("summer 2019", False), ("the 2000s", False), ("'16", False)],
)  # fmt: skip
def test_an_order_is_advised_only_where_it_is_what_is_open(
    desk: Desk, date: str, *, advised: bool
) -> None:
    error = desk.refused(events=f"key,title,date\nv1,It happened,{date}\n").error
    assert ("order of day and month" in error) is advised
    assert "one of these in date_edtf" in error


def test_no_order_is_advised_for_a_thai_year_that_may_be_buddhist(desk: Desk) -> None:
    place = desk.lay({"events": "key,title,date\nv1,It happened,15 มิ.ย. 63\n"})
    (refused,) = desk.bring(place, language="th", order="dmy").rejected
    assert "2020-06-15: give one of these in date_edtf" in refused.error


@pytest.mark.parametrize("written", ["LETTER.txt", "files/letter.TXT", "files/Letter.txt", "x\\letter.txt"])  # fmt: skip
def test_the_name_that_lies_there_is_suggested(desk: Desk, written: str) -> None:
    tables = {"evidence": f"key,title,file\ne1,A letter,{written}\n"}
    (refused,) = desk.bring(desk.lay(tables, {"Letter.txt": b"one"})).rejected
    assert refused.column == "file"
    assert refused.error.endswith("Did you mean Letter.txt?")


def test_every_fault_of_a_row_is_told_at_once(desk: Desk) -> None:
    refused = desk.refused(
        evidence="key,title,kind,language,date\ne1,,letter,en,31 April 2016\n"
    )
    assert refused.column == "date"
    assert (
        "Also, in title: title is empty: every evidence item needs one."
        in refused.error
    )
    assert "Also, in kind: “letter” is not one of" in refused.error


def test_every_row_under_an_unknown_column_is_rejected_and_counted(desk: Desk) -> None:
    outcome = desk.load(
        parties="key,name,colour\na,A,red\nb,B,blue\n", sources="key,name\ns,S\n"
    )
    assert [(row.row, row.column) for row in outcome.rejected] == [
        (2, "colour"),
        (3, "colour"),
    ]
    assert (outcome.rows, outcome.created) == (3, 1)


def test_a_key_that_stands_twice_is_rejected_and_names_the_other_row(
    desk: Desk,
) -> None:
    refused = desk.refused(parties="key,name\nalice,Alice\nbob,Bob\nalice,Another\n")
    assert refused.row == 4
    assert "row 2 of parties.csv" in refused.error


def test_claims_events_rulings_and_findings_share_their_keys(desk: Desk) -> None:
    refused = desk.refused(
        claims="key,statement\nx,It is so\n", events="key,title\nx,It happened\n"
    )
    assert (refused.file, refused.column, refused.value) == ("events.csv", "key", "x")
    assert "row 2 of claims.csv" in refused.error
    desk.load(claims="key,statement\nx,It is so\n")
    outcome = desk.load(events="key,title\nx,It happened\n")
    assert "the key “x” is that of c-001" in outcome.rejected[0].error.casefold()


def test_a_party_and_a_claim_may_have_one_key(desk: Desk) -> None:
    assert not desk.load(
        parties="key,name\nx,X\n", claims="key,statement\nx,It is so\n"
    ).rejected


def test_a_number_is_given_once_and_never_changes(desk: Desk) -> None:
    desk.load(evidence="key,number,title\na,E-005,A\nb,,B\n")
    outcome = desk.load(evidence="key,number,title\nc,5,C\na,6,A\n")
    errors = [row.error for row in outcome.rejected]
    assert "E-005 is taken by “a”" in errors[0]
    assert "It has the number E-005, and a number never changes." in errors[1]
    twice = desk.refused(evidence="key,number,title\na,e-5,A\nb,005,B\n")
    assert "row 2 of evidence.csv" in twice.error


def test_a_key_written_like_a_number_is_the_rows_own_number(desk: Desk) -> None:
    desk.load(claims="key,statement\nC-007,It is so\nx,It is not\n")
    assert [(row.key, row.number) for row in desk.read().claims] == [
        ("C-007", 7),
        ("x", 8),
    ]
    assert (
        "Choose another key"
        in desk.refused(claims="key,statement\nV-001,It is so\n").error
    )
    assert (
        "the row has another"
        in desk.refused(claims="key,number,statement\nC-007,8,It is so\n").error
    )


def test_a_long_loop_is_refused_and_shown(desk: Desk) -> None:
    rows = "".join(f"e{i},T,e{(i + 1) % 9}\n" for i in range(9))
    outcome = desk.load(evidence=f"key,title,derives_from\n{rows}out,T,e0\n")
    assert len(outcome.rejected) == 9
    assert "→ …" in outcome.rejected[0].error


def test_a_loop_through_rows_that_are_there_already_is_refused(desk: Desk) -> None:
    desk.load(evidence="key,title,derives_from\na,A,\nb,B,a\n")
    outcome = desk.load(evidence="key,title,derives_from\na,A,b\n")
    assert outcome.rejected[0].error == "It would derive from itself: a → b → a."


def test_rulings_and_figures_cannot_go_round_in_a_loop_either(desk: Desk) -> None:
    rulings = "key,proceeding,effect,on_ruling\nr1,p1,affirms,r2\nr2,p1,affirms,r1\n"
    outcome = desk.load(proceedings=CASES, rulings=rulings)
    assert [row.column for row in outcome.rejected] == ["on_ruling", "on_ruling"]
    figures = "key,evidence,label,value,of_value\nf1,e1,fans,1,f1\n"
    assert (
        "be a part of itself" in desk.refused(evidence=EVIDENCE, figures=figures).error
    )


def test_as_many_derivations_as_keys_or_one_for_all(desk: Desk) -> None:
    start = "key,title,derives_from,derivation\na,A,,\nb,B,,\n"
    refused = desk.refused(evidence=f"{start}c,C,a;b,quotes;translates;quotes\n")
    assert (refused.column, refused.value) == ("derivation", "quotes;translates;quotes")
    assert "2, not 3" in refused.error
    assert "quotes" in desk.refused(evidence=f"{start}c,C,,quotes\n").value
    assert "copies" in desk.refused(evidence=f"{start}c,C,a,copies\n").error
