"""Commands of the ground: the log. Exit status 0 fine, 1 the answer is no."""

import sys

import click

from core import log_check
from core.canonical import Json, canonical
from core.house import House


def register(group: click.Group, house: House) -> None:
    """Add `claimtrail log verify`."""

    @group.group("log")
    def log_group() -> None:
        """The log of every change."""

    @log_group.command("verify")
    @click.option(
        "--json", "as_json", is_flag=True, help="One JSON value on standard output."
    )
    def verify(*, as_json: bool) -> None:
        """Check the whole log: hashes, heads kept outside, and every table against it."""
        with house.database.reading() as session:
            verdict = log_check.verify(session, house.database.heads)
        if as_json:
            faults = list(verdict.faults)
            answer: Json = {
                "valid": verdict.valid,
                "entries": verdict.entries,
                "trees": verdict.trees,
                "faults": faults,
            }
            print(canonical(answer).decode())
        else:
            print(*verdict.faults, sep="\n", end="\n" if verdict.faults else "")
            state = (
                "match the tables"
                if verdict.valid
                else f"have {len(verdict.faults)} faults"
            )
            print(f"{verdict.entries} log entries {state}.")
        sys.exit(0 if verdict.valid else 1)
