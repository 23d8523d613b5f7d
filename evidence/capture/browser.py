"""Pictures of a page by a browser that cannot go out by itself: all it loads, it is handed by the fetcher.

Chromium is started with a proxy that does not exist and with no name resolved, so a request that slips past the handler
goes nowhere. Sockets, workers, downloads and calls between browsers are shut.
"""

import os
import re
import shutil
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from html import unescape

from playwright.sync_api import Error, Page, Route, sync_playwright
from playwright.sync_api import TimeoutError as TooLate

from evidence.fetching.fetcher import Exchange, NotFetched

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
SHUT = (
    "--proxy-server=http://127.0.0.1:9", "--proxy-bypass-list=<-loopback>", "--host-resolver-rules=MAP * ~NOTFOUND",
    "--webrtc-ip-handling-policy=disable_non_proxied_udp", "--disable-background-networking", "--dns-prefetch-disable",
    "--no-pings", "--disable-component-update", "--disable-sync", "--no-first-run", "--disable-gpu",
)  # fmt: skip
WIDTH, HEIGHT = 1366, 900  # CSS pixels
GRACE = 60.0  # seconds that picture and print may take besides
TITLE = re.compile(rb"<title[^>]*>(.*?)</title>", re.IGNORECASE | re.DOTALL)
SECONDS = 60.0  # for a page and all that it loads
MOST = 300  # parts of a page
NOT_HANDED_ON = frozenset({"content-encoding", "content-length", "transfer-encoding", "connection", "set-cookie", "alt-svc", "link"})  # fmt: skip
Fetch = Callable[[str, str], list[Exchange]]  # address and purpose → exchanges


@dataclass
class Seen:
    """What the browser made of a page, and what it could not."""

    picture: bytes = b""
    print: bytes = b""
    title: str = ""
    version: str = ""
    exchanges: list[Exchange] = field(default_factory=list)
    lacks: list[str] = field(default_factory=list)


def installed() -> str:
    """Give the path of the browser that is installed; empty when there is none."""
    return os.environ.get("CHROMIUM", "") or next(filter(None, map(shutil.which, NAMES)), "")  # fmt: skip


def look_at(path: str, page: Exchange, fetch: Fetch, seconds: float = 0) -> Seen:
    """Load a page that has come, have its parts fetched, and take its picture and its print.

    Args:
        path: the browser.
        page: the page as it came.
        fetch: fetches a part of the page.
        seconds: how long it may take; what is there by then is taken.
    """
    seen = Seen()
    desk = _Desk(page, fetch, seen, time.monotonic() + (seconds or SECONDS))
    # Playwright binds itself to its thread, and a page may hold the browser for good: then the thread is left behind.
    thread = threading.Thread(target=_open, args=(path, desk), daemon=True)
    thread.start()
    thread.join((seconds or SECONDS) + GRACE)
    if not thread.is_alive():
        return seen
    lacks = [
        *seen.lacks,
        "the browser did not come to an end, because the page held it",
    ]
    return replace(seen, exchanges=[*seen.exchanges], lacks=lacks)


def _open(path: str, desk: "_Desk") -> None:
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=path, args=list(SHUT), chromium_sandbox=os.geteuid() != 0)  # fmt: skip
            try:
                desk.seen.version = f"Chromium {browser.version}"
                context = browser.new_context(
                    viewport={"width": WIDTH, "height": HEIGHT}, service_workers="block", accept_downloads=False
                )  # fmt: skip
                desk.take(context.new_page())
            finally:
                browser.close()
    except Error as error:
        desk.seen.lacks.append(f"the browser broke off ({error.message.splitlines()[0][:200]})")  # fmt: skip


@dataclass
class _Desk:
    """One visit of the browser to one page."""

    page: Exchange
    fetch: Fetch
    seen: Seen
    deadline: float

    def take(self, tab: Page) -> None:
        tab.route("**/*", self._hand)
        tab.route_web_socket("**/*", lambda socket: socket.close())
        tab.on("dialog", lambda dialog: dialog.dismiss())
        try:
            tab.goto(self.page.url, wait_until="load", timeout=self._left())
        except TooLate:
            self.seen.lacks.append("the page did not end loading in time")
        if tab.url != self.page.url:
            self.seen.lacks.append(f"the page moved the browser on to {tab.url[:300]}, so the picture is of that")  # fmt: skip
        self.seen.picture = self._try("picture", lambda: tab.screenshot(full_page=True, animations="disabled", timeout=20_000))  # fmt: skip
        if (
            self.seen.picture
        ):  # a page that gave no picture would hold up its print for good
            self.seen.print = self._try("print", lambda: tab.pdf(format="A4", print_background=True))  # fmt: skip
        self.seen.title = title_of(self.page.body)

    def _left(self) -> float:
        return max(1.0, (self.deadline - time.monotonic()) * 1000)

    def _try(self, what: str, make: Callable[[], bytes]) -> bytes:
        try:
            return make()
        except Error as error:
            self.seen.lacks.append(f"no {what} ({error.message.splitlines()[0][:200]})")
            return b""

    def _hand(self, route: Route) -> None:
        """Hand the browser what it asks for: the page as it came, its parts by the fetcher, and nothing else."""
        asked = route.request
        if asked.url == self.page.url and asked.is_navigation_request():
            _fulfil(route, self.page)
            return
        late = time.monotonic() > self.deadline or len(self.seen.exchanges) >= MOST
        if late or asked.method != "GET" or not asked.url.startswith(("http://", "https://")):  # fmt: skip
            route.abort()
            return
        try:
            found = self.fetch(asked.url, f"part of the page ({asked.resource_type})")
        except NotFetched:
            route.abort()
            return
        self.seen.exchanges += found
        _fulfil(route, found[-1])


def title_of(body: bytes) -> str:
    """Give the title that the source of a page names."""
    found = TITLE.search(body)
    return " ".join(unescape(found[1].decode("utf-8", "replace")).split())[:500] if found else ""  # fmt: skip


def _fulfil(route: Route, exchange: Exchange) -> None:
    headers = {name: value for name, value in exchange.headers if name.lower() not in NOT_HANDED_ON}  # fmt: skip
    route.fulfill(status=exchange.status, headers=headers, body=exchange.body)
