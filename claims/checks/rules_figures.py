"""Checks of figures: values that disagree, wholes that their parts do not come to, shares that do not fit their counts."""

from collections.abc import Iterator, Sequence

from claims.checks.fault import Fault, fault, item_name
from claims.checks.view import View
from claims.figures import addition, span, window_of
from claims.models import Figure
from claims.printed import folded
from claims.reckoning import ShareCheck, SumCheck, as_printed
from claims.sheets import list_words
from evidence.models import EvidenceItem


def differ(view: View) -> Iterator[Fault]:
    """Find figures of the same label, unit, window and claim that cannot all stand as printed."""
    for rows in view.figures.families:
        read = [row for row in rows if view.figures.values[row.id]]
        if view.figures.disagree(read):
            window = window_of(rows[0])
            over = f" over {window}" if window else ""
            sentence = f"The values printed for “{rows[0].label.strip()}”{over} differ: {_values(view, read)}."
            yield fault(sentence, read, [_item(view, row) for row in read])


def sums(view: View) -> Iterator[Fault]:
    """Find wholes that the parts which name them do not come to."""
    for check in view.figures.sums:
        if not check.adds_up:
            rows = [check.whole, *check.parts]
            sentence = (_shares if check.shares else _sum)(view, check)
            yield fault(sentence, rows, [_item(view, row) for row in rows])


def shares(view: View) -> Iterator[Fault]:
    """Find percentages that are not what the count and the whole printed beside them come to."""
    for check in view.figures.shares:
        if not check.adds_up:
            item = _item(view, check.share)
            whole = view.file.by_id.get(check.share.of_value_id or "")
            yield fault(
                _share(view, check),
                check.share,
                check.part,
                [whole] if whole else [],
                item,
            )


def _item(view: View, row: Figure) -> EvidenceItem:
    item = view.file.by_id[row.evidence_id]
    assert isinstance(item, EvidenceItem)  # noqa: S101 - the foreign key says so
    return item


def _values(view: View, rows: Sequence[Figure]) -> str:
    """List values as printed, each with all items that print it."""
    by_value: dict[str, list[Figure]] = {}
    for row in rows:
        by_value.setdefault(folded(as_printed(row)), []).append(row)
    return list_words(
        [
            f"{as_printed(same[0])} ({_printers(view, same)})"
            for same in by_value.values()
        ]
    )


def _printers(view: View, rows: Sequence[Figure]) -> str:
    return list_words(
        list(dict.fromkeys(item_name(view.file, _item(view, row)) for row in rows))
    )


def _sum(view: View, check: SumCheck) -> str:
    printed, parts = as_printed(check.whole), addition(check.parts)
    if len(check.parts) > 1:
        parts += (
            f" {'is about' if check.total.is_rounded else 'is'} {span(check.total)}"
        )
    return (
        f"{_printers(view, [check.whole])} prints {printed} for “{check.whole.label.strip()}”, {check.difference}:"
        f" {parts}{_elsewhere(view, check)}."
    )


def _shares(view: View, check: SumCheck) -> str:
    return (
        f"The shares of “{check.whole.label.strip()}” ({_printers(view, [check.whole])}) come to {span(check.total)} %,"
        f" not to 100 %: {addition(check.parts)}{_elsewhere(view, check)}."
    )


def _elsewhere(view: View, check: SumCheck) -> str:
    """Say who prints the parts, where it is not the item that prints the whole."""
    others = [row for row in check.parts if row.evidence_id != check.whole.evidence_id]
    return f" (as printed by {_printers(view, check.parts)})" if others else ""


def _share(view: View, check: ShareCheck) -> str:
    return (
        f"{_printers(view, [check.share])} prints {as_printed(check.share)} for “{check.share.label.strip()}”;"
        f" {as_printed(check.part)} of {check.whole} is {check.in_words} by our sum."
    )
