"""What a reader should know first: answers made by rule from the records, each sentence naming the records it rests on.

Pure functions over a `CaseFile`. Nothing here weighs or prefers: the answers say what was decided, how many origins stand
behind the evidence, what was later corrected, and what is held only at second hand.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from claims.casefile import CaseFile, standing
from claims.checks import CONTRADICTION, CheckFinding
from claims.chronology import date_of, item_date
from claims.models import Figure
from claims.sheets import (
    ClaimSheet,
    claim_sheet,
    count,
    held_texts,
    list_words,
    origin_name,
    ruling_sheets,
)
from evidence.corrections import CORRECTED
from evidence.models import EvidenceItem


@dataclass(frozen=True)
class Answer:
    """A question a reader has, and the sentences that answer it."""

    question: str
    sentences: tuple[str, ...]


def how_claims_stand(file: CaseFile) -> tuple[ClaimSheet, ...]:
    """Give the sheet of every standing claim, by number."""
    ruled = ruling_sheets(file)
    return tuple(claim_sheet(file, claim, ruled) for claim in standing(file.claims))


def first_answers(
    file: CaseFile, disagreements: tuple[str, ...] = ()
) -> tuple[Answer, ...]:
    """Answer what a reader asks first; a question that the records do not raise is left out.

    `disagreements` are the sentences of the checks about values and accounts that differ.
    """
    sheets = how_claims_stand(file)
    asked = (
        ("What did courts decide, and what not?", _decided(file, sheets)),
        ("How many origins stand behind it?", _origins(file, sheets)),
        ("Where do sources disagree?", disagreements),
        ("What was corrected later?", _corrections(file)),
        ("What is known only at second hand?", _second_hand(file)),
    )
    return tuple(
        Answer(question, sentences) for question, sentences in asked if sentences
    )


def disagreements(file: CaseFile, findings: Iterable[CheckFinding]) -> tuple[str, ...]:
    """Say which claims contradict each other, what the checks found not to fit, and which accounts of an event differ."""
    number = file.number
    found = [
        f"{number(claim)} ({short(claim.statement)}) contradicts {number(other)} ({short(other.statement)})."
        for claim in standing(file.claims)
        for other in file.linked(claim, "contradicts")
        if not other.withdrawn_at
    ]
    found += [one.sentence for one in findings if one.severity == CONTRADICTION]
    against: dict[str, list[str]] = {}
    for row in standing(file.citations):
        if row.stance == "contradicts":
            item = number(file.by_id[row.evidence_id])
            against.setdefault(row.of_id, []).append(item)
    found += [
        f"{number(event)} ({short(event.title)}) is told otherwise by {', '.join(against[event.id])}."
        for event in standing(file.events)
        if event.id in against
    ]
    return tuple(found)


def _decided(file: CaseFile, sheets: tuple[ClaimSheet, ...]) -> tuple[str, ...]:
    return tuple(
        f"{file.number(sheet.claim)} ({short(sheet.claim.statement)}): {sheet.lead}"
        for sheet in sheets
        if sheet.rulings
    )


def _origins(file: CaseFile, sheets: tuple[ClaimSheet, ...]) -> tuple[str, ...]:
    said = [
        f"{file.number(sheet.claim)}: {count(column.items, 'item')} cited as “{column.stance}” "
        f"go back to one origin, {column.groups[0].name}."
        for sheet in sheets
        for column in sheet.columns
        if column.stance in {"supports", "contradicts"}
        and column.items > 1
        and column.origins == 1
    ]
    return (*said, *_figure_origins(file))


def _figure_origins(file: CaseFile) -> tuple[str, ...]:
    """Say of each unit of count whose figures, printed by several items, go back to one origin."""
    by_unit: dict[str, list[Figure]] = {}
    for figure in standing(file.figures):
        item = file.by_id[figure.evidence_id]
        if not item.withdrawn_at and figure.unit:
            by_unit.setdefault(figure.unit, []).append(figure)
    said = []
    for unit, figures in by_unit.items():
        items = {figure.evidence_id for figure in figures}
        roots = frozenset().union(*(file.origins[item] for item in items))
        if len(items) > 1 and len(roots) == 1:
            origin = file.by_id[next(iter(roots))]
            if isinstance(origin, EvidenceItem):
                said.append(
                    f"All {len(figures)} figures in {unit}, printed by {count(len(items), 'item')}, go back to one origin, "
                    f"{origin_name(file, origin)} ({file.number(origin)})."
                )
    return tuple(said)


def _corrections(file: CaseFile) -> tuple[str, ...]:
    said = []
    for item in standing(file.evidence):
        for link in file.links_from(item, "derives_from"):
            earlier = file.by_id[link.target_id]
            if link.role in CORRECTED and isinstance(earlier, EvidenceItem):
                said.append(
                    f"{_dated(file, earlier)} was {CORRECTED[link.role]} {_dated(file, item)}.{_rulings_between(file, item)}"
                )
    return tuple(said)


def _dated(file: CaseFile, item: EvidenceItem) -> str:
    date = item_date(item)
    words = f", {date.words}" if date else ""
    return f"{file.number(item)} ({short(item.title)}{words})"


def _rulings_between(file: CaseFile, correction: EvidenceItem) -> str:
    """Name the rulings that the correcting item is cited for."""
    cited = [
        file.by_id[row.of_id]
        for row in standing(file.citations)
        if row.evidence_id == correction.id
    ]
    rulings = {
        row.id: row
        for row in [*cited, *file.linking(correction, "evidence")]
        if row.__tablename__ == "rulings"
    }
    if not rulings:
        return ""
    named = [
        f"{file.number(row)}" + (f" of {date.words}" if (date := date_of(row)) else "")
        for row in sorted(rulings.values(), key=lambda row: row.number)
    ]
    return f" The correction reports {list_words(named)}."


def _second_hand(file: CaseFile) -> tuple[str, ...]:
    rulings = [
        file.number(row)
        for row in standing(file.rulings)
        if row.known_from == "report" and not held_texts(file, row)
    ]
    roots = {root for item, found in file.origins.items() for root in found - {item}}
    absent = [
        f"{file.number(item)} ({short(item.title)})"
        for item in standing(file.evidence)
        if item.id not in file.files_of and item.id in roots
    ]
    said = []
    if rulings:
        verb = "is" if len(rulings) == 1 else "are"
        said.append(
            f"{list_words(rulings)} {verb} known from reports; the text is not held."
        )
    if absent:
        verb = "is" if len(absent) == 1 else "are"
        said.append(f"Others go back to {list_words(absent)}, which {verb} not held.")
    return tuple(said)


def short(text: str, most: int = 90) -> str:
    """Shorten a text at a word for use inside a sentence."""
    words = " ".join(text.split())
    if len(words) <= most:
        return words.rstrip(".")
    return (
        words[: words.rfind(" ", 0, most)].rstrip(",;:. ") + " …"
        if " " in words[:most]
        else words[: most - 1] + "…"
    )
