from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from claims.checks import BLOCKS, run
from core.records import RecordLink
from tests.claims.checks.matters import Desk

Harm = Callable[[Desk, Any], object]


def set_to(name: str, value: object) -> Harm:
    return lambda desk, row: setattr(row, name, value)


HARMS: list[tuple[str, Harm]] = [
    ("citations", set_to("of_id", "nobody")),
    ("citations", set_to("evidence_id", "claims-1")),
    ("citations", set_to("stance", "proves")),
    ("figures", set_to("of_value_id", "nobody")),
    ("findings", set_to("ruling_id", "nobody")),
    ("findings", set_to("disposition", "")),
    ("rulings", set_to("date_hi", 1)),
    ("rulings", set_to("date_edtf", "2016-02-31")),
    ("evidence", set_to("title", " ")),
    ("evidence", set_to("source_id", "nobody")),
    ("evidence", lambda desk, row: desk.hold(row)),
    ("claims", lambda desk, row: desk.links.append(link(row, "nobody"))),
]


def link(row: Any, target: str) -> RecordLink:
    return RecordLink(
        matter_id="m", owner_id=row.id, field="made_by", target_id=target, position=0
    )


def sound() -> Desk:
    desk = Desk()
    desk.finding(desk.ruling(desk.proceeding()), desk.claim())
    desk.figure(desk.item(), "fans", "5")
    return desk


def test_a_sound_matter_blocks_nothing() -> None:
    assert sound().found() == []


@pytest.mark.parametrize(("table", "harm"), HARMS)
def test_what_cannot_be_printed_as_stored_blocks_and_nothing_else_is_looked_for(
    table: str, harm: Harm
) -> None:
    desk = sound()
    desk.claim(cited=False)
    row = desk.file.rows(table)[0]
    harm(desk, row)
    (finding,) = desk.found()
    assert (finding.rule, finding.severity) == ("record-broken", BLOCKS)
    assert finding.blocks
    assert [named.id for named in finding.records] == [row.id]


def test_an_original_that_the_store_has_lost_blocks() -> None:
    desk = sound()
    lost = desk.files[0]
    (finding,) = run(desk.file, {lost.sha256})
    assert (finding.rule, finding.records[0].id) == ("record-broken", lost.item_id)
    assert "is not in the file store" in finding.sentence


def test_an_original_that_failed_its_last_check_blocks_and_the_fault_is_told() -> None:
    desk = sound()
    damaged = desk.files[0]
    file = replace(desk.file, damage={damaged.sha256: "It has changed on disk."})
    (finding,) = run(file)
    assert (finding.rule, finding.records[0].id) == ("record-broken", damaged.item_id)
    assert "failed its last check: It has changed on disk." in finding.sentence
    other = replace(desk.file, damage={"0" * 64: "It has changed on disk."})
    assert run(other) == []


def test_an_original_that_was_replaced_is_not_missed() -> None:
    desk = sound()
    old = desk.hold(desk.file.evidence[0])
    old.sha256, old.replaced_at = "0" * 64, "2026-11-24T09:00:00Z"
    assert run(desk.file, {old.sha256}) == []


def test_a_withdrawn_entry_of_a_list_may_point_anywhere() -> None:
    desk = sound()
    gone = link(desk.file.claims[0], "nobody")
    gone.withdrawn_at = "2026-11-24T09:00:00Z"
    desk.links.append(gone)
    assert desk.found() == []
