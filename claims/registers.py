"""What is asked of each record of the claims room, in the words of the field. The closed lists are those of the tables."""

from claims.models import (
    Citation,
    Claim,
    Event,
    Figure,
    Finding,
    Occasion,
    Party,
    Proceeding,
    Remedy,
    Ruling,
)
from core.fields import Amount, Choice, Link, Links, Text, TextOrLink, When
from core.records import Register
from evidence.registers import EVIDENCE, SOURCES

PARTY_KINDS = (
    "person",
    "organisation",
    "government body",
    "court",
    "publication",
    "other",
)
CLAIM_KINDS = ("allegation", "denial", "legal claim", "statement of fact", "opinion")
FORMS = ("as made", "as reported", "as charged", "as adjudicated")
STANCES = ("supports", "contradicts", "context", "reports")
PROCEEDING_KINDS = (
    "criminal",
    "civil",
    "administrative",
    "constitutional",
    "appeal",
    "discovery",
    "other",
)
RULING_KINDS = ("judgment", "order", "decision", "award")
KNOWN_FROM = ("text", "report")
EFFECTS = ("affirms", "reverses", "varies", "remands", "stays")
FINALITY = ("final", "open to appeal", "under appeal", "not known")
DISPOSITIONS = (
    "upheld", "partly upheld", "rejected", "found true", "found false", "not proven", "not addressed", "not stated",
)  # fmt: skip
UNDECIDED = ("not proven", "not addressed", "not stated")
REMEDY_KINDS = (
    "fine",
    "compensation",
    "costs",
    "imprisonment",
    "publication",
    "injunction",
    "apology",
    "other",
)
REMEDY_STATES = ("ordered", "stayed", "paid", "served", "quashed", "not known")
CITABLE = ("claims", "events", "rulings", "findings")

PARTIES = Register(
    table="parties", noun="party", letters="N", model=Party,
    fields=(
        Text("name", "Name", required="Enter the name"),
        Text("other_names", "Other spellings and scripts", "Separated by semicolons"),
        Choice("kind", "Kind", words=PARTY_KINDS),
        Text("role", "Role in the matter", "In your own words"),
        Text("notes", "Notes", long=True),
    ),
)  # fmt: skip

CLAIMS = Register(
    table="claims", noun="claim", letters="C", model=Claim,
    fields=(
        Text("statement", "Statement", "One sentence that can be so or not so", required="Enter the statement", long=True),
        Choice("kind", "Kind", words=CLAIM_KINDS),
        Links("made_by", "Made by", to=("parties",)),
        Links("about", "About", to=("parties",)),
        Links("contradicts", "Contradicts", to=("claims",)),
        Links("repeats", "Repeats", to=("claims",)),
        Links("narrows", "Narrows", to=("claims",)),
        Text("notes", "Notes", long=True),
    ),
)  # fmt: skip

OCCASIONS = Register(
    table="occasions", noun="occasion", letters="O", model=Occasion, keyed=False,
    fields=(
        Link("claim", "Claim", required="Choose the claim", to=("claims",)),
        Choice("form", "In what form", words=FORMS),
        When("date", "Date", "As known: a day, “March 2016”, “early 2017”"),
        Text("date_basis", "Why we believe this date"),
        Text("words", "The words", "Exactly as they stand in the evidence", long=True),
        Links("evidence", "Recorded in", to=("evidence",)),
    ),
)  # fmt: skip

CITATIONS = Register(
    table="citations", noun="citation", letters="CT", model=Citation, keyed=False,
    fields=(
        Link("of", "For", "The claim, event, ruling or finding", required="Choose what it is cited for", to=CITABLE),
        Link("evidence", "Evidence", required="Choose the evidence item", to=("evidence",)),
        Choice("stance", "Stance", required="Choose the stance", words=STANCES),
        Text("quote", "Quote", "Letter by letter as in the item", long=True),
        Text("pinpoint", "Where in the item", "Page, paragraph, time"),
        Text("paraphrase", "In our words", long=True),
        Text("notes", "Notes", long=True),
    ),
)  # fmt: skip

