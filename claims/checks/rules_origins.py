"""Checks of origins: several items that go back to one are one source, however often it was reprinted."""

from collections.abc import Iterator, Sequence

from claims.checks.fault import Fault, fault, item_name, numbers
from claims.checks.view import Cited, View, grouped
from claims.models import Figure
from core.records import Record
from evidence.models import EvidenceItem

STANCES = {
    "supports": "cited in support of",
    "contradicts": "cited against",
    "context": "cited as context for",
    "reports": "cited as reporting",
}


def one_origin(view: View) -> Iterator[Fault]:
    """Find records for which two or more items are cited with one stance that all go back to one item."""
    groups: dict[tuple[str, str], list[Cited]] = {}
    for cited in view.citations:
        groups.setdefault((cited.of.id, cited.citation.stance), []).append(cited)
    for (_, stance), members in groups.items():
        items = _by_number(cited.item for cited in members)
        root = _only_origin(view, items)
        if root:
            of = members[0].of
            sentence = (
                f"{numbers(view.file, items)}, {STANCES[stance]} {view.file.number(of)}, go back to one origin:"
                f" {_root_name(view, root)}."
            )
            yield fault(sentence, of, items, root)


def figures_one_origin(view: View) -> Iterator[Fault]:
    """Find figures printed by two or more items that all go back to one: all about a claim, else those that compete."""
    told: set[str] = set()
    for claim_id, rows in grouped(
        (row.about_id or "", row) for row in view.figures.rows
    ).items():
        claim = view.file.by_id.get(claim_id)
        if claim and (root := _only_origin(view, _printers(view, rows))):
            told.add(claim_id)
            what = f"The {len(rows)} figures about {view.file.number(claim)}"
            yield _figures(view, what, rows, root, claim)
    for rows in view.figures.families:
        root = _only_origin(view, _printers(view, rows))
        if root and (rows[0].about_id or "") not in told:
            what = f"The {len(rows)} values printed for “{rows[0].label.strip()}”"
            yield _figures(view, what, rows, root)


def _figures(
    view: View,
    what: str,
    rows: Sequence[Figure],
    root: EvidenceItem,
    *first: Record,
) -> Fault:
    items = _printers(view, rows)
    sentence = f"{what}, printed by {numbers(view.file, items)}, go back to one origin: {_root_name(view, root)}."
    return fault(sentence, *first, rows, items, root)


def _printers(view: View, rows: Sequence[Figure]) -> list[EvidenceItem]:
    items = [view.file.by_id[row.evidence_id] for row in rows]
    return _by_number(item for item in items if isinstance(item, EvidenceItem))


def _by_number(items: Iterator[EvidenceItem]) -> list[EvidenceItem]:
    return sorted(
        {item.id: item for item in items}.values(), key=lambda item: item.number
    )


def _only_origin(view: View, items: Sequence[EvidenceItem]) -> EvidenceItem | None:
    """Give the one item that two or more go back to, if there is just one."""
    roots = {root for item in items for root in view.file.origins[item.id]}
    if len(items) < 2 or len(roots) != 1:
        return None
    root = view.file.by_id[roots.pop()]
    return root if isinstance(root, EvidenceItem) else None


def _root_name(view: View, root: EvidenceItem) -> str:
    name = item_name(view.file, root)
    if root.withdrawn_at:
        return f"{name}, which is withdrawn"
    return name if root.id in view.file.files_of else f"{name}, which is not held"
