"""Commands of the evidence room: the stored files. Exit status 0 fine, 1 the answer is no."""

import sys

import click
from sqlmodel import Session

from accounts.matters import matter_by_slug
from core.canonical import Json, canonical
from core.errors import ClaimtrailError
from core.house import House
from evidence import cli_intake
from evidence.chains import check_chains
from evidence.fixity import Examined, examine_and_keep, held_files, strangers
from evidence.models import StoredFile
from evidence.recovery import recover
from evidence.renditions import keep, read, unread
from evidence.text.extraction import NOT_READABLE


def register(group: click.Group, house: House) -> None:
    """Add `claimtrail files verify`, `read` and `recover`."""

    @group.group("files")
    def files_group() -> None:
        """The stored originals."""

    cli_intake.register(group, house)
    _add_verify(files_group, house)
    _add_read(files_group, house)
    _add_recover(files_group, house)


def _add_verify(group: click.Group, house: House) -> None:
    @group.command("verify")
    @click.option(
        "--json", "as_json", is_flag=True, help="One JSON value on standard output."
    )
    def verify(*, as_json: bool) -> None:
        """Hash every stored file again and hold it against its hash."""
        with house.database.reading() as session:
            held = held_files(session)
            broken = check_chains(session)
        examined = examine_and_keep(
            house.database, house.files, held.values(), "console"
        )
        with click.progressbar(
            examined, len(held), "Hashing", file=sys.stderr, hidden=not sys.stderr.isatty()
        ) as bar:  # fmt: skip
            faults = [found for found in bar if found.fault]
        unknown = strangers(house.files, held)
        if as_json:
            answer: Json = {
                "valid": not faults and not broken, "files": len(held), "faults": [_named(found) for found in faults],
                "unknown": list(unknown), "custody": list(broken),
            }  # fmt: skip
            print(canonical(answer).decode())
        else:
            for found in faults:
                print(_said(found))
            for sentence in broken:
                print(sentence)
            for name in unknown:
                print(f"{name}: no record knows this file.")
            print(f"{len(held)} stored files, {len(faults)} with a fault.")
        sys.exit(1 if faults or broken else 0)


def _named(found: Examined) -> Json:
    held = found.held
    return {
        "sha256": held.sha256, "names": sorted(held.names), "kinds": sorted(held.kinds),
        "items": [{"matter": slug, "number": number} for slug, number in sorted(held.items)], "fault": found.fault,
    }  # fmt: skip


def _said(found: Examined) -> str:
    held = found.held
    kinds, names = " and ".join(sorted(held.kinds)), ", ".join(sorted(held.names))
    items = ", ".join(f"{number} in {slug}" for slug, number in sorted(held.items))
    return f"{held.sha256} ({kinds}: {names}; {items or 'no item yet'}): {found.fault}"


def _add_read(group: click.Group, house: House) -> None:
    @group.command("read")
    @click.argument("slug", required=False, default="")
    @click.option(
        "--json", "as_json", is_flag=True, help="One JSON value on standard output."
    )
    def read_(slug: str, *, as_json: bool) -> None:
        """Read the text of stored files that have none yet, or one by an older tool: of the matter SLUG, or of all."""
        with house.database.reading() as session:
            waiting = _unread(session, slug)
        hidden = not sys.stderr.isatty()
        with click.progressbar(
            waiting, label="Reading", file=sys.stderr, hidden=hidden
        ) as bar:
            reasons = [_read(house, file, language) for file, language in bar]
        unreadable: list[Json] = [
            {"sha256": file.sha256, "name": file.name, "reason": reason}
            for (file, _), reason in zip(waiting, reasons, strict=True)
            if reason
        ]
        if as_json:
            print(canonical({"files": len(waiting), "not_readable": unreadable}).decode())  # fmt: skip
            return
        for (file, _), reason in zip(waiting, reasons, strict=True):
            if reason:
                print(f"{file.name}: stored, not readable: {reason}.")
        print(f"{len(waiting)} stored files read, {len(unreadable)} of them not readable.")  # fmt: skip


def _unread(session: Session, slug: str) -> list[tuple[StoredFile, str]]:
    return unread(session, matter_by_slug(session, slug).id if slug else "")


def _read(house: House, file: StoredFile, language: str) -> str:
    """Read one original, outside any transaction, and keep what came of it in one of its own; say why it is not readable."""
    try:
        found = read(house.files, file, language)
    except ClaimtrailError as error:
        return error.sentence.removesuffix(".")
    with house.database.transaction("console") as session:
        keep(session, house.files, file, found)
    return found.reason if found.state == NOT_READABLE else ""


def _add_recover(group: click.Group, house: House) -> None:
    @group.command("recover")
    @click.option(
        "--json", "as_json", is_flag=True, help="One JSON value on standard output."
    )
    def recover_(*, as_json: bool) -> None:
        """Bring back files whose intake was cut off, and clear away what processes that were killed left in the store."""
        found = recover(house)
        if as_json:
            answer: Json = {"brought_back": found.names, "taken_out": found.taken_out}
            print(canonical(answer).decode())
            return
        for name in found.names:
            print(f"{name}: a draft again.")
        print(f"{len(found.names)} files brought back, {found.taken_out} without a record taken out.")  # fmt: skip
