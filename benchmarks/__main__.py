"""Run every measurement and print one line each: ours, the limit, the ratio (medians of interleaved rounds)."""

import hashlib
import json
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from dateutil import parser

from accounts.matters import open_matter
from accounts.models import Matter
from benchmarks import fixity
from claims.casefile import read_casefile
from claims.checks import run
from claims.chronology import chronology
from claims.registers import CITATIONS, CLAIMS, EVENTS
from claims.sheets import claim_sheet
from core import dates, log_check, records
from core.db import Database
from core.fields import Tie
from evidence.registers import EVIDENCE, SOURCES

ROUNDS = 5
ITEMS = 1_000
DAYS = [f"{day} March {year}" for day in range(1, 29) for year in range(1990, 2020)]


def seconds(action: Callable[[], object]) -> float:
    """Time one run."""
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def compare(
    name: str, ours: Callable[[], object], limit_name: str, limit: Callable[[], object]
) -> None:
    """Time both in turn, so that whatever else the machine does falls on both."""
    pairs = [(seconds(ours), seconds(limit)) for _ in range(ROUNDS)]
    mine, other = (statistics.median(times) for times in zip(*pairs, strict=True))
    print(
        f"{name}: {mine * 1000:,.1f} ms; {limit_name}: {other * 1000:,.1f} ms; ratio {mine / other:.1f}"
    )


def filled(database: Database, items: int) -> Matter:
    """Enter a matter with so many items, a tenth as many claims, and a citation and an event for each item."""
    with database.transaction("bench") as session:
        matter = open_matter(session, slug=f"bench-{items}", name="Benchmark")
        source = records.record(session, SOURCES, matter.id, {"name": "Gazette"})
        claims = [
            records.record(session, CLAIMS, matter.id, {"statement": f"Claim {n}"})
            for n in range(items // 10)
        ]
        origin: tuple[Tie, ...] = ()
        for number in range(items):
            date = dates.from_edtf(f"{1990 + number % 30}-{1 + number % 12:02d}")
            values = {
                "title": f"Item {number}",
                "source": source.id,
                "date": date,
                "derives_from": origin,
            }
            item = records.record(session, EVIDENCE, matter.id, values)
            origin = origin or (Tie(item.id, "quotes"),)
            session.flush()
            cited = {
                "of": claims[number % len(claims)].id,
                "evidence": item.id,
                "stance": "supports",
            }
            records.record(session, CITATIONS, matter.id, cited)
            records.record(
                session, EVENTS, matter.id, {"title": f"Event {number}", "date": date}
            )
    return matter


def raw_rows(path: Path) -> list[tuple[object, ...]]:
    """Read what a page needs with nothing but the driver."""
    found: list[tuple[object, ...]] = []
    connection = sqlite3.connect(path)
    for table in (
        "evidence",
        "claims",
        "citations",
        "events",
        "sources",
        "record_links",
    ):
        found += connection.execute(f"SELECT * FROM {table}").fetchall()  # noqa: S608 - our own table names
    connection.close()
    return found


def raw_log(path: Path) -> str:
    """Read the log and hash it once: the least that any check of it must do."""
    digest = hashlib.sha256()
    connection = sqlite3.connect(path)
    for row in connection.execute(
        "SELECT * FROM log_entries JOIN log_values USING (tree, position)"
    ):
        digest.update(json.dumps(row).encode())
    connection.close()
    return digest.hexdigest()


def measure(folder: Path) -> None:
    """Run all measurements in an empty folder."""
    path = folder / "bench.db"
    database = Database(f"sqlite:///{path}", folder / "heads.jsonl")
    database.migrate()
    matter = filled(database, ITEMS)

    def page() -> object:
        with database.reading() as session:
            file = read_casefile(session, matter)
            return claim_sheet(file, file.claims[0])

    def checked() -> object:
        with database.reading() as session:
            return log_check.verify(session, database.heads)

    with database.reading() as session:
        file = read_casefile(session, matter)
    compare(
        f"Claim page data, {ITEMS:,} items",
        page,
        "same rows by the driver alone",
        lambda: raw_rows(path),
    )
    compare("Checks", lambda: run(file), "chronology", lambda: chronology(file))
    compare("Log check", checked, "reading it and one hash", lambda: raw_log(path))
    compare(
        f"Reading {len(DAYS):,} dates", lambda: [dates.read(text) for text in DAYS],
        "dateutil", lambda: [parser.parse(text) for text in DAYS],
    )  # fmt: skip
    database.close()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        measure(Path(name))
        fixity.measure(Path(name), seconds)
