"""A small site on loopback, for tests that fetch: it says exactly the bytes it is told to, and keeps what it was asked."""

import socket
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field


@dataclass
class Site:
    """Answers by path: bytes to send, or a number of seconds to send one byte each before the connection ends."""

    port: int
    answers: dict[str, bytes | float] = field(default_factory=dict)
    asked: list[bytes] = field(default_factory=list)
    certified: ssl.SSLContext | None = None  # what it shows when it is asked over TLS

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def allow(self) -> frozenset[tuple[str, int]]:
        return frozenset({("127.0.0.1", self.port)})

    def says(self, path: str, body: bytes, kind: str = "text/html; charset=utf-8", *, status: str = "200 OK", more: str = "") -> None:  # fmt: skip
        head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n{more}\r\n"
        self.answers[path] = head.encode() + body

    def paths(self) -> list[str]:
        return [head.split(b" ")[1].decode() for head in self.asked]

    def speak(self, connection: socket.socket) -> None:
        with connection, suppress(OSError):
            if self.certified:
                connection.settimeout(5)
                with self.certified.wrap_socket(connection, server_side=True) as safe:
                    self.answer(safe)
            else:
                self.answer(connection)

    def answer(self, connection: socket.socket) -> None:
        head = b""
        while b"\r\n\r\n" not in head and (more := connection.recv(4096)):
            head += more
        if not head:
            return
        self.asked.append(head)
        answer = self.answers.get(head.split(b" ")[1].decode(), b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")  # fmt: skip
        if isinstance(answer, bytes):
            connection.sendall(answer)
            return
        until = time.monotonic() + answer
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
        while time.monotonic() < until:
            connection.sendall(b"x")
            time.sleep(0.02)


@contextmanager
def serving_site() -> Iterator[Site]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        site = Site(server.getsockname()[1])

        def listen() -> None:
            with suppress(OSError):
                while True:
                    connection, _ = server.accept()
                    threading.Thread(target=site.speak, args=(connection,), daemon=True).start()  # fmt: skip

        thread = threading.Thread(target=listen, daemon=True)
        thread.start()
        try:
            yield site
        finally:
            server.shutdown(socket.SHUT_RDWR)
            thread.join(5)
