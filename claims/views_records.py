"""The pages of everything that is asserted and decided: what each register is for, and how it is listed."""

from flask import Blueprint

from accounts.views_records import Listing, RecordPages
from claims.registers import (
    CITATIONS,
    CLAIMS,
    EVENTS,
    FIGURES,
    FINDINGS,
    OCCASIONS,
    PARTIES,
    PROCEEDINGS,
    REMEDIES,
    RULINGS,
)
from claims.views_citations import CitationPages
from claims.views_claim import ClaimPages
from claims.views_quoting import QuotingPages
from claims.views_rulings import RulingPages

blueprint = Blueprint("claims", __name__)

PAGES = (
    ClaimPages(
        CLAIMS,
        Listing(
            purpose="A claim is one thing somebody said that can be so or not so. Write it as one sentence. Dates, evidence and rulings are then put beside it.",
            first="Write the first claim",
            columns=("statement", "kind", "made_by"),
            filters=("kind",),
            later=("contradicts", "repeats", "narrows", "notes"),
        ),
    ),
    QuotingPages(
        OCCASIONS,
        Listing(
            purpose="An occasion is one time a claim was made: when, in what words, and where it is recorded.",
            first="Add the first occasion",
            columns=("claim", "form", "date", "words"),
            filters=("form",),
        ),
    ),
    CitationPages(
        CITATIONS,
        Listing(
            purpose="A citation says what an evidence item shows for a claim, an event, a ruling or a finding, and where.",
            first="Cite the first item",
            columns=("of", "evidence", "stance", "quote"),
            filters=("stance",),
            later=("paraphrase", "notes"),
        ),
    ),
    RecordPages(
        PARTIES,
        Listing(
            purpose="A party is a person or body in the matter, with the other spellings of the name.",
            first="Enter the first party",
            columns=("name", "other_names", "kind", "role"),
            filters=("kind",),
        ),
    ),
    RecordPages(
        EVENTS,
        Listing(
            purpose="An event is a dated fact that is neither a claim nor a ruling.",
            first="Enter the first event",
            columns=("title", "date", "parties"),
        ),
    ),
    RecordPages(
        FIGURES,
        Listing(
            purpose="A figure is a printed value, with what it is part of and the item that prints it. Values that compete stay side by side.",
            first="Enter the first figure",
            columns=("label", "value", "unit", "of_value", "window", "evidence"),
        ),
    ),
    RecordPages(
        PROCEEDINGS,
        Listing(
            purpose="A proceeding is one case before one court. Its rulings are entered beside it.",
            first="Enter the first proceeding",
            columns=("title", "court", "docket_number", "kind", "filed"),
            filters=("kind",),
            later=("jurisdiction", "stage", "related"),
        ),
    ),
    RulingPages(
        RULINGS,
        Listing(
            purpose="A ruling is what a court issued on a date: what it decided, and what it did not.",
            first="Enter the first ruling",
            columns=("proceeding", "date", "kind", "court", "holding"),
            filters=("kind",),
            later=("effect", "on_ruling", "finality"),
        ),
    ),
    QuotingPages(
        FINDINGS,
        Listing(
            purpose="A finding is what one ruling says on one claim. “Not addressed” and “not stated” are answers.",
            first="Enter the first finding",
            columns=("ruling", "claim", "disposition", "words"),
            filters=("disposition",),
        ),
    ),
    RecordPages(
        REMEDIES,
        Listing(
            purpose="A remedy is what a ruling ordered: a fine, costs, publication.",
            first="Enter the first remedy",
            columns=("ruling", "kind", "amount", "status"),
            filters=("kind", "status"),
        ),
    ),
)
for pages in PAGES:
    pages.wire(blueprint)
