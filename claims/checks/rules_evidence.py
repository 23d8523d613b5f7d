"""Checks of evidence: claims that rest on none, items that are not held, items that were corrected and are still used."""

from collections.abc import Iterator, Sequence

from claims.checks.fault import (
    Fault,
    are,
    date_words,
    fault,
    have,
    item_name,
    numbers,
)
from claims.checks.view import View
from claims.models import Finding, Occasion
from claims.quoting import quotations
from claims.sheets import list_words
from core.records import Record
from evidence.anchors import LOST, MOVED
from evidence.corrections import CORRECTED
from evidence.models import EvidenceItem


def without_evidence(view: View) -> Iterator[Fault]:
    """Find claims for which no item is cited, in whatever stance; where they are recorded is said beside it."""
    for claim in view.claims:
        if claim.id in view.citations_of:
            continue
        items = [
            item
            for occasion in view.occasions_of.get(claim.id, [])
            for item in view.evidence_of(occasion)
        ]
        sentence = f"No evidence is cited for {view.file.number(claim)}."
        if items:
            sentence = f"{sentence[:-1]}; that it was made is recorded in {numbers(view.file, items)}."
        yield fault(sentence, claim, items)


def quote_lost(view: View) -> Iterator[Fault]:
    """Find quotations that the stored file does not hold; nothing is found before they were matched (`claims.quoting`)."""
    for row, _quote, items in quotations(view.file):
        if view.file.quotes.get(row.id) == LOST:
            yield fault(
                f"The words quoted in {view.file.number(row)} do not stand in the stored file of "
                f"{numbers(view.file, items)}.",
                row,
                items,
            )


def quote_moved(view: View) -> Iterator[Fault]:
    """Find quotations whose words stand elsewhere than they were quoted from, which no person confirmed yet."""
    for row, _quote, items in quotations(view.file):
        if view.file.quotes.get(row.id) == MOVED:
            why = view.file.quote_notes.get(row.id, "they stand elsewhere now")
            yield fault(
                f"The words quoted in {view.file.number(row)} have moved in the stored file of {numbers(view.file, items)}: "
                f"{why}. Look at both places on the item’s page and confirm the new one.",
                row,
                items,
            )


def link_not_stored(view: View) -> Iterator[Fault]:
    """Find items that point to a web address of which no copy is stored; an archive elsewhere is not ours."""
    rows = [
        item
        for item in view.items
        if (item.url or item.archived_url) and item.id not in view.file.files_of
    ]
    if rows:
        yield fault(
            f"{numbers(view.file, rows)} {have(rows)} a web address but no stored copy.",
            rows,
        )


def not_held(view: View) -> Iterator[Fault]:
    """Find items that are known of only: there is neither a file nor a web address."""
    rows = [
        item
        for item in view.items
        if not (item.url or item.archived_url) and item.id not in view.file.files_of
    ]
    if rows:
        yield fault(
            f"{numbers(view.file, rows)} {are(rows)} known of, but neither a file nor a web address is held.",
            rows,
        )


def superseded_cited(view: View) -> Iterator[Fault]:
    """Find items that a later one corrects, supersedes or withdraws, and that are still used."""
    used = _uses(view)
    for item in view.items:
        later = [
            (row, CORRECTED[link.role])
            for link, row in view.derivations_from(item)
            if link.role in CORRECTED
        ]
        if later and (uses := used.get(item.id)):
            yield _superseded(view, item, later, uses)


def _superseded(
    view: View,
    item: EvidenceItem,
    later: Sequence[tuple[EvidenceItem, str]],
    uses: Sequence[Record],
) -> Fault:
    by = list_words([f"{how} {_dated(view, row)}" for row, how in later])
    rows = [row for row, _ in later]
    ids = {row.id for row in rows}
    about = [
        ruling
        for ruling in view.rulings
        if ids & {found.id for found in view.evidence_for_ruling(ruling)}
    ]
    sentence = f"{_dated(view, item)} is {by}, and is still cited for {numbers(view.file, uses)}"
    if about:
        told = list_words(
            [
                f"{view.file.number(row)} ({date_words(row) or 'no date recorded'})"
                for row in about
            ]
        )
        sentence += f"; {numbers(view.file, rows)} {are(rows)} evidence of {told}"
    return fault(f"{sentence}.", item, rows, uses, about)


def _dated(view: View, item: EvidenceItem) -> str:
    words = date_words(item, "published") or date_words(item)
    return f"{item_name(view.file, item)} ({words or 'undated'})"


def _uses(view: View) -> dict[str, list[Record]]:
    """Find what each item is used for, by the item's id: claims, events and rulings, each once, by number."""
    uses = [(cited.item, _subject(view, cited.of)) for cited in view.citations]
    for row in [*view.occasions, *view.findings, *view.rulings]:
        uses += [(item, _subject(view, row)) for item in view.evidence_of(row)]
    found: dict[str, dict[str, Record]] = {}
    for item, subject in uses:
        found.setdefault(item.id, {})[subject.id] = subject
    return {
        item: sorted(
            rows.values(), key=lambda row: (str(row.__tablename__), row.number)
        )
        for item, rows in found.items()
    }


def _subject(view: View, row: Record) -> Record:
    """Name a finding by its ruling, an occasion by its claim."""
    if isinstance(row, Finding):
        return view.file.by_id[row.ruling_id]
    return view.file.by_id[row.claim_id] if isinstance(row, Occasion) else row
