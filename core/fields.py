"""What a register asks of each record: declared once, used by forms, tables, history and the verbs alike.

A field says its column, its label, a hint, and the sentence shown when it is missing. Values travel as plain data: text, an
`UncertainDate`, the id of another record, or a tuple of `Tie` for lists of records.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from core.dates import UncertainDate
from core.errors import Problem

LINE = 2_000  # characters in a line of text
PROSE = 100_000  # characters in a long text: some fifty pages


@dataclass(frozen=True, slots=True)
class Tie:
    """One entry of a list of records: the other record's id, and in what role it stands there."""

    target: str
    role: str = ""


@dataclass(frozen=True)
class Field:
    """A piece of a record. `required` is the sentence shown when it is empty; empty means that it may be."""

    name: str
    label: str
    hint: str = ""
    required: str = ""
    blank: str = "not recorded"  # what readers are told where it is empty
    acyclic: bool = False  # whether following it must never lead back to the record

    @property
    def columns(self) -> tuple[str, ...]:
        """Give the columns of the table in which the value is stored."""
        return (self.name,)

    def empty(self) -> Any:
        """Give the value that means: not known."""
        return ""

    def targets(self, value: Any) -> tuple[str, ...]:
        """Give the ids of the records that a value names."""
        return ()

    def check(self, value: Any) -> Problem | None:
        """Say what is wrong with a value, if anything."""
        if self.required and value == self.empty():
            return Problem(self.name, "", self.required)
        return None

    def stored(self, value: Any) -> dict[str, Any]:
        """Turn a value into what its columns hold."""
        return {self.name: value}

    def load(self, row: object) -> Any:
        """Read the value back from a row."""
        return getattr(row, self.columns[0])


@dataclass(frozen=True)
class Text(Field):
    """Words, kept exactly as given. `long` asks for a box of several lines."""

    long: bool = False

    def check(self, value: Any) -> Problem | None:
        """Refuse what is missing, too long, or holds a NUL, which no text can."""
        most = PROSE if self.long else LINE
        if self.required and not value.strip():
            return Problem(self.name, value, self.required)
        if "\x00" in value:
            return Problem(
                self.name,
                value,
                f"{self.label} holds a NUL character, which is not text. Take it out.",
            )
        if len(value) > most:
            sentence = f"{self.label} is {len(value):,} characters long; at most {most:,} are kept here. Put a longer text in a file."
            return Problem(self.name, value[:80] + "…", sentence)
        return None


@dataclass(frozen=True)
class Choice(Field):
    """One word of a closed list. `gloss` says what a bare letter or number means."""

    words: tuple[str, ...] = ()
    gloss: Mapping[str, str] = field(default_factory=dict)
    coded: bool = False  # whether the words are codes, so that readers are given what they mean alone

    def check(self, value: Any) -> Problem | None:
        """Refuse a word that is not in the list, and name the list."""
        if value and value not in self.words:
            sentence = f"“{value}” is not one of: {', '.join(self.words)}."
            return Problem(self.name, value, sentence)
        return super().check(value)

    def normal(self, text: str) -> str:
        """Find the listed word whatever the case and the space around it; give unknown words back unchanged."""
        wanted = " ".join(text.split()).casefold()
        return next(
            (word for word in self.words if word.casefold() == wanted), text.strip()
        )


@dataclass(frozen=True)
class When(Field):
    """A date as uncertain as it is, in six columns: the words, EDTF, how an interval is meant, the bounds, their class."""

    @property
    def columns(self) -> tuple[str, ...]:
        """Give the six columns."""
        return tuple(
            f"{self.name}_{part}"
            for part in ("text", "edtf", "span", "lo", "hi", "class")
        )

    def empty(self) -> None:
        """Undated."""
        return

    def stored(self, value: UncertainDate | None) -> dict[str, Any]:
        """Spread a date over its columns."""
        if value is None:
            parts: tuple[Any, ...] = ("", "", "", None, None, "")
        else:
            parts = (
                value.text,
                value.edtf,
                value.span,
                value.earliest,
                value.latest,
                value.precision,
            )
        return dict(zip(self.columns, parts, strict=True))

    def load(self, row: object) -> UncertainDate | None:
        """Put a date together again; nothing when the columns are empty."""
        text, edtf, span = (getattr(row, column) for column in self.columns[:3])
        return UncertainDate(text, edtf, span) if edtf else None


