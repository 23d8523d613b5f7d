import functools
import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import merkle, proofs

LARGEST = 200
LEAVES = [merkle.leaf_hash(bytes([number])) for number in range(LARGEST + 1)]

# The paths of the Certificate Transparency reference tests over their eight leaves: position or earlier size, size, path.
REFERENCE_LEAVES = (
    "",
    "00",
    "10",
    "2021",
    "3031",
    "40414243",
    "5051525354555657",
    "606162636465666768696a6b6c6d6e6f",
)
REFERENCE_INCLUSION = [
    (0, 1, []),
    (0, 8, ["96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7", "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e", "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"]),
    (5, 8, ["bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b", "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0", "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"]),
    (2, 3, ["fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"]),
    (1, 5, ["6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d", "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e", "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"]),
]  # fmt: skip
REFERENCE_CONSISTENCY = [
    (1, 1, []),
    (1, 8, ["96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7", "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e", "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"]),
    (6, 8, ["0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a", "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0", "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"]),
    (2, 5, ["5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e", "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"]),
]  # fmt: skip


def definition(leaves: list[bytes]) -> bytes:
    if len(leaves) < 2:
        return leaves[0] if leaves else hashlib.sha256(b"").digest()
    half = 1 << (len(leaves) - 1).bit_length() - 1
    return merkle.node_hash(definition(leaves[:half]), definition(leaves[half:]))


def path_by_definition(position: int, leaves: list[bytes]) -> list[bytes]:
    if len(leaves) == 1:
        return []
    half = 1 << (len(leaves) - 1).bit_length() - 1
    left, right = leaves[:half], leaves[half:]
    if position < half:
        return [*path_by_definition(position, left), definition(right)]
    return [*path_by_definition(position - half, right), definition(left)]


def proof_by_definition(
    first: int, leaves: list[bytes], *, whole: bool = True
) -> list[bytes]:
    if first == len(leaves):
        return [] if whole else [definition(leaves)]
    half = 1 << (len(leaves) - 1).bit_length() - 1
    left, right = leaves[:half], leaves[half:]
    if first <= half:
        return [*proof_by_definition(first, left, whole=whole), definition(right)]
    return [*proof_by_definition(first - half, right, whole=False), definition(left)]


@functools.cache
def root_of(size: int) -> bytes:
    return definition(LEAVES[:size])


def keep(leaves: list[bytes]) -> dict[int, tuple[bytes, bytes]]:
    kept: dict[int, tuple[bytes, bytes]] = {}
    for position, leaf in enumerate(leaves):
        node = merkle.subtree(position, leaf, lambda earlier: kept[earlier][1])
        kept[position] = leaf, node
    return kept


KEPT = keep(LEAVES)


def hashes(spans: list[proofs.Span]) -> list[bytes]:
    few = {position: KEPT[position] for position in proofs.reads(spans)}
    return [proofs.span_hash(span, few) for span in spans]


def flipped(value: bytes, bit: int) -> bytes:
    return (int.from_bytes(value, "big") ^ 1 << bit).to_bytes(len(value), "big")


@pytest.mark.parametrize(("position", "size", "path"), REFERENCE_INCLUSION)
def test_inclusion_paths_are_those_of_the_reference_tests(
    position: int, size: int, path: list[str]
) -> None:
    leaves = [merkle.leaf_hash(bytes.fromhex(leaf)) for leaf in REFERENCE_LEAVES]
    spans = proofs.inclusion_spans(position, size)
    made = [proofs.span_hash(span, keep(leaves)) for span in spans]
    assert [node.hex() for node in made] == path
    head = definition(leaves[:size])
    assert proofs.verify_inclusion(leaves[position], position, size, made, head)


@pytest.mark.parametrize(("first", "second", "path"), REFERENCE_CONSISTENCY)
def test_consistency_paths_are_those_of_the_reference_tests(
    first: int, second: int, path: list[str]
) -> None:
    leaves = [merkle.leaf_hash(bytes.fromhex(leaf)) for leaf in REFERENCE_LEAVES]
    spans = proofs.consistency_spans(first, second)
    made = [proofs.span_hash(span, keep(leaves)) for span in spans]
    assert [node.hex() for node in made] == path
    heads = definition(leaves[:first]), definition(leaves[:second])
    assert proofs.verify_consistency(first, heads[0], second, heads[1], made)


