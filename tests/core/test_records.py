from collections.abc import Iterator

import pytest
from sqlmodel import Session

from accounts.matters import open_matter
from accounts.models import Matter
from claims.registers import BY_TABLE, CLAIMS, PARTIES, REGISTERS
from core import records
from core.db import Database
from core.errors import Invalid
from core.fields import LINE, PROSE, Tie
from evidence.registers import EVIDENCE


@pytest.fixture
def session(database_url: str) -> Iterator[Session]:
    database = Database(database_url)
    with database.transaction("alice") as opened:
        yield opened
    database.close()


@pytest.fixture
def matter(session: Session) -> Matter:
    return open_matter(session, slug="harbour", name="Harbour lease")


def test_records_are_numbered_in_their_matter_from_one(
    session: Session, matter: Matter
) -> None:
    other = open_matter(session, slug="quay", name="Quay")
    rows = [
        records.record(session, PARTIES, which.id, {"name": "Ann"})
        for which in (matter, matter, other)
    ]
    assert [PARTIES.number(row) for row in rows] == ["N-001", "N-002", "N-001"]


def test_a_number_is_never_used_twice_even_after_withdrawal(
    session: Session, matter: Matter
) -> None:
    row = records.record(session, PARTIES, matter.id, {"name": "Ann"})
    records.withdraw(session, row, "entered twice")
    assert records.record(session, PARTIES, matter.id, {"name": "Ann"}).number == 2
    with pytest.raises(Invalid, match="N-001 is taken"):
        records.record(session, PARTIES, matter.id, {"name": "Ann"}, number=1)


def test_a_withdrawn_record_keeps_who_when_and_why(
    session: Session, matter: Matter
) -> None:
    row = records.record(session, PARTIES, matter.id, {"name": "Ann"})
    records.withdraw(session, row, "entered twice")
    assert (row.withdrawn_by, row.withdrawn_why, bool(row.withdrawn_at)) == (
        "alice",
        "entered twice",
        True,
    )
    records.reinstate(session, row)
    assert (row.withdrawn_by, row.withdrawn_why, row.withdrawn_at) == ("", "", "")


@pytest.mark.parametrize("reason", ["", "   ", "x" * 2001, "because\x00"])
def test_withdrawal_needs_a_reason_that_can_be_kept(
    session: Session, matter: Matter, reason: str
) -> None:
    row = records.record(session, PARTIES, matter.id, {"name": "Ann"})
    with pytest.raises(Invalid):
        records.withdraw(session, row, reason)
    assert not row.withdrawn_at


@pytest.mark.parametrize(
    ("values", "field", "sentence"),
    [
        ({"statement": ""}, "statement", "Enter the statement"),
        ({"statement": " \n"}, "statement", "Enter the statement"),
        (
            {"statement": "x" * (PROSE + 1)},
            "statement",
            "100,001 characters long; at most 100,000",
        ),
        ({"statement": "a\x00b"}, "statement", "NUL"),
        (
            {"statement": "a", "kind": "rumour"},
            "kind",
            "“rumour” is not one of: allegation, denial",
        ),
    ],
)
def test_what_cannot_be_is_refused_with_the_field(
    session: Session, matter: Matter, values: dict[str, str], field: str, sentence: str
) -> None:
    with pytest.raises(Invalid, match=sentence) as caught:
        records.record(session, CLAIMS, matter.id, values)
    assert [problem.field for problem in caught.value.problems] == [field]


def test_every_problem_is_told_at_once(session: Session, matter: Matter) -> None:
    values = {
        "title": "",
        "url": "javascript:alert(1)",
        "credibility": "7",
        "language": "x" * (LINE + 1),
    }
    assert {problem.field for problem in records.check(EVIDENCE, values)} == {
        "title",
        "url",
        "credibility",
        "language",
    }


def test_text_is_kept_exactly(session: Session, matter: Matter) -> None:
    statement = "  “שלום”, e\u0301 \u202eabc\u202c, សម រង្ស៊ី, 𝒳\r\n\tend  "
    assert (
        records.record(session, CLAIMS, matter.id, {"statement": statement}).statement
        == statement
    )


def test_revising_leaves_what_is_not_named(session: Session, matter: Matter) -> None:
    row = records.record(session, PARTIES, matter.id, {"name": "Ann", "role": "tenant"})
    assert records.revise(session, PARTIES, row, {"role": "landlord"})
    assert (row.name, row.role) == ("Ann", "landlord")


def test_every_field_of_every_register_has_its_columns() -> None:
    for register in REGISTERS:
        columns = {column for field in register.fields for column in field.columns}
        own = set(register.model.model_fields) - set(records.Record.model_fields)
        assert columns == own, register.table


def test_an_item_cannot_come_to_derive_from_itself(
    session: Session, matter: Matter
) -> None:
    one, two, three = (
        records.record(session, EVIDENCE, matter.id, {"title": title})
        for title in ("A", "B", "C")
    )
    records.revise(session, EVIDENCE, two, {"derives_from": (Tie(one.id, "quotes"),)})
    records.revise(session, EVIDENCE, three, {"derives_from": (Tie(two.id, "quotes"),)})
    session.flush()
    for target in (one, three):
        with pytest.raises(Invalid, match="leads back to E-001 itself"):
            records.revise(
                session, EVIDENCE, one, {"derives_from": (Tie(target.id, "quotes"),)}
            )
    assert records.current(session, EVIDENCE, one)["derives_from"] == ()


@pytest.mark.parametrize("name", ["contradicts", "repeats", "narrows"])
def test_a_claim_does_not_speak_of_itself_but_two_may_speak_of_one_another(
    session: Session, matter: Matter, name: str
) -> None:
    one, two = (
        records.record(session, CLAIMS, matter.id, {"statement": words})
        for words in ("It is so", "It is not so")
    )
    session.flush()
    with pytest.raises(Invalid, match="leads back to C-001 itself"):
        records.revise(session, CLAIMS, one, {name: (Tie(two.id), Tie(one.id))})
    assert records.revise(session, CLAIMS, one, {name: (Tie(two.id),)})
    session.flush()
    assert records.revise(session, CLAIMS, two, {name: (Tie(one.id),)})


def test_a_ruling_cannot_come_to_act_on_itself(
    session: Session, matter: Matter
) -> None:
    case = records.record(
        session, BY_TABLE["proceedings"], matter.id, {"title": "A v. B"}
    )
    session.flush()
    rulings = BY_TABLE["rulings"]
    trial = records.record(session, rulings, matter.id, {"proceeding": case.id})
    session.flush()
    appeal = records.record(
        session, rulings, matter.id, {"proceeding": case.id, "on_ruling": trial.id}
    )
    session.flush()
    with pytest.raises(Invalid, match="leads back to R-001 itself"):
        records.revise(session, rulings, trial, {"on_ruling": appeal.id})
