"""Checks of rulings: what they leave unsaid on the claims of their case, and how they are known."""

from collections.abc import Iterator

from claims.checks.concern import concerns
from claims.checks.fault import Fault, fault, numbers, ruling_name
from claims.checks.view import View, grouped
from claims.registers import UNDECIDED
from claims.sheets import held_texts, list_words

NOT_STATED = "not stated"


def without_findings(view: View) -> Iterator[Fault]:
    """Find rulings with no finding at all."""
    concerned = concerns(view)
    for ruling in view.rulings:
        if ruling.id in view.findings_of:
            continue
        claims = [concern.claim for concern in concerned[ruling.id]]
        told = f"; its case concerned {numbers(view.file, claims)}" if claims else ""
        sentence = f"No finding of {ruling_name(view.file, ruling)} on any claim is recorded{told}."
        yield fault(sentence, ruling, claims)


def silent(view: View) -> Iterator[Fault]:
    """Find rulings that have findings, but none on a claim they concerned."""
    concerned = concerns(view)
    for ruling in view.rulings:
        found = {row.claim_id for row in view.findings_of.get(ruling.id, [])}
        missing = [row for row in concerned[ruling.id] if row.claim.id not in found]
        if not (found and missing):
            continue
        told = list_words(
            [f"{view.file.number(row.claim)} ({row.reason})" for row in missing]
        )
        yield fault(
            f"No finding of {ruling_name(view.file, ruling)} is recorded on {told}.",
            ruling,
            [row.claim for row in missing],
            [other for row in missing for other in row.shown_by],
        )


def undecided(view: View) -> Iterator[Fault]:
    """Find claims on which there are findings, but none that decides."""
    for claim in view.claims:
        findings = view.findings_on.get(claim.id, [])
        if findings and all(row.disposition in UNDECIDED for row in findings):
            rulings = [view.file.by_id[row.ruling_id] for row in findings]
            said = list_words(
                [
                    f"{view.file.number(ruling)} {row.disposition}"
                    for ruling, row in zip(rulings, findings, strict=True)
                ]
            )
            sentence = (
                f"No ruling says whether {view.file.number(claim)} is so: {said}."
            )
            yield fault(sentence, claim, rulings, findings)


def not_stated(view: View) -> Iterator[Fault]:
    """Find rulings of which it is not stated what they decided on a claim that another ruling decides."""
    decided = {
        row.claim_id for row in view.findings if row.disposition not in UNDECIDED
    }
    rows = [
        row
        for row in view.findings
        if row.disposition == NOT_STATED and row.claim_id in decided
    ]
    for ruling_id, findings in grouped((row.ruling_id, row) for row in rows).items():
        ruling = view.file.by_id[ruling_id]
        claims = [view.file.by_id[row.claim_id] for row in findings]
        sentence = f"What {view.file.number(ruling)} decided on {numbers(view.file, claims)} is not stated."
        yield fault(sentence, ruling, claims, findings)


def from_report(view: View) -> Iterator[Fault]:
    """Find rulings known only from reports: no judgment or order among their evidence is held."""
    for ruling in view.rulings:
        if ruling.known_from == "report" and not held_texts(view.file, ruling):
            name = ruling_name(view.file, ruling)
            yield fault(
                f"{name} is known only from reports; its text is not held.", ruling
            )


def known_from(view: View) -> Iterator[Fault]:
    """Find rulings of which it is not recorded how they are known."""
    for ruling in view.rulings:
        if not ruling.known_from:
            name = ruling_name(view.file, ruling)
            sentence = f"Whether {name} is known from its text or from reports is not recorded."
            yield fault(sentence, ruling)


def half_an_effect(view: View) -> Iterator[Fault]:
    """Find rulings that affirm or change an earlier one without it being recorded which."""
    for ruling in view.rulings:
        if ruling.effect and not ruling.on_ruling_id:
            name = ruling_name(view.file, ruling)
            sentence = (
                f"{name} {ruling.effect} an earlier ruling; which one is not recorded."
            )
            yield fault(sentence, ruling)