@dataclass(frozen=True)
class Link(Field):
    """One other record, by id, of one of the registers named in `to`."""

    to: tuple[str, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """Give the column that holds the id."""
        return (f"{self.name}_id",)

    def empty(self) -> None:
        """No record."""
        return

    def targets(self, value: str | None) -> tuple[str, ...]:
        """Give the one id."""
        return (value,) if value else ()

    def stored(self, value: str | None) -> dict[str, Any]:
        """Store the id."""
        return {f"{self.name}_id": value}


@dataclass(frozen=True)
class TextOrLink(Text):
    """Words as printed, or a record of the same register: a figure's whole."""

    to: tuple[str, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """Give the column of the words and that of the id."""
        return (self.name, f"{self.name}_id")

    def check(self, value: Any) -> Problem | None:
        """Check the words; a record needs none."""
        return None if isinstance(value, Tie) else super().check(value)

    def targets(self, value: str | Tie) -> tuple[str, ...]:
        """Give the id, when it is a record."""
        return (value.target,) if isinstance(value, Tie) else ()

    def stored(self, value: str | Tie) -> dict[str, Any]:
        """Store either the words or the id."""
        if isinstance(value, Tie):
            return {self.name: "", f"{self.name}_id": value.target}
        return {self.name: value, f"{self.name}_id": None}

    def load(self, row: object) -> str | Tie:
        """Give the record, if there is one, else the words."""
        target = getattr(row, f"{self.name}_id")
        return Tie(target) if target else str(getattr(row, self.name))


@dataclass(frozen=True)
class Links(Field):
    """A list of other records, each perhaps in a role: free words, or one of `roles`. Stored in `record_links`."""

    to: tuple[str, ...] = ()
    with_role: bool = False
    roles: tuple[str, ...] = ()
    role_column: str = ""  # in tables: the column that holds the roles, when they do not stand as role=key

    @property
    def columns(self) -> tuple[str, ...]:
        """No column of its own."""
        return ()

    def empty(self) -> tuple[Tie, ...]:
        """No records."""
        return ()

    def check(self, value: Any) -> Problem | None:
        """Refuse a role that could not stand in a list `role=key;…`, or is none of the listed ones."""
        for role in (tie.role for tie in value):
            if ";" in role or "\x00" in role or len(role) > LINE:
                return Problem(
                    self.name,
                    role[:80],
                    f"A role is a few words without a semicolon, not “{role[:80]}”.",
                )
            if role and self.roles and role not in self.roles:
                sentence = f"“{role}” is not one of: {', '.join(self.roles)}."
                return Problem(self.role_column or self.name, role, sentence)
        return super().check(value)

    def targets(self, value: tuple[Tie, ...]) -> tuple[str, ...]:
        """Give the ids."""
        return tuple(tie.target for tie in value)

    def stored(self, value: tuple[Tie, ...]) -> dict[str, Any]:
        """Nothing goes into the record's own row."""
        return {}

    def load(self, row: object) -> Any:
        """Lists are read from `record_links`, never from the row."""
        raise NotImplementedError(self.name)


@dataclass(frozen=True)
class Amount(Field):
    """A sum of money: whole minor units and an ISO 4217 code. The value is `(minor, currency)` or nothing."""

    @property
    def columns(self) -> tuple[str, ...]:
        """Give the column of the units and that of the code."""
        return (f"{self.name}_minor", "currency")

    def empty(self) -> None:
        """No amount."""
        return

    def stored(self, value: tuple[int, str] | None) -> dict[str, Any]:
        """Store units and code."""
        minor, currency = value or (None, "")
        return {f"{self.name}_minor": minor, "currency": currency}

    def load(self, row: object) -> tuple[int, str] | None:
        """Give units and code, or nothing."""
        minor = getattr(row, f"{self.name}_minor")
        return None if minor is None else (int(minor), str(getattr(row, "currency")))  # noqa: B009 - the column's name
