"""From the cells of a row to the values of a record: keys become ids, words dates, amounts minor units."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from difflib import get_close_matches
from typing import Any, get_args

from claims.registers import BY_TABLE
from claims.tables.columns import SPANS, columns_of_field
from core import money
from core.dates import Order, Reading, UncertainDate, from_edtf, read
from core.errors import Invalid, Problem
from core.fields import LINE, Amount, Choice, Field, Link, Links, TextOrLink, Tie, When
from core.records import Register, Values

SHOWN = 200  # characters of a refused value that are given back
FEW = 12  # keys that can be listed in a sentence
MANY = 3_000  # keys among which likeness is looked for
_INSTANT = re.compile(
    r"(\d{4}-\d\d-\d\d)[T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?", re.I | re.ASCII
)

Cells = Mapping[str, str]


@dataclass(frozen=True)
class Interpreter:
    """Reads cells: with the keys of the file and of the matter, and the order and language of dates."""

    ids: Mapping[str, Mapping[str, str]]  # by table, by key
    order: Order | None = None
    language: str = ""

    def read(
        self, register: Register, cells: Cells, before: Values
    ) -> tuple[dict[str, Any], list[Problem]]:
        """Give the values that the cells hold, and what is wrong with the others. Missing columns give none."""
        values: dict[str, Any] = {}
        problems: list[Problem] = []
        for field in register.fields:
            columns = columns_of_field(field)
            if not cells.keys().isdisjoint(columns):
                try:
                    values[field.name] = self._value(field, cells, before)
                except Invalid as error:
                    problems += error.problems
        return values, problems

    def _value(self, field: Field, cells: Cells, before: Values) -> Any:
        match field:
            case When():
                return self._date(field.name, cells)
            case Amount():
                return _amount(field.name, cells, before)
            case Link():
                return self._link(field, cells[field.name])
            case Links():
                return self._links(field, cells, before)
            case TextOrLink():
                own = self.ids[field.to[0]].get(cells[field.name].strip())
                return Tie(own) if own else cells[field.name]
            case _:
                cell = cells[field.name]
                return field.normal(cell) if isinstance(field, Choice) else cell

    def _date(self, name: str, cells: Cells) -> UncertainDate | None:
        text, edtf, span = (
            cells.get(f"{name}{part}", "") for part in ("", "_edtf", "_span")
        )
        span = " ".join(span.split()).casefold()
        if len(text) > LINE:
            sentence = f"A date is at most {LINE:,} characters long."
            raise _refusal(name, text, sentence)
        if span and span not in SPANS:
            raise _refusal(
                f"{name}_span", span, f"“{span}” is not one of: {', '.join(SPANS)}."
            )
        if edtf.strip():
            return _stored(f"{name}_edtf", edtf.strip(), text, span)
        if not text.strip():
            return _no_date(f"{name}_span", span)
        if name == "captured_at" and (instant := _INSTANT.fullmatch(text.strip())):
            return _instant(name, text, instant[1])
        reading = read(text, order=self.order, language=self.language)
        if reading.date is None:
            raise _refusal(name, text, reading.words + self._choices(name, reading))
        found = reading.date
        return from_edtf(found.edtf, text=found.text, span=span or found.span)

    def _link(self, field: Link, cell: str) -> str | None:
        key = cell.strip()
        return self._id(field.name, field.to, key) if key else None

    def _links(self, field: Links, cells: Cells, before: Values) -> tuple[Tie, ...]:
        parts = [part.strip() for part in cells.get(field.name, "").split(";")]
        parts = [part for part in parts if part]
        roles = [""] * len(parts)
        if field.with_role and not field.role_column:
            pairs = [part.rpartition("=") for part in parts]
            roles = [role.strip() for role, _, _ in pairs]
            parts = [key.strip() for _, _, key in pairs]
        targets = [self._id(field.name, field.to, key) for key in parts]
        if field.role_column:
            had = {tie.target: tie.role for tie in before.get(field.name, ())}
            targets = targets if field.name in cells else list(had)
            roles = _roles(field, cells, targets, had)
        ties = (Tie(*pair) for pair in zip(targets, roles, strict=True))
        return tuple(dict.fromkeys(ties))

    def _id(self, column: str, tables: tuple[str, ...], key: str) -> str:
        for table in tables:
            if found := self.ids[table].get(key):
                return found
        known = [known for table in tables for known in self.ids[table]]
        sentence = f"No row has the key “{_short(key)}”: give the key of {_nouns(tables)} in these tables or in the matter."
        raise _refusal(column, key, sentence + _suggestion(key, known))

    def _choices(self, column: str, reading: Reading) -> str:
        """Say what a text can mean, and advise an order of day and month only where that is what is open."""
        if not reading.choices:
            return ""
        dates = ", ".join(date.edtf for date in reading.choices)
        ordered = [
            read(reading.text, order=order, language=self.language).date
            for order in get_args(Order)
        ]
        differ = len({date.edtf for date in ordered if date}) > 1
        advice = "give the order of day and month, or " if differ else "give "
        return f" It can mean {dates}: {advice}one of these in {column}_edtf."


def asked_for(register: Register, problem: Problem) -> Problem:
    """Say of a cell that is empty and must not be, which sentence a form would say in its own words."""
    field = next((part for part in register.fields if part.name == problem.field), None)
    if not field or not field.required or problem.sentence != field.required:
        return problem
    match field:
        case Link():
            wanted = f"give the key of {_nouns(field.to)}"
        case Choice():
            wanted = f"give one of: {', '.join(field.words)}"
        case _:
            wanted = f"every {register.noun} needs one"
    sentence = f"{field.name} is empty: {wanted}."
    return Problem(field.name, problem.value, sentence)


def _nouns(tables: tuple[str, ...]) -> str:
    return " or ".join(_with_article(BY_TABLE[table].noun) for table in tables)


def _suggestion(key: str, known: list[str]) -> str:
    close = get_close_matches(key, known, n=3) if len(known) <= MANY else []
    if close:
        return f" Did you mean {' or '.join(close)}?"
    if 0 < len(known) <= FEW:
        return f" There are: {', '.join(known)}."
    return ""


def _with_article(noun: str) -> str:
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"


def _short(text: str) -> str:
    return text if len(text) <= SHOWN else text[:SHOWN] + "…"


def _refusal(column: str, value: str, sentence: str) -> Invalid:
    return Invalid(sentence, (Problem(column, _short(value), sentence),))


def _stored(column: str, edtf: str, text: str, span: str) -> UncertainDate:
    try:
        return from_edtf(edtf, text=text, span=span)
    except ValueError as error:
        raise _refusal(column, edtf, str(error)) from error


def _no_date(column: str, span: str) -> UncertainDate | None:
    if span:
        sentence = "This says how a date is meant, but there is no date."
        raise _refusal(column, span, sentence)
    return None


def _instant(column: str, text: str, day: str) -> UncertainDate:
    """Keep an instant (RFC 3339) as its own day, as written where it was taken; the words keep the time."""
    try:
        datetime.fromisoformat(text.strip().upper())
    except ValueError as error:
        sentence = f"“{_short(text)}” is not an instant that exists."
        raise _refusal(column, text, sentence) from error
    return from_edtf(day, text=text)


def _amount(column: str, cells: Cells, before: Values) -> tuple[int, str] | None:
    had: tuple[int, str] | None = before.get(column)
    currency = cells.get("currency", had[1] if had else "").strip().upper()
    if column not in cells and had:
        amount = money.to_plain(*had)
    else:
        amount = cells.get(column, "").strip()
    if not amount and "currency" in cells and currency:
        raise _refusal(
            "currency", currency, "This is a currency, but there is no amount."
        )
    if not amount:
        return None
    if not currency:
        raise _refusal(
            "currency", "", "Give the ISO 4217 code too, such as USD, EUR or KHR."
        )
    try:
        money.decimals(currency)
    except Invalid as error:
        raise _refusal("currency", currency, error.sentence) from error
    try:
        return money.to_minor(amount, currency), currency
    except Invalid as error:
        raise _refusal(column, amount, error.sentence) from error


def _roles(
    field: Links, cells: Cells, targets: list[str], had: Mapping[str, str]
) -> list[str]:
    """Read the roles that stand in a column of their own: one word for all, or one a key. Without it they stay."""
    column = field.role_column
    if column not in cells:
        return [had.get(target, "") for target in targets]
    words = Choice(column, column, words=field.roles)
    roles = [words.normal(word) for word in cells[column].split(";")]
    while len(roles) > max(len(targets), 1) and not roles[-1]:
        roles.pop()
    if len(roles) == 1 and (targets or not roles[0]):
        roles *= len(targets)
    if len(roles) != len(targets):
        sentence = f"Give one word for all keys in {field.name}, or as many words as keys: {len(targets)}, not {len(roles)}."
        raise _refusal(column, cells[column], sentence)
    for role in roles:
        if problem := words.check(role):
            raise _refusal(column, role, problem.sentence)
    return roles
