"""The guard that keeps every test on this machine."""

import ipaddress
import sys
from typing import Any

CONNECTING = {"socket.connect", "socket.sendto", "socket.sendmsg"}


class NetworkRefusedError(RuntimeError):
    """A test tried to reach another machine; no OSError, so that no code under test swallows it."""


def guard() -> None:
    """Refuse connections and look-ups that leave this machine, for as long as the process lives."""
    sys.addaudithook(_refuse)


def is_local(host: object) -> bool:
    """Say whether a host, as given to a socket, is this machine."""
    if host in {None, "", b"", "localhost", b"localhost"}:
        return True
    try:
        return ipaddress.ip_address(
            host.decode() if isinstance(host, bytes) else str(host)
        ).is_loopback
    except ValueError:
        return False


def _refuse(event: str, args: tuple[Any, ...]) -> None:
    if event in CONNECTING:
        address = args[1]
        host = (
            address[0] if isinstance(address, tuple) else None
        )  # a path or nothing: a socket of this machine
    elif event == "socket.getaddrinfo":
        host = args[0]
    else:
        return
    if not is_local(host):
        raise NetworkRefusedError(
            f"Tests stay on this machine; {event} was asked for {host!r}."
        )
