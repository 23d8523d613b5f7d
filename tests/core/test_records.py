from collections.abc import Iterator

import pytest
from sqlmodel import Session

from accounts.matters import open_matter
from accounts.models import Matter
from claims.registers import CLAIMS, PARTIES, REGISTERS
from core import records
from core.db import Database
from core.errors import Invalid
from core.fields import LINE, PROSE
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
