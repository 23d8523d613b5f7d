"""Where items come from in the end: sources are counted by origin, not by how often they were reprinted.

An item that republishes, quotes, translates, summarises, excerpts or uses the data of another goes back to that other's
origins. A correction, a later version or a withdrawal is a new statement by its publisher: it does not make two items one.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from core.records import RecordLink
from evidence.corrections import OWN_STATEMENT


def origins_of(
    items: Iterable[str], links: Iterable[RecordLink]
) -> dict[str, frozenset[str]]:
    """Give for each item's id the ids of the items it goes back to; an item that derives from nothing is its own origin."""
    parents: dict[str, list[str]] = defaultdict(list)
    for link in links:
        if (
            link.field == "derives_from"
            and not link.withdrawn_at
            and link.role not in OWN_STATEMENT
        ):
            parents[link.owner_id].append(link.target_id)
    return {item: frozenset(_roots(item, parents)) for item in items}


def _roots(item: str, parents: Mapping[str, list[str]]) -> set[str]:
    """Walk up; a ring of items that derive from each other is one origin, named by the least of its ids."""
    seen, roots, waiting = {item}, set(), [item]
    while waiting:
        here = waiting.pop()
        above = parents.get(here, [])
        if not above:
            roots.add(here)
        waiting += [parent for parent in above if parent not in seen]
        seen.update(above)
    return roots or {min(seen)}
