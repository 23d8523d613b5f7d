"""Importing: the plan for a delivery, carried out in one transaction or not at all."""

from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from typing import Any

from sqlmodel import Session, select

from accounts.matters import SLUG, describe, open_matter
from accounts.models import Matter
from claims.anchoring import anchor_quotes
from claims.casefile import CaseFile, read_casefile
from claims.registers import REGISTERS
from claims.tables.entries import Entry
from claims.tables.opening import Delivery
from claims.tables.planning import (
    CREATED,
    REJECTED,
    UNCHANGED,
    UPDATED,
    Options,
    Plan,
    plan_import,
)
from core.blobs import FileStore
from core.errors import Invalid
from core.records import record, reinstate, revise, withdraw
from evidence.files import attach

Tick = Callable[[], None]


@dataclass(frozen=True)
class Rejected:
    """A row that cannot be taken: where it stands, the column, what stands there, and what would be accepted."""

    file: str
    row: int
    column: str
    value: str
    error: str


@dataclass(frozen=True)
class Outcome:
    """What became of every row: `rows` is the sum of the other four."""

    rows: int
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    rejected: list[Rejected] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """Give it as the command line does."""
        return asdict(self)


@dataclass(frozen=True)
class Destination:
    """The matter that is imported into, and what it is called when it has to be opened: its short name if nothing else."""

    slug: str
    name: str = ""
    is_sample: bool = False


def import_delivery(
    session: Session,
    store: FileStore,
    delivery: Delivery,
    into: Destination,
    options: Options,
    tick: Tick = lambda: None,
) -> Outcome:
    """Bring tables into a matter, which is opened when there is none; a second import of the same changes nothing.

    With any rejected row nothing is written, unless `options.partial`.

    Args:
        session: a transaction; for a dry run a reading session will do.
        store: where originals are kept.
        delivery: the tables and the originals beside them.
        into: the matter.
        options: how dates are read, which a matter that is opened keeps, and what is written.
        tick: called once a row when it is checked, and again when it is written.

    Raises:
        Invalid: the short name or the name cannot be one.
    """
    if not SLUG.fullmatch(into.slug):
        sentence = "use lower-case letters a to z, digits and hyphens, at most 64"
        raise Invalid(f"“{into.slug[:80]}” cannot be a short name: {sentence}.")
    matter = session.exec(select(Matter).where(Matter.slug == into.slug)).first()
    casefile = read_casefile(session, matter) if matter else _nothing_yet(into)
    plan = plan_import(casefile, delivery, options, tick)
    stopped = plan.of(REJECTED) and not options.partial
    if not options.dry_run and not stopped:
        matter = matter or _open(session, into, options)
        carry_out(session, store, matter, plan, tick)
    return _outcome(plan)


def _open(session: Session, into: Destination, options: Options) -> Matter:
    """Open a matter that reads dates as this import does, so that a second import needs no options."""
    name = into.name or into.slug
    matter = open_matter(session, slug=into.slug, name=name, is_sample=into.is_sample)
    if options.order or options.language:
        describe(
            session, matter, name=name, at_stake="", date_order=options.order or "", language=options.language
        )  # fmt: skip
    return matter


def _nothing_yet(into: Destination) -> CaseFile:
    unopened = Matter(slug=into.slug, name=into.name, opened_at="", opened_by="")
    return CaseFile(unopened)


def carry_out(
    session: Session,
    store: FileStore,
    matter: Matter,
    plan: Plan,
    tick: Tick = lambda: None,
) -> None:
    """Write what a plan says. Each table is flushed before the next, as rows of later tables point to it."""
    for register in REGISTERS:
        created = plan.of(CREATED, register.table)
        rows = {
            entry.id: record(
                session, register, matter.id, entry.values, key=entry.key, number=entry.number, row_id=entry.id
            )
            for entry in sorted(created, key=lambda entry: plan.order.get(entry.id, 0))
        }  # fmt: skip
        session.flush()
        updated = plan.of(UPDATED, register.table)
        for entry in updated:
            rows[entry.id] = entry.existing
            revise(session, register, entry.existing, entry.values, before=entry.before)
        for entry in [*created, *updated]:
            _attach(session, store, rows[entry.id], entry, plan)
            _withdraw(session, rows[entry.id], entry.withdrawn)
            tick()
        session.flush()
    anchor_quotes(session, store, matter)


def _attach(
    session: Session, store: FileStore, item: Any, entry: Entry, plan: Plan
) -> None:
    if entry.original:
        with plan.originals[entry.original]() as stream:
            attach(session, store, item, stream, entry.original)


def _withdraw(session: Session, row: Any, reason: str | None) -> None:
    if reason is None or reason == row.withdrawn_why:
        return
    if row.withdrawn_at:
        reinstate(session, row)
    if reason:
        withdraw(session, row, reason)


def _outcome(plan: Plan) -> Outcome:
    counts = {
        name: len(plan.of(name)) for name in (CREATED, UPDATED, UNCHANGED, REJECTED)
    }
    rejected = [_rejected(entry) for entry in plan.of(REJECTED)]
    return Outcome(
        sum(counts.values()), counts[CREATED], counts[UPDATED], counts[UNCHANGED], rejected
    )  # fmt: skip


def _rejected(entry: Entry) -> Rejected:
    first, *others = entry.problems
    also = [f"Also, in {problem.field}: {problem.sentence}" for problem in others]
    error = " ".join([first.sentence, *also])
    return Rejected(entry.row.file, entry.row.number, first.field, first.value, error)
