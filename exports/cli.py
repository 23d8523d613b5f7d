"""The commands `claimtrail export` and `claimtrail verify`: a dossier made, and a dossier checked."""

import sys
from collections.abc import Callable
from pathlib import Path

import click

from core.canonical import Json, canonical
from core.dates import read
from core.errors import Invalid
from core.house import House
from exports import cli_certificates, verifying
from exports.dossier import Finished
from exports.exporting import export_to
from exports.selection import PROFILES, Selection

ACTOR = "console"
MARKS = {True: "passed", False: "FAILED", None: "  -   "}


def register(group: click.Group, house: House) -> None:
    """Add `claimtrail export`, `claimtrail verify` and `claimtrail certificate`."""
    _add_verify(group)
    cli_certificates.register(group, house)

    @group.command("export")
    @click.argument("slug")
    @click.option(
        "--profile", type=click.Choice(PROFILES), default="dossier", show_default=True
    )
    @click.option("--claims", default="", metavar="C-001,…", help="Else all of them.")
    @click.option("--from", "first", default="", metavar="DATE", help="Words or EDTF.")
    @click.option("--to", "last", default="", metavar="DATE", help="Words or EDTF.")
    @click.option("--fresh", is_flag=True, help="Use nothing made before.")
    @click.option(
        "-o", "path", required=True, type=click.Path(dir_okay=False, path_type=Path)
    )
    @click.option(
        "--json", "as_json", is_flag=True, help="One JSON value on standard output."
    )
    def export(  # noqa: PLR0913 - one parameter an option
        *, slug: str, profile: str, claims: str, first: str, last: str, fresh: bool, path: Path, as_json: bool,
    ) -> None:  # fmt: skip
        """Write the dossier of the matter SLUG to a PDF file."""
        del fresh  # nothing is kept from earlier exports, so every one is fresh
        selection = _selection(profile, claims, first, last)
        finished = export_to(house, slug, selection, path, _progress(), ACTOR)
        _tell(finished, profile, path, as_json=as_json)


def _add_verify(group: click.Group) -> None:
    @group.command("verify")
    @click.argument(
        "path", type=click.Path(exists=True, dir_okay=False, path_type=Path)
    )
    @click.option(
        "--render", is_flag=True, help="Draw the pages again and compare every byte."
    )
    @click.option(
        "--json", "as_json", is_flag=True, help="One JSON value on standard output."
    )
    def verify(path: Path, *, render: bool, as_json: bool) -> None:
        """Check a dossier with nothing but its file. Status 1 when a check fails."""
        verdict = verifying.verify(path.read_bytes(), render=render)
        if as_json:
            print(canonical(verifying.as_json(verdict)).decode())
        else:
            for check in verdict.checks:
                print(f"{MARKS[check.passed]}  {check.name}: {check.detail}")
        sys.exit(0 if verdict.valid else 1)


def _selection(profile: str, claims: str, first: str, last: str) -> Selection:
    numbers = tuple(
        number.strip().upper() for number in claims.split(",") if number.strip()
    )
    return Selection(numbers, _day(first, "earliest"), _day(last, "latest"), profile)


def _day(text: str, end: str) -> int | None:
    """Read a day from words or EDTF: the first one a beginning can mean, the last one an end can mean."""
    if not text:
        return None
    reading = read(text)
    if reading.date is None:
        choices = (
            f" It could be {' or '.join(choice.words for choice in reading.choices)}."
            if reading.choices
            else ""
        )
        raise Invalid(
            f"“{text}” is no date that can be read in one way.{choices} Write 2016-03-09, for example."
        )
    day: int | None = getattr(reading.date, end)
    return day


def _progress() -> Callable[[str], None]:
    """Show the step that is being taken, on a terminal only."""
    shown = sys.stderr.isatty()

    def tell(step: str) -> None:
        if shown:
            print(f"\r\x1b[K{step[:100]}", end="", file=sys.stderr, flush=True)

    return tell


def _tell(finished: Finished, profile: str, path: Path, *, as_json: bool) -> None:
    if sys.stderr.isatty():
        print("\r\x1b[K", end="", file=sys.stderr, flush=True)
    if as_json:
        value: Json = {
            "pages": finished.pages,
            "entries": finished.entries,
            "bytes": len(finished.pdf),
            "sha256": finished.sha256,
            "profile": profile,
            "warnings": list(finished.warnings),
        }
        print(canonical(value).decode())
        return
    for warning in finished.warnings:
        click.echo(warning, err=True)
    print(
        f"{path}: {finished.pages} pages, {finished.entries} entries, SHA-256 {finished.sha256}"
    )