@pytest.mark.parametrize("size", range(1, LARGEST + 1))
def test_every_path_is_that_of_the_definition(size: int) -> None:
    step = 1 if size < 40 else 7  # each size, and in the large ones each seventh place
    for place in range(size % step, size, step):
        path = hashes(proofs.inclusion_spans(place, size))
        assert path == path_by_definition(place, LEAVES[:size])
        assert proofs.verify_inclusion(LEAVES[place], place, size, path, root_of(size))
        grown = hashes(proofs.consistency_spans(place + 1, size))
        assert grown == proof_by_definition(place + 1, LEAVES[:size])
        assert proofs.verify_consistency(
            place + 1, root_of(place + 1), size, root_of(size), grown
        )


@given(st.integers(1, LARGEST), st.data())
def test_every_changed_bit_breaks_an_inclusion(size: int, data: st.DataObject) -> None:
    position = data.draw(st.integers(0, size - 1))
    path = hashes(proofs.inclusion_spans(position, size))
    parts = [LEAVES[position], root_of(size), *path]
    which = data.draw(st.integers(0, len(parts) - 1))
    parts[which] = flipped(parts[which], data.draw(st.integers(0, 255)))
    leaf, head, *changed = parts
    assert not proofs.verify_inclusion(leaf, position, size, changed, head)


@given(st.integers(2, LARGEST), st.data())
def test_every_changed_bit_breaks_a_consistency(size: int, data: st.DataObject) -> None:
    first = data.draw(st.integers(1, size - 1))
    path = hashes(proofs.consistency_spans(first, size))
    parts = [root_of(first), root_of(size), *path]
    which = data.draw(st.integers(0, len(parts) - 1))
    parts[which] = flipped(parts[which], data.draw(st.integers(0, 255)))
    old, new, *changed = parts
    assert not proofs.verify_consistency(first, old, size, new, changed)


@given(st.integers(1, LARGEST), st.data())
def test_another_place_or_size_fails_unless_the_path_has_the_same_turns(
    size: int, data: st.DataObject
) -> None:
    position = data.draw(st.integers(0, size - 1))
    place, other = data.draw(st.tuples(st.integers(-1, 300), st.integers(-1, 300)))
    path = hashes(proofs.inclusion_spans(position, size))

    def turns(at: int, of: int) -> list[bool] | None:
        spans = proofs.inclusion_spans(at, of)
        return [start < at for start, _end in spans] if 0 <= at < of else None

    passes = proofs.verify_inclusion(
        LEAVES[position], place, other, path, root_of(size)
    )
    assert passes == (turns(place, other) == turns(position, size))


@given(st.integers(1, LARGEST), st.integers(1, LARGEST), st.integers(-1, 300))
def test_a_tree_did_not_grow_from_another_of_that_root(
    first: int, second: int, other: int
) -> None:
    first, second = sorted((first, second))
    path = hashes(proofs.consistency_spans(first, second))
    old, new = root_of(first), root_of(second)
    foreign = merkle.leaf_hash(b"another")
    assert not proofs.verify_consistency(first, foreign, second, new, path)
    assert not proofs.verify_consistency(second + 1, old, second, new, path)
    if other > second:  # an earlier size that is no part of the later tree
        assert not proofs.verify_consistency(other, old, second, new, path)


def test_everything_grew_from_nothing_and_from_itself() -> None:
    nothing, now = merkle.EMPTY_ROOT, root_of(5)
    assert proofs.verify_consistency(0, nothing, 5, now, [])
    assert proofs.verify_consistency(5, now, 5, now, [])
    assert not proofs.verify_consistency(0, now, 5, now, [])
    assert not proofs.verify_consistency(5, now, 5, now, [now])
    assert not proofs.verify_consistency(5, now, 5, nothing, [])
    assert not proofs.verify_consistency(0, nothing, 0, now, [])


@pytest.mark.parametrize("change", [1, -1])
def test_a_longer_or_shorter_path_fails(change: int) -> None:
    path = hashes(proofs.inclusion_spans(77, 133))
    longer = [*path, path[-1]] if change > 0 else path[:-1]
    assert not proofs.verify_inclusion(LEAVES[77], 77, 133, longer, root_of(133))
    grown = hashes(proofs.consistency_spans(77, 133))
    longer = [*grown, grown[-1]] if change > 0 else grown[:-1]
    assert not proofs.verify_consistency(77, root_of(77), 133, root_of(133), longer)


@given(st.integers(1, 10**9), st.data())
def test_a_proof_reads_few_positions_at_any_size(
    size: int, data: st.DataObject
) -> None:
    position = data.draw(st.integers(0, size - 1))
    bits = size.bit_length()
    for spans in (
        proofs.inclusion_spans(position, size),
        proofs.consistency_spans(position + 1, size),
    ):
        assert len(spans) <= bits + 1
        assert len(proofs.reads(spans)) <= (bits + 2) ** 2
        assert all(0 <= read < size for read in proofs.reads(spans))
