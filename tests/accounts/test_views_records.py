import re

import pytest

from accounts.matters import matter_by_slug
from claims.registers import PARTIES
from core.records import record
from evidence.registers import SOURCES
from tests.kit.filling import fill
from tests.kit.pages import Answer, Installation, Visitor

BASE = "/m/harbour"


def save(visitor: Visitor, table: str, **data: object) -> str:
    """Enter a record as a person does, and give the address of its page."""
    answer = visitor.post(f"{BASE}/{table}/new", data)
    assert answer.status == 303, answer.problems
    return answer.location


def test_it_works(alice: Visitor) -> None:
    party = save(alice, "parties", name="The Harbour Board", kind="organisation")
    assert party == f"{BASE}/parties/N-001"
    assert "N-001 is saved. Undo: withdraw N-001" in alice.get(party).text
    event = save(alice, "events", title="The lease ended", parties="N-001")
    page = alice.get(event)
    assert page.page.all("h1")[0].text == "The lease ended"
    assert "N-001 The Harbour Board" in page.text
    assert "V-001 The lease ended event, as “parties”" in alice.get(party).text


def test_an_empty_form_says_what_is_missing_in_both_places(alice: Visitor) -> None:
    answer = alice.post(f"{BASE}/claims/new", {"statement": " ", "notes": "kept"})
    assert answer.status == 400
    assert answer.problems == ["Enter the statement"]
    assert answer.page.all("title")[0].text.startswith("Error: ")
    assert answer.page.all("p", id="field-statement-error")[0].text == "Error: Enter the statement"  # fmt: skip
    assert answer.page.all("a", href="#field-statement")
    box = answer.page.all("textarea", id="field-statement")[0]
    assert box.attributes["aria-describedby"] == "field-statement-hint field-statement-error"  # fmt: skip
    assert "kept" in answer.page.all("textarea", id="field-notes")[0].text
    assert answer.page.all("section", **{"data-enhance": "focus"})[0].attributes["tabindex"] == "-1"  # fmt: skip


def test_a_text_far_too_long_is_kept_and_said_to_be(alice: Visitor) -> None:
    statement = "x" * 5_000_000
    answer = alice.post(f"{BASE}/claims/new", {"statement": statement})
    assert answer.status == 400
    assert "5,000,000 characters long" in answer.problems[0]
    assert statement in answer.html


@pytest.mark.parametrize(
    "kind", ["multipart/form-data", "application/x-www-form-urlencoded"]
)
def test_a_form_beyond_all_limits_is_refused_with_a_sentence(
    alice: Visitor, kind: str
) -> None:
    data = {"statement": "x" * 21_000_000}
    answer = alice.post(f"{BASE}/claims/new", data, content_type=kind)
    assert answer.status == 413
    assert "20 MB" in answer.text


def test_a_date_is_confirmed_before_it_is_saved(alice: Visitor) -> None:
    first = alice.post(f"{BASE}/events/new", {"title": "Storm", "date": "March 2016"})
    assert first.status == 200
    assert "Check how the dates are read" in first.text
    assert "March 2016, read as March 2016" in first.text
    hidden = first.page.all("input", name="date_read")[0].attributes["value"]
    again = alice.post(f"{BASE}/events/new", {"title": "Storm", "date": "March 2016", "date_read": hidden})  # fmt: skip
    assert again.status == 303
    assert "March 2016" in alice.get(again.location).text


def test_a_date_with_two_readings_offers_them(alice: Visitor) -> None:
    data = {"title": "Storm", "date": "3/4/2016"}
    answer = alice.post(f"{BASE}/events/new", data)
    assert answer.problems == ["Say which date 3/4/2016 is"]
    offered = [found.attributes["value"] for found in answer.page.all("input", name="date_which")]  # fmt: skip
    assert offered == ["2016-04-03", "2016-03-04"]
    saved = alice.post(f"{BASE}/events/new", {**data, "date_which": offered[1]})
    assert "4 March 2016 written “3/4/2016”" in alice.get(saved.location).text


def test_the_matter_settles_the_order_of_day_and_month(alice: Visitor) -> None:
    settings = {"name": "Harbour lease", "date_order": "dmy", "language": ""}
    assert alice.post(f"{BASE}/settings", settings).status == 303
    answer = alice.post(f"{BASE}/events/new", {"title": "Storm", "date": "3/4/2016"})
    assert answer.page.all("input", name="date_read")[0].attributes["value"] == "2016-04-03"  # fmt: skip


def test_an_edit_keeps_what_it_does_not_touch(alice: Visitor) -> None:
    for name in ("Ann", "Ben"):
        save(alice, "parties", name=name)
    url = save(alice, "proceedings", title="Ann v. Ben", parties=["N-002", "N-001"], **{"parties_role_N-001": "plaintiff", "parties_role_N-002": "defendant; appellant"})  # fmt: skip
    form = alice.get(f"{url}/edit")
    assert form.page.all("input", name="parties_role_N-002")[0].attributes["value"] == "defendant; appellant"  # fmt: skip
    sent = {found.attributes["name"]: found.attributes.get("value", "") for found in form.page.all("input") if "parties_role" in found.attributes.get("name", "")}  # fmt: skip
    answer = alice.edit(url, {"title": "Ann v. Ben", "parties": ["N-001", "N-002"], **sent})  # fmt: skip
    assert "Nothing was changed in P-001." in alice.get(answer.location).text


