import re
from io import BytesIO

from sqlmodel import Session

from accounts.matters import matter_by_slug
from claims.registers import CITATIONS, CLAIMS, OCCASIONS
from core.blobs import FileStore
from core.records import record, withdraw
from evidence.files import attach
from evidence.registers import EVIDENCE
from tests.kit.pages import Answer, Installation, Visitor


def headings(page: Answer) -> list[str]:
    return [" ".join(found.text.split()) for found in page.page.elements if found.tag in {"h1", "h2"}]  # fmt: skip


def test_a_claim_says_what_courts_are_recorded_as_having_said(alice: Visitor) -> None:
    page = alice.get("/m/likes/claims/C-001")
    lead = page.page.all("p", **{"class": "lead"})[0].text
    assert lead == "No court is recorded as having said whether this is so. Not stated: R-001 and R-002; not addressed: R-003."  # fmt: skip
    assert '<a class="no" href="/m/likes/rulings/R-003">R-003</a>' in page.html


def test_the_order_is_the_same_for_everybody(alice: Visitor) -> None:
    found = headings(alice.get("/m/likes/claims/C-001"))
    wanted = ["When it was made", "Evidence", "Rulings", "Figures side by side"]
    assert [name for name in found if name in wanted] == wanted


def test_origins_are_counted_large_and_items_small(alice: Visitor) -> None:
    ledger = alice.get("/m/likes/claims/C-001").page.all("dl", **{"class": "ledger"})[0]
    said = " ".join(ledger.text.split())
    assert said.startswith("Supports 1 origin 6 items, all from Socialbakers, not held")
    assert said.endswith("Rulings that decide it 0 of 3 2 not stated, 1 not addressed")


def test_reprints_stand_in_one_brace_under_their_origin(alice: Visitor) -> None:
    html = alice.get("/m/likes/claims/C-001").html
    column = html.split('id="supports-h"')[1].split('id="contradicts-h"')[0]
    assert column.count('class="origin"') == 1
    assert column.count('class="entry"') == 6
    assert "republishes" in column


def test_a_citation_leads_to_its_passage_and_says_that_it_matches(
    alice: Visitor,
) -> None:
    page = alice.get("/m/likes/claims/C-001")
    link = re.search(
        r'href="(/m/likes/evidence/E-002/page/1\?quote=CT-001)#(CT-001)"', page.html
    )
    assert link
    passage = alice.get(link[1]).page.all("mark", id=link[2])[0]
    assert passage.text.startswith("Of about 779,000 new fans,")
    assert page.html.count("quote matches the stored file") > 10


def test_what_is_not_decided_on_the_claim_comes_first_and_loud(alice: Visitor) -> None:
    page = alice.get("/m/likes/claims/C-001")
    loud = [found.text for found in page.page.all("li", **{"class": "this"})]
    assert [text.split(".")[0] for text in loud] == [
        "On C-001: not stated",
        "On C-001: not stated",
        "On C-001: not addressed",
    ]
    assert "found true" in page.text  # what the ruling said on another claim


def test_remedies_are_in_words_with_their_amounts(alice: Visitor) -> None:
    text = alice.get("/m/likes/claims/C-005").text
    assert "Fine of 10,000,000 KHR" in text
    assert "in favour of Som Soeun" in text


def test_occasions_say_when_in_what_form_and_why_the_date_is_believed(
    alice: Visitor,
) -> None:
    text = alice.get("/m/likes/claims/C-001").text
    assert "written “a Tuesday in early 2017 (not certain)”" in text
    assert "Khmer Times places the post on the day of the ruling" in text
    assert "5 occasions, the words of none recorded" in text


def test_the_margin_offers_what_may_be_added_and_comes_back(alice: Visitor) -> None:
    html = alice.get("/m/likes/claims/C-001").html
    for table, name in (("occasions", "claim"), ("citations", "of"), ("findings", "claim")):  # fmt: skip
        path = f"/m/likes/{table}/new?{name}=C-001&amp;next=/m/likes/claims/C-001"
        assert path in html
        form = alice.get(path.replace("&amp;", "&"))
        chosen = form.page.all("option", selected="") + form.page.all("input", value="C-001")  # fmt: skip
        assert any("C-001" in (found.text + found.attributes.get("value", "")) for found in chosen), table  # fmt: skip


def test_a_reader_is_offered_nothing_to_write(likes: Installation) -> None:
    html = likes.visitor("Vera").get("/m/likes/claims/C-001").html
    assert "/new?" not in html
    assert "/edit" not in html


def test_the_program_says_of_no_claim_that_it_is_so(alice: Visitor) -> None:
    for number in range(1, 6):
        text = alice.get(f"/m/likes/claims/C-00{number}").text
        for found in re.finditer(r"\b(true|false)\b", text):
            around = text[max(0, found.start() - 12) : found.end()]
            assert "found " in around.lower(), (
                around
            )  # a court's finding, in its own word


def test_a_withdrawn_claim_says_so_and_offers_nothing(
    installation: Installation,
) -> None:
    with installation.house.database.transaction("Alice") as session:
        matter = matter_by_slug(session, "harbour")
        claim = record(session, CLAIMS, matter.id, {"statement": "The lease ended"})
        withdraw(session, claim, "entered twice")
    html = installation.visitor("Alice").get("/m/harbour/claims/C-001").html
    assert "entered twice" in html
    assert "/occasions/new" not in html


def test_a_quote_that_its_file_does_not_hold_is_said_loudly(
    installation: Installation,
) -> None:
    with installation.house.database.transaction("Alice") as session:
        cite(session, installation.house.files, quote="The lease ran on")
    page = installation.visitor("Alice").get("/m/harbour/claims/C-001")
    loud = [found.text for found in page.page.all("span", **{"class": "undecided"})]
    assert "quote does not match the stored file" in loud
    assert "E-001#" not in page.html  # there is no passage to lead to


def cite(session: Session, store: FileStore, *, quote: str) -> None:
    """Cite one held text for one claim."""
    matter = matter_by_slug(session, "harbour")
    claim = record(session, CLAIMS, matter.id, {"statement": "The lease ended"})
    item = record(session, EVIDENCE, matter.id, {"title": "Letter"})
    session.flush()
    attach(session, store, item, BytesIO(b"The lease ended."), "letter.txt")
    values = {"of": claim.id, "evidence": item.id, "stance": "supports", "quote": quote}
    record(session, CITATIONS, matter.id, values)


def test_words_for_which_no_item_is_named_say_so(installation: Installation) -> None:
    with installation.house.database.transaction("Alice") as session:
        matter = matter_by_slug(session, "harbour").id
        claim = record(session, CLAIMS, matter, {"statement": "It leaks"})
        session.flush()
        record(session, OCCASIONS, matter, {"claim": claim.id, "words": "It leaks."})
    text = installation.visitor("Alice").get("/m/harbour/claims/C-001").text
    assert "not checkable: no item is named" in text
    assert "Form" in text
    assert "Not recorded" not in text
