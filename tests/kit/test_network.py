import smtplib
import socket
import urllib.request

import pytest

from tests.kit.network import NetworkRefusedError, is_local


@pytest.mark.parametrize(
    "host", ["localhost", "127.0.0.1", "127.8.9.10", "::1", b"127.0.0.1", "", None]
)
def test_this_machine_is_local(host: object) -> None:
    assert is_local(host)


@pytest.mark.parametrize(
    "host",
    [
        "example.org",
        "10.0.0.1",
        "198.51.100.7",
        "8.8.8.8",
        "2001:db8::1",
        "localhost.example.org",
    ],
)
def test_every_other_machine_is_not_local(host: object) -> None:
    assert not is_local(host)


def test_no_connection_leaves_this_machine() -> None:
    with (
        socket.socket() as opened,
        pytest.raises(NetworkRefusedError, match=r"192\.0\.2\.1"),
    ):
        opened.connect(("192.0.2.1", 80))


def test_no_datagram_leaves_this_machine() -> None:
    with (
        socket.socket(type=socket.SOCK_DGRAM) as opened,
        pytest.raises(NetworkRefusedError),
    ):
        opened.sendto(b"hello", ("192.0.2.1", 53))


def test_no_name_is_looked_up() -> None:
    with pytest.raises(NetworkRefusedError, match="example"):
        socket.getaddrinfo("example.org", 443)


def test_no_page_is_fetched_and_no_mail_is_sent() -> None:
    with pytest.raises(NetworkRefusedError):
        urllib.request.urlopen("https://example.org/")
    with pytest.raises(NetworkRefusedError):
        smtplib.SMTP("mail.example.org")


def test_a_server_on_this_machine_can_be_reached() -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as server,
        socket.create_connection(server.getsockname()) as client,
    ):
        assert client.getpeername() == server.getsockname()
