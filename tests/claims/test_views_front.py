from accounts.matters import matter_by_slug
from claims.registers import CLAIMS
from core.records import current, record, revise
from tests.kit.pages import Installation, Visitor


def test_the_front_page_shows_how_every_claim_stands(alice: Visitor) -> None:
    page = alice.get("/m/likes/")
    assert page.page.all("h1")[0].text == "The “likes” case"
    rows = [" ".join(row.text.split()) for row in page.page.all("tr")[1:]]
    assert rows[0] == "C-001 Hun Sen bought Facebook likes from click farms abroad Sam Rainsy 1 origin 1 origin not stated R-001, R-002 not addressed R-003"  # fmt: skip
    assert rows[4].endswith("none cited none cited upheld R-001, R-002")


def test_the_counts_are_those_of_the_records(alice: Visitor) -> None:
    said = " ".join(alice.get("/m/likes/").page.all("dl", **{"class": "ledger"})[0].text.split())  # fmt: skip
    assert said == (
        "Claims 5 a ruling decides 2 of them Evidence 31 items 4 of them known of, not held Rulings 3 in 2 proceedings "
        "Dates 2015 to 2018 26 of 69 entries without a single day"
    )


def test_what_needs_attention_is_counted_and_linked(alice: Visitor) -> None:
    page = alice.get("/m/likes/")
    todo = " ".join(page.page.all("ul", **{"class": "todo"})[0].text.split())
    assert "4 contradictions: things that cannot all stand as printed" in todo
    assert "2 entries without any date" in todo
    assert 'href="/m/likes/timeline#undated"' in page.html


def test_the_first_answers_are_those_of_the_dossier(alice: Visitor) -> None:
    text = alice.get("/m/likes/").text
    for question in ("What did courts decide, and what not?", "What was corrected later?", "What is known only at second hand?"):  # fmt: skip
        assert question in text


def test_the_latest_changes_say_who_did_what(installation: Installation) -> None:
    database = installation.house.database
    with database.transaction("Alice") as session:
        matter = matter_by_slug(session, "harbour")
        claim = record(session, CLAIMS, matter.id, {"statement": "The lease ended"})
    with database.transaction("Bob") as session:
        claim = session.merge(claim)
        revise(session, CLAIMS, claim, {**current(session, CLAIMS, claim), "kind": "denial"})  # fmt: skip
    log = installation.visitor("Rita").get("/m/harbour/").page.all("ol", **{"class": "log"})  # fmt: skip
    said = " ".join(log[0].text.split())
    assert said.startswith("Bob changed C-001")
    assert "Alice entered C-001" in said


def test_an_empty_matter_asks_for_its_first_claim(installation: Installation) -> None:
    page = installation.visitor("Alice").get("/m/harbour/")
    assert "Write the first claim" in page.text
    assert "Nothing was entered yet" in page.text or "No check found anything" in page.text  # fmt: skip
    assert "Write the first claim" not in installation.visitor("Vera").get("/m/harbour/").text  # fmt: skip


def test_who_can_see_it_is_said(alice: Visitor) -> None:
    assert "Alice, Bob, Rita and Vera, because they belong to this matter. Nobody else." in alice.get("/m/likes/").text  # fmt: skip
