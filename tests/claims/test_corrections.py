import re
from collections.abc import Iterator

import pytest
from sqlmodel import select

from accounts.matters import matter_by_slug
from claims.checks import run
from claims.sheets import claim_sheet
from core.fields import Tie
from core.records import record, withdraw
from evidence.corrections import CORRECTED
from evidence.models import EvidenceItem
from evidence.registers import EVIDENCE
from tests.kit.cases import Case
from tests.kit.databases import SqliteDatabases
from tests.kit.pages import Installation
from tests.kit.sample import installed_sample

NUMBER = "E-900"


@pytest.fixture(scope="module")
def likes(sqlite_databases: SqliteDatabases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:  # fmt: skip
    """Lend the sample with E-009, which is cited for C-001, taken back by its publisher."""
    with installed_sample(sqlite_databases, tmp_path_factory.mktemp("likes")) as found:
        with found.house.database.transaction("Alice") as session:
            matter = matter_by_slug(session, "likes")
            query = select(EvidenceItem).where(EvidenceItem.number == 9)
            earlier = session.exec(query).one()
            values = {"title": "We withdraw our report", "derives_from": (Tie(earlier.id, "withdraws"),)}  # fmt: skip
            record(session, EVIDENCE, matter.id, values, number=int(NUMBER[2:]))
        yield found


@pytest.mark.parametrize("role", sorted(CORRECTED))
def test_a_check_names_what_is_still_cited_after_it_was_corrected(role: str) -> None:
    case = Case()
    first = case.add("evidence", title="Report")
    case.add("evidence", title="Notice", derives_from=[(first, role)])
    case.cite(case.add("claims", statement="It rained"), first)
    found = [one.sentence for one in run(case.file) if one.rule == "superseded-cited"]
    assert len(found) == 1
    assert f" is {CORRECTED[role]} E-002" in found[0]
    assert "still cited for C-001" in found[0]


@pytest.mark.parametrize("role", sorted(CORRECTED))
def test_a_correction_is_an_origin_of_its_own_on_the_sheet_of_a_claim(role: str) -> None:  # fmt: skip
    case = Case()
    first = case.add("evidence", title="Report")
    later = case.add("evidence", title="Notice", derives_from=[(first, role)])
    copy = case.add("evidence", title="Copy", derives_from=[(first, "republishes")])
    claim = case.add("claims", statement="It rained")
    for item in (first, later, copy):
        case.cite(claim, item)
    assert claim_sheet(case.file, claim).column("supports").counted == "3 items, 2 origins"  # fmt: skip
    assert case.file.corrected(first) == f"{CORRECTED[role]} E-002"
    assert case.file.corrected(copy) == ""


def test_a_withdrawn_correction_corrects_nothing() -> None:
    case = Case()
    first = case.add("evidence", title="Report")
    gone = {"withdrawn_at": "2026-11-24T09:00:00Z"}
    case.add("evidence", title="Notice", derives_from=[(first, "corrects")], **gone)
    assert case.file.corrected(first) == ""


@pytest.mark.parametrize("path", ["claims/C-001", "timeline?all=1", "evidence/E-009", "checks"])  # fmt: skip
def test_every_page_that_names_a_withdrawn_item_says_so(
    likes: Installation, path: str
) -> None:
    page = likes.visitor("Alice").get(f"/m/likes/{path}")
    assert re.search(rf"[Ww]ithdrawn by its publisher in (<a[^>]*>)?{NUMBER}", " ".join(page.text.split())), path  # fmt: skip


def test_the_page_of_the_later_item_says_what_it_withdraws(likes: Installation) -> None:
    page = likes.visitor("Alice").get(f"/m/likes/evidence/{NUMBER}")
    assert "withdrawn by its publisher in" in page.text
    assert "Since it was published" not in page.text


def test_the_timeline_says_it_of_the_item_and_of_what_rests_on_it(
    likes: Installation,
) -> None:
    page = likes.visitor("Alice").get("/m/likes/timeline?all=1").page
    entries = [" ".join(found.text.split()) for found in page.all("li")]
    told = [entry for entry in entries if f"withdrawn by its publisher in {NUMBER}" in entry]  # fmt: skip
    kinds = {found[1] for entry in told if (found := re.search(r"[A-Z]-\d{3}([a-z]+)", entry))}  # fmt: skip
    assert kinds == {"evidence", "event"}, told


def test_a_correction_that_was_taken_back_is_said_no_more(
    installation: Installation,
) -> None:
    with installation.house.database.transaction("Alice") as session:
        matter = matter_by_slug(session, "harbour")
        first = record(session, EVIDENCE, matter.id, {"title": "Report"})
        values = {"title": "Notice", "derives_from": (Tie(first.id, "corrects"),)}
        later = record(session, EVIDENCE, matter.id, values)
    alice = installation.visitor("Alice")
    assert "Corrected by E-002" in alice.get("/m/harbour/evidence/E-001").text
    with installation.house.database.transaction("Alice") as session:
        fresh = session.merge(later, load=True)
        withdraw(session, fresh, "not a correction")
    assert "Corrected by" not in alice.get("/m/harbour/evidence/E-001").text
