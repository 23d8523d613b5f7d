import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.links import canonical_link


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("HTTPS://Example.ORG", "https://example.org/"),
        ("https://example.org:443/a", "https://example.org/a"),
        ("http://example.org:80/a", "http://example.org/a"),
        ("https://example.org/a#part", "https://example.org/a"),
        ("https://example.org/a?utm_source=x&id=1&fbclid=y", "https://example.org/a?id=1"),
        ("https://example.org/a?gclid=x", "https://example.org/a"),
        ("https://bücher.example/", "https://xn--bcher-kva.example/"),
    ],
)  # fmt: skip
def test_links_that_differ_in_what_names_no_page_are_one(one: str, other: str) -> None:
    assert canonical_link(one) == canonical_link(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://example.org/a", "http://example.org/a"),
        ("https://example.org/a", "https://www.example.org/a"),
        ("https://example.org/a", "https://example.org/A"),
        ("https://example.org/a", "https://example.org/a/"),
        ("https://example.org/a", "https://example.org:8443/a"),
        ("https://example.org/a?x=1&y=2", "https://example.org/a?y=2&x=1"),
        ("https://example.org/a?id=1", "https://example.org/a?id=2"),
        ("https://example.org/a?x=utm_source", "https://example.org/a?x="),
        ("https://example.org/#!/a", "https://example.org/#!/b"),
        ("https://example.org/%2F", "https://example.org//"),
    ],
)
def test_links_that_may_name_two_pages_stay_two(one: str, other: str) -> None:
    assert canonical_link(one) != canonical_link(other)


@pytest.mark.parametrize("url", ["", "no link", "https://[", "https://h:port/", "ftp://H/", "https://" + "ä" * 80 + "/"])  # fmt: skip
def test_what_cannot_be_taken_apart_stays_as_it_is(url: str) -> None:
    assert canonical_link(url) == url


@given(st.text(alphabet="aA#?&=:/@.%[]0utm_ä", max_size=30).map("https://h".__add__))
def test_a_canonical_link_is_its_own_canonical_form(url: str) -> None:
    once = canonical_link(url)
    assert canonical_link(once) == once
