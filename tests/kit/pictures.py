"""Photographs of the sample: every screen that the navigation reaches, wide and narrow, light and dark, and the dossier.

`make pictures` starts a server on data of its own, signs in through the link that it prints, and goes where a reader
would: from the first page through every link of the navigation, then to the first record of each list.
"""

import os
import re
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import product
from pathlib import Path
from typing import Literal
from urllib.parse import urljoin, urlsplit

import pypdfium2
from playwright.sync_api import Browser, Page, ViewportSize

from tests.kit.browser import chromium

CLAIMTRAIL = str(Path(sys.executable).with_name("claimtrail"))
SIZES = [ViewportSize(width=1366, height=900), ViewportSize(width=390, height=844)]
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
README = (
    Path(__file__).parents[2] / "docs" / "pictures"
)  # the two that the README shows
CLAIM = "/m/likes/claims/C-001"
SHEET = "What each court did, and did not, decide on it"
LINKS = "() => [...document.querySelectorAll('nav a[href], main a[href]')].map(link => link.href).filter(href => typeof href === 'string')"


@contextmanager
def running_sample(folder: Path) -> Iterator[str]:
    """Serve the sample from a folder of its own and give the link that signs in."""
    environment = os.environ | {"CLAIMTRAIL_DATA": str(folder)}
    subprocess.run([CLAIMTRAIL, "sample"], env=environment, check=True)
    command = [CLAIMTRAIL, "serve", "--port", str(free_port())]
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, text=True
    ) as server:
        try:
            assert server.stdout
            yield next(
                found[0]
                for line in server.stdout
                if (found := re.search(r"https?://\S+[/=]\S+", line))
            )
        finally:
            server.terminate()
            server.communicate()


def free_port() -> int:
    """Find a port of this machine that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
    return port


def screens(page: Page) -> dict[str, str]:
    """Walk from where the page is; of the addresses that differ in their number alone, take the first."""
    seen: dict[str, str] = {}
    waiting = [page.url]
    while waiting:
        address = waiting.pop(0)
        name = named(address)
        if name in seen or urlsplit(address).netloc != urlsplit(page.url).netloc:
            continue
        kind = page.request.get(address).headers.get("content-type", "")
        if kind.startswith("text/html"):  # a file would be downloaded
            page.goto(address)
            seen[name] = address
            waiting += page.evaluate(LINKS)
    return seen


def named(address: str) -> str:
    """Name a screen by its path, its numbers left out."""
    words = [
        word for word in urlsplit(address).path.split("/") if not re.search(r"\d", word)
    ]
    return "-".join(filter(None, words)) or "start"


def photograph(browser: Browser, link: str, folder: Path) -> None:
    """Photograph every screen in every width and scheme; one sign-in serves them all."""
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(link)
        reached = screens(page)
        page.set_viewport_size(SIZES[0])
        page.goto(urljoin(link, CLAIM))
        page.screenshot(path=README / "claim.png")
        signed_in = context.storage_state()
    for size, scheme in product(SIZES, SCHEMES):
        with browser.new_context(
            storage_state=signed_in, viewport=size, color_scheme=scheme
        ) as context:
            page = context.new_page()
            for name, address in reached.items():
                page.goto(address)
                page.screenshot(
                    path=folder / f"{name}-{size['width']}-{scheme}.png", full_page=True
                )


def print_dossier(data: Path, folder: Path) -> None:
    """Turn the sample's dossier into one picture a page."""
    paper = data / "likes-dossier.pdf"
    environment = os.environ | {"CLAIMTRAIL_DATA": str(data)}
    subprocess.run(
        [CLAIMTRAIL, "export", "likes", "-o", paper], env=environment, check=True
    )
    subprocess.run(
        ["pdftoppm", "-png", "-r", "100", paper, folder / "dossier"], check=True
    )
    first_page_of_a_claim(paper, README / "dossier.png")


def first_page_of_a_claim(paper: Path, picture: Path) -> None:
    """Make the README's picture of the dossier: where the sheet of the first claim begins."""
    with pypdfium2.PdfDocument(paper) as pdf:
        texts = [page.get_textpage().get_text_range() for page in pdf]
        sheet = next(n for n, text in enumerate(texts) if SHEET in text)
        pdf[sheet].render(scale=1.4).to_pil().save(picture)


if __name__ == "__main__":
    pictures = Path(sys.argv[1])
    pictures.mkdir(parents=True, exist_ok=True)
    README.mkdir(exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as data,
        running_sample(Path(data)) as link,
        chromium() as browser,
    ):
        photograph(browser, link, pictures)
        print_dossier(Path(data), pictures)
    print(f"{len(list(pictures.glob('*.png')))} pictures are in {pictures}")  # noqa: T201 - the answer to a command
