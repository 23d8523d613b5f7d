"""What the claims room knows of an evidence item, offered for the item's page: what cites it, for what, in which words."""

from collections.abc import Iterator
from dataclasses import replace

from sqlmodel import Session

from accounts.models import Matter
from claims.casefile import CaseFile, read_casefile, standing
from claims.models import Ruling
from claims.quoting import with_quotes
from claims.views_naming import Names
from core.records import Record
from core.web.plumbing import house
from evidence.models import EvidenceItem
from evidence.panels import Use


def uses(session: Session, matter: Matter, item: EvidenceItem) -> list[Use]:
    """Say what rests on an item."""
    file = read_casefile(session, matter)
    here = file.by_id[item.id]
    naming = {row.id for row in file.linking(here, "evidence")}
    part = replace(
        file,
        citations=[row for row in file.citations if row.evidence_id == item.id],
        occasions=[row for row in file.occasions if row.id in naming],
        findings=[row for row in file.findings if row.id in naming],
    )
    part = with_quotes(part, house().files)
    names = Names(replace(file, quotes=part.quotes, quote_notes=part.quote_notes))
    return [*_cited(names, part), *_recorded(names, part), *_rested(names, file, here)]


def _cited(names: Names, part: CaseFile) -> Iterator[Use]:
    for row in standing(part.citations):
        about = names.at(row.of_id)
        if not about.withdrawn_at:
            yield _use(names, row, about, row.stance, row.quote, row.pinpoint)


def _recorded(names: Names, part: CaseFile) -> Iterator[Use]:
    for occasion in standing(part.occasions):
        claim = names.at(occasion.claim_id)
        if claim.withdrawn_at:
            continue
        yield _use(names, occasion, claim, "records when it was made", occasion.words)
    for finding in standing(part.findings):
        ruling = names.at(finding.ruling_id)
        if ruling.withdrawn_at:
            continue
        said = f"shows a finding: {finding.disposition}"
        yield _use(names, finding, ruling, said, finding.words, finding.pinpoint)


def _rested(names: Names, file: CaseFile, item: Record) -> Iterator[Use]:
    for ruling in file.linking(item, "evidence"):
        if isinstance(ruling, Ruling) and not ruling.withdrawn_at:
            yield _use(names, ruling, ruling, "evidence of it")
    for figure in standing(file.figures):
        if figure.evidence_id == item.id:
            yield _use(names, figure, figure, f"prints {figure.value} {figure.unit}".strip())  # fmt: skip


def _use(
    names: Names, row: Record, about: Record, how: str, quote: str = "", pinpoint: str = ""
) -> Use:  # fmt: skip
    later = names.superseding(about) if isinstance(about, Ruling) else []
    warning = ", ".join(f"{names.effect(one)} {names.number(one)}" for one in later)
    return Use(
        names.number(row), names.url(row), names.number(about), names.url(about), names.title(about), how, quote,
        pinpoint, names.file.quotes.get(row.id, ""), warning, row.id,
    )  # fmt: skip
