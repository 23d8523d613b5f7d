"""`claimtrail intake`: files, folders, archives, e-mails and links become evidence items."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from accounts.matters import matter_by_slug
from accounts.models import Matter
from core.canonical import Json, canonical
from core.errors import Invalid
from core.house import House
from evidence.intake import (
    DUPLICATE,
    REFUSED,
    WEB,
    drop_draft,
    save_drafts,
    take_link,
    twins_of,
)
from evidence.models import Draft
from evidence.opening import take_all
from evidence.registers import EVIDENCE

ACTOR = "console"


def register(group: click.Group, house: House) -> None:
    """Add `claimtrail intake`."""

    @group.command("intake")
    @click.argument("slug")
    @click.argument("paths", nargs=-1, required=True)
    @click.option("--keep-archives", is_flag=True, help="Keep a .zip as one file.")
    @click.option("--json", "as_json", is_flag=True, help="One JSON value on standard output.")  # fmt: skip
    def intake(slug: str, paths: tuple[str, ...], *, keep_archives: bool, as_json: bool) -> None:  # fmt: skip
        """Take PATHS (files, folders, links) into the matter SLUG; duplicates and what is refused are named."""
        with house.database.reading() as session:
            matter = matter_by_slug(session, slug)
        told: list[Json] = []
        for path in [inner for given in paths for inner in _inside(given)]:
            for draft in _take(house, matter, path, as_one=keep_archives):
                told.append(_end(house, draft))
                if not as_json:
                    print(_said(told[-1]))
        if as_json:
            print(canonical({"taken": told}).decode())
        sys.exit(0 if all(isinstance(one, dict) and one["item"] for one in told) else 1)


def _inside(path: str) -> Iterator[str]:
    """Give a path, or the files of a folder in the order of their names; links in it are not followed."""
    if WEB.fullmatch(path) or not Path(path).is_dir():
        yield path
        return
    for folder, folders, names in os.walk(path):
        folders.sort()
        yield from (str(found) for name in sorted(names) if not (found := Path(folder, name)).is_symlink())  # fmt: skip


def _take(house: House, matter: Matter, path: str, *, as_one: bool) -> list[Draft]:
    if WEB.fullmatch(path):
        with house.database.transaction(ACTOR) as session:
            return [take_link(session, matter, path)]
    if not Path(path).is_file():
        raise Invalid(f"There is no file {path}.")
    with Path(path).open("rb") as stream:
        return take_all(house, matter, stream, Path(path).name, ACTOR, as_one=as_one)


def _end(house: House, draft: Draft) -> dict[str, Json]:
    """Save a draft that is ready; leave out a duplicate. Say what became of it."""
    told: dict[str, Json] = {"name": draft.name or draft.url, "state": draft.state, "item": "", "reason": draft.reason}  # fmt: skip
    with house.database.transaction(ACTOR) as session:
        twin = twins_of(session, [draft]).get(draft.id)
        if twin:
            told |= {"state": DUPLICATE, "reason": f"It is {EVIDENCE.number(twin)} already."}  # fmt: skip
        if twin or draft.state == REFUSED:
            if twin:
                drop_draft(session, session.merge(draft))
            return told
        (item,) = save_drafts(session, house.files, {draft.id: {}}, {})
        return told | {"state": "saved", "item": EVIDENCE.number(item)}


def _said(told: Json) -> str:
    if not isinstance(told, dict):
        raise TypeError(told)
    item, reason = told["item"], told["reason"]
    return f"{told['name']}: {told['state']}{f' as {item}' if item else ''}.{f' {reason}' if reason else ''}"  # fmt: skip
