from core.records import RecordLink
from evidence.descent import Descent


def link(owner: str, target: str, role: str, **more: str) -> RecordLink:
    return RecordLink(matter_id="m", owner_id=owner, field=more.get("field", "derives_from"), target_id=target, role=role, position=0, withdrawn_at=more.get("withdrawn_at", ""))  # fmt: skip


def test_an_item_leads_up_to_its_origin_and_says_who_else_used_it() -> None:
    descent = Descent([link("c", "b", "republishes"), link("d", "b", "republishes"), link("b", "a", "uses data of")])  # fmt: skip
    steps = [(step.item, dict(step.used)) for step in descent.above("c")]
    assert steps == [("b", {"republished by": ("c", "d")}), ("a", {"its data used by": ("b",)})]  # fmt: skip
    assert descent.is_origin("a")
    assert not descent.is_origin("b")
    assert descent.used("b") == {"republished by": ("c", "d")}
    assert descent.all_of("c") == {"a", "b", "c", "d"}


def test_a_ring_ends() -> None:
    descent = Descent([link("a", "b", "quotes"), link("b", "a", "quotes")])
    assert [step.item for step in descent.above("a")] == ["b"]


def test_withdrawn_ties_and_other_lists_count_for_nothing() -> None:
    descent = Descent([link("a", "b", "quotes", withdrawn_at="2026"), link("a", "b", "", field="judges")])  # fmt: skip
    assert descent.above("a") == []
