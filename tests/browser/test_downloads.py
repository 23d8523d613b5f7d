import io
from collections.abc import Callable

import pytest
from playwright.sync_api import Error, Page

from accounts.matters import matter_by_slug
from core.records import record
from evidence.files import attach
from evidence.models import EvidenceItem
from evidence.registers import EVIDENCE
from tests.browser.conftest import Site

RAN = "fetch('/ran')"
SCRIPTED = {
    "drawing.svg": f"<svg xmlns='http://www.w3.org/2000/svg' onload=\"{RAN}\"><script>{RAN}</script></svg>",
    "page.html": f"<!doctype html><body onload=\"{RAN}\"><script>{RAN}</script>",
    "page.xhtml": f"<html xmlns='http://www.w3.org/1999/xhtml'><body onload=\"{RAN}\"><script>{RAN}</script></body></html>",
    "page.xml": f"<x><script xmlns='http://www.w3.org/1999/xhtml'>{RAN}</script></x>",
    "paper.pdf": "%PDF-1.7\n1 0 obj<</Type/Catalog/OpenAction<</S/JavaScript/JS(app.launchURL\\('/ran'\\))>>>>endobj\ntrailer<</Root 1 0 R>>",
}  # fmt: skip


@pytest.mark.parametrize("name", SCRIPTED)
def test_nothing_in_an_original_runs_when_its_address_is_opened(
    page: Page, site: Site, enter: Callable[[Page, str], None], name: str
) -> None:
    house, content = site.installation.house, SCRIPTED[name].encode()
    with house.database.transaction("tests") as session:
        matter = matter_by_slug(session, "harbour")
        item = record(session, EVIDENCE, matter.id, {"title": name})
        session.flush()
        assert isinstance(item, EvidenceItem)
        attach(session, house.files, item, io.BytesIO(content), name)
    enter(page, "Alice")
    asked: list[str] = []
    page.context.on("request", lambda request: asked.append(request.url))
    with page.expect_download() as fetched, pytest.raises(Error, match="Download is starting"):  # fmt: skip
        page.goto(f"{site.address}/m/harbour/evidence/E-001/file")
    assert fetched.value.path().read_bytes() == content
    headers = page.request.get(f"{site.address}/m/harbour/evidence/E-001/file").headers
    assert headers["content-type"] == "application/octet-stream"
    assert headers["content-security-policy"] == "sandbox; default-src 'none'"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["content-disposition"].startswith("attachment")
    assert not [url for url in asked if url.endswith("/ran")]
