"""The exhibit list: every item with what it is, where it comes from, what rests on it, and the SHA-256 of the file held."""

from collections import Counter
from collections.abc import Iterator

from claims.chronology import date_of
from claims.models import Claim, Ruling
from claims.sheets import count
from core.records import Record
from evidence.models import EvidenceItem, StoredFile
from exports.blocks import (
    Block,
    Exhibit,
    Fact,
    Heading,
    Paragraph,
    Run,
    Runs,
    Stance,
    Text,
    Web,
)
from exports.document.book import (
    Book,
    credibility,
    in_lines,
    joined,
    moment,
    plain,
    quoted,
    reliability,
    said,
    when,
    withdrawn,
)
from exports.originals import SEALED

HEAD = (
    "Every evidence item, held or only known of. The SHA-256 is that of the file inside this dossier, unless it is sealed; whoever has the file can "
    "compute it again. What a hash shows and what it does not is said on the last page."
)


def exhibits_part(book: Book) -> list[Block]:
    """Write the list in the order of the numbers."""
    head: list[Block] = [
        Heading(1, "exhibits", "Exhibits"),
        Paragraph((Text(HEAD),), "note"),
    ]
    if not book.file.evidence:
        return [*head, Paragraph((Text("No evidence is recorded in this matter."),))]
    return [*head, *(_exhibit(book, item) for item in book.file.evidence)]


def _exhibit(book: Book, item: EvidenceItem) -> Exhibit:
    return Exhibit(
        book.file.number(item),
        book.anchor(item),
        said(item.title, item.language),
        tuple(_facts(book, item)),
    )


def _facts(book: Book, item: EvidenceItem) -> Iterator[Fact]:
    yield from _fate(book, item)
    kind = [
        item.kind or "kind not recorded",
        *([f"language {item.language}"] if item.language else []),
    ]
    if item.confidentiality in {"restricted", "sealed"}:
        kind.append(f"{item.confidentiality}: handle this dossier accordingly")
    yield Fact("Kind", plain(" · ".join(kind)))
    yield Fact("Source", _source(book, item))
    yield from _dates(item)
    if item.description:
        yield Fact("What it is", said(item.description))
    derives = [
        (
            Text(f"{link.role or 'derives from'} "),
            book.ref(book.file.by_id[link.target_id]),
        )
        for link in book.file.links_from(item, "derives_from")
    ]
    if derives:
        yield Fact("Derivation", joined(derives, "; "))
    for label, url in (("Address", item.url), ("Archived at", item.archived_url)):
        if url:
            yield Fact(label, (Web(url),))
    yield Fact("Cited for", _uses(book, item))
    if taken := _taken(book, item):
        yield Fact("What it says", taken)
    yield from _file(item, book.file.files_of.get(item.id))
    yield from _custody(book.value.get("custody", {}).get(book.file.number(item), []))


def _fate(book: Book, item: EvidenceItem) -> Iterator[Fact]:
    """Say whether it still stands: withdrawn here, or corrected, superseded or withdrawn by its publisher."""
    if item.withdrawn_at:
        yield Fact("Withdrawn", (Text(withdrawn(item), "strong"),))
    if later := book.file.corrected(item):
        sentence = f"{later[:1].upper()}{later[1:]}."
        yield Fact("Since then", book.linked_text(sentence))


def _source(book: Book, item: EvidenceItem) -> Runs:
    source = book.file.source_of(item)
    grades = f" · reliability {reliability(source)} · credibility {credibility(item)}"
    if item.credibility_reason:
        grades += f" ({item.credibility_reason})"
    named: Runs = book.named(source) if source else plain("")
    return (*named, Text(grades, "quiet"))


def _dates(item: EvidenceItem) -> Iterator[Fact]:
    date, published = date_of(item), date_of(item, "published")
    if date and date == published:
        same = Text(" · published on the same date")
        yield Fact("Date", (*when(date, item.date_basis), same))
    else:
        yield Fact("Date", when(date, item.date_basis))
        if published:
            yield Fact("Published", when(published))
    if captured := date_of(item, "captured_at"):
        yield Fact("Captured", when(captured))


def _uses(book: Book, item: EvidenceItem) -> Runs:
    """Lead back to every place that rests on the item."""
    by_way: dict[str, list[Record]] = {}
    for use in book.uses.get(item.id, []):
        by_way.setdefault(use.how, []).append(use.record)
    parts: list[Runs] = []
    for how, records in by_way.items():
        way: Run = Text("prints") if how == "prints" else Stance(how)
        parts.append((way, Text(" "), *book.refs(records)))
    return joined(parts, " · ") or (Text("nothing in this dossier", "quiet"),)


def _taken(book: Book, item: EvidenceItem) -> Runs:
    """Give what is cited from the item for events and findings; what it says on claims and rulings stands with those."""
    lines: list[Runs] = []
    for row in book.citations.get(item.id, []):
        of = book.file.by_id[row.of_id]
        if isinstance(of, Claim | Ruling) or row.quote == getattr(of, "words", ""):
            continue
        home = book.home_of(row) or of
        words: list[Run] = [book.ref(home), Text(": ")]
        words += quoted(row.quote, item.language) if row.quote else []
        words += [Text(f" {row.paraphrase}", "ours")] if row.paraphrase else []
        words += [Text(f" {row.notes}", "quiet")] if row.notes else []
        place = book.place(row)
        words += [Text(f" [{place}]", "quiet")] if place else []
        lines.append(tuple(words))
    return in_lines(lines)


def _custody(verbs: list[str]) -> Iterator[Fact]:
    """Say what was done with it, without the names of whoever did."""
    if verbs:
        told = [f"{verb} {'once' if n == 1 else f'{n} times'}" for verb, n in Counter(verbs).items()]  # fmt: skip
        handled = f"{count(len(verbs), 'handling')} as they happened: {', '.join(told)}"
        yield Fact("Custody", (Text(f"{handled}. Downloads and exports are in the log.", "quiet"),))  # fmt: skip


def _file(item: EvidenceItem, stored: StoredFile | None) -> Iterator[Fact]:
    if stored is None:
        yield Fact("File", (Text("Known of, not held."),))
        return
    size = f"{stored.size:,} bytes · {stored.media_type} · received {moment(stored.received_at)}"
    yield Fact("File", (Text(stored.name, "said"), Text(f" · {size}", "quiet")))
    yield Fact("SHA-256", (Text(stored.sha256, "hash"),))
    if item.confidentiality == SEALED:
        stays = "The file itself does not travel in this dossier."
        yield Fact("Sealed", (Text(stays, "strong"),))
