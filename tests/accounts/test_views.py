import pytest

from accounts import matters
from tests.kit.pages import Installation, Visitor


def test_the_first_page_lists_ones_own_matters(installation: Installation) -> None:
    bob = installation.visitor("Bob").get("/")
    assert "Harbour lease not recorded Researcher" in bob.text
    assert "Charlie" not in bob.text
    assert "No matters yet" in installation.visitor("Root").get("/").text


def test_somebody_signed_in_needs_no_sign_in_page(alice: Visitor) -> None:
    assert alice.get("/sign-in").location == "/"


def test_whoever_opens_a_matter_leads_it(installation: Installation) -> None:
    vera = installation.visitor("Vera")
    answer = vera.post("/matters/new", {"name": "ព្រៃ", "slug": "forest"})
    assert answer.location == "/m/forest/"
    assert vera.get("/m/forest/claims/new").status == 200
    with installation.house.database.reading() as session:
        opened = matters.matter_by_slug(session, "forest")
    assert (opened.name, opened.opened_by, opened.is_sample) == ("ព្រៃ", "Vera", 0)


@pytest.mark.parametrize(
    ("sent", "problems"),
    [
        ({"name": "", "slug": ""}, ["Enter the name of the matter", "Enter a short name"]),
        ({"name": "Harbour", "slug": "harbour"}, ["There is a matter “harbour” already."]),
        ({"name": "x" * 301, "slug": "y"}, ["Enter the name of the matter, in at most 300 characters."]),
        ({"name": "x", "slug": "Not So"}, ["“Not So” cannot be a short name: use lower-case letters a to z, digits and hyphens, at most 64."]),
    ],
)  # fmt: skip
def test_a_matter_that_cannot_be_says_why(
    alice: Visitor, sent: dict[str, str], problems: list[str]
) -> None:
    answer = alice.post("/matters/new", sent)
    assert (answer.status, answer.problems) == (400, problems)
    assert answer.page.all("input", name="name")[0].attributes["value"] == sent["name"]


def test_settings_are_the_leads(installation: Installation) -> None:
    sent = {"name": "Harbour", "at_stake": "The quay", "date_order": "ymd", "language": "km"}  # fmt: skip
    bob = installation.visitor("Bob")
    assert bob.get("/m/harbour/settings").status == 403
    assert bob.post("/m/harbour/settings", sent).status == 403
    alice = installation.visitor("Alice")
    assert alice.post("/m/harbour/settings", sent).location == "/m/harbour/settings"
    page = alice.get("/m/harbour/settings")
    assert "The settings are saved." in page.text
    chosen = [found.attributes["value"] for found in page.page.all("option") if "selected" in found.attributes]  # fmt: skip
    assert chosen == ["ymd"]
    offered = [found.text for found in page.page.all("option")]
    assert offered[1] == "Day first (3/4/16 is 3 April 2016)"


@pytest.mark.parametrize(
    ("name", "value"), [("date_order", "ydm"), ("name", " "), ("at_stake", "x" * 100_001)]
)  # fmt: skip
def test_settings_that_cannot_be_are_refused(
    alice: Visitor, name: str, value: str
) -> None:
    sent = {"name": "Harbour", "date_order": "", name: value}
    answer = alice.post("/m/harbour/settings", sent)
    assert (answer.status, len(answer.problems)) == (400, 1)


def test_the_appearance_is_remembered_without_a_script(
    installation: Installation,
) -> None:
    nobody = installation.visitor()
    assert "data-appearance" not in nobody.get("/sign-in").html
    answer = nobody.post("/appearance", {"appearance": "dark", "next": "/help"})
    assert (answer.status, answer.location) == (303, "/help")
    html = nobody.get("/help").page.all("html")[0]
    assert html.attributes["data-appearance"] == "dark"
    nobody.post("/appearance", {"appearance": "system"})
    assert "data-appearance" not in nobody.get("/help").html
    nobody.client.set_cookie("appearance", 'x"><script>', domain="localhost")
    assert "data-appearance" not in nobody.get("/help").html


def test_help_is_open_and_shows_no_matter(installation: Installation) -> None:
    answer = installation.visitor().get("/help")
    assert answer.status == 200
    assert "Harbour" not in answer.html


def test_the_lead_alone_switches_capture_off_and_on(installation: Installation) -> None:
    alice, bob = installation.visitor("Alice"), installation.visitor("Bob")
    address = "/m/harbour/settings/capture"
    assert bob.post(address, {"capture": "off"}).status == 403
    assert "Allowed." in alice.get("/m/harbour/settings").text
    assert alice.post(address, {"capture": "off"}).location == "/m/harbour/settings"
    assert "Capture of links is off" in (page := alice.get("/m/harbour/settings")).text
    assert "No request leaves this machine for this matter" in page.text
    alice.post(address, {"capture": "on"})
    assert "Allowed." in alice.get("/m/harbour/settings").text
