"""A running installation for a real browser, on this machine only."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Page
from werkzeug.serving import WSGIRequestHandler, make_server

from accounts import signin
from tests.kit.databases import SqliteDatabases
from tests.kit.pages import Installation, install


class Quiet(WSGIRequestHandler):
    """A handler that writes no line for every request."""

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Write nothing."""


@dataclass
class Site:
    """The address of a running installation, and the installation behind it."""

    address: str
    installation: Installation

    def link(self, name: str) -> str:
        """Make a link that signs somebody of the cast in."""
        with self.installation.house.database.transaction("tests") as session:
            secret = signin.make_link(session, self.installation.people[name])
        return f"{self.address}/sign-in/{secret}"


@pytest.fixture
def site(sqlite_databases: SqliteDatabases, tmp_path: Path) -> Iterator[Site]:
    for url in sqlite_databases.fresh(tmp_path):
        installation = install(url, tmp_path)
        server = make_server("127.0.0.1", 0, installation.app, threaded=True, request_handler=Quiet)  # fmt: skip
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield Site(f"http://localhost:{server.server_port}", installation)
        server.shutdown()
        thread.join()
        server.server_close()
        installation.close()


@pytest.fixture
def enter(site: Site) -> Callable[[Page, str], None]:
    """Sign somebody of the cast in."""

    def go(page: Page, name: str) -> None:
        page.goto(site.link(name))

    return go
