"""The commands `claimtrail log head` and `claimtrail log prove`: what can be handed out, so that others can check the log."""

import sys
from pathlib import Path
from typing import Any

import click
from sqlmodel import Session, col, select

from accounts.matters import matter_by_slug
from claims.registers import REGISTERS
from core import log_proofs, stamps, timestamps
from core.canonical import canonical
from core.cli import log_group
from core.errors import Invalid, Missing
from core.house import House
from core.log import ENTRIES, HOUSE
from core.records import RecordLink
from core.timestamps import GRANTED


def register(group: click.Group, house: House) -> None:
    """Add `claimtrail log head` and `claimtrail log prove`."""

    @log_group(group).command("head")
    @click.argument("slug", required=False)
    @click.option("--house", "of_house", is_flag=True, help="The tree of accounts and exports.")  # fmt: skip
    @click.option("--stamp", is_flag=True, help="Have the authority of CLAIMTRAIL_TSA_URL stamp it.")  # fmt: skip
    @click.option("--json", "as_json", is_flag=True, help="One JSON value on standard output.")  # fmt: skip
    def head(slug: str | None, *, of_house: bool, stamp: bool, as_json: bool) -> None:
        """Print the head of a log. Status 1 when a stamp was asked for and not granted."""
        tree = _tree(house, slug, of_house=of_house)
        granted = not stamp or _stamp(house, tree)
        found = _head(house, tree)
        print(canonical(found).decode() if as_json else _said(found))
        sys.exit(0 if granted else 1)

    @log_group(group).command("prove")
    @click.argument("slug", required=False)
    @click.option("--house", "of_house", is_flag=True, help="The tree of accounts and exports.")  # fmt: skip
    @click.option("--entry", type=int, multiple=True, help="An entry by its position, from 0.")  # fmt: skip
    @click.option("--record", help="All entries about a record, such as C-001.")
    @click.option("--from", "since", type=int, help="Prove growth since this size.")
    @click.option("--to", "size", type=int, help="Prove against the head of this size.")
    @click.option("--values", "opened", is_flag=True, help="Lay the values and their salts open.")  # fmt: skip
    @click.option("-o", "path", type=click.Path(dir_okay=False, path_type=Path))
    @click.option("--json", "as_json", is_flag=True, help="The proof on standard output.")  # fmt: skip
    def prove(slug: str | None, *, of_house: bool, record: str | None, **options: Any) -> None:  # fmt: skip
        """Write a proof that anyone can check with `claimtrail log verify --proof`."""
        if not options["path"] and not options["as_json"]:
            raise click.UsageError("Say where to write the proof: -o FILE, or --json.")
        tree = _tree(house, slug, of_house=of_house)
        proof = _proof(house, tree, record, options)
        if options["path"]:
            options["path"].write_bytes(canonical(proof) + b"\n")
        if options["as_json"]:
            print(canonical(proof).decode())


def _tree(house: House, slug: str | None, *, of_house: bool) -> str:
    if of_house == bool(slug):
        raise click.UsageError("Name one matter, or say --house.")
    if slug is None:
        return HOUSE
    with house.database.reading() as session:
        return str(matter_by_slug(session, slug).id)


def _stamp(house: House, tree: str) -> bool:
    trust = timestamps.read_trust(house.settings.tsa_certificates)
    row = stamps.stamp(house.database, tree, house.settings.tsa_url, trust, actor="console")  # fmt: skip
    if row.state != GRANTED:
        click.echo(f"{row.state}: {row.reason}", err=True)
    return row.state == GRANTED


def _head(house: House, tree: str) -> dict[str, Any]:
    """Give the present head with its newest stamp, which may be that of an earlier head and says its size."""
    trust = timestamps.read_trust(house.settings.tsa_certificates)
    with house.database.reading() as session:
        found: dict[str, Any] = log_proofs.head_of(session, tree)
        newest = stamps.newest(session, tree, trust)
    if newest is None:
        return {**found, "stamp": None}
    row, verdict = newest
    said = {"size": row.size, "state": verdict.state, "at": verdict.at, "reason": verdict.reason, "authority": row.authority}  # fmt: skip
    return {**found, "stamp": said}


def _said(found: dict[str, Any]) -> str:
    lines = [f"{found['size']}:{found['root']}", f"Tree {found['tree']}, {found['size']} entries, the last at {found['at'] or 'no time'}."]  # fmt: skip
    if stamp := found["stamp"]:
        lines.append(f"Time stamp on the first {stamp['size']} entries: {stamp['state']} {stamp['at']}. {stamp['reason']}")  # fmt: skip
    else:
        lines.append("Not time-stamped.")
    return "\n".join(lines)


def _proof(house: House, tree: str, record: str | None, options: dict[str, Any]) -> dict[str, Any]:  # fmt: skip
    """Prove against the size that was named, else the newest stamped head that covers all, else the present head."""
    trust = timestamps.read_trust(house.settings.tsa_certificates)
    with house.database.reading() as session:
        positions = list(options["entry"])
        positions += _entries_about(session, tree, record) if record else []
        if not positions and options["since"] is None:
            raise Invalid("Say what to prove: --entry N, --record C-001 or --from SIZE.")  # fmt: skip
        size = options["size"]
        if size is None:
            covering = max([options["since"] or 0, *(at + 1 for at in positions)])
            newest = stamps.newest(session, tree, trust, covering=covering)
            size = newest[0].size if newest and newest[1].state == GRANTED else None
        proof = log_proofs.prove(
            session, tree, size=size, positions=positions, since=options["since"], opened=options["opened"],
        )  # fmt: skip
        newest = stamps.newest(session, tree, trust, covering=proof["head"]["size"])
    if newest and newest[1].state == GRANTED and newest[0].size == proof["head"]["size"]:  # fmt: skip
        row = newest[0]
        proof["stamp"] = {"authority": row.authority, "reply": row.reply}
    return proof


def _entries_about(session: Session, tree: str, record: str) -> list[int]:
    ids = {
        row.id
        for register in REGISTERS
        for row in session.exec(
            select(register.model).where(register.model.matter_id == tree)
        )
        if record.upper() == register.number(row) or record == row.key
    }
    if not ids:
        raise Missing(f"There is no record “{record[:80]}” in this matter.")
    links = select(RecordLink.id).where(col(RecordLink.owner_id).in_(ids))
    rows = ids | set(session.exec(links))
    query = select(ENTRIES.c.position).where(ENTRIES.c.tree == tree, ENTRIES.c.row.in_(rows))  # fmt: skip
    return sorted(session.exec(query))
