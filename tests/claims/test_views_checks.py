from claims.checking import findings_of
from claims.checks import RULES
from claims.quoting import with_quotes
from core.web.plumbing import house
from tests.kit.pages import Installation, Visitor
from tests.kit.sample import sample_file


def test_the_page_holds_every_finding_with_its_sentence(
    likes: Installation, alice: Visitor
) -> None:
    page = alice.get("/m/likes/checks")
    with likes.app.app_context(), likes.house.database.reading() as session:
        store = house().files
        findings = findings_of(with_quotes(sample_file(session)[1], store), store)
    assert len(findings) > 10
    for finding in findings:
        assert finding.sentence in page.text
    assert len(page.page.all("article")) == len(findings)


def test_numbers_in_sentences_are_links(alice: Visitor) -> None:
    heads = alice.get("/m/likes/checks").html.split("<h3 ")
    undecided = next(head for head in heads if "No ruling says whether" in head)
    assert '<a class="no" href="/m/likes/claims/C-001">C-001</a>' in undecided


def test_a_sum_is_shown_beside_what_is_printed(alice: Visitor) -> None:
    text = alice.get("/m/likes/checks").text
    assert "2,500 + 3,750 = 6,250. Printed: 5,000" in text


def test_values_that_differ_stand_side_by_side(alice: Visitor) -> None:
    page = alice.get("/m/likes/checks")
    captions = [found.text for found in page.page.all("caption")]
    assert "Total to pay in US dollars (USD)" in captions


def test_what_was_corrected_is_told_in_order(alice: Visitor) -> None:
    steps = alice.get("/m/likes/checks").page.all("ol", **{"class": "steps"})[0].text
    assert steps.index("1 May 2018") < steps.index("4 May 2018") < steps.index("8 May 2018")  # fmt: skip


def test_nothing_found_says_what_was_looked_for(installation: Installation) -> None:
    text = installation.visitor("Alice").get("/m/harbour/checks").text
    assert "No gap and no contradiction was found" in text
    for rule in RULES:
        assert rule.heading in text
