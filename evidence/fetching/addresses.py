"""Which addresses may be asked for: public ones, over http and https, on their usual ports.

`ipaddress.is_global` alone lets through what leads back into a private network (NAT64, 6to4, Teredo, IPv4 protocol
assignments), so those ranges are refused by name, and an address inside an address is looked at by itself.
"""

import ipaddress
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit, urlunsplit

from core.errors import Refused

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
PORTS = {"http": 80, "https": 443}
LONGEST = 8_000  # characters of an address
REFUSED = tuple(
    ipaddress.ip_network(net)
    for net in (
        "64:ff9b::/96",  # NAT64 (RFC 6052)
        "64:ff9b:1::/48",  # local NAT64 (RFC 8215)
        "2002::/16",  # 6to4 (RFC 3056)
        "2001::/32",  # Teredo (RFC 4380)
        "192.0.0.0/24",  # IETF protocol assignments (RFC 6890)
        "192.88.99.0/24",  # 6to4 relays (RFC 7526)
        "100.64.0.0/10",  # shared address space (RFC 6598)
    )
)
LOCAL = (".local", ".localhost", ".internal", ".home.arpa", ".lan", ".onion", ".test", ".invalid", ".example")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Target:
    """One address, taken apart: the host as it is asked for (ASCII), its port, and the address as it is written out."""

    scheme: str
    host: str
    port: int
    url: str

    @property
    def path(self) -> str:
        """Give what is asked for on the host."""
        parts = urlsplit(self.url)
        return urlunsplit(("", "", parts.path or "/", parts.query, ""))


def target_of(url: str, allow: frozenset[tuple[str, int]] = frozenset()) -> Target:
    """Take an address apart and refuse what can be told from its letters.

    Args:
        url: the address.
        allow: hosts and ports that a test permits besides.

    Raises:
        Refused: it is no web address, names a user, a port that pages are not served on, or a host of this network.
    """
    if len(url) > LONGEST or not url.isprintable() or " " in url or "\\" in url:
        raise Refused("This is no web address: it is too long, or holds a space, a backslash or a hidden character.")  # fmt: skip
    try:
        parts = urlsplit(url)
        port = parts.port
        host = _ascii(parts.hostname or "")
    except ValueError as error:
        raise Refused(f"This is no web address: {error}.") from error
    if parts.scheme not in PORTS or not host:
        raise Refused("Only addresses that begin with http:// or https:// are asked for.")  # fmt: skip
    if parts.username is not None or parts.password is not None:
        raise Refused("The address names a user. Take that part out.")
    port = PORTS[parts.scheme] if port is None else port
    _check_place(host, port, parts.scheme, allow)
    netloc = f"[{host}]" if ":" in host else host
    netloc += "" if port == PORTS[parts.scheme] else f":{port}"
    path = _quoted(parts.path or "/")
    return Target(parts.scheme, host, port, urlunsplit((parts.scheme, netloc, path, _quoted(parts.query), "")))  # fmt: skip


def _check_place(host: str, port: int, scheme: str, allow: frozenset[tuple[str, int]]) -> None:  # fmt: skip
    if (host, port) in allow:
        return
    if port != PORTS[scheme]:
        raise Refused(f"Port {port} is not asked for: pages are served on 80 and 443.")
    if (address := _literal(host)) is not None:
        if not may_ask(address):
            raise Refused(f"{address} is not a public address.")
        return
    if "." not in host or host.endswith(LOCAL) or host.rsplit(".", 1)[-1].isdigit():
        raise Refused(f"“{host}” is not a name on the public web.")


def _ascii(host: str) -> str:
    """Write a host as it is asked for: lower case, without a last dot, other scripts in their ASCII form."""
    plain = unicodedata.normalize("NFKC", host).lower()
    if plain.isascii():
        return plain.removesuffix(".")
    try:
        return plain.encode("idna").decode().removesuffix(".")
    except UnicodeError as error:
        raise ValueError("the name of its host cannot be written in ASCII") from error


def _quoted(part: str) -> str:
    """Write letters outside ASCII as a browser does."""
    return "".join(
        char if char.isascii() else "".join(f"%{byte:02X}" for byte in char.encode())
        for char in part
    )


def _literal(host: str) -> Address | None:
    try:
        return ipaddress.ip_address(host.split("%", 1)[0])
    except ValueError:
        return None


def may_ask(address: Address) -> bool:
    """Say whether an address is one of the public internet."""
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped:
        return may_ask(address.ipv4_mapped)
    site_local = isinstance(address, ipaddress.IPv6Address) and address.is_site_local
    return (
        address.is_global
        and not address.is_multicast
        and not address.is_reserved
        and not site_local
        and not any(address in net for net in REFUSED if net.version == address.version)
    )


def checked(answers: Iterable[str], host: str, *, is_allowed: bool = False) -> Sequence[str]:  # fmt: skip
    """Give the addresses that a name leads to, once all of them have passed.

    Raises:
        Refused: the name leads nowhere, or any of its addresses is not public.
    """
    found = list(dict.fromkeys(answers))
    if not found:
        raise Refused(f"“{host}” leads to no address.")
    for text in found:
        address = _literal(text)
        if address is None or not (is_allowed or may_ask(address)):
            raise Refused(f"“{host}” leads to {text}, which is not a public address.")
    return found
