"""Commands of the evidence room: the stored files. Exit status 0 fine, 1 the answer is no."""

import sys

import click
from sqlmodel import Session

from accounts.matters import matter_by_slug
from core.canonical import Json, canonical
from core.errors import ClaimtrailError
from core.house import House
from evidence.chains import check_chains
from evidence.files import examine
from evidence.models import StoredFile
from evidence.renditions import keep, read, unread
from evidence.text.extraction import NOT_READABLE


def register(group: click.Group, house: House) -> None:
    """Add `claimtrail files verify` and `claimtrail files read`."""

    @group.group("files")
    def files_group() -> None:
        """The stored originals."""

    _add_verify(files_group, house)
    _add_read(files_group, house)


def _add_verify(group: click.Group, house: House) -> None:
    @group.command("verify")
    @click.option(
        "--json", "as_json", is_flag=True, help="One JSON value on standard output."
    )
    def verify(*, as_json: bool) -> None:
        """Hash every stored file again and hold it against its hash."""
        with house.database.reading() as session:
            examined = list(examine(session, house.files))
            broken = check_chains(session)
        faults = [file for file in examined if file.fault]
        if as_json:
            named: list[Json] = [
                {"sha256": f.sha256, "names": list(f.names), "fault": f.fault}
                for f in faults
            ]
            answer: Json = {
                "valid": not faults and not broken,
                "files": len(examined),
                "faults": named,
                "custody": list(broken),
            }
            print(canonical(answer).decode())
        else:
            for file in faults:
                print(f"{file.sha256} ({', '.join(file.names)}): {file.fault}")
            for sentence in broken:
                print(sentence)
            print(f"{len(examined)} stored files, {len(faults)} with a fault.")
        sys.exit(1 if faults or broken else 0)


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
