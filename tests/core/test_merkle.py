import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import merkle

# The eight leaves and roots of the Certificate Transparency reference tests (RFC 6962 and 9162 share the hashing).
LEAVES = [
    "",
    "00",
    "10",
    "2021",
    "3031",
    "40414243",
    "5051525354555657",
    "606162636465666768696a6b6c6d6e6f",
]
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]  # fmt: skip


def grow(leaves: list[bytes]) -> dict[int, bytes]:
    nodes: dict[int, bytes] = {}
    for position, leaf in enumerate(leaves):
        nodes[position] = merkle.subtree(
            position, merkle.leaf_hash(leaf), nodes.__getitem__
        )
    return nodes


def root_at(nodes: dict[int, bytes], size: int) -> bytes:
    return merkle.root(nodes[end] for end in merkle.frontier(size))


def by_definition(leaves: list[bytes]) -> bytes:
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return merkle.leaf_hash(leaves[0])
    half = 1 << (len(leaves) - 1).bit_length() - 1
    return merkle.node_hash(by_definition(leaves[:half]), by_definition(leaves[half:]))


@pytest.mark.parametrize(("size", "root"), list(enumerate(ROOTS, start=1)))
def test_roots_are_those_of_the_reference_tests(size: int, root: str) -> None:
    nodes = grow([bytes.fromhex(leaf) for leaf in LEAVES])
    assert root_at(nodes, size).hex() == root


def test_an_empty_tree_has_the_hash_of_nothing() -> None:
    assert merkle.root([]) == hashlib.sha256(b"").digest()


@given(st.lists(st.binary(max_size=8), max_size=70), st.data())
def test_the_root_at_any_earlier_size_comes_from_the_kept_nodes(
    leaves: list[bytes], data: st.DataObject
) -> None:
    size = data.draw(st.integers(0, len(leaves)))
    assert root_at(grow(leaves), size) == by_definition(leaves[:size])


@given(st.integers(0, 10_000))
def test_a_frontier_reads_one_node_for_each_binary_one(size: int) -> None:
    ends = merkle.frontier(size)
    assert len(ends) == size.bit_count()
    assert ends == sorted(ends)
