import re
from pathlib import Path

import pytest
from jinja2 import UndefinedError
from sqlmodel import Session

from accounts.matters import matter_by_slug
from claims.appeals import chain_of, chains
from claims.casefile import CaseFile, read_casefile
from claims.registers import PARTIES, PROCEEDINGS, RULINGS
from core.dates import from_edtf
from core.records import record
from tests.kit.pages import Installation, Visitor

TEMPLATES = Path(__file__).parents[2] / "templates"


def ruled(session: Session, *rows: tuple[str, str, int]) -> CaseFile:
    """Enter rulings of one case: year, effect, and on which of the earlier ones (0 for none)."""
    matter = matter_by_slug(session, "harbour")
    case = record(session, PROCEEDINGS, matter.id, {"title": "Port v. Tenant"})
    session.flush()
    made: list[str] = []
    for year, effect, on in rows:
        values = {"proceeding": case.id, "date": from_edtf(year), "effect": effect}
        values["on_ruling"] = made[on - 1] if on else None
        made.append(record(session, RULINGS, matter.id, values).id)
        session.flush()
    return read_casefile(session, matter)


def test_every_ruling_says_what_it_did_not_decide(alice: Visitor) -> None:
    for path in ("rulings", "rulings/R-001", "claims/C-001", "claims/C-005"):
        html = alice.get(f"/m/likes/{path}").html
        blocks = html.split('class="scales"')[1:]
        assert blocks, path
        for block in blocks:
            assert re.search(r"<(h\d)>Decided</\1>", block)
            assert re.search(r"<(h\d)>Not decided</\1>", block)


def test_a_ruling_without_that_block_is_refused(installation: Installation) -> None:
    whole = (TEMPLATES / "claims/_scales.html").read_text(encoding="utf-8")
    assert whole.count("Not decided") == 1
    for name in ("_ruling.html", "ruling.html"):
        assert "claims/_scales.html" in (TEMPLATES / "claims" / name).read_text(encoding="utf-8")  # fmt: skip
    with installation.app.test_request_context(), pytest.raises(UndefinedError):
        installation.app.jinja_env.get_template("claims/_scales.html").render(level="h2", ruling={"holding": "x"})  # fmt: skip


def test_an_effect_on_no_recorded_ruling_is_said(installation: Installation) -> None:
    with installation.house.database.transaction("Alice") as session:
        ruled(session, ("2016", "reverses", 0))
    alice = installation.visitor("Alice")
    text = alice.get("/m/harbour/rulings/R-001").text
    assert "reverses a ruling that is not recorded" in text
    assert "No ruling on it is recorded, nor the one it reverses" in text
    assert "first ruling recorded" not in text
    listed = alice.get("/m/harbour/rulings").text
    assert "Reverses a ruling that is not recorded." in listed
    assert "Known from: not recorded" in listed


def test_a_ruling_without_a_court_is_named_by_that_of_its_case(
    installation: Installation,
) -> None:
    with installation.house.database.transaction("Alice") as session:
        matter = matter_by_slug(session, "harbour")
        court = record(session, PARTIES, matter.id, {"name": "Port Court"})
        session.flush()
        case = record(session, PROCEEDINGS, matter.id, {"title": "A v. B", "court": court.id})  # fmt: skip
        session.flush()
        record(session, RULINGS, matter.id, {"proceeding": case.id, "kind": "order"})
    page = installation.visitor("Alice").get("/m/harbour/rulings/R-001").page
    assert page.all("h1")[0].text == "Port Court: order in A v. B"


def test_nothing_recorded_is_said_as_such(installation: Installation) -> None:
    with installation.house.database.transaction("Alice") as session:
        ruled(session, ("2016", "", 0))
    text = installation.visitor("Alice").get("/m/harbour/rulings/R-001").text
    assert "Not decided Not recorded: what it did not decide." in text
    assert "What it decided is not recorded." in text


def test_a_superseded_ruling_is_marked_wherever_it_appears(
    installation: Installation,
) -> None:
    with installation.house.database.transaction("Alice") as session:
        ruled(session, ("2016", "", 0), ("2017", "reverses", 1))
    alice = installation.visitor("Alice")
    for path in ("rulings", "rulings/R-001", "timeline"):
        assert "Reversed by R-002" in alice.get(f"/m/harbour/{path}").text, path
    assert "Reversed by" not in alice.get("/m/harbour/rulings/R-002").text.split("Chain")[0]  # fmt: skip


def test_a_chain_of_appeal_runs_from_the_first_ruling(
    installation: Installation,
) -> None:
    with installation.house.database.transaction("Alice") as session:
        file = ruled(session, ("2018", "", 0), ("2016", "", 0), ("2017", "affirms", 2), ("2019", "reverses", 3), ("2018", "stays", 2))  # fmt: skip
    second = file.rulings[3]
    told = [(file.number(step.ruling), step.depth) for step in chain_of(file, second)]
    assert told == [("R-002", 0), ("R-003", 1), ("R-004", 2), ("R-005", 1)]
    assert [[file.number(s.ruling) for s in chain] for chain in chains(file)] == [["R-002", "R-003", "R-004", "R-005"]]  # fmt: skip


def test_rulings_that_act_on_each_other_in_a_ring_end_somewhere(
    installation: Installation,
) -> None:
    with installation.house.database.transaction("Alice") as session:
        file = ruled(session, ("2016", "", 0), ("2017", "affirms", 1))
        file.rulings[0].on_ruling_id = file.rulings[1].id
    assert len(chain_of(file, file.rulings[0])) == 2


def test_the_list_keeps_its_filters(alice: Visitor) -> None:
    text = alice.get("/m/likes/rulings?kind=order").text
    assert "1 ruling of 3" in text
    assert "R-003" in text
    assert "R-001" not in text
    assert "No rulings" in alice.get("/m/likes/rulings?kind=award").text


def test_findings_in_the_same_words_are_told_once(alice: Visitor) -> None:
    text = alice.get("/m/likes/rulings/R-002").text
    assert "On C-001, C-002 and C-004: not stated." in text
    assert text.count("Of the appeal nothing is recorded") == 1
