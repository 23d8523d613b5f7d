"""Chains of appeal: which ruling acts on which, from the first instance on, branches included."""

from dataclasses import dataclass

from claims.casefile import CaseFile, standing
from claims.chronology import date_of
from claims.models import Ruling
from core.dates import sort_key


@dataclass(frozen=True)
class Step:
    """A ruling in its chain, and how many rulings above it that it hangs on."""

    ruling: Ruling
    depth: int


def chain_of(file: CaseFile, ruling: Ruling) -> list[Step]:
    """Give the chain that a ruling belongs to, the first ruling first; a ring of rulings is cut where it closes."""
    first, seen = ruling, {ruling.id}
    while (above := _above(file, first)) and above.id not in seen:
        seen.add(above.id)
        first = above
    return list(_below(file, first, 0, set()))


def chains(file: CaseFile) -> list[list[Step]]:
    """Give every chain of more than one ruling, each once, by the number of its first ruling."""
    found: list[list[Step]] = []
    told: set[str] = set()
    for ruling in standing(file.rulings):
        if ruling.id not in told:
            chain = chain_of(file, ruling)
            told.update(step.ruling.id for step in chain)
            if len(chain) > 1:
                found.append(chain)
    return sorted(found, key=lambda chain: chain[0].ruling.number)


def _above(file: CaseFile, ruling: Ruling) -> Ruling | None:
    above = file.by_id.get(ruling.on_ruling_id or "")
    return above if isinstance(above, Ruling) else None


def _below(file: CaseFile, ruling: Ruling, depth: int, seen: set[str]) -> list[Step]:
    if ruling.id in seen:
        return []
    seen.add(ruling.id)
    later = [row for row in standing(file.rulings) if row.on_ruling_id == ruling.id]
    later.sort(key=lambda row: (sort_key(date_of(row)), row.number))
    steps = [Step(ruling, depth)]
    for row in later:
        steps += _below(file, row, depth + 1, seen)
    return steps
