"""The timeline of a matter, drawn and as a list: the same entries, the same filters, the same address."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from itertools import groupby
from urllib.parse import urlencode

from flask import Blueprint, render_template, request
from markupsafe import Markup

from accounts.guard import Desk, at_matter
from claims import drawing
from claims.casefile import CaseFile, read_casefile, standing
from claims.chronology import Entry, chronology, within
from claims.drawing.marks import Kind
from claims.sheets import ruling_sheet
from claims.views_naming import Names
from core.dates import iso_day
from core.references import read_number
from core.web.period import Period, read_period
from core.web.plumbing import house, registers

blueprint = Blueprint("timeline", __name__)
LANES: dict[str, Kind] = {
    "claim": "claim", "event": "event", "proceeding": "event", "ruling": "ruling", "evidence": "evidence",
}  # fmt: skip
KINDS = ("claims", "evidence", "rulings", "events")
LISTED = 500  # entries that the list shows unless all are asked for; the drawing has every one
LABEL = 30  # characters of an event's title that are drawn


@dataclass(frozen=True)
class Filters:
    """What a reader asks to see. No kind chosen is all kinds."""

    kinds: tuple[str, ...]
    claim: str
    party: str
    period: Period

    @property
    def said(self) -> list[str]:
        """Say which filters are set, in words."""
        words = [" and ".join(self.kinds)] if len(self.kinds) < len(KINDS) else []
        words += [f"about {self.claim}"] if self.claim else []
        words += [f"party {self.party}"] if self.party else []
        return words + [f"{name} {said}" for name, said in self.period.words.items()]


@blueprint.get("/m/<slug>/timeline")
def timeline(slug: str) -> str:
    """Draw the entries that the address asks for, and list them."""
    with house().database.reading() as session:
        desk = at_matter(session, slug)
        file = read_casefile(session, desk.matter)
    filters = filters_of(desk)
    held = chronology(file)
    entries = wanted(file, held, filters)
    marks = marks_of(file, entries, Names(file))
    listed = entries if "all" in request.args else entries[:LISTED]
    return render_template(
        "claims/timeline.html",
        desk=desk,
        here="timeline",
        names=Names(file),
        file=file,
        filters=filters,
        held=len(held),
        entries=entries,
        listed=listed,
        years=by_year(listed),
        undated=[entry for entry in entries if entry.date is None],
        undated_listed=[entry for entry in listed if entry.date is None],
        all_address=f"?{urlencode([*request.args.items(multi=True), ('all', '1')])}",
        soft=sum(entry.date is not None and not entry.date.is_day for entry in entries),
        open_on=open_on(file, listed),
        pictures=pictures(desk, marks, len(listed)),
        key=[(Markup(shape), words) for shape, words in drawing.key()],  # noqa: S704 - our own shapes, without any text
        data=[asdict(mark) for mark in marks],
    )


def filters_of(desk: Desk) -> Filters:
    """Read the filters from the address; what is not known in it is left out."""
    asked = request.args.getlist("kind")
    kinds = tuple(kind for kind in KINDS if kind in asked) or KINDS
    matter = desk.matter
    order = matter.date_order or None
    period = read_period(request.args, order, matter.language)  # type: ignore[arg-type] # `describe` lets only the three orders in
    return Filters(kinds, _number("claim", "claims"), _number("party", "parties"), period)  # fmt: skip


def _number(name: str, table: str) -> str:
    asked = request.args.get(name, "").strip().upper()
    return asked if read_number(registers()[table], asked) is not None else ""


def wanted(file: CaseFile, held: Sequence[Entry], filters: Filters) -> list[Entry]:
    """Keep the entries that the filters ask for."""
    entries = within(held, filters.period.earliest, filters.period.latest)
    entries = [e for e in entries if _kind(e) in filters.kinds]
    if filters.claim:
        entries = [
            e for e in entries if filters.claim in map(file.number, e.about)
        ]  # fmt: skip
    if filters.party:
        entries = [e for e in entries if filters.party in people_of(file, e)]
    return entries


def _kind(entry: Entry) -> str:
    lane = LANES[entry.kind]
    return lane if lane == "evidence" else f"{lane}s"


def people_of(file: CaseFile, entry: Entry) -> set[str]:
    """Give the numbers of the parties that an entry is about, itself or through its claims."""
    people = {file.number(file.by_id[key]) for key in entry.parties}
    for claim in entry.about:
        for name in ("made_by", "about"):
            people |= {file.number(party) for party in file.linked(claim, name)}
    return people


def by_year(entries: Sequence[Entry]) -> list[tuple[str, list[Entry]]]:
    """Put dated entries under the year in which they stand."""
    dated = [entry for entry in entries if entry.date]
    return [(year, list(rows)) for year, rows in groupby(dated, _year)]


def _year(entry: Entry) -> str:
    date = entry.date
    first, last = (date.earliest, date.latest) if date else (None, None)
    day = last if first is None else first
    if day is None:
        return "Any time"
    year = iso_day(day).rsplit("-", 2)[0]
    return f"Not after {year}" if first is None else year


def open_on(file: CaseFile, entries: Sequence[Entry]) -> dict[str, list[tuple[str, list[str]]]]:  # fmt: skip
    """Say of each ruling among the entries which claims it leaves open, by disposition."""
    rulings = {entry.record.id for entry in entries if entry.kind == "ruling"}
    found: dict[str, list[tuple[str, list[str]]]] = {}
    for ruling in standing(file.rulings):
        if ruling.id in rulings:
            said: dict[str, list[str]] = {}
            for finding, claim in ruling_sheet(file, ruling).undecided:
                said.setdefault(finding.disposition, []).append(file.number(claim))
            found[ruling.id] = list(said.items())
    return found


def marks_of(
    file: CaseFile, entries: Sequence[Entry], names: Names
) -> list[drawing.Mark]:
    """Turn entries into what is drawn."""
    made: dict[str, int] = {}
    for row in standing(file.occasions):
        made[row.claim_id] = made.get(row.claim_id, 0) + 1
    told: set[str] = set()
    marks = []
    for entry in entries:
        label = _label(entry)
        if entry.occasion and made[entry.record.id] > 1:
            label = "again" if entry.record.id in told else "first made"
            told.add(entry.record.id)
        marks.append(_mark(entry, label, names))
    return marks


def _mark(entry: Entry, label: str, names: Names) -> drawing.Mark:
    date = entry.date
    anchor = f"#{names.number(entry.occasion)}" if entry.occasion else ""
    return drawing.Mark(
        kind=LANES[entry.kind],
        number=entry.number,
        label=label,
        title=entry.title,
        words=date.words if date else "date not recorded",
        earliest=date.earliest if date else None,
        latest=date.latest if date else None,
        approximate=bool(date and (date.is_approximate or date.is_uncertain)),
        once_within=bool(date and date.span == "once within"),
        throughout=bool(date and date.span == "throughout"),
        href=names.url(entry.record) + anchor,
    )


def _label(entry: Entry) -> str:
    if LANES[entry.kind] == "event":
        short = entry.title[:LABEL].rsplit(" ", 1)[0]
        return entry.title if len(entry.title) <= LABEL else f"{short} …"
    if entry.kind == "ruling":
        said = (getattr(entry.record, name, "") for name in ("kind", "effect"))
        return ", ".join(filter(None, said))
    return ""


def pictures(desk: Desk, marks: Sequence[drawing.Mark], listed: int) -> list[Markup]:
    """Draw the marks for a wide and for a narrow screen."""
    title = f"Timeline of {desk.matter.name}"
    entries = "the same entries" if listed == len(marks) else f"the first {listed} of them"  # fmt: skip
    told = f"Four lanes: claims, evidence, rulings and events. The list below holds {entries} in the same order."
    return [
        Markup(drawing.draw(marks, medium="screen", title=title, description=told, width=width))  # noqa: S704 - the drawing escapes every text in it
        for width in (1240, 360)
    ]  # fmt: skip
