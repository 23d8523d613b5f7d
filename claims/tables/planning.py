"""What an import would do: every row read, held against the matter, and given its outcome. Nothing is written here."""

import hashlib
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import cast

from claims.casefile import CaseFile
from claims.registers import BY_TABLE
from claims.tables.columns import FILE, WITHDRAWN
from claims.tables.entries import Entry, Likeness, Roll, value_now
from claims.tables.opening import Delivery, Opener
from claims.tables.untangling import untangle
from claims.tables.values import Interpreter, asked_for
from claims.tables.writing import file_names
from core.dates import Order
from core.errors import Invalid
from core.records import REASON_LIMIT, check
from evidence.files import check_name
from evidence.models import StoredFile

CREATED, UPDATED, UNCHANGED, REJECTED = "created", "updated", "unchanged", "rejected"
CHAINS = {  # fields along which a record would be made from itself if it came back to it
    ("evidence", "derives_from"): "derive from itself",
    ("rulings", "on_ruling"): "have an effect on itself",
    ("figures", "of_value"): "be a part of itself",
}
LOOP_SHOWN = 6  # keys of a loop that are named


@dataclass(frozen=True)
class Options:
    """How to read dates (else as the matter does), whether good rows are taken where others are rejected, and whether to write at all."""

    order: Order | None = None
    language: str = ""
    partial: bool = False
    dry_run: bool = False


@dataclass
class Plan:
    """Every row with its outcome; `order` names the ids of new records where one must be there before another."""

    entries: list[Entry]
    originals: Mapping[str, Opener]
    order: dict[str, int] = field(default_factory=dict)

    def of(self, outcome: str, table: str = "") -> list[Entry]:
        """Give the entries of an outcome, of one table or of all."""
        return [
            entry
            for entry in self.entries
            if entry.outcome == outcome and table in ("", entry.register.table)
        ]


def plan_import(
    casefile: CaseFile,
    delivery: Delivery,
    options: Options,
    tick: Callable[[], None] = lambda: None,
) -> Plan:
    """Find out what an import would do to a matter.

    Args:
        casefile: the matter as it is; an empty one where it is not open yet.
        delivery: what is imported.
        options: how dates are read, and whether rejected rows stop the rest.
        tick: called once a row.
    """
    roll = Roll(casefile)
    entries = roll.enrol(delivery.tables)
    matter = casefile.matter
    order = options.order or cast(Order | None, matter.date_order or None)
    language = options.language or matter.language
    interpreter = Interpreter(roll.ids, order, language)
    likeness = Likeness(roll)
    plan = Plan(entries, delivery.originals)
    given = file_names(casefile)
    for entry in entries:
        _interpret(entry, interpreter)
        _check_self(entry)
        if not entry.register.keyed and not entry.problems:
            likeness.recognise(entry)
        _check_original(entry, given, casefile.files_of.get(entry.id), plan)
        _check_withdrawal(entry)
        tick()
    plan.order = _follow_chains(entries, casefile)
    if options.partial:
        _reject_dependents(entries)
    for entry in entries:
        entry.outcome = _outcome(entry)
    _give_numbers(entries, roll)
    return plan


def _interpret(entry: Entry, interpreter: Interpreter) -> None:
    cells = entry.row.cells
    if entry.row.faults:
        return  # what stands under the wrong column would only add noise
    entry.values, problems = interpreter.read(entry.register, cells, entry.before)
    entry.problems += problems
    failed = {problem.field for problem in problems}
    entry.problems += [
        asked_for(entry.register, problem)
        for problem in check(entry.register, {**entry.before, **entry.values})
        if problem.field not in failed
    ]


def _check_self(entry: Entry) -> None:
    """Refuse a row that names itself; where that would be a chain, the chain is told."""
    register = entry.register
    for part in register.fields:
        named = part.targets(entry.values.get(part.name, part.empty()))
        if entry.id in named and (register.table, part.name) not in CHAINS:
            sentence = f"This is the {register.noun}’s own key: give the key of another {register.noun}."
            entry.refuse(part.name, entry.key, sentence)


