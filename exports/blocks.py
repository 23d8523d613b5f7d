"""What a dossier is made of: typed blocks and inline runs, plain data without HTML or PDF. Any renderer draws the same ones."""

from dataclasses import dataclass, field
from typing import Literal

Style = Literal["", "strong", "open", "quiet", "ours", "said", "number", "hash"]
Role = Literal[
    "", "lead", "note", "statement", "quiet", "said", "finding", "point", "numbered"
]
Kind = Literal["claim", "evidence", "ruling", "event"]


@dataclass(frozen=True, slots=True)
class Text:
    """Words. `said` is what people, courts and papers wrote, kept letter by letter; `language` is its tag when known."""

    text: str
    style: Style = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Ref:
    """A record's number, which leads to the place where the record stands; without an anchor it leads nowhere."""

    number: str
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Stance:
    """How a citation stands to its claim: a shape and a word."""

    word: str


@dataclass(frozen=True, slots=True)
class Web:
    """An address on the web, printed whole."""

    url: str


@dataclass(frozen=True, slots=True)
class PageOf:
    """The printed page of an anchor, filled in by the renderer."""

    anchor: str


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to another place of the dossier."""

    text: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Break:
    """The end of a line."""


Run = Text | Ref | Stance | Web | PageOf | Link | Break
Runs = tuple[Run, ...]


def in_words(runs: Runs) -> str:
    """Give numbers and words of runs as one plain text."""
    found = []
    for run in runs:
        if isinstance(run, Text | Link):
            found.append(run.text)
        elif isinstance(run, Ref):
            found.append(run.number)
    return "".join(found)


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and what stands beside it."""

    label: str
    runs: Runs


@dataclass(frozen=True, slots=True)
class Cover:
    """The first page."""

    kind: str
    title: str
    at_stake: str
    facts: tuple[Fact, ...]
    left_out: tuple[Runs, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the contents: a number, a title, and the anchor whose page is printed."""

    number: str
    title: str
    anchor: str
    level: int


@dataclass(frozen=True, slots=True)
class Contents:
    """The list of what stands on which page."""

    anchor: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 to 3, or 0 for the title of a form, with its place, the number before it, and its words in the bookmarks."""

    level: int
    anchor: str
    title: str
    number: str = ""
    bookmark: str = ""
    running: str = ""  # in the head of the page; the title where empty
    sheet: bool = False  # the head of a whole sheet


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text. The role says whose voice it is and how loud."""

    runs: Runs
    role: Role = ""


@dataclass(frozen=True, slots=True)
class Quote:
    """Somebody's words, set apart."""

    runs: Runs


@dataclass(frozen=True, slots=True)
class Undecided:
    """What a court did not decide: the loudest thing on its page."""

    label: str
    runs: Runs


@dataclass(frozen=True, slots=True)
class Answer:
    """A question a reader should ask first, and what the records answer."""

    question: str
    paragraphs: tuple[Runs, ...]


@dataclass(frozen=True, slots=True)
class Month:
    """A heading inside the chronology."""

    title: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the chronology; its date hangs in a column of its own, as known and no more."""

    kind: Kind
    label: str
    number: str
    anchor: str
    target: str
    date: str
    basis: str
    blocks: tuple["Paragraph | Quote | Undecided", ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its title, and `kind` as the style sheet knows it."""

    title: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table. With `spans` its one cell is a heading over the rows that follow."""

    cells: tuple[Runs, ...]
    anchor: str = ""
    spans: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table; its header row is repeated on every page. `name` says what it holds to those who cannot see it."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """A list of labels and what stands beside them."""

    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Exhibit:
    """One item of the exhibit list, with everything that is known about it."""

    number: str
    anchor: str
    title: Runs
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing as SVG text; `alternative` says in words what it shows."""

    svg: str
    alternative: str


Block = (
    Cover
    | Contents
    | Heading
    | Paragraph
    | Quote
    | Undecided
    | Answer
    | Month
    | Entry
    | Table
    | Facts
    | Exhibit
    | Chart
)


@dataclass(frozen=True, slots=True)
class Document:
    """A whole dossier, ready to be drawn."""

    title: str
    description: str
    language: str
    created: str
    foot: str
    blocks: tuple[Block, ...] = field(default=())