def test_a_role_without_its_tick_counts_as_ticked(alice: Visitor) -> None:
    for name in ("Ann", "Ben"):
        save(alice, "parties", name=name)
    url = save(alice, "proceedings", title="Ann v. Ben", parties="N-001", **{"parties_role_N-001": " ", "parties_role_N-002": "defendant"})  # fmt: skip
    assert "N-001 Ann N-002 Ben defendant" in alice.get(url).text


def test_a_record_of_another_matter_cannot_be_pointed_to(
    installation: Installation, alice: Visitor
) -> None:
    charlie = installation.visitor("Charlie")
    charlie.post("/m/other/parties/new", {"name": "Secret"})
    answer = alice.post(f"{BASE}/claims/new", {"statement": "x", "made_by": "N-001"})
    assert answer.problems == ["There is no record N-001 here that this can point to"]
    assert "Secret" not in answer.html


def test_only_the_fields_of_the_form_are_taken(alice: Visitor) -> None:
    url = save(alice, "claims", statement="x", matter_id="1", number="99", recorded_by="Mallory", withdrawn_at="now")  # fmt: skip
    page = alice.get(url)
    assert url.endswith("C-001")
    assert "Mallory" not in page.html
    assert "Withdrawn" not in page.text


def test_a_link_fills_the_form_in_and_leads_back(alice: Visitor) -> None:
    claim = save(alice, "claims", statement="The lease ended")
    form = alice.get(f"{BASE}/occasions/new?claim=C-001&next={claim}")
    chosen = [found.attributes["value"] for found in form.page.all("option") if "selected" in found.attributes]  # fmt: skip
    assert chosen == ["C-001"]
    answer = alice.post(f"{BASE}/occasions/new", {"claim": "C-001", "next": claim})
    assert answer.location == claim
    answer = alice.post(f"{BASE}/occasions/new", {"claim": "C-001", "next": "https://evil.example/"})  # fmt: skip
    assert answer.location == f"{BASE}/occasions/O-002"


def test_where_there_is_nothing_to_choose_a_link_leads_there_and_back(
    alice: Visitor,
) -> None:
    form = alice.get(f"{BASE}/evidence/new?title=A+letter&next=/m/harbour/")
    (link,) = [found for found in form.page.all("a") if found.text == "Enter a source"]
    asked = link.attributes["href"]
    assert asked.startswith(f"{BASE}/sources/new?next=")
    hidden = alice.get(asked).page.all("input", name="next")[0].attributes["value"]
    answer = alice.post(asked, {"name": "The Gazette", "next": hidden})
    assert answer.location == f"{BASE}/evidence/new?title=A+letter&next=/m/harbour/"
    back = alice.get(answer.location)
    assert back.page.all("option", value="S-001")
    assert back.page.all("input", name="title")[0].attributes["value"] == "A letter"
    assert "Enter a source" not in back.text
    assert "Enter an evidence item" not in back.text  # an item derives from others only
    text = alice.get(f"{BASE}/citations/new").text
    assert "Enter a claim, an event, a ruling or a finding first." in text
    assert "Enter a party first" in alice.get(f"{BASE}/claims/new").text


def test_a_record_is_withdrawn_with_a_reason_and_reinstated(alice: Visitor) -> None:
    url = save(alice, "claims", statement="The lease ended")
    assert alice.post(f"{url}/withdraw", {"reason": ""}).problems == ["Say why it is withdrawn."]  # fmt: skip
    assert alice.post(f"{url}/withdraw", {"reason": "x" * 2_001}).status == 400
    assert alice.post(f"{url}/withdraw", {"reason": "Entered twice"}).location == url
    assert "Entered twice" in alice.get(url).text
    assert alice.post(f"{url}/withdraw", {"reason": "Again"}).problems == ["It is withdrawn already."]  # fmt: skip
    assert "Reinstate" in alice.get(url).text
    assert alice.post(f"{url}/reinstate").location == url
    page = alice.get(url).text
    assert "C-001 is reinstated." in page
    assert "Entered twice" not in page
    assert "Entered twice" in alice.get(f"{url}/history").text


def test_the_history_shows_every_change_word_by_word(
    installation: Installation, alice: Visitor
) -> None:
    url = save(alice, "claims", statement="He bought likes", kind="allegation")
    bob = installation.visitor("Bob")
    bob.edit(url, {"statement": "He bought many likes", "kind": ""})
    page = alice.get(f"{url}/history")
    assert "Version 2: revised Bob," in page.text
    assert page.page.all("ins")[0].text == "added: many  end of what was added. "
    assert "removed: Allegation" in page.page.all("del")[0].text
    assert "Version 1: recorded Alice," in page.text
    assert "Version 2. Bob" in alice.get(url).text


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("", ["C-001", "C-002", "C-003"]),
        ("?text=statement+1", ["C-002"]),
        ("?text=STATEMENT+1", ["C-002"]),
        ("?text=%25", []),
        ("?kind=denial", ["C-002"]),
        ("?after=C-002", ["C-003"]),
        ("?after=nonsense&kind=", ["C-001", "C-002", "C-003"]),
        ("?text=none+such", []),
    ],
)
def test_a_list_shows_what_its_address_asks_for(
    any_installation: Installation, query: str, numbers: list[str]
) -> None:
    with any_installation.house.database.transaction("tests") as session:
        fill(session, "harbour", 3)
    page = any_installation.visitor("Vera").get(f"{BASE}/claims{query}")
    assert listed(page) == numbers


