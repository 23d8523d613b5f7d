from hypothesis import given
from hypothesis import strategies as st

from core.records import RecordLink
from evidence.origins import origins_of


def link(
    owner: str, target: str, role: str = "republishes", *, withdrawn: str = ""
) -> RecordLink:
    return RecordLink(
        matter_id="m",
        owner_id=owner,
        field="derives_from",
        target_id=target,
        role=role,
        position=0,
        withdrawn_at=withdrawn,
    )


def test_an_item_that_derives_from_nothing_is_its_own_origin() -> None:
    assert origins_of(["wire"], []) == {"wire": {"wire"}}


def test_three_reprints_of_one_wire_story_have_one_origin() -> None:
    found = origins_of(
        ["a", "b", "c", "wire"],
        [link("a", "wire"), link("b", "a"), link("c", "b", "quotes")],
    )
    assert set(found.values()) == {frozenset({"wire"})}


def test_an_item_may_go_back_to_several_origins() -> None:
    assert origins_of(
        ["a"], [link("a", "x", "quotes"), link("a", "y", "uses data of")]
    ) == {"a": {"x", "y"}}


def test_a_correction_and_a_later_version_stand_for_themselves() -> None:
    assert origins_of(
        ["b"], [link("b", "a", "corrects"), link("b", "c", "supersedes")]
    ) == {"b": {"b"}}


def test_a_derivation_of_unknown_kind_still_leads_to_the_origin() -> None:
    assert origins_of(["b"], [link("b", "a", "")]) == {"b": {"a"}}


def test_a_withdrawn_link_and_links_of_other_lists_do_not_count() -> None:
    other = RecordLink(
        matter_id="m", owner_id="b", field="evidence", target_id="a", position=0
    )
    assert origins_of(
        ["b"], [link("b", "a", withdrawn="2026-11-24T09:00:00Z"), other]
    ) == {"b": {"b"}}


def test_items_that_derive_from_each_other_are_one_origin() -> None:
    found = origins_of(
        ["a", "b", "c"], [link("a", "b"), link("b", "a"), link("c", "a")]
    )
    assert found == {"a": {"a"}, "b": {"a"}, "c": {"a"}}


pairs = st.lists(
    st.tuples(st.integers(0, 9), st.integers(0, 9)).filter(
        lambda pair: pair[0] != pair[1]
    ),
    max_size=30,
)


@given(pairs)
def test_every_item_has_an_origin_and_origins_of_origins_are_themselves(
    edges: list[tuple[int, int]],
) -> None:
    items = [str(number) for number in range(10)]
    found = origins_of(items, [link(str(a), str(b)) for a, b in edges])
    for roots in found.values():
        assert roots
        for root in roots:
            assert found[root] == {root}
