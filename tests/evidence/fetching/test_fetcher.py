import gzip
from collections.abc import Iterator
from dataclasses import replace

import pytest

from evidence.fetching.fetcher import Fetcher, Limits, NotFetched, Sent, decoded
from tests.kit.sites import Site, serving_site


@pytest.fixture
def site() -> Iterator[Site]:
    with serving_site() as found:
        yield found


@pytest.fixture
def fetcher(site: Site) -> Fetcher:
    return Fetcher(allow=site.allow, limits=Limits(seconds=5, size=100_000))


def test_a_page_is_kept_as_it_came_and_as_it_reads(site: Site, fetcher: Fetcher) -> None:  # fmt: skip
    site.answers["/a?b=c"] = (
        b"HTTP/1.1 200 OK\r\nX-Odd:  two  spaces\r\nTransfer-Encoding: chunked\r\n\r\n4\r\n<p>a\r\n0\r\n\r\n"
    )
    (page,) = fetcher.fetch(f"{site.origin}/a?b=c#d")
    assert page.received == site.answers["/a?b=c"]
    assert (page.status, page.body, page.address) == (200, b"<p>a", "127.0.0.1")
    assert page.request == site.asked[0]
    assert b"Cookie" not in page.request
    assert b"GET /a?b=c HTTP/1.1\r\nHost: 127.0.0.1:" in page.request


def test_each_redirect_is_an_exchange_of_its_own(site: Site, fetcher: Fetcher) -> None:
    site.says("/a", b"", status="302 Found", more="Location: b\r\n")
    site.says("/b", b"here")
    told: list[Sent] = []
    pages = fetcher.fetch(f"{site.origin}/a", told.append)
    assert [page.status for page in pages] == [302, 200]
    assert [sent.url for sent in told] == [f"{site.origin}/a", f"{site.origin}/b"]


@pytest.mark.parametrize("to", ["http://127.0.0.1:9/", "http://169.254.169.254/latest/", "file:///etc/passwd", "http://localhost/", "http://[x"])  # fmt: skip
def test_a_redirect_into_this_network_is_refused_and_told(site: Site, fetcher: Fetcher, to: str) -> None:  # fmt: skip
    site.says("/a", b"", status="301 Moved", more=f"Location: {to}\r\n")
    told: list[Sent] = []
    with pytest.raises(NotFetched):
        fetcher.fetch(f"{site.origin}/a", told.append)
    assert told[0].status == 301
    assert all(sent.outcome.endswith(".") and not sent.status for sent in told[1:])


def test_a_redirect_may_name_letters_outside_ascii(site: Site, fetcher: Fetcher) -> None:  # fmt: skip
    head = "HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: /ចុះ\r\n\r\n"
    site.answers["/a"] = head.encode()
    site.says("/%E1%9E%85%E1%9E%BB%E1%9F%87", b"here")
    assert fetcher.fetch(f"{site.origin}/a")[-1].body == b"here"


def test_a_site_that_sends_on_and_on_is_left(site: Site, fetcher: Fetcher) -> None:
    site.says("/a", b"", status="302 Found", more="Location: /a\r\n")
    with pytest.raises(NotFetched, match="more than 5 times"):
        fetcher.fetch(f"{site.origin}/a")
    assert len(site.asked) == 6


def test_a_site_that_drips_is_left_at_the_limit(site: Site) -> None:
    site.answers["/a"] = 5.0
    with pytest.raises(NotFetched, match="longer than"):
        Fetcher(allow=site.allow, limits=Limits(seconds=0.5)).fetch(f"{site.origin}/a")


def test_an_answer_above_the_size_is_left(site: Site, fetcher: Fetcher) -> None:
    site.says("/a", b"x" * 200_000)
    with pytest.raises(NotFetched, match="larger than"):
        fetcher.fetch(f"{site.origin}/a")


def test_a_gzipped_page_is_decoded_and_a_bomb_is_not(site: Site, fetcher: Fetcher) -> None:  # fmt: skip
    site.says("/a", gzip.compress(b"plain"), more="Content-Encoding: gzip\r\n")
    assert fetcher.fetch(f"{site.origin}/a")[-1].body == b"plain"
    site.says("/b", gzip.compress(bytes(10_000_000)), more="Content-Encoding: gzip\r\n")
    with pytest.raises(NotFetched, match="once it is decompressed"):
        fetcher.fetch(f"{site.origin}/b")
    with pytest.raises(NotFetched, match="damaged"):
        decoded(b"no gzip", "gzip", 10)
    with pytest.raises(NotFetched, match="end is missing"):
        decoded(gzip.compress(b"plain" * 50)[:-9], "gzip", 1000)
    assert decoded(b"", "gzip", 10) == b""


def test_what_is_no_http_is_a_reason_and_no_crash(site: Site, fetcher: Fetcher) -> None:
    site.answers["/a"] = b"SSH-2.0-OpenSSH_9.2\r\n"
    with pytest.raises(NotFetched, match=r"The connection to 127\.0\.0\.1 failed"):
        fetcher.fetch(f"{site.origin}/a")


def test_a_truncated_answer_is_not_taken_for_the_page(site: Site, fetcher: Fetcher) -> None:  # fmt: skip
    site.answers["/a"] = b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nhalf"
    with pytest.raises(NotFetched, match="IncompleteRead"):
        fetcher.fetch(f"{site.origin}/a")


def test_the_address_that_was_checked_is_the_one_connected_to(site: Site, fetcher: Fetcher) -> None:  # fmt: skip
    answers = iter([["127.0.0.1"], ["10.0.0.1"]])
    rebinding = replace(
        fetcher,
        allow=frozenset({("site.org", site.port)}),
        resolve=lambda host, port: next(answers),
    )
    site.says("/a", b"here")
    assert rebinding.fetch(f"http://site.org:{site.port}/a")[-1].body == b"here"
    assert b"Host: site.org:" in site.asked[0]


def test_a_public_name_with_a_private_address_is_never_connected_to() -> None:
    told: list[Sent] = []
    fetcher = Fetcher(resolve=lambda host, port: ["8.8.8.8", "127.0.0.1"])
    with pytest.raises(NotFetched, match=r"leads to 127\.0\.0\.1"):
        fetcher.fetch("https://site.org/", told.append)
    assert [sent.address for sent in told] == [""]


def test_the_proxy_of_the_environment_is_not_asked(site: Site, fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    site.says("/a", b"here")
    assert fetcher.fetch(f"{site.origin}/a")[-1].body == b"here"
