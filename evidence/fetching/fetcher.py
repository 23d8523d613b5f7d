"""Asking a site for one page: http.client over a socket of our own, so that the address that was checked is the one connected to.

Nothing is asked for that `evidence.fetching.addresses` refuses; each redirect is checked anew. No cookies, no proxy of the
environment, no second try. What comes back is kept as it came, byte for byte, beside what it means.
"""

import http.client
import io
import socket
import ssl
import time
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from importlib.metadata import version
from urllib.parse import urljoin

from core import clock
from core.errors import Refused
from evidence.fetching.addresses import Target, checked, target_of

AGENT = f"Claimtrail/{version('claimtrail')} (one page, kept as evidence, at a person's request)"  # fmt: skip
HEADERS = (
    ("User-Agent", AGENT),
    ("Accept", "text/html,application/xhtml+xml,*/*;q=0.8"),
    ("Accept-Encoding", "identity"),
    ("Connection", "close"),
)
REDIRECTS = frozenset({301, 302, 303, 307, 308})
CODINGS = {"gzip": 31, "x-gzip": 31, "deflate": 47}  # window bits for zlib


class NotFetched(Refused):
    """The page did not come; the sentence says why."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one page may ask for."""

    seconds: float = 30  # for everything, redirects included
    size: int = 50_000_000  # bytes as received, and again when decoded
    redirects: int = 5


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request and what came back: `received` is head and body as they came, `body` is the body decoded."""

    url: str
    address: str
    own_address: str
    began_at: str
    request: bytes
    received: bytes
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def header(self, name: str) -> str:
        """Give the first header of that name, if there is one."""
        return next((value for key, value in self.headers if key.lower() == name), "")


@dataclass(frozen=True, slots=True)
class Sent:
    """What is told of each request that leaves, or was to leave: where it went and what came of it."""

    method: str
    url: str
    address: str
    status: int | None
    size: int
    outcome: str


def resolved(host: str, port: int) -> Iterable[str]:
    """Ask the system's resolver for the addresses of a name.

    Raises:
        NotFetched: it knows none.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise NotFetched(f"The name “{host}” was not found.") from error
    return [str(answer[4][0]) for answer in found]


@dataclass(frozen=True)
class Fetcher:
    """Asks for pages. `allow` holds the hosts and ports that a test permits besides public ones; no setting fills it."""

    allow: frozenset[tuple[str, int]] = frozenset()
    limits: Limits = Limits()
    resolve: Callable[[str, int], Iterable[str]] = resolved
    trust: ssl.SSLContext = field(default_factory=ssl.create_default_context)

    def fetch(self, url: str, tell: Callable[[Sent], None] = lambda sent: None, *, method: str = "GET") -> list[Exchange]:  # fmt: skip
        """Ask for a page and follow where it leads; the last exchange is the page.

        Args:
            url: its address.
            tell: is told of each request, at its end.
            method: GET or HEAD.

        Raises:
            NotFetched: it did not come; the sentence says why.
        """
        deadline = time.monotonic() + self.limits.seconds
        exchanges: list[Exchange] = []
        while True:
            last = self._once(method, url, deadline, tell)
            exchanges.append(last)
            if last.status not in REDIRECTS or not (to := last.header("location")):
                return exchanges
            if len(exchanges) > self.limits.redirects:
                raise NotFetched(f"The site sent the request on more than {self.limits.redirects} times.")  # fmt: skip
            url = _led_to(last.url, to)

    def _once(self, method: str, url: str, deadline: float, tell: Callable[[Sent], None]) -> Exchange:  # fmt: skip
        address = ""
        try:
            target = target_of(url, self.allow)
            is_allowed = (target.host, target.port) in self.allow
            answers = checked(self.resolve(target.host, target.port), target.host, is_allowed=is_allowed)  # fmt: skip
            address = answers[0]
            exchange = self._exchange(method, target, address, deadline)
        except Refused as refused:
            tell(Sent(method, url, address, None, 0, refused.sentence))
            raise NotFetched(refused.sentence) from refused
        tell(Sent(method, url, address, exchange.status, len(exchange.received), "answered"))  # fmt: skip
        return exchange

    def _exchange(self, method: str, target: Target, address: str, deadline: float) -> Exchange:  # fmt: skip
        began_at = clock.now()
        try:
            with self._connected(target, address, deadline) as sock:
                return self._spoken(method, target, address, began_at, (sock, deadline))
        except TimeoutError as error:
            raise NotFetched(f"The site took longer than {self.limits.seconds:g} seconds.") from error  # fmt: skip
        except ssl.SSLCertVerificationError as error:
            raise NotFetched(f"The certificate of {target.host} is not accepted: {error.verify_message}.") from error  # fmt: skip
        except (OSError, http.client.HTTPException) as error:
            said = getattr(error, "strerror", None) or type(error).__name__
            raise NotFetched(f"The connection to {target.host} failed: {said}.") from error  # fmt: skip

    def _connected(self, target: Target, address: str, deadline: float) -> socket.socket:  # fmt: skip
        sock = socket.create_connection((address, target.port), timeout=_left(deadline))
        if target.scheme == "http":
            return sock
        try:
            return self.trust.wrap_socket(sock, server_hostname=target.host)
        except BaseException:
            sock.close()
            raise

    def _spoken(self, method: str, target: Target, address: str, began_at: str, line: tuple[socket.socket, float]) -> Exchange:  # fmt: skip
        sock, deadline = line
        request = _request(method, target)
        sock.sendall(request)
        wire = _Wire(sock, deadline, self.limits.size)
        answer = http.client.HTTPResponse(sock, method=method)
        answer.fp.close()
        answer.fp = io.BufferedReader(wire)
        answer.begin()
        body = answer.read()
        return Exchange(
            target.url, address, str(sock.getsockname()[0]), began_at, request, bytes(wire.received), answer.status,
            tuple(answer.getheaders()), decoded(body, answer.getheader("Content-Encoding") or "", self.limits.size),
        )  # fmt: skip


