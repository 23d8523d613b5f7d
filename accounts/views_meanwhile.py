"""What happened to a record while somebody had its form open, so that no save undoes another one unseen."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from sqlmodel import Session

from core.clock import in_words
from core.errors import Invalid, Problem
from core.fields import Field
from core.history import Version
from core.records import Record, Register, current
from core.references import by_ids
from core.web.plumbing import registers
from core.web.showing import Known, mentioned, shown

MOST = 500  # characters of a value that are named; the record's page has the rest
VERBS = {"withdrawn": "withdrawn", "reinstated": "reinstated"}


class Overtaken(Invalid):
    """Somebody saved the record since the form was opened; `version` is the one that the form has to answer to now."""

    def __init__(self, version: int, problems: tuple[Problem, ...]) -> None:
        super().__init__(problems[0].sentence, problems)
        self.version = version


def refuse_overtaken(
    session: Session,
    register: Register,
    row: Record,
    history: Sequence[Version],
    seen: str,
    values: Mapping[str, Any],
) -> None:
    """See that a form was opened on the latest version of its record.

    Args:
        session: the transaction in which the form is to be saved.
        register: the register of the record.
        row: the record as it is now.
        history: its versions, the latest first.
        seen: the number of the version that the form was opened on, as it was sent.
        values: what is to be saved.

    Raises:
        Overtaken: it was not; the problems say who changed it and when, and what now stands where the form differs.
    """
    if seen == str(history[0].number):
        return
    known = int(seen) if re.fullmatch("[0-9]{1,9}", seen) else 0
    later = [found for found in history if found.number > known] or history[:1]
    problems = [Problem("", "", _who(register.number(row), later[0]))]
    problems += [Problem("", "", f"{said}.") for one in later for said in one.added]
    problems += _differing(session, register, row, later, values)
    raise Overtaken(history[0].number, tuple(problems))


def _differing(
    session: Session,
    register: Register,
    row: Record,
    later: Sequence[Version],
    values: Mapping[str, Any],
) -> list[Problem]:
    changed = {change.field.name for version in later for change in version.changes}
    now = current(session, register, row)
    fields = [
        field
        for field in register.fields
        if field.name in changed and values[field.name] != now[field.name]
    ]
    wanted = {key for field in fields for key in mentioned(field, now[field.name])}
    known = by_ids(session, list(registers().values()), wanted)
    return [
        Problem(field.name, "", _present(field, now[field.name], known))
        for field in fields
    ]


def _who(number: str, latest: Version) -> str:
    verb = VERBS.get(latest.act, "changed")
    return (
        f"{number} was {verb} by {latest.actor} on {in_words(latest.at)} since you opened it. "
        "Nothing is saved yet. Compare, then save again: what stands here then takes its place."
    )


def _present(field: Field, value: object, known: Known) -> str:
    found = shown(field, value, known)
    refs = (
        " ".join(filter(None, (ref.register.number(ref.row), ref.role)))
        for ref in found.refs
    )
    said = found.text or (found.date.words if found.date else "") or ", ".join(refs)
    short = said if len(said) <= MOST else f"{said[:MOST]}…"
    return f"{field.label} is now: {short or field.blank}"
