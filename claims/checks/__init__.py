"""Gaps and contradictions: what does not fit in a matter, and where it is written. A check never says who is right.

Each rule is a pure function over what stands in the file; it yields the records concerned and one sentence. Rules know no
name and no amount. `RULES` is their order, within each severity, wherever findings are listed.
"""

from collections.abc import Collection, Iterable

from claims.casefile import CaseFile
from claims.checks import (
    rules_dates,
    rules_evidence,
    rules_figures,
    rules_origins,
    rules_rulings,
)
from claims.checks.fault import (
    BLOCKS,
    CONTRADICTION,
    GAP,
    SEVERITIES,
    CheckFinding,
    Fault,
    Rule,
    named,
)
from claims.checks.rules_storage import broken
from claims.checks.view import View

__all__ = [
    "BLOCKS",
    "CONTRADICTION",
    "GAP",
    "RULES",
    "SEVERITIES",
    "CheckFinding",
    "run",
]

RULES = (
    Rule("quote-lost", "Quote not found", BLOCKS, rules_evidence.quote_lost),
    Rule("quote-moved", "Quote found elsewhere", BLOCKS, rules_evidence.quote_moved),
    Rule("figures-sum", "Sum of parts", CONTRADICTION, rules_figures.sums),
    Rule("figures-share", "Percentage", CONTRADICTION, rules_figures.shares),
    Rule("figures-differ", "Values differ", CONTRADICTION, rules_figures.differ),
    Rule("superseded-cited", "Later item corrects earlier", CONTRADICTION, rules_evidence.superseded_cited),
    Rule("dates-order", "Dates out of order", CONTRADICTION, rules_dates.out_of_order),
    Rule("claim-undecided", "Not decided", GAP, rules_rulings.undecided),
    Rule("finding-not-stated", "Not stated", GAP, rules_rulings.not_stated),
    Rule("ruling-silent", "Finding missing", GAP, rules_rulings.silent),
    Rule("ruling-without-finding", "No finding", GAP, rules_rulings.without_findings),
    Rule("ruling-from-report", "Text not held", GAP, rules_rulings.from_report),
    Rule("ruling-known-from", "How it is known", GAP, rules_rulings.known_from),
    Rule("ruling-effect", "Effect half recorded", GAP, rules_rulings.half_an_effect),
    Rule("one-origin", "Single origin", GAP, rules_origins.one_origin),
    Rule("figures-one-origin", "Figures of one origin", GAP, rules_origins.figures_one_origin),
    Rule("claim-without-evidence", "No evidence", GAP, rules_evidence.without_evidence),
    Rule("undated", "No date", GAP, rules_dates.undated),
    Rule("date-without-basis", "Date without a basis", GAP, rules_dates.without_basis),
    Rule("link-not-stored", "No stored copy", GAP, rules_evidence.link_not_stored),
    Rule("not-held", "Not held", GAP, rules_evidence.not_held),
)  # fmt: skip
STORAGE = Rule("record-broken", "Stored state", BLOCKS, lambda view: broken(view.file))


def run(file: CaseFile, lost: Collection[str] = ()) -> list[CheckFinding]:
    """Check a matter.

    Args:
        file: the matter's file.
        lost: SHA-256 of originals that the file store does not have.

    Returns:
        The findings: what blocks an export first, then contradictions, then gaps; in the order of `RULES`, then by the
        number of the foremost record. While something blocks, nothing else is looked for.
    """
    blocking = list(_findings(file, STORAGE, broken(file, lost)))
    if blocking:
        return blocking
    view = View(file)
    return [
        finding for rule in RULES for finding in _findings(file, rule, rule.find(view))
    ]


def _findings(
    file: CaseFile, rule: Rule, faults: Iterable[Fault]
) -> list[CheckFinding]:
    ordered = sorted(
        faults,
        key=lambda fault: (
            str(fault.records[0].__tablename__),
            fault.records[0].number,
            fault.sentence,
        ),
    )
    return [
        CheckFinding(
            rule.name, rule.heading, rule.severity,
            tuple(named(file, row) for row in fault.records), fault.sentence,
        )
        for fault in ordered
    ]  # fmt: skip
