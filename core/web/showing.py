"""How the value of a field is shown on a page: each kind of field in its own way, drawn by its own fragment."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import singledispatch
from typing import Any

from core.dates import UncertainDate
from core.fields import Amount, Choice, Field, Link, Links, Text, TextOrLink, Tie, When
from core.money import in_print
from core.records import Record, Register

Known = Mapping[str, tuple[Register, Record]]
ADDRESS = re.compile(r"https?://[!-~]+")  # a web address and nothing else


@dataclass(frozen=True)
class Ref:
    """Another record as it is mentioned: its register and row, and in what role."""

    register: Register
    row: Record
    role: str = ""


@dataclass(frozen=True)
class Shown:
    """One field of one record, ready for a page. The fragment is `templates/records/_KIND.html`."""

    field: Field
    kind: str
    text: str = ""
    date: UncertainDate | None = None
    refs: tuple[Ref, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Say whether there is nothing to show."""
        return not (self.text or self.date or self.refs)


@singledispatch
def say(field: Field, value: Any) -> str:
    """Put a value in words, without looking up other records."""
    return str(value or "")


@say.register
def _(field: Choice, value: str) -> str:
    gloss = field.gloss.get(value)
    return f"{value}, {gloss}" if gloss else value


@say.register
def _(field: When, value: UncertainDate | None) -> str:
    return value.words if value else ""


@say.register
def _(field: Amount, value: tuple[int, str] | None) -> str:
    return in_print(*value) if value else ""


@say.register
def _(field: Link, value: Any) -> str:
    return ""


@say.register
def _(field: Links, value: Any) -> str:
    return ""


@singledispatch
def shown(field: Field, value: Any, known: Known) -> Shown:
    """Make a value ready for a page."""
    return Shown(field, "text", text=say(field, value))


@shown.register
def _(field: Text, value: str, known: Known) -> Shown:
    kind = "address" if ADDRESS.fullmatch(value) else "text"
    return Shown(field, kind, text=value)


@shown.register
def _(field: Choice, value: str, known: Known) -> Shown:
    said = say(field, value)
    return Shown(field, "text", text=said[:1].upper() + said[1:])


@shown.register
def _(field: When, value: UncertainDate | None, known: Known) -> Shown:
    return Shown(field, "date", date=value)


@shown.register
def _(field: Link, value: str | None, known: Known) -> Shown:
    return Shown(field, "links", refs=_refs((Tie(value),) if value else (), known))


@shown.register
def _(field: Links, value: tuple[Tie, ...], known: Known) -> Shown:
    return Shown(field, "links", refs=_refs(value, known))


@shown.register
def _(field: TextOrLink, value: str | Tie, known: Known) -> Shown:
    if isinstance(value, Tie):
        return Shown(field, "links", refs=_refs((value,), known))
    return Shown(field, "text", text=value)


def _refs(ties: tuple[Tie, ...], known: Known) -> tuple[Ref, ...]:
    return tuple(
        Ref(*known[tie.target], tie.role) for tie in ties if tie.target in known
    )


@singledispatch
def mentioned(field: Field, value: Any) -> set[str]:
    """Give the ids of the records that a value mentions."""
    return set()


@mentioned.register
def _(field: Link, value: str | None) -> set[str]:
    return {value} if value else set()


@mentioned.register
def _(field: Links, value: tuple[Tie, ...]) -> set[str]:
    return {tie.target for tie in value}


@mentioned.register
def _(field: TextOrLink, value: str | Tie) -> set[str]:
    return {value.target} if isinstance(value, Tie) else set()


def caption(register: Register, row: Record) -> str:
    """Name a record in a few words: its first required text, else its kind, date and amount."""
    for field in register.fields:
        if isinstance(field, Text) and field.required:
            return str(field.load(row))
    said = (
        say(field, field.load(row))
        for field in register.fields
        if isinstance(field, Choice | When | Amount)
    )
    return ", ".join(part for part in said if part) or register.noun
