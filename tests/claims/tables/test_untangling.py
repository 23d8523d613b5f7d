import itertools

from hypothesis import given
from hypothesis import strategies as st

from claims.tables.untangling import untangle

NODES = st.sampled_from("abcdefg")
GRAPHS = st.dictionaries(NODES, st.lists(NODES, max_size=3))


@given(edges=GRAPHS)
def test_what_is_pointed_to_comes_first_or_stands_in_a_loop(
    edges: dict[str, list[str]],
) -> None:
    order, loops = untangle(edges)
    assert len(order) == len(set(order))
    assert not set(order) & loops.keys()
    for place, node in enumerate(order):
        assert {target for target in edges[node] if target in edges} <= set(
            order[:place]
        )


@given(edges=GRAPHS)
def test_a_loop_follows_the_edges_and_ends_where_it_began(
    edges: dict[str, list[str]],
) -> None:
    for loop in untangle(edges)[1].values():
        assert loop[0] == loop[-1]
        assert all(step in edges[node] for node, step in itertools.pairwise(loop))


def test_what_only_leads_into_a_loop_is_not_called_one() -> None:
    order, loops = untangle({"in": ["a"], "a": ["b"], "b": ["a"], "out": ["elsewhere"]})
    assert order == ["out"]
    assert loops == {"a": ["a", "b", "a"], "b": ["a", "b", "a"]}
