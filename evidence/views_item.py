"""What the page of an evidence item shows: its text with what is quoted from it, where it comes from, how far it is trusted."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from flask import Flask, current_app
from sqlmodel import Session, col, select

from accounts.models import Matter
from core.records import RecordLink
from core.references import PER_QUERY
from core.web.addresses import record_url
from core.web.plumbing import house
from evidence.appraisals import grades_of
from evidence.corrections import corrections_of
from evidence.descent import Descent
from evidence.fixity import known_of
from evidence.models import EvidenceItem, Source, StoredFile
from evidence.pages import Leaf, leaf, played_as, texts_of, with_lines
from evidence.panels import Panel, Use
from evidence.registers import EVIDENCE
from evidence.views_capture import captures_of
from evidence.views_custody import custody_of
from evidence.views_proves import account_for


@dataclass(frozen=True)
class Relative:
    """An item that a page names: its number, address, source, and whether it is held."""

    item: EvidenceItem
    number: str
    url: str
    source: str
    is_held: bool


def about(
    session: Session, matter: Matter, item: EvidenceItem, file: StoredFile | None, page: int = 1
) -> dict[str, Any]:  # fmt: skip
    """Gather what the page of an item shows beside its fields, with one page of its file."""
    links = session.exec(select(RecordLink).where(RecordLink.matter_id == matter.id, RecordLink.field == "derives_from")).all()  # fmt: skip
    descent = Descent(links)
    relatives = relatives_of(session, matter, descent.all_of(item.id))
    uses = uses_of(session, matter, item)
    return {
        "file": file,
        "source": session.get(Source, item.source_id) if item.source_id else None,
        "above": descent.above(item.id),
        "below": descent.used(item.id),
        "is_origin": descent.is_origin,
        "relatives": relatives,
        "uses": uses,
        "leaf": leaf_of(session, file, uses, page) if file else None,
        "corrections": corrections(item, links, relatives),
        "grades": grades_of(session, item),
        "custody": custody_of(session, item),
        "captures": captures_of(session, item),
        "account": account_for(session, matter, item),
        "fixity": known_of(session, file) if file else None,
    }


def relatives_of(session: Session, matter: Matter, ids: set[str]) -> dict[str, Relative]:  # fmt: skip
    """Find the items of a descent with their sources and whether they are held, by id."""
    found: dict[str, Relative] = {}
    wanted = sorted(ids)
    for start in range(0, len(wanted), PER_QUERY):
        part = wanted[start : start + PER_QUERY]
        query = select(EvidenceItem, Source.name).join(Source, isouter=True)
        rows = session.exec(query.where(col(EvidenceItem.id).in_(part))).all()
        held = session.exec(select(StoredFile.item_id).where(col(StoredFile.item_id).in_(part), StoredFile.replaced_at == "")).all()  # fmt: skip
        for item, name in rows:
            found[item.id] = Relative(
                item, EVIDENCE.number(item), record_url(matter.slug, EVIDENCE, item),
                name or "source not recorded", item.id in held,
            )  # fmt: skip
    return found


def corrections(item: EvidenceItem, links: Iterable[RecordLink], relatives: Mapping[str, Relative]) -> list[tuple[str, Relative]]:  # fmt: skip
    """Say what became of an item since it was published: `corrected by`, and the later item."""
    standing = [one.item for one in relatives.values() if not one.item.withdrawn_at]
    ordered = [found.id for found in sorted(standing, key=lambda found: found.number)]
    later = corrections_of(links, ordered).get(item.id, ())
    return [(how, relatives[found]) for how, found in later]


def leaf_of(session: Session, file: StoredFile, uses: list[Use], page: int) -> Leaf:
    """Make one page of a held file ready, with what is quoted from it.

    Raises:
        Missing: the file has no such page.
    """
    store, cache = house().files, house().settings.data / "pictures"
    found = leaf(session, file, texts_of(session, store, file), page, uses)
    plays = played_as(store, file) if found.texts.joined is None and store.path(file.sha256).is_file() else ""  # fmt: skip
    return replace(with_lines(found, store, cache), plays=plays)


def offer(app: Flask, panel: Panel) -> None:
    """Let a room say what it knows of an item."""
    app.extensions.setdefault("item_panels", []).append(panel)


def uses_of(session: Session, matter: Matter, item: EvidenceItem) -> list[Use]:
    """Ask every room what it knows of an item."""
    panels: list[Panel] = current_app.extensions.get("item_panels", [])
    return [use for panel in panels for use in panel(session, matter, item)]
