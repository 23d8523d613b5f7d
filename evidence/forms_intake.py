"""The form of drafts: for each its state in words, its title, its source and its guesses, and what was typed and ticked in it."""

import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlmodel import Session, col, select

from accounts.guard import Desk
from core.dates import UncertainDate, read
from core.errors import Invalid
from core.fields import Choice, When
from core.records import record
from core.web.boxes import Data
from core.web.directory import Directory
from evidence.models import Draft, Source
from evidence.registers import EVIDENCE, SOURCES

FIELDS = {found.name: found for found in EVIDENCE.fields}
LONGEST = 400  # characters of a title that is offered


@dataclass
class Guess:
    """One value that was guessed, and where it came from; entered only when it is ticked."""

    id: str
    field: str
    value: str
    origin: str
    is_ticked: bool = False

    @property
    def label(self) -> str:
        """Give the name of the field."""
        return FIELDS[self.field].label


@dataclass(frozen=True)
class Twin:
    """The item that holds the same bytes or the same link already."""

    number: str
    url: str
    title: str


@dataclass
class Row:
    """One draft as the page shows it."""

    draft: Draft
    state: str
    why: str = ""
    duplicate: Twin | None = None
    may_save: bool = False
    may_capture: bool = False
    runs: bool = False
    title: str = ""
    source: str = ""
    reason: str = ""
    again: bool = False
    error: str = ""
    guesses: list[Guess] = field(default_factory=list)

    @property
    def is_ready(self) -> bool:
        """Say whether “save all” may save it as it stands."""
        return self.may_save and (not self.duplicate or self.again)

    @property
    def fingerprint(self) -> str:
        """Give a word that changes when the server has something new to say of the draft."""
        said = [self.state, self.why, [guess.value for guess in self.guesses], self.may_save, self.may_capture]  # fmt: skip
        return hashlib.sha256(json.dumps(said).encode()).hexdigest()[:12]

    def take(self, data: Data) -> None:
        """Take over what was typed and ticked."""
        key = self.draft.id
        self.title = data.get(f"title-{key}", self.title)
        self.source = data.get(f"source-{key}", "")
        self.reason = data.get(f"reason-{key}", "").strip()
        self.again = bool(data.get(f"again-{key}"))
        ticked = set(data.getlist(f"guess-{key}"))
        for place, guess in enumerate(self.guesses):
            guess.is_ticked = str(place) in ticked

    def tick_all(self) -> None:
        """Tick the first guess of each field, where none of the field is ticked."""
        done = {guess.field for guess in self.guesses if guess.is_ticked}
        for guess in self.guesses:
            if guess.field not in done:
                guess.is_ticked = True
                done.add(guess.field)

    def values(self, session: Session, desk: Desk, directory: Directory) -> dict[str, Any]:  # fmt: skip
        """Give what is to be saved: what was typed, then what was ticked.

        Raises:
            Invalid: two guesses of one field are ticked, a guess does not fit its field, or a second item has no reason.
        """
        chosen = [guess for guess in self.guesses if guess.is_ticked]
        twice = [name for name, count in Counter(guess.field for guess in chosen).items() if count > 1]  # fmt: skip
        if twice:
            raise Invalid(f"Tick one guess for {FIELDS[twice[0]].label.lower()}, not several.")  # fmt: skip
        if self.duplicate and not (self.again and self.reason):
            raise Invalid("To save it all the same, tick that and say why it is a second item.")  # fmt: skip
        found: dict[str, Any] = {"title": self.title.strip()}
        if self.source:
            found["source"] = directory.id_of(self.source, ("sources",))
        for guess in chosen:
            found[guess.field] = _value(session, desk, guess)
        return found


def _value(session: Session, desk: Desk, guess: Guess) -> Any:
    asked = FIELDS[guess.field]
    if guess.field == "source":
        return _source(session, desk, guess.value)
    if isinstance(asked, When):
        return _date(desk, guess)
    if isinstance(asked, Choice) and guess.value not in asked.words:
        raise Invalid(f"“{guess.value}” is not one of: {', '.join(asked.words)}.")
    return guess.value


def _date(desk: Desk, guess: Guess) -> UncertainDate:
    order = desk.matter.date_order or None
    reading = read(guess.value, order=order, language=desk.matter.language)  # type: ignore[arg-type] # `describe` lets only the three orders in
    if reading.date is None:
        raise Invalid(f"The guessed date “{guess.value}” cannot be read: {reading.words}. Enter it after saving.")  # fmt: skip
    return reading.date


def _source(session: Session, desk: Desk, name: str) -> str:
    """Find the source of this name in the matter; enter it when there is none."""
    query = select(Source).where(
        Source.matter_id == desk.matter.id, Source.name == name, Source.withdrawn_at == ""
    )  # fmt: skip
    found = session.exec(query.order_by(col(Source.number))).first()
    if found:
        return found.id
    entered: Source = record(session, SOURCES, desk.matter.id, {"name": name})
    session.flush()  # the item points to it
    return entered.id


def guesses_in(draft: Draft) -> list[Guess]:
    """Read the guesses of a draft; those of fields that items do not have are left out."""
    found: Sequence[dict[str, str]] = json.loads(draft.guesses or "[]")
    known = [one for one in found if one["field"] in FIELDS and one["value"]]
    return [
        Guess(f"guess-{draft.id}-{place}", one["field"], one["value"], one["origin"])
        for place, one in enumerate(known)
    ]


def title_of(draft: Draft) -> str:
    """Give the title that a draft has until somebody types another one: its name or its link."""
    return (draft.name or draft.url)[:LONGEST]
