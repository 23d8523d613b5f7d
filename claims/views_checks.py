"""The page of gaps and contradictions: what does not fit, by whom it is printed, and what was looked for."""

from dataclasses import dataclass

from flask import Blueprint, render_template

from accounts.guard import at_matter
from claims.casefile import CaseFile, read_casefile
from claims.checking import findings_of
from claims.checks import RULES, SEVERITIES, CheckFinding
from claims.chronology import date_of, item_date
from claims.figures import FigureRow, FigureTable, figure_tables
from claims.models import Finding
from claims.quoting import with_quotes
from claims.views_naming import Names
from core.dates import UncertainDate, sort_key
from core.records import Record
from core.web.plumbing import house
from evidence.models import EvidenceItem

blueprint = Blueprint("checks", __name__)
SUMS, DIFFER = ("figures-sum", "figures-share"), "figures-differ"
REORDERED, UNDECIDED = ("superseded-cited", "dates-order"), "claim-undecided"


@dataclass(frozen=True)
class Shown:
    """A finding with what makes it plain: a sum, a table of figures, what rulings say, or dates in order."""

    finding: CheckFinding
    sum: FigureRow | None = None
    table: FigureTable | None = None
    said: tuple[Finding, ...] = ()
    steps: tuple[Record, ...] = ()

    @property
    def is_short(self) -> bool:
        """Say whether the sentence is all there is."""
        return not (self.sum or self.table or self.said or self.steps)


@blueprint.get("/m/<slug>/checks")
def checks(slug: str) -> str:
    """Show what every check found, by severity; where nothing was found, what was looked for."""
    with house().database.reading() as session:
        desk = at_matter(session, slug)
        file = with_quotes(read_casefile(session, desk.matter), house().files)
    findings = findings_of(file, house().files)
    wants_figures = any(row.rule in (*SUMS, DIFFER) for row in findings)
    tables = figure_tables(file) if wants_figures else []
    groups = [
        (severity, heading, gloss, [shown(file, row, tables) for row in findings if row.severity == severity])
        for severity, (heading, gloss) in SEVERITIES.items()
    ]  # fmt: skip
    return render_template(
        "claims/checks.html",
        desk=desk,
        here="checks",
        names=Names(file),
        total=len(findings),
        groups=[group for group in groups if group[3]],
        rules=[(SEVERITIES[rule.severity][0], rule.heading) for rule in RULES],
    )


def shown(file: CaseFile, finding: CheckFinding, tables: list[FigureTable]) -> Shown:
    """Put beside a finding what makes it plain."""
    rows = tuple(file.by_id[named.id] for named in finding.records)
    if finding.rule in REORDERED:
        dated = sorted(rows, key=lambda row: sort_key(names_date(row)))
        return Shown(finding, steps=tuple(row for row in dated if names_date(row)))
    if finding.rule == UNDECIDED:
        said = tuple(row for row in rows if isinstance(row, Finding))
        return Shown(finding, said=said)
    found = ((table, line) for table in tables for line in table.rows)
    table, line = next(((t, n) for t, n in found if n.figure.id == rows[0].id), (None, None))  # fmt: skip
    if finding.rule == DIFFER:
        return Shown(finding, table=table)
    return Shown(finding, sum=line if finding.rule in SUMS else None)


def names_date(row: Record) -> UncertainDate | None:
    """Give the date at which a record of any kind stands, when it has one."""
    if isinstance(row, EvidenceItem):
        return item_date(row)
    return date_of(row) if hasattr(row, "date_edtf") else None
