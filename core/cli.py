"""Commands of the ground: the log. Exit status 0 fine, 1 the answer is no, 2 unreadable input."""

import sys
from pathlib import Path

import click
from sqlmodel import Session, select

from core import log, log_check, proof_files, stamps, timestamps
from core.canonical import Json, canonical
from core.house import House
from core.log import ENTRIES
from core.proof_files import KnownHead

MARKS = {True: "passed", False: "FAILED", None: "not checked"}


def log_group(group: click.Group) -> click.Group:
    """Find the group `claimtrail log`, or make it."""
    found = group.commands.get("log")
    if isinstance(found, click.Group):
        return found
    made = click.Group("log", help="The log of every change.")
    group.add_command(made)
    return made


def register(group: click.Group, house: House) -> None:
    """Add `claimtrail log verify`."""

    @log_group(group).command("verify")
    @click.option("--head", "known", multiple=True, help="A head held since: SIZE:ROOT, or a file with it.")  # fmt: skip
    @click.option("--proof", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Check this file instead, offline.")  # fmt: skip
    @click.option("--trust", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Certificates of the authority, instead of tsa.pem.")  # fmt: skip
    @click.option("--json", "as_json", is_flag=True, help="One JSON value on standard output.")  # fmt: skip
    def verify(known: tuple[str, ...], proof: Path | None, trust: Path | None, *, as_json: bool) -> None:  # fmt: skip
        """Check the whole log: hashes, heads kept outside, and every table against it; or one proof file."""
        heads = [head for text in known for head in _heads(text)]
        if proof:
            certificates = trust or house.settings.tsa_certificates
            valid = _check_proof(proof, heads, certificates, as_json=as_json)
        else:
            valid = _check_log(house, heads, as_json=as_json)
        sys.exit(0 if valid else 1)


def _heads(text: str) -> list[KnownHead]:
    path = Path(text)
    return proof_files.read_heads(path.read_text("utf-8") if path.is_file() else text)


def _check_proof(
    path: Path, heads: list[KnownHead], certificates: Path, *, as_json: bool
) -> bool:
    trust = timestamps.read_trust(certificates)
    checks = proof_files.check(path.read_bytes(), heads, trust)
    valid = all(check.passed is not False for check in checks)
    if as_json:
        listed: Json = [{"name": check.name, "passed": check.passed, "detail": check.detail} for check in checks]  # fmt: skip
        print(canonical({"valid": valid, "checks": listed}).decode())
    else:
        for check in checks:
            print(f"{MARKS[check.passed]}  {check.name}: {check.detail}")
    return valid


def _check_log(house: House, heads: list[KnownHead], *, as_json: bool) -> bool:
    trust = timestamps.read_trust(house.settings.tsa_certificates)
    with house.database.reading() as session:
        verdict = log_check.verify(session, house.database.heads)
        faults = [*verdict.faults, *stamps.faults(session, trust)]
        faults += [
            f"The log did not grow from the head {head.size}:{head.root}."
            for head in heads
            if not _grew(session, head)
        ]
    if as_json:
        answer: Json = {"valid": not faults, "entries": verdict.entries, "trees": verdict.trees, "faults": faults}  # fmt: skip
        print(canonical(answer).decode())
    else:
        print(*faults, sep="\n", end="\n" if faults else "")
        state = f"have {len(faults)} faults" if faults else "match the tables"
        print(f"{verdict.entries} log entries {state}.")
    return not faults


def _grew(session: Session, head: KnownHead) -> bool:
    trees = [head.tree] if head.tree else session.exec(select(ENTRIES.c.tree).distinct())  # fmt: skip
    return any(log.grew_from(session, tree, head.size, head.root) for tree in trees)
