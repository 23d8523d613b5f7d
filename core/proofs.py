"""Proofs that an entry is in a tree, and that a tree grew from an earlier one (RFC 9162, sections 2.1.3 and 2.1.4).

A proof is a path of hashes, each of a span of leaves. Which spans they are follows from the sizes alone, so the one who
proves and the one who checks walk the same list. The log keeps at each position the leaf and the largest perfect subtree
that ends there; `reads` says at which few positions a path needs them: about log² of the size, never the whole tree.

The length of a path follows from the sizes, but not the sizes from a path: only size and root together are a head.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from core.merkle import EMPTY_ROOT, node_hash, root, subtree

Span = tuple[int, int]  # leaves from the first number up to, not with, the second
Kept = Mapping[int, tuple[bytes, bytes]]  # at a position: leaf, largest perfect subtree


def inclusion_spans(position: int, size: int) -> list[Span]:
    """Give the spans whose hashes prove the entry at a position, from the leaf up (RFC 9162, 2.1.3.1)."""
    start, end = 0, size
    spans: list[Span] = []
    while end - start > 1:
        middle = start + _split(end - start)
        if position < middle:
            spans.append((middle, end))
            end = middle
        else:
            spans.append((start, middle))
            start = middle
    return spans[::-1]


def consistency_spans(first: int, second: int) -> list[Span]:
    """Give the spans whose hashes prove that a tree of the second size grew from one of the first (RFC 9162, 2.1.4.1)."""
    if first in {0, second}:
        return []
    start, end = 0, second
    spans: list[Span] = []
    while end != first:
        middle = start + _split(end - start)
        if first <= middle:
            spans.append((middle, end))
            end = middle
        else:
            spans.append((start, middle))
            start = middle
    if start:
        spans.append((start, end))
    return spans[::-1]


def _split(size: int) -> int:
    """Give the largest power of two that is smaller than a size (RFC 9162, 2.1.1)."""
    return 1 << (size - 1).bit_length() - 1


def reads(spans: Iterable[Span]) -> set[int]:
    """Say at which positions what the log keeps is needed to hash these spans."""
    return {
        last - done
        for span in spans
        for last, width in _perfect(span)
        for done in (0, *(1 << bit for bit in range(width.bit_length() - 1)))
    }


def span_hash(span: Span, kept: Kept) -> bytes:
    """Hash the tree over a span of a proof from what the log keeps."""
    return root(
        subtree(last, kept[last][0], lambda position: kept[position][1], width)
        for last, width in _perfect(span)
    )


def _perfect(span: Span) -> Iterator[tuple[int, int]]:
    """Give the last position and the width of each perfect subtree that a span is made of, left to right."""
    start, end = span
    while start < end:
        width = 1 << (end - start).bit_length() - 1
        start += width
        yield start - 1, width


def verify_inclusion(
    leaf: bytes, position: int, size: int, path: Sequence[bytes], head: bytes
) -> bool:
    """Say whether a path leads from the leaf at a position to the root of a tree of this size (as RFC 9162, 2.1.3.2)."""
    spans = inclusion_spans(position, size)
    if not 0 <= position < size or len(path) != len(spans):
        return False
    node = leaf
    for (start, _end), beside in zip(spans, path, strict=True):
        node = node_hash(beside, node) if start < position else node_hash(node, beside)
    return node == head


def verify_consistency(
    first: int, first_root: bytes, second: int, second_root: bytes, path: Sequence[bytes]
) -> bool:  # fmt: skip
    """Say whether a path proves that a tree grew from an earlier one, each by size and root (as RFC 9162, 2.1.4.2)."""
    if not 0 <= first <= second:
        return False
    if first in {0, second}:
        return not path and first_root == (
            EMPTY_ROOT if first < second else second_root
        )
    spans = consistency_spans(first, second)
    if first.bit_count() == 1:  # the earlier tree is itself a part of the later one
        spans, path = [(0, first), *spans], [first_root, *path]
    if len(path) != len(spans):
        return False
    old = new = path[0]
    for (start, _end), beside in zip(spans[1:], path[1:], strict=True):
        if start < first:
            old, new = node_hash(beside, old), node_hash(beside, new)
        else:
            new = node_hash(new, beside)
    return (old, new) == (first_root, second_root)
