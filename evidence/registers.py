"""What is asked of a source and of an evidence item. Grades after the Admiralty system (NATO AJP-2.1)."""

from core.errors import Problem
from core.fields import Choice, Link, Links, Text, When
from core.records import Register, Values
from evidence.custody import witness
from evidence.models import EvidenceItem, Source

SOURCE_KINDS = (
    "newspaper", "agency", "broadcaster", "publisher", "court", "government body", "organisation", "person", "dataset",
    "social media", "other",
)  # fmt: skip
EVIDENCE_KINDS = (
    "article", "statement", "document", "judgment", "order", "filing", "social media", "photo", "video", "audio",
    "dataset", "email", "web page", "note", "testimony", "object", "other",
)  # fmt: skip
DERIVATIONS = (
    "republishes", "quotes", "translates", "summarises", "uses data of", "excerpt of", "corrects", "supersedes",
    "withdraws",
)  # fmt: skip
CONFIDENTIALITY = ("open", "restricted", "sealed")
RELIABILITY = {
    "A": "completely reliable", "B": "usually reliable", "C": "fairly reliable", "D": "not usually reliable",
    "E": "unreliable", "F": "reliability cannot be judged",
}  # fmt: skip
CREDIBILITY = {
    "1": "confirmed by other sources", "2": "probably so", "3": "possibly so", "4": "doubtful", "5": "improbable",
    "6": "cannot be judged",
}  # fmt: skip


def _addresses(values: Values) -> Problem | None:
    for name in ("url", "archived_url"):
        value = str(values.get(name, ""))
        if value and not value.startswith(("http://", "https://")):
            return Problem(
                name, value, "Enter a web address that begins with http:// or https://."
            )
    return None


SOURCES = Register(
    table="sources", noun="source", letters="S", model=Source, rules=(_addresses,),
    fields=(
        Text("name", "Name", "Who published, produced or handed it over", required="Enter the name of the source"),
        Choice("kind", "Kind", words=SOURCE_KINDS),
        Text("url", "Web address"),
        Choice("reliability", "Reliability", "Left empty, it is printed as not graded", words=tuple(RELIABILITY), gloss=RELIABILITY, blank="not graded"),
        Text("reliability_reason", "Why this grade", long=True),
        Text("notes", "Notes", long=True),
    ),
)  # fmt: skip

EVIDENCE = Register(
    table="evidence", noun="evidence item", letters="E", model=EvidenceItem, rules=(_addresses,), witness=witness,
    fields=(
        Text("title", "Title", required="Enter a title"),
        Choice("kind", "Kind", words=EVIDENCE_KINDS),
        Link("source", "Source", "Who published, produced or handed it over", to=("sources",)),
        When("date", "Date it speaks of", "As it says it: a day, “about May 2016”, “before 2017”"),
        Text("date_basis", "Why we believe this date"),
        When("published", "Published"),
        Text("language", "Language", "A tag such as en, km or fr"),
        Text("url", "Web address"),
        Text("archived_url", "Archived at"),
        Text("description", "Description", long=True),
        Links(
            "derives_from", "Derives from", "Items this one republishes, quotes, translates or takes its data from",
            to=("evidence",), with_role=True, roles=DERIVATIONS, role_column="derivation", acyclic=True,
        ),
        Choice("credibility", "Credibility", "Left empty, it is printed as not graded", words=tuple(CREDIBILITY), gloss=CREDIBILITY, blank="not graded"),
        Text("credibility_reason", "Why this grade", long=True),
        Choice("confidentiality", "Confidentiality", words=CONFIDENTIALITY),
        When("captured_at", "Captured"),
    ),
)  # fmt: skip
