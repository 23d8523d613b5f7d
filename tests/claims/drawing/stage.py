"""A page with nothing but the timeline, served on loopback under the policy the app sends."""

import json
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from claims.drawing import Mark, draw

STATIC = Path(__file__).parents[3] / "static"
TYPES = {".css": "text/css", ".js": "text/javascript"}
POLICY = (
    "default-src 'none'; script-src 'nonce-once'; style-src 'self'; img-src 'self' blob:; connect-src 'self';"
    " require-trusted-types-for 'script'; trusted-types app"
)
ACTS = {
    "earlier": "Earlier",
    "later": "Later",
    "in": "Zoom in",
    "out": "Zoom out",
    "all": "All dates",
}
PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Timeline</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="/static/timeline.css">
{styles}</head><body><main class="page"><h1>Timeline</h1>
<div class="tools" role="group" aria-label="Move and zoom">{buttons}</div>
<div data-enhance="timeline">{pictures}<p class="chosen-line" role="status"></p></div>
<p><a href="#list">The list</a></p></main>
<script type="application/json" id="timeline-data">{data}</script>
<script type="module" nonce="once" src="/static/claimtrail.js"></script></body></html>"""


def written(marks: Sequence[Mark]) -> str:
    """Return the page that shows some marks."""
    sheets = [
        name for name in ("claimtrail.css", "timeline.css") if (STATIC / name).is_file()
    ]
    return PAGE.format(
        styles="".join(
            f'<link rel="stylesheet" href="/static/{name}">' for name in sheets
        ),
        buttons="".join(
            f'<p><button class="button second small" type="button" data-act="{act}" hidden>{name}</button></p>'
            for act, name in ACTS.items()
        ),
        pictures="".join(
            draw(
                marks,
                medium="screen",
                title="Timeline of the likes case",
                description="",
                width=width,
            )
            for width in (1240, 360)
        ),
        data=json.dumps([asdict(mark) for mark in marks]).replace("<", "\\u003c"),
    )


@contextmanager
def staged(marks: Sequence[Mark]) -> Iterator[str]:
    """Serve the page and lend its address."""
    html = written(marks).encode()

    class Stage(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            """Answer with the page, or with one of the app's own static files."""
            asset = STATIC / Path(self.path).name
            found = self.path.startswith("/static/") and asset.is_file()
            self.send_response(200)
            self.send_header(
                "Content-Type", TYPES[asset.suffix] if found else "text/html"
            )
            self.send_header("Content-Security-Policy", POLICY)
            self.end_headers()
            self.wfile.write(asset.read_bytes() if found else html)

        def log_message(self, *_: object) -> None:
            """Keep the test's output for its faults."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Stage) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