EVENTS = Register(
    table="events", noun="event", letters="V", model=Event,
    fields=(
        Text("title", "What happened", required="Enter what happened"),
        When("date", "Date", "As known: a day, “March 2016”, “early 2017”"),
        Text("date_basis", "Why we believe this date"),
        Text("description", "Description", long=True),
        Links("parties", "Parties", to=("parties",)),
    ),
)  # fmt: skip

FIGURES = Register(
    table="figures", noun="figure", letters="F", model=Figure,
    fields=(
        Link("evidence", "Printed by", required="Choose the item that prints it", to=("evidence",)),
        Text("label", "What is counted", required="Enter what is counted"),
        Text("value", "Value as printed", required="Enter the value"),
        Text("unit", "Unit", "%, fans, or a currency code"),
        TextOrLink("of_value", "Part of", "The whole as printed, or another figure", to=("figures",), acyclic=True),
        When("window", "Over what time"),
        Link("about", "About claim", to=("claims",)),
    ),
)  # fmt: skip

PROCEEDINGS = Register(
    table="proceedings", noun="proceeding", letters="P", model=Proceeding,
    fields=(
        Text("title", "Title", required="Enter the title of the case"),
        Link("court", "Court", to=("parties",)),
        Text("docket_number", "Docket number"),
        Text("jurisdiction", "Jurisdiction"),
        Choice("kind", "Kind", words=PROCEEDING_KINDS),
        When("filed", "Filed"),
        Text("stage", "Stage"),
        Links("parties", "Parties and their roles", to=("parties",), with_role=True),
        Links("related", "Related proceedings", to=("proceedings",), with_role=True),
    ),
)  # fmt: skip

RULINGS = Register(
    table="rulings", noun="ruling", letters="R", model=Ruling,
    fields=(
        Link("proceeding", "Proceeding", required="Choose the proceeding", to=("proceedings",)),
        Link("court", "Court", to=("parties",)),
        When("date", "Date"),
        Text("date_basis", "Why we believe this date"),
        Links("judges", "Judges", to=("parties",)),
        Choice("kind", "Kind", words=RULING_KINDS),
        Text("holding", "What it decided", long=True),
        Text("not_decided", "What it did not decide", "Left empty, it is printed as not recorded", long=True),
        Choice("known_from", "Known from", "Its own text, or only reports of it", words=KNOWN_FROM),
        Choice("effect", "Effect on an earlier ruling", words=EFFECTS),
        Link("on_ruling", "Which earlier ruling", to=("rulings",), acyclic=True),
        Choice("finality", "Can it still be appealed?", words=FINALITY),
        Links("evidence", "Evidence of it", to=("evidence",)),
    ),
)  # fmt: skip

FINDINGS = Register(
    table="findings", noun="finding", letters="FD", model=Finding,
    fields=(
        Link("ruling", "Ruling", required="Choose the ruling", to=("rulings",)),
        Link("claim", "Claim", required="Choose the claim", to=("claims",)),
        Choice("disposition", "What the ruling says on it", required="Choose what it says, or “not stated”", words=DISPOSITIONS),
        Text("words", "The words", long=True),
        Links("evidence", "Shown by", to=("evidence",)),
        Text("pinpoint", "Where"),
    ),
)  # fmt: skip

REMEDIES = Register(
    table="remedies", noun="remedy", letters="RM", model=Remedy,
    fields=(
        Link("ruling", "Ruling", required="Choose the ruling", to=("rulings",)),
        Choice("kind", "Kind", words=REMEDY_KINDS),
        Amount("amount", "Amount", "A plain number and an ISO 4217 code"),
        Links("by", "To be paid or done by", to=("parties",)),
        Links("to", "In favour of", to=("parties",)),
        Text("duration", "Duration"),
        Choice("status", "Status", words=REMEDY_STATES),
        Text("notes", "Notes", long=True),
    ),
)  # fmt: skip

# In the order in which rows can be entered: what others point to comes first.
REGISTERS = (
    PARTIES, SOURCES, EVIDENCE, CLAIMS, OCCASIONS, EVENTS, FIGURES, PROCEEDINGS, RULINGS, FINDINGS, REMEDIES, CITATIONS,
)  # fmt: skip
BY_TABLE = {register.table: register for register in REGISTERS}
