"""The text of a web page that a reader sees: scripts, styles and hidden parts left out. Nothing is fetched, nothing runs."""

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree, html

from evidence.text.charsets import decoded
from evidence.text.extraction import Pages, Unreadable

DROPPED = ("script", "style", "template", "noscript", "iframe", "object", "embed", "meta", "link")  # fmt: skip
BLOCKS = re.compile(
    r"address|article|aside|blockquote|body|br|caption|center|d[dlt]|details|dialog|div|fieldset|fig(caption|ure)|footer|form"
    r"|h[1-6]|head(er)?|hr|html|legend|li|main|nav|ol|option|p|pre|section|summary|table|title|tr|ul"
)
CELLS = frozenset(("td", "th"))
HIDDEN = "//*[@hidden or contains(translate(@style, ' \t\n', ''), 'display:none')]"
CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)  # fmt: skip
DECLARED_WITHIN = 1024  # WHATWG HTML: where a page must name its character set
SPACE = re.compile(r"[ \t\n\r\f]+")  # what a browser folds: never U+00A0


def read(data: bytes, _languages: tuple[str, ...] = ()) -> Pages:
    """Read a web page as one page of text."""
    named = CHARSET.search(data[:DECLARED_WITHIN])
    return Pages([visible(decoded(data, named[1].decode("ascii", "replace") if named else ""))])  # fmt: skip


def visible(markup: str) -> str:
    """Give the visible text of a page of HTML, a line a block.

    Raises:
        Unreadable: there is no element in it.
    """
    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=True)
    content = markup.replace("\x00", "\ufffd").encode("utf-8", "replace")
    try:
        root = html.document_fromstring(content, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise Unreadable("damaged: there is no page in it") from error
    for part in root.xpath(HIDDEN):
        if part.getparent() is not None:
            part.drop_tree()
    etree.strip_elements(root, *DROPPED, etree.Comment, etree.ProcessingInstruction, with_tail=False)  # fmt: skip
    lines = (line.strip(" ") for line in "".join(_parts(root)).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")


def _parts(root: Any) -> Iterator[str]:
    """Give each run of text and the line ends between them, in document order."""
    verbatim = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = element.tag
        step = 1 if event == "start" else -1
        if tag == "pre":
            verbatim += step
        if BLOCKS.fullmatch(tag):
            yield "\n"
        elif tag in CELLS and step < 0:
            yield "\t"
        text = element.text if step > 0 else element.tail
        if text:
            yield text if verbatim else SPACE.sub(" ", text)
