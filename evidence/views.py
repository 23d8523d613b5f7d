"""The pages of sources and evidence items."""

from flask import Blueprint

from accounts.views_records import Listing, RecordPages
from evidence.registers import EVIDENCE, SOURCES

blueprint = Blueprint("evidence", __name__)

PAGES = (
    RecordPages(
        EVIDENCE,
        Listing(
            purpose="An evidence item is one thing you hold or point to. Only its title is needed now; the rest can follow.",
            first="Enter the first item",
            columns=("title", "kind", "source", "date"),
            filters=("kind", "source"),
        ),
    ),
    RecordPages(
        SOURCES,
        Listing(
            purpose="A source is who published, produced or handed over an item. Evidence points to it.",
            first="Enter the first source",
            columns=("name", "kind", "reliability"),
            filters=("kind",),
        ),
    ),
)
for pages in PAGES:
    pages.wire(blueprint)
