"""Matters made up by Hypothesis: rows for every table, in every script, with whatever text people may type."""

from collections.abc import Mapping, Sequence
from typing import Any

from hypothesis import strategies as st

from claims.registers import REGISTERS
from core.fields import Amount, Choice, Field, Link, Links, TextOrLink, When
from core.records import Register

PIECES = [
    "=", "+", "-", "@", "'", "\t", "\r", "\n", "\r\n", '"', ",", ";", "＝", " ", "ហ៊ុន សែន", "سام رينسي", "สม", "קול", "漢字",
    "\u202e", "\u200b", "e\u0301", "😀", "=HYPERLINK(1)", "-5", "+855 12", "1e3", "NULL", "x",
]  # fmt: skip
LETTERS = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
TEXTS = st.lists(st.one_of(st.sampled_from(PIECES), LETTERS), max_size=8).map("".join)
WORDS = TEXTS.filter(lambda text: bool(text.strip()))
NAMES = TEXTS.map(lambda text: text.replace(";", "").replace("=", "").strip())
DATES = [
    ("", "", ""), ("9 March 2016", "2016-03-09", ""), ("=about then", "2016-03~", ""), ("ខែមីនា", "2016-03", ""),
    ("some day in spring", "2016-03/2016-05", "once within"), ("all spring", "2016-03/2016-05", "throughout"),
    ("all June", "2020-06", "throughout"), ("in 2020", "2020", "once within"), ("that day", "2020-06-09", "throughout"),
    ("one of two", "[1962,1967]", ""), (" before\nthen ", "../2017-04", "once within"),
]  # fmt: skip
MONEY = [("", ""), ("10000000", "KHR"), ("35000.50", "USD"), ("7", "JPY"), ("0", "EUR")]
FILES = {"note.txt": b"a note", "NOTE.TXT": b"another", "=1+1.csv": b"", "ចំណារ.pdf": b"%PDF"}  # fmt: skip
Made = dict[str, list[dict[str, Any]]]


def _free_key(draw: st.DrawFn, position: int) -> str:
    return f"{draw(NAMES)}{position}"[-200:].strip()


def _cells(
    draw: st.DrawFn, field: Field, keys: Mapping[str, Sequence[str]]
) -> dict[str, str]:
    name = field.name
    match field:
        case When():
            text, edtf, span = draw(st.sampled_from(DATES))
            return {name: text, f"{name}_edtf": edtf, f"{name}_span": span}
        case Amount():
            amount, currency = draw(st.sampled_from(MONEY))
            return {name: amount, "currency": currency}
        case Links():
            return _list(draw, field, keys)
        case Link() | TextOrLink():
            found = [key for table in field.to for key in keys[table]]
            words = [] if isinstance(field, Link) and field.required else [""]
            return {name: draw(st.sampled_from([*words, *found]))}
        case _:
            return {name: draw(_texts(field))}


def _texts(field: Field) -> st.SearchStrategy[str]:
    if isinstance(field, Choice):
        return st.sampled_from(field.words if field.required else ["", *field.words])
    if field.name.endswith("url"):
        return st.sampled_from(["", "http://localhost/=?a;b"])
    return WORDS if field.required else TEXTS


def _list(
    draw: st.DrawFn, field: Links, keys: Mapping[str, Sequence[str]]
) -> dict[str, str]:
    found = [key for table in field.to for key in keys[table]]
    chosen = (
        draw(st.lists(st.sampled_from(found), max_size=3, unique=True)) if found else []
    )
    if field.role_column:
        role = st.sampled_from(["", *field.roles])
        roles = [draw(role) for _ in chosen]
        return {field.name: ";".join(chosen), field.role_column: ";".join(roles)}
    if not field.with_role:
        return {field.name: ";".join(chosen)}
    roles = [draw(TEXTS).replace(";", "").strip() for _ in chosen]
    return {
        field.name: ";".join(
            f"{role}={key}" for role, key in zip(roles, chosen, strict=True)
        )
    }


def _rows(
    draw: st.DrawFn, register: Register, keys: dict[str, list[str]], made: Made
) -> None:
    needed = [
        field for field in register.fields if isinstance(field, Link) and field.required
    ]
    if any(not any(keys[table] for table in field.to) for field in needed):
        return
    for position in range(draw(st.integers(0, 3))):
        row: dict[str, str] = {}
        for field in register.fields:
            row |= _cells(draw, field, keys)
        if register.keyed:  # after its own cells: a chain never comes back to its row
            key = f"{_free_key(draw, position)}{register.letters}"
            keys[register.table].append(key)
            row["key"] = key
        if register.table == "evidence":
            row["file"] = draw(st.sampled_from(["", *FILES]))
        row["withdrawn"] = draw(st.sampled_from(["", "", " entered\ntwice"]))
        made[register.table].append(row)


@st.composite
def matters(draw: st.DrawFn) -> Made:
    """Make up rows for all tables, in the order in which they refer to one another."""
    keys: dict[str, list[str]] = {register.table: [] for register in REGISTERS}
    made: Made = {register.table: [] for register in REGISTERS}
    for register in REGISTERS:
        _rows(draw, register, keys, made)
    return made
