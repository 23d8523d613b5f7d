import pytest

from evidence.corrections import CORRECTED
from exports.blocks import Entry, Exhibit, Row
from exports.document import document_of
from tests.exports.conftest import snapshot_of
from tests.exports.document.test_document import inside, words
from tests.kit.cases import Case


@pytest.mark.parametrize("role", sorted(CORRECTED))
def test_print_says_of_a_corrected_item_that_it_is_wherever_it_is_cited(role: str) -> None:  # fmt: skip
    case = Case()
    first = case.add("evidence", title="Report", date="2016-01-01")
    case.add("evidence", title="Notice", derives_from=[(first, role)])
    claim = case.add("claims", statement="It rained")
    case.add("occasions", claim=claim, date="2016-01-02", evidence=[first])
    case.cite(claim, first)
    told = f"{CORRECTED[role]} E-002"
    blocks = list(inside(document_of(snapshot_of(case))[0]))
    exhibit = next(found for found in blocks if isinstance(found, Exhibit) and "E-001" in words(found))  # fmt: skip
    assert " ".join(words(exhibit).split()).count(f"Since then {told[:1].upper()}{told[1:-5]}") == 1  # fmt: skip
    entries = [" ".join(words(found).split()) for found in blocks if isinstance(found, Entry)]  # fmt: skip
    assert sum(told in entry for entry in entries) == 2  # the occasion, the item itself
    rows = [" ".join(words(found).split()) for found in blocks if isinstance(found, Row)]  # fmt: skip
    assert sum(told in row for row in rows) >= 2  # cited for it, recorded in it


def test_what_is_not_graded_is_printed_so_and_a_reason_with_its_grade() -> None:
    case = Case()
    case.add("evidence", title="Report")
    reason = "Agrees with the register"
    case.add("evidence", title="Note", credibility="2", credibility_reason=reason)
    blocks = inside(document_of(snapshot_of(case))[0])
    bare, graded = [" ".join(words(found).split()) for found in blocks if isinstance(found, Exhibit)]  # fmt: skip
    assert "reliability not graded · credibility not graded" in bare
    assert f"credibility 2 (probably so) ({reason})" in graded
