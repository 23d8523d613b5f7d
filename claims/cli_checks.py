"""The command `claimtrail checks`: gaps and contradictions, as data or as sentences."""

import sys

import click

from accounts.matters import matter_by_slug
from claims.casefile import read_casefile
from claims.checking import findings_of
from claims.checks import SEVERITIES, CheckFinding
from claims.quoting import with_quotes
from core.canonical import canonical
from core.house import House


def register(group: click.Group, house: House) -> None:
    """Add `claimtrail checks`."""

    @group.command("checks")
    @click.argument("slug")
    @click.option(
        "--json", "as_json", is_flag=True, help="One JSON value on standard output."
    )
    def checks(slug: str, *, as_json: bool) -> None:
        """List gaps and contradictions in a matter. Status 1 when one of them blocks an export."""
        findings = matter_findings(house, slug)
        if as_json:
            print(canonical([finding.as_json() for finding in findings]).decode())
        else:
            print("\n".join(lines(findings)))
        sys.exit(int(any(finding.blocks for finding in findings)))


def matter_findings(house: House, slug: str) -> list[CheckFinding]:
    """Check a matter as it is now, with its originals looked for in the file store.

    Raises:
        Missing: there is no such matter.
    """
    with house.database.reading() as session:
        file = read_casefile(session, matter_by_slug(session, slug))
    return findings_of(with_quotes(file, house.files), house.files)


def lines(findings: list[CheckFinding]) -> list[str]:
    """Write findings for a terminal, under their severities."""
    found = ["No gap and no contradiction was found."] if not findings else []
    for severity, (heading, gloss) in SEVERITIES.items():
        rows = [finding for finding in findings if finding.severity == severity]
        if rows:
            found += [f"{heading} ({len(rows)}): {gloss.lower()}", ""]
            found += [f"  {row.rule}: {row.sentence}" for row in rows]
            found.append("")
    return found
