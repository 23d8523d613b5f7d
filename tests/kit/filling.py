"""A matter filled with so many records of every kind, each field set, and every address that leads to them."""

from collections.abc import Iterator
from functools import singledispatch
from typing import Any

from flask import Flask
from sqlmodel import Session, select

from accounts.models import Matter
from claims.registers import BY_TABLE, REGISTERS
from core.dates import from_edtf
from core.fields import Amount, Choice, Field, Link, Links, Text, Tie, When
from core.records import record

Made = dict[str, list[str]]  # table → ids
WITHOUT_MATTER = {"slug": "harbour"}


@singledispatch
def value_for(field: Field, place: int, made: Made) -> Any:
    """Give a value for a field, another one for every place."""
    return field.empty()


@value_for.register
def _(field: Text, place: int, made: Made) -> Any:
    address = f"https://example.org/{place}"
    return (
        address if field.name in {"url", "archived_url"} else f"{field.label} {place}"
    )


@value_for.register
def _(field: Choice, place: int, made: Made) -> Any:
    return field.words[place % len(field.words)]


@value_for.register
def _(field: When, place: int, made: Made) -> Any:
    return from_edtf(f"2016-{place % 12 + 1:02d}", text=f"month {place}")


@value_for.register
def _(field: Link, place: int, made: Made) -> Any:
    return made[field.to[0]][place] if len(made.get(field.to[0], ())) > place else None


@value_for.register
def _(field: Links, place: int, made: Made) -> Any:
    ids = made.get(field.to[0], [])
    role = field.roles[0] if field.roles else "a role" if field.with_role else ""
    return tuple(Tie(found, role) for found in ids[max(0, place - 1) : place + 1])


@value_for.register
def _(field: Amount, place: int, made: Made) -> Any:
    return 100_000 + place, "USD"


def fill(session: Session, slug: str, count: int) -> None:
    """Enter so many records of every register into a matter."""
    matter = session.exec(select(Matter).where(Matter.slug == slug)).one()
    made: Made = {}
    for register in REGISTERS:
        for place in range(count):
            values = {
                field.name: value_for(field, place, made) for field in register.fields
            }
            row = record(session, register, matter.id, values)
            session.flush()
            made.setdefault(register.table, []).append(row.id)


def addresses(
    app: Flask, method: str, slug: str, number: int = 1
) -> Iterator[tuple[str, str]]:
    """Give every address of the application that takes a method, as (endpoint, path)."""
    for rule in app.url_map.iter_rules():
        if method not in (rule.methods or set()):
            continue
        path = rule.rule
        table = path.split("/")[3] if path.count("/") > 3 else ""
        if table in BY_TABLE:
            path = path.replace("<number>", f"{BY_TABLE[table].letters}-{number:03d}")
        path = (
            path.replace("<int:page>", "1")
            .replace("<form>", "bsa-63")
            .replace("<part>", "print")
        )
        yield rule.endpoint, path.replace("<slug>", slug)
