"""What an item derives from, step by step up to its origins, and what derives from it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from core.records import RecordLink
from evidence.corrections import CORRECTED

BY = {
    "republishes": "republished by", "quotes": "quoted by", "translates": "translated by", "summarises": "summarised by",
    "uses data of": "its data used by", "excerpt of": "excerpted by", **CORRECTED,
}  # fmt: skip


@dataclass(frozen=True)
class Step:
    """One item of a descent, by id, and which items used it how: `republished by` → ids."""

    item: str
    used: Mapping[str, tuple[str, ...]]


class Descent:
    """The derivations of a matter."""

    def __init__(self, links: Iterable[RecordLink]) -> None:
        self._above: dict[str, list[tuple[str, str]]] = defaultdict(list)
        self._below: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for link in sorted(links, key=lambda link: link.position):
            if link.field == "derives_from" and not link.withdrawn_at:
                self._above[link.owner_id].append((link.role, link.target_id))
                self._below[link.target_id].append((link.role, link.owner_id))

    def above(self, item: str) -> list[Step]:
        """Give what an item derives from, nearest first, each once."""
        seen, waiting, steps = {item}, [item], []
        while waiting:
            for _, parent in self._above.get(waiting.pop(0), ()):
                if parent not in seen:
                    seen.add(parent)
                    waiting.append(parent)
                    steps.append(Step(parent, self.used(parent)))
        return steps

    def used(self, item: str) -> dict[str, tuple[str, ...]]:
        """Give what derives from an item directly, by how."""
        found: dict[str, list[str]] = {}
        for role, child in self._below.get(item, ()):
            found.setdefault(BY.get(role, "used by"), []).append(child)
        return {how: tuple(children) for how, children in found.items()}

    def is_origin(self, item: str) -> bool:
        """Say whether an item derives from nothing."""
        return not self._above.get(item)

    def all_of(self, item: str) -> set[str]:
        """Give the ids of every item that a page about this one names."""
        return set(self._named(item))

    def _named(self, item: str) -> Iterator[str]:
        yield item
        for children in self.used(item).values():
            yield from children
        for step in self.above(item):
            yield step.item
            for children in step.used.values():
                yield from children
