from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.checks import RULES, run
from tests.claims.checks.decoys import DECOYS, Decoy
from tests.claims.checks.faults import FAULTS, Planter
from tests.claims.checks.matters import Desk

GROUPED = {"undated", "date-without-basis", "link-not-stored", "not-held"}
Found = dict[tuple[str, str], set[str]]


def merged(found: Sequence[tuple[str, ...]]) -> Found:
    """Put together what one finding tells of several records: a rule that groups makes one finding a kind."""
    together: Found = {}
    for rule, first, *rest in found:
        key = rule, first.split("-")[0] if rule in GROUPED else first
        together.setdefault(key, set()).update([first, *rest])
    return together


def plant(desk: Desk, planters: Sequence[Planter]) -> list[tuple[str, ...]]:
    found = [planter(desk) for planter in planters]
    return [(rule, *(desk.number(row) for row in rows)) for rule, rows in found]


@pytest.mark.parametrize("planter", FAULTS, ids=lambda planter: planter.__name__)
def test_a_single_fault_is_found_and_nothing_else(planter: Planter) -> None:
    desk = Desk(7)
    assert plant(desk, [planter]) == desk.faults()


@pytest.mark.parametrize("decoy", DECOYS, ids=lambda decoy: decoy.__name__)
def test_what_only_looks_like_a_fault_is_not_found(decoy: Decoy) -> None:
    desk = Desk(7)
    decoy(desk)
    assert desk.faults() == []


def test_every_rule_is_proved_on_a_planted_fault() -> None:
    desk = Desk()
    planted = {planter(desk)[0] for planter in FAULTS}
    assert planted == {rule.name for rule in RULES}


@settings(max_examples=100, deadline=None)
@given(
    st.integers(0, 10**6), st.lists(st.sampled_from([*FAULTS, *DECOYS]), max_size=40)
)
def test_in_matters_of_every_size_all_faults_are_found_and_none_extra(
    seed: int, parts: list[Planter | Decoy]
) -> None:
    desk = Desk(seed)
    expected = []
    for part in parts:
        planted = part(desk)
        if planted:
            rule, rows = planted
            expected.append((rule, *(desk.number(row) for row in rows)))
    found = desk.faults()
    assert merged(found) == merged(expected)
    assert len(found) == len(merged(found))


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10**6), st.permutations([*FAULTS, *DECOYS]))
def test_findings_are_the_same_on_every_run_and_in_their_order(
    seed: int, parts: list[Planter | Decoy]
) -> None:
    desk = Desk(seed)
    for part in parts:
        part(desk)
    found = run(desk.file)
    desk.links.reverse()
    assert found == run(desk.file)
    order = [rule.name for rule in RULES]
    rules = [finding.rule for finding in found]
    assert rules == sorted(rules, key=order.index)
    severities = [finding.severity for finding in found]
    assert severities == sorted(severities)


def test_findings_of_a_rule_stand_by_number_whatever_was_cited_first() -> None:
    desk = Desk()
    claims, root = [desk.claim() for _ in range(3)], desk.item()
    copy = desk.item(derives_from=[(root, "quotes")])
    for claim in reversed(claims):
        for item in (copy, root):
            desk.cite(claim, item)
    found = [finding.records[0].number for finding in desk.found()]
    assert found == ["C-001", "C-002", "C-003"]


def test_a_sentence_names_no_record_that_the_finding_does_not_list() -> None:
    desk = Desk(3)
    for part in (*FAULTS, *DECOYS):
        part(desk)
    for finding in desk.found():
        listed = {row.number for row in finding.records}
        words = finding.sentence.replace(",", " ").replace(".", " ").split()
        numbers = {
            word.strip("(;:") for word in words if word[-3:].isdigit() and "-" in word
        }
        assert {number.rstrip(")") for number in numbers} <= listed, finding.sentence


def test_no_sentence_says_what_is_so() -> None:
    desk = Desk(3)
    for part in FAULTS:
        part(desk)
    for finding in desk.found():
        words = finding.sentence.casefold().split()
        assert not {"true", "false", "wrong", "lie", "must", "error"} & set(words)
        assert finding.sentence[0].isupper()
        assert finding.sentence.endswith(".")