def listed(page: Answer) -> list[str]:
    return [re.findall(r"[A-Z]+-\d+", found.text)[0] for found in page.page.all("th", scope="row")]  # fmt: skip


def test_a_list_goes_on_after_fifty(installation: Installation, alice: Visitor) -> None:
    with installation.house.database.transaction("tests") as session:
        fill(session, "harbour", 53)
    first = alice.get(f"{BASE}/sources?kind=")
    assert len(listed(first)) == 50
    following = [found.attributes["href"] for found in first.page.all("a") if found.text == "Next 50"]  # fmt: skip
    assert listed(alice.get(f"{BASE}/sources{following[0]}")) == ["S-051", "S-052", "S-053"]  # fmt: skip


def test_where_there_are_too_many_to_choose_from_numbers_are_typed(
    installation: Installation, alice: Visitor
) -> None:
    with installation.house.database.transaction("tests") as session:
        place = matter_by_slug(session, "harbour").id
        for number in range(305):
            record(session, SOURCES, place, {"name": f"Source {number}"})
            record(session, PARTIES, place, {"name": f"Party {number}"})
    form = alice.get(f"{BASE}/evidence/new")
    assert form.page.all("input", name="source")[0].attributes["list"]
    assert len(form.html) < 120_000
    item = save(alice, "evidence", title="A letter", source="s-003")
    assert "S-003 Source 2" in alice.get(item).text
    assert alice.get(f"{item}/edit").page.all("input", name="source", value="S-003")
    answer = alice.post(f"{BASE}/evidence/new", {"title": "x", "source": "S-999"})
    assert answer.problems == ["There is no record S-999 here that this can point to"]
    listed_from = alice.get(f"{BASE}/evidence?source=S-003")
    assert listed(listed_from) == ["E-001"]
    assert listed_from.page.all("option", value="S-003")
    claim = save(
        alice, "proceedings", title="x", parties_typed="plaintiff=N-002; n-300"
    )
    assert "N-002 Party 1 plaintiff" in alice.get(claim).text
    typed = alice.get(f"{claim}/edit").page.all("input", name="parties_typed")[0]
    assert typed.attributes["value"] == "plaintiff=N-002; N-300"


def test_a_list_leaves_out_what_is_withdrawn_until_asked(alice: Visitor) -> None:
    url = save(alice, "claims", statement="The lease ended")
    alice.post(f"{url}/withdraw", {"reason": "Entered twice"})
    page = alice.get(f"{BASE}/claims")
    assert "No claims that stand; those there were are withdrawn." in page.text
    assert listed(alice.get(f"{BASE}/claims?withdrawn=shown")) == ["C-001"]


def test_a_list_filtered_to_nothing_says_which_filter_and_clears_it(
    alice: Visitor,
) -> None:
    save(alice, "claims", statement="The lease ended")
    page = alice.get(f"{BASE}/claims?text=storm&kind=denial")
    assert "No claims with “storm” in their text; kind: denial. Clear the filters" in page.text  # fmt: skip
    assert page.page.all("a", href=f"{BASE}/claims")


def test_an_empty_list_says_what_it_is_for_with_one_thing_to_do(
    installation: Installation, alice: Visitor
) -> None:
    vera = installation.visitor("Vera")
    for table in installation.app.extensions["registers"]:
        page = alice.get(f"{BASE}/{table}")
        buttons = page.page.all("a", **{"class": "button"})
        assert [found.attributes["href"] for found in buttons] == [f"{BASE}/{table}/new"]  # fmt: skip
        assert page.page.all("a", href=f"/help#{table}")
        assert vera.get(f"{BASE}/{table}").page.all("a", **{"class": "button"}) == []
    assert "What evidence is for" in alice.get(f"{BASE}/evidence").text
    assert "What claims are for" in alice.get(f"{BASE}/claims").text
    anchors = {found.attributes.get("id") for found in alice.get("/help").page.elements}
    assert set(installation.app.extensions["registers"]) <= anchors


def test_what_the_verbs_refuse_comes_back_in_the_form(alice: Visitor) -> None:
    url = alice.post(f"{BASE}/claims/new", {"statement": "It rained"}).location
    answer = alice.edit(url, {"statement": "It poured", "contradicts": "C-001"})
    assert answer.status == 400
    assert answer.problems == ["Contradicts: this leads back to C-001 itself."]
    assert "It poured" in answer.html
    assert "It rained" in alice.get(url).text