class _Wire(io.RawIOBase):
    """The receiving end of a socket: keeps all that comes, up to a size, and no longer than until a deadline."""

    def __init__(self, sock: socket.socket, deadline: float, size: int) -> None:
        self.sock, self.deadline, self.size = sock, deadline, size
        self.received = bytearray()

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override] # typeshed names a private type
        """Receive some bytes."""
        self.sock.settimeout(_left(self.deadline))
        count = self.sock.recv_into(buffer)
        self.received += buffer[:count]
        if len(self.received) > self.size:
            raise NotFetched(f"The answer is larger than {self.size // 10**6} MB.")
        return count


def _led_to(url: str, to: str) -> str:
    """Read where a redirect leads; its header may hold letters outside ASCII, as bytes of UTF-8."""
    try:
        return urljoin(url, to.encode("latin-1").decode())
    except ValueError as error:
        raise NotFetched("The site sent the request on to what is no web address.") from error  # fmt: skip


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


def _request(method: str, target: Target) -> bytes:
    usual = target.port == (443 if target.scheme == "https" else 80)
    host = f"[{target.host}]" if ":" in target.host else target.host
    lines = [f"{method} {target.path} HTTP/1.1", f"Host: {host}" + ("" if usual else f":{target.port}")]  # fmt: skip
    lines += [f"{name}: {value}" for name, value in HEADERS]
    return "\r\n".join([*lines, "", ""]).encode("ascii")


def decoded(body: bytes, coding: str, size: int) -> bytes:
    """Decode a body that came gzipped or deflated; another coding is left as it came.

    Raises:
        NotFetched: it is damaged, or larger than the limit once decoded.
    """
    bits = CODINGS.get(coding.strip().lower())
    if bits is None or not body:
        return body
    machine = zlib.decompressobj(bits)
    try:
        plain = machine.decompress(body, size + 1)
    except zlib.error as error:
        raise NotFetched("The answer is damaged: it cannot be decompressed.") from error
    if len(plain) > size:
        raise NotFetched(f"The answer is larger than {size // 10**6} MB once it is decompressed.")  # fmt: skip
    if not machine.eof:
        raise NotFetched("The answer is damaged: its compressed end is missing.")
    return plain
