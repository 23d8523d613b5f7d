"""What a publisher said later of an item: that it is corrected, replaced by a later version, or withdrawn.

Each is a derivation of the later item from the earlier one. Whatever cites the earlier item says so, on every page, in every
check and in print; all of them ask here.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable

from core.records import RecordLink

CORRECTED = {
    "corrects": "corrected by", "supersedes": "superseded by", "withdraws": "withdrawn by its publisher in",
}  # fmt: skip
OWN_STATEMENT = frozenset(CORRECTED)
Later = tuple[tuple[str, str], ...]  # in which words, and the id of the later item


def corrections_of(links: Iterable[RecordLink], standing: Collection[str]) -> dict[str, Later]:  # fmt: skip
    """Give by an item's id what later items say of it, in the order of the later ones' ids in `standing`.

    Args:
        links: the lists of records of a matter.
        standing: the ids of the items that are not withdrawn from the matter, in order; only these are heard.
    """
    place = {item: at for at, item in enumerate(standing)}
    found: dict[str, set[tuple[int, str, str]]] = defaultdict(set)
    for link in links:
        if link.field == "derives_from" and link.role in CORRECTED and not link.withdrawn_at and link.owner_id in place:  # fmt: skip
            found[link.target_id].add((place[link.owner_id], CORRECTED[link.role], link.owner_id))  # fmt: skip
    return {item: tuple((how, later) for _, how, later in sorted(rows)) for item, rows in found.items()}  # fmt: skip
