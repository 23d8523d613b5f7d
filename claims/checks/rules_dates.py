"""Checks of dates: what lies before something that it must follow, what has no date, what gives no reason for its date.

Two dates are out of order only where that is certain: the last day of the one lies before the first day of the other, and
neither is approximate, uncertain or open on that side. An item is as old as its publication; where that is not recorded, as
the date it speaks of.
"""

from collections.abc import Iterator, Sequence

from claims.checks.fault import (
    Fault,
    date_words,
    fault,
    have,
    item_name,
    numbers,
    ruling_name,
)
from claims.checks.view import View
from claims.chronology import date_of
from claims.models import Claim, Event, Occasion, Ruling
from core.records import Record
from evidence.models import EvidenceItem

REPORTS = "reports"


def out_of_order(view: View) -> Iterator[Fault]:
    """Find items before what they report, rulings before their filing or the ruling they act on, captures too early."""
    yield from _claims(view)
    for cited in view.citations:
        is_report = cited.citation.stance == REPORTS and isinstance(cited.of, Event)
        if is_report and _is_before(cited.item, cited.of):
            what = view.file.number(cited.of)
            yield _too_early(view, cited.item, what, cited.of)
    for ruling in view.rulings:
        yield from _ruling(view, ruling)
    for item in view.items:
        if _precedes(item, "captured_at", item, "published"):
            words = date_words(item, "captured_at"), date_words(item, "published")
            name = item_name(view.file, item)
            yield fault(
                f"{name} was captured on {words[0]}, before it was published ({words[1]}).",
                item,
            )


def _claims(view: View) -> Iterator[Fault]:
    """An item before an occasion that it records, or before every occasion of a claim that it is cited as reporting."""
    early: dict[tuple[str, str], tuple[EvidenceItem, list[Occasion]]] = {}
    for occasion in view.occasions:
        for item in view.evidence_of(occasion):
            if _is_before(item, occasion):
                early.setdefault((item.id, occasion.claim_id), (item, []))[1].append(
                    occasion
                )
    for cited in view.citations:
        occasions = view.occasions_of.get(cited.of.id, [])
        if (
            isinstance(cited.of, Claim)
            and cited.citation.stance == REPORTS
            and occasions
            and all(_is_before(cited.item, occasion) for occasion in occasions)
        ):
            early.setdefault((cited.item.id, cited.of.id), (cited.item, occasions))
    for (_, claim_id), (item, occasions) in early.items():
        claim = view.file.by_id[claim_id]
        first = min(occasions, key=lambda row: (row.date_lo or 0, row.number))
        made = f"{view.file.number(claim)} {first.form or 'as made'}"
        yield _too_early(view, item, made, first, claim)


def _ruling(view: View, ruling: Ruling) -> Iterator[Fault]:
    name = view.file.number(ruling)
    shown_by = view.evidence_for_ruling(ruling) + [
        item
        for row in view.findings_of.get(ruling.id, [])
        for item in view.evidence_of(row)
    ]
    for item in {item.id: item for item in shown_by}.values():
        if _is_before(item, ruling):
            yield _too_early(view, item, name, ruling)
    proceeding = view.file.by_id[ruling.proceeding_id]
    if not proceeding.withdrawn_at and _precedes(ruling, "date", proceeding, "filed"):
        filed = f"before {view.file.number(proceeding)} was filed ({date_words(proceeding, 'filed')})"
        yield fault(f"{name} is of {date_words(ruling)}, {filed}.", ruling, proceeding)
    earlier = view.file.by_id.get(ruling.on_ruling_id or "")
    if (
        isinstance(earlier, Ruling)
        and not earlier.withdrawn_at
        and _precedes(ruling, "date", earlier, "date")
    ):
        sentence = f"{name} is of {date_words(ruling)}, before {ruling_name(view.file, earlier)}, on which it acts."
        yield fault(sentence, ruling, earlier)


def _too_early(
    view: View, item: EvidenceItem, what: str, later: Record, *named: Record
) -> Fault:
    age = date_words(item, _age(item))
    name = item_name(view.file, item)
    sentence = f"{name} ({age}) is given as a report of {what} ({date_words(later)}), but is older."
    return fault(sentence, item, *(named or [later]), later)


def _is_before(item: EvidenceItem, row: Record) -> bool:
    return _precedes(item, _age(item), row, "date")


def _age(item: EvidenceItem) -> str:
    return "published" if item.published_edtf else "date"


def _precedes(one: Record, name: str, other: Record, other_name: str) -> bool:
    """Say whether one date certainly lies before another."""
    first, second = date_of(one, name), date_of(other, other_name)
    if first is None or second is None:
        return False
    if any(date.is_approximate or date.is_uncertain for date in (first, second)):
        return False
    last, begins = first.latest, second.earliest
    return last is not None and begins is not None and last < begins


def undated(view: View) -> Iterator[Fault]:
    """Find occasions, events, rulings and items that have no date: one finding a kind."""
    for rows in (view.occasions, view.events, view.rulings):
        missing = [row for row in rows if not row.date_edtf]
        if missing:
            yield fault(
                f"{_listed(view, missing)} {have(missing)} no date.",
                missing,
                _claims_of(view, missing),
            )
    items = [row for row in view.items if not (row.date_edtf or row.published_edtf)]
    if items:
        sentence = f"{numbers(view.file, items)} {have(items)} neither a date nor a day of publication."
        yield fault(sentence, items)


def without_basis(view: View) -> Iterator[Fault]:
    """Find dates of which nothing says why we believe them: one finding a kind.

    An item known to the day bears its own date; any other date of an item, and each date of an occasion, an event or a
    ruling, rests on something that is worth a word.
    """
    vague = [
        row
        for row in view.items
        if (date := date_of(row)) and not (date.is_day or _is_published_then(row))
    ]
    for rows in (view.occasions, view.events, view.rulings, vague):
        bare = [row for row in rows if row.date_edtf and not row.date_basis.strip()]
        if bare:
            dates = "date" if len(bare) == 1 else "dates"
            sentence = f"Nothing says why the {dates} of {_listed(view, bare)} {'is' if len(bare) == 1 else 'are'} believed."
            yield fault(sentence, bare, _claims_of(view, bare))


def _is_published_then(item: EvidenceItem) -> bool:
    return item.date_edtf == item.published_edtf


def _listed(view: View, rows: Sequence[Record]) -> str:
    """List records by number; occasions, which carry no key, with their claims."""
    claims = _claims_of(view, rows)
    told = f" (of {numbers(view.file, claims)})" if claims else ""
    return f"{numbers(view.file, rows)}{told}"


def _claims_of(view: View, rows: Sequence[Record]) -> list[Record]:
    return [view.file.by_id[row.claim_id] for row in rows if isinstance(row, Occasion)]
