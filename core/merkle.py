"""Merkle trees as in RFC 9162, section 2.1: leaf and node hashes, and roots from the few nodes that are kept.

Beside each leaf the log keeps one more hash: that of the largest perfect subtree which ends at it. From these alone the
root of the tree at any earlier size can be made, with as many reads as the size has binary ones.
"""

import hashlib
from collections.abc import Callable, Iterable

EMPTY_ROOT = hashlib.sha256(b"").digest()


def leaf_hash(data: bytes) -> bytes:
    """Hash one entry (RFC 9162, 2.1.1)."""
    return hashlib.sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Hash two subtrees into the one above them (RFC 9162, 2.1.1)."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def frontier(size: int) -> list[int]:
    """Give the positions at which the perfect subtrees that make up a tree of this size end, left to right."""
    ends, done = [], 0
    for bit in reversed(range(size.bit_length())):
        if size >> bit & 1:
            done += 1 << bit
            ends.append(done - 1)
    return ends


def subtree(
    position: int, leaf: bytes, stored: Callable[[int], bytes], width: int = 0
) -> bytes:
    """Hash the perfect subtree of a width that ends at this position, or the largest one, given the kept hashes of earlier ones."""
    node, done = leaf, 1
    width = width or (position + 1) & -(position + 1)
    while done < width:
        node = node_hash(stored(position - done), node)
        done *= 2
    return node


def root(nodes: Iterable[bytes]) -> bytes:
    """Fold the hashes at `frontier(size)`, left to right, into the root (RFC 9162, 2.1.1)."""
    head = b""
    for node in reversed(list(nodes)):
        head = node_hash(node, head) if head else node
    return head or EMPTY_ROOT
