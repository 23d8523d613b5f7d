from hypothesis import given
from hypothesis import strategies as st

from core.web.mentions import Mention, mentions

KNOWN = {"C-001": "/c", "CT-079": "/ct", "E-1234": "/e"}


def test_numbers_of_records_become_links() -> None:
    assert list(mentions("See C-001 and CT-079.", KNOWN)) == [
        Mention("See "), Mention("C-001", "/c"), Mention(" and "), Mention("CT-079", "/ct"), Mention("."),
    ]  # fmt: skip


def test_what_only_looks_like_a_number_stays_text() -> None:
    for text in ("C-002", "XC-001", "C-0011", "COVID-001", "c-001", "C-01"):
        assert list(mentions(text, KNOWN)) == [Mention(text)]


@given(st.lists(st.sampled_from(["C-001", "E-1234", "C-", " ", "é", "1", "ខ"])))
def test_nothing_is_lost(parts: list[str]) -> None:
    text = "".join(parts)
    assert "".join(piece.text for piece in mentions(text, KNOWN)) == text
