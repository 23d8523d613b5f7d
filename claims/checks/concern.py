"""Which claims a ruling concerned, from the records alone.

- Another ruling of the same case has a finding on the claim. A case is a proceeding with those joined to it on appeal: by a
  ruling that acts on one of its rulings, or as a proceeding of the kind appeal that is related as an appeal. A ruling that
  only stays another neither spreads its findings nor takes on those of others.
- An occasion gives the claim as adjudicated, and what records it is evidence of this ruling and of no other.
- It is a legal claim between parties of this case and of no other, on which no ruling has a finding.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from claims.checks.view import View, grouped
from claims.models import Claim, Finding, Ruling

STAYS, APPEAL, LEGAL_CLAIM, ADJUDICATED = (
    "stays",
    "appeal",
    "legal claim",
    "as adjudicated",
)


@dataclass(frozen=True)
class Concern:
    """A claim that a ruling concerned, why, and the rulings that show it."""

    claim: Claim
    reason: str
    shown_by: tuple[Ruling, ...] = ()


def concerns(view: View) -> dict[str, list[Concern]]:
    """Give the claims each standing ruling concerned, by the ruling's id, in the order of the claims' numbers."""
    case_of = _cases(view)
    found: dict[str, dict[str, Concern]] = {ruling.id: {} for ruling in view.rulings}
    pairs = [
        *_decided_beside(view, case_of),
        *_adjudicated(view),
        *_legal_claims(view, case_of),
    ]
    for ruling_id, concern in pairs:
        found[ruling_id].setdefault(concern.claim.id, concern)
    return {
        ruling_id: sorted(rows.values(), key=lambda concern: concern.claim.number)
        for ruling_id, rows in found.items()
    }


def _cases(view: View) -> dict[str, str]:
    """Give each proceeding the id of its case: the least id of the proceedings joined to it."""
    joins = []
    for ruling in view.rulings:
        earlier = view.file.by_id.get(ruling.on_ruling_id or "")
        if isinstance(earlier, Ruling) and not earlier.withdrawn_at:
            joins.append((ruling.proceeding_id, earlier.proceeding_id))
    for proceeding in view.proceedings:
        joins += [
            (proceeding.id, link.target_id)
            for link in view.file.links_from(proceeding, "related")
            if proceeding.kind == APPEAL and APPEAL in link.role.casefold()
        ]
    case_of = {row.id: row.id for row in view.file.proceedings}
    while apart := [pair for pair in joins if case_of[pair[0]] != case_of[pair[1]]]:
        for one, other in apart:
            case_of[one] = case_of[other] = min(case_of[one], case_of[other])
    return case_of


def _decided_beside(
    view: View, case_of: dict[str, str]
) -> Iterator[tuple[str, Concern]]:
    cases = grouped(
        (case_of[row.proceeding_id], row) for row in view.rulings if row.effect != STAYS
    )
    for rulings in cases.values():
        findings: list[Finding] = [
            row for ruling in rulings for row in view.findings_of.get(ruling.id, [])
        ]
        for claim_id, rows in grouped((row.claim_id, row) for row in findings).items():
            answering = {row.ruling_id for row in rows}
            shown = tuple(ruling for ruling in rulings if ruling.id in answering)
            numbers = ", ".join(view.file.number(ruling) for ruling in shown)
            reason = f"{numbers} {'has' if len(shown) == 1 else 'have'} one"
            claim = view.file.by_id[claim_id]
            assert isinstance(claim, Claim)  # noqa: S101 - the foreign key says so
            for ruling in rulings:
                yield ruling.id, Concern(claim, reason, shown)


def _adjudicated(view: View) -> Iterator[tuple[str, Concern]]:
    rulings_of = grouped(
        (item.id, ruling.id)
        for ruling in view.rulings
        for item in view.evidence_for_ruling(ruling)
    )
    for occasion in view.occasions:
        items = view.evidence_of(occasion) if occasion.form == ADJUDICATED else []
        rulings = {ruling for item in items for ruling in rulings_of.get(item.id, [])}
        claim = view.file.by_id[occasion.claim_id]
        if len(rulings) == 1 and isinstance(claim, Claim):
            reason = f"adjudicated in it, according to {view.file.number(items[0])}"
            yield rulings.pop(), Concern(claim, reason)


def _legal_claims(view: View, case_of: dict[str, str]) -> Iterator[tuple[str, Concern]]:
    parties: dict[str, set[str]] = {}
    for proceeding in view.proceedings:
        people = {row.id for row in view.file.linked(proceeding, "parties")}
        parties.setdefault(case_of[proceeding.id], set()).update(people)
    for claim in view.claims:
        if claim.kind != LEGAL_CLAIM or claim.id in view.findings_on:
            continue
        sides = [
            {row.id for row in view.file.linked(claim, name)}
            for name in ("made_by", "about")
        ]
        cases = [
            case
            for case, people in parties.items()
            if all(side & people for side in sides)
        ]
        if len(cases) == 1:
            for ruling in view.rulings:
                if case_of[ruling.proceeding_id] == cases[0] and ruling.effect != STAYS:
                    yield ruling.id, Concern(claim, "a legal claim between its parties")
