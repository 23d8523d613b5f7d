import ipaddress

import pytest

from core.errors import Refused
from evidence.fetching.addresses import checked, may_ask, target_of

CLOSED = [
    "127.0.0.1",
    "127.0.0.53",
    "127.255.255.254",
    "0.0.0.0",  # noqa: S104 - an address to refuse: nothing listens on it
    "0.1.2.3",
    "10.0.0.1",
    "10.255.255.255",
    "100.64.0.1",
    "100.127.255.254",
    "169.254.169.254",
    "169.254.0.1",
    "172.16.0.1",
    "172.31.255.255",
    "192.0.0.1",
    "192.0.0.8",
    "192.0.0.170",
    "192.0.2.1",
    "192.88.99.1",
    "192.168.0.1",
    "192.168.255.255",
    "198.18.0.1",
    "198.19.255.255",
    "198.51.100.7",
    "203.0.113.9",
    "224.0.0.1",
    "239.255.255.250",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "::ffff:169.254.169.254",
    "64:ff9b::7f00:1",
    "64:ff9b::a9fe:a9fe",
    "64:ff9b:1::1",
    "2001::1",
    "2001:0:7f00:1::",
    "2001:db8::1",
    "2002:7f00:1::",
    "2002:a9fe:a9fe::",
    "fc00::1",
    "fd12:3456::1",
    "fe80::1",
    "fec0::1",
    "ff02::1",
    "100::1",
    "::127.0.0.1",
]
OPEN = [
    "8.8.8.8",
    "1.1.1.1",
    "93.184.216.34",
    "2606:2800:220:1:248:1893:25c8:1946",
    "2a00:1450:4001:81b::200e",
    "::ffff:8.8.8.8",
]
WRONG = [
    "", "example.org", "//example.org/", "ftp://example.org/", "file:///etc/passwd", "javascript:alert(1)", "data:text/html,x",
    "gopher://example.org/", "http://", "http:///etc", "http://user@example.org/", "http://user:word@example.org/", "http://@example.org/",
    "http://example.org:22/", "http://example.org:8080/", "https://example.org:80/", "http://example.org:99999/", "http://example.org:x/",
    "http://localhost/", "http://LOCALHOST/", "http://localhost./", "http://printer.local/", "http://a.localhost/", "http://metadata.google.internal/",
    "http://router/", "http://2130706433/", "http://0x7f000001/", "http://017700000001/", "http://127.1/", "http://0177.0.0.1/",
    "http://127.0.0.1/", "http://127.0.0.1./", "http://１２７.０.０.１/", "http://127。0。0。1/", "http://ⓛocalhost/", "http://[::1]/",
    "http://[::ffff:127.0.0.1]/", "http://[fe80::1%25eth0]/", "http://[64:ff9b::7f00:1]/", "http://169.254.169.254/latest/meta-data/",
    "http://example.org\\@127.0.0.1/", "http://exa mple.org/", "http://example.org/\r\nHost: a", "http://example.org/\x00", "http://x.onion/",
    "http://[::1", "http://hidden.test/", "http://example.org\\a", "http://localhost。/", "http://127.0.0.1。/", "http://127.0.0.1．/",
]  # fmt: skip


@pytest.mark.parametrize("text", CLOSED)
def test_an_address_that_is_not_public_is_never_asked(text: str) -> None:
    assert not may_ask(ipaddress.ip_address(text))
    with pytest.raises(Refused, match="not a public address"):
        checked([text], "example.org")


@pytest.mark.parametrize("text", OPEN)
def test_a_public_address_is_asked(text: str) -> None:
    assert may_ask(ipaddress.ip_address(text))
    assert checked([text], "example.org") == [text]


@pytest.mark.parametrize("url", WRONG, ids=ascii)
def test_what_the_letters_give_away_is_refused_in_a_sentence(url: str) -> None:
    with pytest.raises(Refused) as refused:
        target_of(url)
    assert refused.value.sentence.endswith(".")


@pytest.mark.parametrize(
    ("url", "host", "said"),
    [
        ("https://Example.ORG/a?b=c#d", "example.org", "https://example.org/a?b=c"),
        ("http://example.org:80/", "example.org", "http://example.org/"),
        ("https://example.org.", "example.org", "https://example.org/"),
        ("https://bücher.de/ä", "xn--bcher-kva.de", "https://xn--bcher-kva.de/%C3%A4"),
        ("https://8.8.8.8/", "8.8.8.8", "https://8.8.8.8/"),
        ("https://[2606:2800:220:1:248:1893:25c8:1946]/", "2606:2800:220:1:248:1893:25c8:1946", "https://[2606:2800:220:1:248:1893:25c8:1946]/"),
    ],
)  # fmt: skip
def test_an_address_is_written_as_it_is_asked_for(url: str, host: str, said: str) -> None:  # fmt: skip
    target = target_of(url)
    assert (target.host, target.url) == (host, said)


def test_one_private_answer_among_public_ones_refuses_all() -> None:
    with pytest.raises(Refused, match=r"10\.0\.0\.1"):
        checked(["8.8.8.8", "10.0.0.1"], "example.org")


def test_a_name_without_an_answer_is_refused() -> None:
    with pytest.raises(Refused, match="no address"):
        checked([], "example.org")


def test_only_what_a_test_permits_by_host_and_port_is_asked_besides() -> None:
    allow = frozenset({("127.0.0.1", 8123)})
    assert target_of("http://127.0.0.1:8123/a", allow).port == 8123
    with pytest.raises(Refused):
        target_of("http://127.0.0.1:8124/a", allow)
    with pytest.raises(Refused):
        target_of("http://127.0.0.1/a", allow)
