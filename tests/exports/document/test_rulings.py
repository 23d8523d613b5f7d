from typing import Any

import pytest

from claims.appeals import chain_of
from evidence.models import StoredFile
from exports.blocks import Document, Entry, Fact, Paragraph, Undecided, in_words
from exports.document import document_of
from exports.document.book import stop_after
from tests.exports.conftest import snapshot_of
from tests.exports.document.test_document import inside, words
from tests.kit.cases import OPENED, Case


@pytest.fixture
def case() -> Case:
    return Case()


def written(case: Case) -> Document:
    return document_of(snapshot_of(case))[0]


def hold(case: Case, item: Any) -> None:
    case.files.append(
        StoredFile(
            id=f"file-{item.id}",
            matter_id="m",
            item_id=item.id,
            name="a.txt",
            sha256="ab" * 32,
            size=1,
            media_type="text/plain",
            received_at=OPENED,
            received_by="alice",
        )
    )


def entry_of(case: Case, number: str) -> Entry:
    entries = [one for one in inside(written(case)) if isinstance(one, Entry)]
    return next(one for one in entries if one.number == number)


def fact(case: Case, label: str) -> str:
    facts = [one for one in inside(written(case)) if isinstance(one, Fact)]
    return in_words(next(one.runs for one in facts if one.label == label))


def ruling(case: Case, **values: Any) -> Any:
    proceeding = case.add("proceedings", title="A v. B")
    return case.add("rulings", proceeding=proceeding, date="9 March 2016", **values)


def find(case: Case, row: Any, disposition: str, claim: Any = None) -> Any:
    claim = claim or case.add("claims", statement="It rained")
    case.add("findings", ruling=row, claim=claim, disposition=disposition)
    return claim


def test_the_chronology_says_what_a_ruling_decided_and_then_what_it_did_not(
    case: Case,
) -> None:
    row = ruling(case, not_decided="Whether it was wet.")
    for disposition in ("upheld", "rejected", "rejected", "not addressed"):
        find(case, row, disposition)
    _title, decided, *after = entry_of(case, "R-001").blocks
    assert isinstance(decided, Paragraph)
    told = "Decided: upheld C-001; rejected C-002 and C-003."
    assert in_words(decided.runs) == told
    loud = [one.label for one in after if isinstance(one, Undecided)]
    assert loud == ["What it did not decide", "Not addressed"]


def test_a_ruling_without_findings_says_so_in_the_chronology(case: Case) -> None:
    ruling(case)
    text = words(entry_of(case, "R-001").blocks)
    assert "No finding on any claim is recorded." in text


def test_a_ruling_known_from_reports_names_the_text_that_is_held(case: Case) -> None:
    text = case.add("evidence", title="The judgment", kind="judgment")
    report = case.add("evidence", title="A story", kind="article")
    ruling(case, known_from="report", evidence=[text, report])
    hold(case, report)
    assert "from reports only; its text is not held" in fact(case, "Known from")
    hold(case, text)
    said = fact(case, "Known from")
    assert "recorded as known from reports only; the text is held as E-001" in said
    assert "not held" not in said


def test_the_chain_of_appeal_runs_over_proceedings_as_on_screen(case: Case) -> None:
    first = ruling(case, kind="judgment")
    second = ruling(case, effect="affirms", on_ruling=first)
    third = ruling(case, effect="reverses", on_ruling=second)
    ruling(case)
    chains = [
        in_words(one.runs)
        for one in written(case).blocks
        if isinstance(one, Paragraph) and "Chain of appeal" in words(one)
    ]
    assert len(chains) == 3  # with each proceeding that it runs through
    told = (
        "Chain of appeal: R-001 (9 March 2016) → R-002 (9 March 2016) affirms R-001"
        " → R-003 (9 March 2016) reverses R-002."
    )
    assert set(chains) == {told}
    assert [step.ruling for step in chain_of(case.file, third)] == [first, second, third]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "stop"),
    [
        ("It rained", "."), ("It rained.", ""), ("Did it rain?", ""), ("He said “it rained.”", ""), ("下雨了。", ""),
        ("هل هطل المطر؟", ""), ("an order of Corp.)", ""), ("in 2016)", "."), ("", "."),
    ],
)  # fmt: skip
def test_a_sentence_ends_with_one_closing_mark(text: str, stop: str) -> None:
    assert stop_after(text) == stop


@pytest.mark.parametrize("disposition", ["upheld", "not stated"])
def test_a_statement_that_ends_with_a_stop_gets_no_second_one(
    case: Case, disposition: str
) -> None:
    row = ruling(case)
    find(case, row, disposition, case.add("claims", statement="It rained."))
    told = [
        in_words(one.runs)
        for one in inside(written(case))
        if isinstance(one, Paragraph | Undecided)
    ]
    assert any("C-001 It rained. " in line for line in told)
    assert not any(".." in line for line in told)


def test_a_duration_stands_with_the_amount_and_neither_is_called_the_other(
    case: Case,
) -> None:
    row = ruling(case)
    case.add("remedies", ruling=row, kind="prison", duration="two years")
    case.add("remedies", ruling=row, kind="fine", amount_minor=500, currency="USD")
    text = words(written(case))
    assert "Amount, duration" in text
    assert "two years" in text
    assert "5 USD" in text
