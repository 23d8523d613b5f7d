import pytest

from claims.checks import run
from evidence.anchors import LOST, MATCHES, NOT_CHECKABLE
from tests.kit.cases import Case


@pytest.mark.parametrize(
    ("state", "found"), [(LOST, True), (MATCHES, False), (NOT_CHECKABLE, False)]
)
def test_only_a_quote_its_file_does_not_hold_blocks(state: str, *, found: bool) -> None:
    case = Case()
    item = case.add("evidence", title="Note", published="2016-03-09")
    citation = case.cite(
        case.add("claims", statement="It rained"), item, quote="it poured"
    )
    case.quotes[citation.id] = state
    blocking = [finding for finding in run(case.file) if finding.blocks]
    assert [(one.rule, one.sentence) for one in blocking] == (
        [
            (
                "quote-lost",
                "The words quoted in CT-001 do not stand in the stored file of E-001.",
            )
        ]
        if found
        else []
    )


def test_quotes_that_were_not_yet_matched_are_not_judged() -> None:
    case = Case()
    case.cite(
        case.add("claims", statement="It rained"),
        case.add("evidence", title="Note"),
        quote="it poured",
    )
    assert not any(finding.blocks for finding in run(case.file))