def _check_original(
    entry: Entry, given: Mapping[str, str], held: StoredFile | None, plan: Plan
) -> None:
    """See whether the file a row names is there, and is another one than is held.

    Args:
        entry: the row.
        given: the names that tables written now would give the held files, by the id of their item.
        held: the file that the item has now.
        plan: what is imported.
    """
    name = entry.row.cells.get(FILE, "")
    if entry.register.table != "evidence" or not name.strip():
        return
    known = held is not None and name in (held.name, given.get(entry.id))
    offered = plan.originals.get(name)
    if offered is None and known:
        return  # it is held already, and nothing else is offered
    try:
        check_name(name)
    except Invalid as error:
        for problem in error.problems:
            hint = _lying_there(name, plan.originals)
            entry.refuse(FILE, problem.value, problem.sentence + hint)
        return
    if offered is None:
        sentence = f"There is no file “{name}” in files/ beside the tables."
        entry.refuse(FILE, name, sentence + _lying_there(name, plan.originals))
    elif not held or not known or held.sha256 != _hash(offered):
        entry.original = name


def _lying_there(name: str, originals: Mapping[str, Opener]) -> str:
    """Suggest the file that differs from a name only by its case, or by the folders before it."""
    bare = _folded(name.replace("\\", "/").rpartition("/")[2].strip())
    found = next((kept for kept in originals if _folded(kept) == bare), "")
    return f" Did you mean {found}?" if found else ""


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def _hash(opener: Opener) -> str:
    with opener() as stream:
        digest = hashlib.sha256()
        while chunk := stream.read(1 << 20):
            digest.update(chunk)
    return digest.hexdigest()


def _check_withdrawal(entry: Entry) -> None:
    if entry.withdrawn and len(entry.withdrawn) > REASON_LIMIT:
        sentence = f"Give the reason in at most {REASON_LIMIT:,} characters."
        entry.refuse(WITHDRAWN, entry.withdrawn, sentence)


def _follow_chains(entries: list[Entry], casefile: CaseFile) -> dict[str, int]:
    """Refuse rows whose chain comes back to them; give the order in which the others can be entered."""
    places: dict[str, int] = {}
    for (table, name), what in CHAINS.items():
        part = BY_TABLE[table].field(name)
        edges: dict[str, tuple[str, ...]] = {
            row.id: part.targets(value_now(casefile, part, row))
            for row in casefile.rows(table)
        }
        own = {
            entry.id: entry
            for entry in entries
            if entry.register.table == table and not entry.problems
        }
        for entry in own.values():
            if name in entry.values:
                edges[entry.id] = part.targets(entry.values[name])
            edges.setdefault(entry.id, ())
        order, loops = untangle(edges)
        places |= {row_id: place for place, row_id in enumerate(order)}
        for row_id, loop in loops.items():
            if fallen := own.get(row_id):
                keys = [_key(row_id, own, casefile) for row_id in loop[:LOOP_SHOWN]]
                path = " → ".join([*keys, "…"] if len(loop) > LOOP_SHOWN else keys)
                cell = fallen.row.cells.get(name, "")
                fallen.refuse(name, cell, f"It would {what}: {path}.")
    return places


def _key(row_id: str, own: Mapping[str, Entry], casefile: CaseFile) -> str:
    return own[row_id].key if row_id in own else casefile.by_id[row_id].key


def _reject_dependents(entries: list[Entry]) -> None:
    """Reject what refers to a new row that is rejected, and what refers to that, and so on."""
    referring: dict[str, list[tuple[Entry, str]]] = defaultdict(list)
    for entry in entries:
        for part in entry.register.fields:
            for target in part.targets(entry.values.get(part.name, part.empty())):
                referring[target].append((entry, part.name))
    fallen = [entry for entry in entries if entry.problems and not entry.existing]
    while fallen:
        gone = fallen.pop()
        for entry, name in referring[gone.id]:
            if not entry.problems:
                sentence = f"It refers to “{gone.key}”, and {gone.place} is rejected."
                entry.refuse(name, gone.key, sentence)
                if not entry.existing:
                    fallen.append(entry)


def _outcome(entry: Entry) -> str:
    if entry.problems:
        return REJECTED
    if entry.outcome:
        return entry.outcome
    if not entry.existing:
        return CREATED
    changed = {**entry.before, **entry.values} != entry.before
    stands = entry.withdrawn in (None, entry.existing.withdrawn_why)
    return UPDATED if changed or entry.original or not stands else UNCHANGED


def _give_numbers(entries: list[Entry], roll: Roll) -> None:
    """Number the new records in the order of their rows, after every number that is taken or asked for."""
    last = {table: max(taken, default=0) for table, taken in roll.by_number.items()}
    created = [entry for entry in entries if entry.outcome == CREATED]
    for entry in created:
        table = entry.register.table
        last[table] = max(last[table], entry.number or 0)
    for entry in created:
        if entry.number is None:
            last[entry.register.table] += 1
            entry.number = last[entry.register.table]
