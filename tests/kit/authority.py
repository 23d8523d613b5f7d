"""A time-stamping authority of our own on loopback: certificates made for the occasion, `openssl ts` behind an HTTP server."""

import datetime
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

CONFIG = """
[tsa]
serial = {folder}/serial
signer_digest = sha256
default_policy = 1.2.3.4
digests = sha256
ess_cert_id_alg = sha256
"""


@dataclass
class Authority:
    """Where it listens, what to pin, and what it answers next if not a stamp: status, headers and body."""

    folder: Path
    url: str = ""
    instead: tuple[int, dict[str, str], bytes] | None = None
    asked: list[bytes] = field(default_factory=list)

    @property
    def pinned(self) -> Path:
        """Give the file with root and leaf."""
        return self.folder / "pinned.pem"

    def stamp(self, request: bytes) -> bytes:
        """Answer a request as the RFC says."""
        (self.folder / "request.tsq").write_bytes(request)
        subprocess.run(
            ["openssl", "ts", "-reply", "-config", "openssl.cnf", "-section", "tsa", "-queryfile", "request.tsq",
             "-signer", "leaf.pem", "-inkey", "leaf.key", "-out", "reply.tsr"],
            cwd=self.folder, check=True, capture_output=True,
        )  # fmt: skip
        return (self.folder / "reply.tsr").read_bytes()


def make_authority(folder: Path, *, ended: bool = False) -> Authority:
    """Make keys and certificates; with `ended` the leaf's has run out."""
    folder.mkdir()
    now = datetime.datetime.now(datetime.UTC)  # noqa: TID251 - certificates are valid by the machine's clock
    day = datetime.timedelta(days=1)
    root_key, leaf_key = (rsa.generate_private_key(65537, 2048) for _ in range(2))
    root_name, leaf_name = (x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)]) for name in ("Test root", "Test clock"))  # fmt: skip

    def builder(subject: x509.Name, until: datetime.datetime) -> x509.CertificateBuilder:  # fmt: skip
        return x509.CertificateBuilder(
            root_name, subject, None, x509.random_serial_number(), now - 9 * day, until
        )

    root = (
        builder(root_name, now + 9 * day)
        .public_key(root_key.public_key())
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(root_key, hashes.SHA256())
    )
    stamping = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
    leaf = (
        builder(leaf_name, now + (-1 if ended else 5) * day)
        .public_key(leaf_key.public_key())
        .add_extension(stamping, critical=True)
        .sign(root_key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    key = leaf_key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())  # fmt: skip
    files = {"root.pem": root.public_bytes(pem), "leaf.pem": leaf.public_bytes(pem), "leaf.key": key, "serial": b"01",
             "pinned.pem": root.public_bytes(pem) + leaf.public_bytes(pem), "openssl.cnf": CONFIG.format(folder=folder).encode()}  # fmt: skip
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return Authority(folder)


@contextmanager
def serving(authority: Authority) -> Iterator[Authority]:
    """Let an authority listen on loopback."""

    class Desk(BaseHTTPRequestHandler):
        """Answers one POST after another."""

        def do_POST(self) -> None:
            """Answer with a stamp, or with what the test wants instead."""
            request = self.rfile.read(int(self.headers["Content-Length"]))
            authority.asked.append(request)
            status, headers, body = authority.instead or (200, {}, authority.stamp(request))  # fmt: skip
            self.send_response(status)
            for name, value in {**headers, "Content-Length": str(len(body))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it so
            """Say nothing."""

    with HTTPServer(("127.0.0.1", 0), Desk) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        authority.url = f"http://127.0.0.1:{server.server_port}/tsr"
        yield authority
        server.shutdown()
        thread.join()
