"""An installation with its cast, and a browser without a screen that inspects every page it is given."""

import re
from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event

import app
from accounts import matters, people, signin
from accounts.models import User
from core.house import House, open_house
from core.settings import read_settings

ORIGIN = "http://localhost"
CAST = {"Alice": "lead", "Bob": "researcher", "Rita": "reviewer", "Vera": "viewer", "Charlie": "", "Root": ""}  # fmt: skip
UNLABELLED = {"hidden", "submit", "button"}
VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "wbr"}


@dataclass
class Element:
    """One element of a page: its tag, attributes and text."""

    tag: str
    attributes: dict[str, str]
    text: str = ""


class Document(HTMLParser):
    """A page taken apart: its elements in order, each with the text inside it."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[Element] = []
        self._open: list[Element] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.elements.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        """Close an element; what closes in the wrong order is no valid page."""
        if tag in VOID:
            return
        assert self._open, f"</{tag}> closes nothing"
        assert self._open[-1].tag == tag, f"</{tag}> closes <{self._open[-1].tag}>"
        self._open.pop()

    def handle_data(self, data: str) -> None:
        """Give text to every element around it."""
        for element in self._open:
            element.text += data

    def all(self, tag: str, **attributes: str) -> list[Element]:
        """Find elements by tag and attributes."""
        return [
            found
            for found in self.elements
            if found.tag == tag and attributes.items() <= found.attributes.items()
        ]


def inspect(html: str) -> Document:
    """Hold a page against what every page must be."""
    document = Document(html)
    assert len(document.all("h1")) == 1, "one h1"
    assert document.all("title")[0].text.strip().endswith("Claimtrail")
    ids = Counter(found.attributes["id"] for found in document.elements if "id" in found.attributes)  # fmt: skip
    twice = [name for name, count in ids.items() if count > 1]
    assert not twice, twice
    _inspect_labels(document, set(ids))
    for form in re.findall(r"<form[^>]*method=\"post\".*?</form>", html, re.DOTALL):
        assert 'name="csrf_token"' in form
    for found in document.elements:
        assert not {name for name in found.attributes if name == "style" or name.startswith("on")}  # fmt: skip
        assert found.tag != "style"
        assert found.tag != "script" or found.attributes.get("nonce")
    return document


def _inspect_labels(document: Document, ids: set[str]) -> None:
    labelled = {found.attributes.get("for") for found in document.all("label")}
    for found in document.elements:
        given = found.attributes
        if found.tag in {"input", "select", "textarea"} and given.get("type") not in UNLABELLED:  # fmt: skip
            assert given.get("id") in labelled, f"no label: {given}"
        for name in ("aria-describedby", "aria-labelledby"):
            assert set(given.get(name, "").split()) <= ids, f"{name}: {given}"
        if found.tag == "a" and given.get("href", "").startswith("#"):
            assert given["href"][1:] in ids, f"a link to nothing: {given}"


@dataclass
class Answer:
    """What came back: status, where to go next, the text, and the page taken apart."""

    status: int
    location: str
    html: str
    headers: Any
    document: Document | None

    @property
    def page(self) -> Document:
        """Give the page; an answer without one has none."""
        assert self.document is not None
        return self.document

    @property
    def text(self) -> str:
        """Give all the text of the page's main part."""
        return " ".join(self.page.all("main")[0].text.split())

    @property
    def problems(self) -> list[str]:
        """Give the sentences of the error summary."""
        found = self.page.all("section", **{"class": "problem"})
        return [line.strip() for line in found[0].text.splitlines()[1:] if line.strip()][1:] if found else []  # fmt: skip


@dataclass
class Visitor:
    """Somebody with a browser."""

    client: FlaskClient
    _token: str = ""

    def get(self, path: str) -> Answer:
        """Open a page."""
        return self._answer(self.client.get(path, base_url=ORIGIN))

    def post(
        self, path: str, data: dict[str, Any] | None = None, **more: Any
    ) -> Answer:
        """Send a form with its token."""
        sent = {"csrf_token": self.token, **(data or {})}
        response = self.client.post(path, data=sent, base_url=ORIGIN, **more)
        response.request.environ["wsgi.input"].close()  # a long body lies in a file
        return self._answer(response)

    def edit(self, url: str, data: dict[str, Any], **more: Any) -> Answer:
        """Open the form of a record, and send it as it was opened with these values."""
        seen = self.get(f"{url}/edit").page.all("input", name="seen")[0]
        sent = {"seen": seen.attributes["value"], **data}
        return self.post(f"{url}/edit", sent, **more)

    @property
    def token(self) -> str:
        """Give the token of this browser's forms."""
        if not self._token:
            found = re.search(r'name="csrf_token" value="([^"]+)"', self.client.get("/help", base_url=ORIGIN).text)  # fmt: skip
            assert found
            self._token = found[1]
        return self._token

    def _answer(self, response: Any) -> Answer:
        is_page = response.mimetype == "text/html" and response.status_code not in {301, 302, 303}  # fmt: skip
        html = response.text if response.mimetype.startswith("text/") else ""
        return Answer(
            response.status_code, response.headers.get("Location", ""), html, response.headers,
            inspect(html) if is_page else None,
        )  # fmt: skip


@dataclass
class Installation:
    """An installation with the cast, one matter they share, and one that only Charlie belongs to."""

    house: House
    app: Flask
    people: dict[str, User] = field(default_factory=dict)

    def visitor(self, name: str = "") -> Visitor:
        """Let somebody sign in, or come without."""
        client = self.app.test_client()
        if name:
            with self.house.database.transaction("tests") as session:
                secret = signin.make_link(session, self.people[name])
            assert client.get(f"/sign-in/{secret}", base_url=ORIGIN).status_code == 303
        return Visitor(client)

    def queries(self, visitor: Visitor, path: str) -> int:
        """Count the statements that one page asks of the database."""
        counted: list[str] = []

        def count(_c: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
            counted.append(statement)

        engine = self.house.database.reader
        event.listen(engine, "before_cursor_execute", count)
        try:
            assert visitor.client.get(path, base_url=ORIGIN).status_code == 200, path
        finally:
            event.remove(engine, "before_cursor_execute", count)
        return len(counted)

    def close(self) -> None:
        """Let go of the database."""
        self.house.database.close()


def install(url: str, folder: Path) -> Installation:
    """Set up an installation over a database that has its tables."""
    settings = read_settings(
        {"CLAIMTRAIL_DATA": str(folder), "CLAIMTRAIL_DATABASE_URL": url}, folder
    )
    house = open_house(settings)
    made = app.make_app(house)
    made.testing = True
    made.config["PROPAGATE_EXCEPTIONS"] = False
    found = Installation(house, made)
    with house.database.transaction("tests") as session:
        matter = matters.open_matter(session, slug="harbour", name="Harbour lease")
        other = matters.open_matter(session, slug="other", name="Charlie’s matter")
        for name, role in CAST.items():
            user = people.add_user(session, name, is_administrator=name == "Root")
            found.people[name] = user
            if role:
                matters.set_role(session, matter, user, role)
        matters.set_role(session, other, found.people["Charlie"], "lead")
    return found
