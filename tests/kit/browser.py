"""Chromium for tests: started once, one clean context a test, and the checks every page must pass."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WCAG = [
    "wcag2a",
    "wcag2aa",
    "wcag21a",
    "wcag21aa",
    "wcag22aa",
]  # the last one switches target-size on


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start the system's Chromium, or the one $CHROMIUM names, or the one Playwright fetched."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield browser
        browser.close()


@contextmanager
def clean_page(browser: Browser, faults: list[str]) -> Iterator[Page]:
    """Open a page in a context of its own; what its console or scripts complain of goes to the list of faults."""
    with browser.new_context(locale="en-GB", reduced_motion="reduce") as context:
        page = context.new_page()
        page.on(
            "console",
            lambda message: (
                faults.append(message.text) if message.type == "error" else None
            ),
        )
        page.on("pageerror", lambda error: faults.append(str(error)))
        yield page


def axe(page: Page) -> None:
    """Hold the page against WCAG 2.2 AA, as far as a machine can tell."""
    found = Axe().run(page, options={"runOnly": WCAG})
    assert found.violations_count == 0, found.generate_report()
