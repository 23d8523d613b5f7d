"""The pages of sources and evidence items, and the originals kept for them."""

from flask import Blueprint, request, send_file
from sqlmodel import Session, select
from werkzeug.wrappers import Response

from accounts.guard import Desk, at_matter
from accounts.views_records import Listing, Page, RecordPages, setting
from core.errors import Missing
from core.records import Record
from core.references import find
from core.web.addresses import record_url
from core.web.forms import Form
from core.web.plumbing import house, takes_files
from evidence.files import attach_kept
from evidence.fixity import checked_open
from evidence.forms import ORIGINAL
from evidence.models import EvidenceItem, StoredFile
from evidence.registers import EVIDENCE, SOURCES
from evidence.views_capture import blueprint as captures
from evidence.views_custody import blueprint as custody
from evidence.views_custody import note_access
from evidence.views_intake import blueprint as intake
from evidence.views_item import about
from evidence.views_pages import blueprint as leaves
from evidence.views_proves import blueprint as proving
from evidence.views_recordings import blueprint as recordings

blueprint = Blueprint("evidence", __name__)
takes_files(blueprint, "evidence_new", "evidence_edit")
BYTES = "application/octet-stream"  # whatever a file is: its type never decides how it is served
NOTHING_RUNS = "sandbox; default-src 'none'"  # OWASP ASVS 5.0, V3.2.1: even where a browser opened it


class EvidencePages(RecordPages):
    """The pages of evidence items: as those of every register, and with the original."""

    def form(self, session: Session, desk: Desk, row: Record | None = None) -> Form:
        """Ask for the file first."""
        fields = (ORIGINAL, *self.register.fields)
        form = Form(fields, setting(session, desk, row), register=self.register)
        form.fill({ORIGINAL.name: current_file(session, row) if row else None})
        return form

    def after_saving(self, session: Session, row: Record, form: Form) -> bool:
        """Attach the file that came with the form."""
        received = form.values.get(ORIGINAL.name)
        if received is None or not isinstance(row, EvidenceItem):
            return False
        before = current_file(session, row)
        file = attach_kept(session, house().files, row, received.kept, received.name)
        return before is None or before.id != file.id

    def show_record(self, session: Session, desk: Desk, row: Record) -> Page:
        """Show an item with its text, its descent and what rests on it."""
        if not isinstance(row, EvidenceItem):
            raise TypeError(f"{row.id} is no evidence item")
        file = current_file(session, row)
        url = record_url(desk.matter.slug, self.register, row)
        cite = f"/m/{desk.matter.slug}/citations/new?evidence={self.register.number(row)}&next={url}"
        return self.draw(
            "evidence/item.html",
            desk,
            row=row,
            fields={found.field.name: found for found in self.fields_of(session, row)},
            versions=self.versions(session, row),
            acts=[("Cite it", cite)],
            **about(session, desk.matter, row, file),
        )

    def parts(self, session: Session, row: Record) -> list[tuple[str, str]]:
        """Count the arrival of each original among the versions."""
        query = select(StoredFile).where(StoredFile.item_id == row.id)
        return [
            (file.id, f"File {file.name} attached, SHA-256 {file.sha256}")
            for file in session.exec(query)
        ]


def current_file(session: Session, row: Record) -> StoredFile | None:
    """Give the original that an item has now."""
    query = select(StoredFile).where(
        StoredFile.item_id == row.id, StoredFile.replaced_at == ""
    )
    return session.exec(query).first()


@blueprint.get("/m/<slug>/evidence/<number>/file")
def original(slug: str, number: str) -> Response:
    """Send the original of an item, always as a download: a browser never opens what somebody handed over."""
    with house().database.reading() as session:
        desk = at_matter(session, slug)
        item = find(session, EVIDENCE, desk.matter.id, number)
        file = current_file(session, item)
    if file is None:
        raise Missing(f"No file is held for {number}.")
    if request.method == "GET":
        stream = checked_open(house(), file.sha256, "download")
        note_access(desk, number)
    else:
        stream = house().files.open(file.sha256)
    answer = send_file(
        stream, mimetype=BYTES, as_attachment=True, download_name=file.name
    )
    answer.headers["Content-Security-Policy"] = NOTHING_RUNS
    return answer


PAGES = (
    EvidencePages(
        EVIDENCE,
        Listing(
            purpose="An evidence item is one thing you hold or point to. Only its title is needed now; the rest can follow.",
            first="Enter the first item",
            columns=("title", "kind", "source", "date"),
            filters=("kind", "source"),
            several="items",
            later=(
                "language",
                "url",
                "archived_url",
                "description",
                "derives_from",
                "credibility",
                "credibility_reason",
                "confidentiality",
                "captured_at",
            ),
        ),
    ),
    RecordPages(
        SOURCES,
        Listing(
            purpose="A source is who published, produced or handed over an item. Evidence points to it.",
            first="Enter the first source",
            columns=("name", "kind", "reliability"),
            filters=("kind",),
            later=("reliability", "reliability_reason", "notes"),
        ),
    ),
)
for pages in PAGES:
    pages.wire(blueprint)
BLUEPRINTS = (
    blueprint,
    proving,
    custody,
    intake,
    leaves,
    recordings,
    captures,
)
