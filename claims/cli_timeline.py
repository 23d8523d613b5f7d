"""The command `claimtrail timeline`: the chronology as data or as lines."""

import click

from accounts.matters import matter_by_slug
from claims.casefile import read_casefile
from claims.chronology import Entry, chronology
from core.canonical import Json, canonical
from core.dates import UncertainDate, iso_day
from core.house import House


def date_json(date: UncertainDate | None) -> Json:
    """Write a date as the contract has it; nothing when there is none."""
    if date is None:
        return None
    return {
        "text": date.text,
        "edtf": date.edtf,
        "earliest": None if date.earliest is None else iso_day(date.earliest),
        "latest": None if date.latest is None else iso_day(date.latest),
        "words": date.words,
    }


def entry_json(entry: Entry) -> Json:
    """Write a line of the chronology as data."""
    return {
        "kind": entry.kind,
        "number": entry.number,
        "key": entry.record.key,
        "title": entry.title,
        "date": date_json(entry.date),
        "basis": entry.basis,
    }


def register(group: click.Group, house: House) -> None:
    """Add `claimtrail timeline`."""

    @group.command("timeline")
    @click.argument("slug")
    @click.option(
        "--json", "as_json", is_flag=True, help="One JSON value on standard output."
    )
    def timeline(slug: str, *, as_json: bool) -> None:
        """Print everything in a matter in the order of its dates."""
        with house.database.reading() as session:
            entries = chronology(read_casefile(session, matter_by_slug(session, slug)))
        if as_json:
            print(canonical([entry_json(entry) for entry in entries]).decode())
            return
        for entry in entries:
            date = entry.date.words if entry.date else "no date recorded"
            print(f"{date}\t{entry.number}\t{' '.join(entry.title.split())}")
