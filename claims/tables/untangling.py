"""Pure: the order in which things that depend on one another can be entered, and those that go round in a loop."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence


def untangle(
    edges: Mapping[str, Sequence[str]],
) -> tuple[list[str], dict[str, list[str]]]:
    """Put what is pointed to before what points to it.

    Args:
        edges: by each node, the nodes it points to; targets that are no node themselves are left aside.

    Returns:
        The nodes in such an order, and by each node that is left over (it leads into a loop and lies behind one, or in
        one) the loop itself, ending where it began.
    """
    order = _peel(edges)
    left = set(edges).difference(order)
    back: dict[str, list[str]] = {node: [] for node in left}
    for node in left:
        for target in edges[node]:
            if target in left:
                back[target].append(node)
    left.difference_update(_peel(back))
    return order, _loops({node: edges[node] for node in edges if node in left})


def _peel(edges: Mapping[str, Sequence[str]]) -> list[str]:
    """Take away, again and again, the nodes that point to nothing that is left."""
    waiting = {
        node: len({target for target in targets if target in edges})
        for node, targets in edges.items()
    }
    pointing: dict[str, list[str]] = defaultdict(list)
    for node, targets in edges.items():
        for target in _once(targets):
            pointing[target].append(node)
    free = [node for node, count in waiting.items() if not count]
    for node in free:
        for other in pointing[node]:
            waiting[other] -= 1
            if not waiting[other]:
                free.append(other)
    return free


def _once(targets: Iterable[str]) -> Iterable[str]:
    return dict.fromkeys(targets)


def _loops(edges: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """Follow, from each node, the first way that stays among the nodes until it comes back to one it has met."""
    found: dict[str, list[str]] = {}
    for start in edges:
        path: dict[str, None] = {}
        node = start
        while node not in path and node not in found:
            path[node] = None
            node = next(target for target in edges[node] if target in edges)
        met = list(path)
        loop = found.get(node) or [*met[met.index(node) :], node]
        found.update(dict.fromkeys(met, loop))
    return found
