from collections.abc import Iterator

import pytest
from sqlmodel import select

from accounts.matters import open_matter
from core.db import Database
from core.records import record, revise
from evidence.appraisals import Grades, grades_of
from evidence.models import EvidenceItem, Source
from evidence.registers import EVIDENCE, SOURCES


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    database = Database(database_url)
    yield database
    database.close()


@pytest.fixture
def item(database: Database) -> EvidenceItem:
    with database.transaction("Alice") as session:
        matter = open_matter(session, slug="case", name="Case")
        source = record(session, SOURCES, matter.id, {"name": "The paper"})
        session.flush()
        values = {"title": "Report", "source": source.id}
        row: EvidenceItem = record(session, EVIDENCE, matter.id, values)
    return row


def grade_source(database: Database, actor: str, **values: str) -> None:
    with database.transaction(actor) as session:
        revise(session, SOURCES, session.exec(select(Source)).one(), values)


def grade_item(database: Database, actor: str, **values: str) -> None:
    with database.transaction(actor) as session:
        revise(session, EVIDENCE, session.exec(select(EvidenceItem)).one(), values)


def grades(database: Database) -> Grades:
    with database.reading() as session:
        return grades_of(session, session.exec(select(EvidenceItem)).one())


def test_what_nobody_graded_has_no_grade(
    database: Database, item: EvidenceItem
) -> None:
    found = grades(database)
    assert found.source is not None
    assert (found.source.grade, found.source.earlier) == (None, ())
    assert (found.item.grade, found.item.earlier) == (None, ())


def test_a_grade_says_who_gave_it_and_why(
    database: Database, item: EvidenceItem
) -> None:
    grade_item(database, "Bob", credibility="3", credibility_reason="One origin")
    grade = grades(database).item.grade
    assert grade is not None
    assert (grade.mark, grade.words, grade.reason, grade.by) == ("3", "possibly so", "One origin", "Bob")  # fmt: skip
    assert grade.at


def test_earlier_grades_stay_the_latest_first(
    database: Database, item: EvidenceItem
) -> None:
    grade_item(database, "Bob", credibility="3", credibility_reason="One origin")
    grade_item(database, "Rita", title="The report")
    grade_item(database, "Alice", credibility="2", credibility_reason="Two origins")
    grade_item(database, "Alice", credibility_reason="Two origins, E-002 and E-003")
    found = grades(database).item
    assert found.grade is not None
    assert (found.grade.mark, found.grade.reason) == ("2", "Two origins, E-002 and E-003")  # fmt: skip
    assert [(old.mark, old.reason, old.by) for old in found.earlier] == [("2", "Two origins", "Alice"), ("3", "One origin", "Bob")]  # fmt: skip


def test_a_grade_that_was_taken_back_leaves_none(
    database: Database, item: EvidenceItem
) -> None:
    grade_item(database, "Bob", credibility="6", credibility_reason="No file")
    grade_item(database, "Bob", credibility="", credibility_reason="")
    found = grades(database).item
    assert found.grade is None
    assert [old.mark for old in found.earlier] == ["", "6"]


def test_grading_the_one_never_changes_the_other(
    database: Database, item: EvidenceItem
) -> None:
    grade_source(database, "Alice", reliability="B", reliability_reason="Names sources")
    source = grades(database).source
    grade_item(database, "Bob", credibility="5", credibility_reason="Contradicts itself")  # fmt: skip
    found = grades(database)
    assert found.source == source
    grade_source(
        database, "Alice", reliability="E", reliability_reason="Retracted much"
    )
    assert grades(database).item == found.item
