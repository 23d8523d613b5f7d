import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.anchors import (
    LOST,
    MATCHES,
    MOVED,
    anchored,
    check,
    choice,
    is_of,
    likeliest,
)
from evidence.models import QuoteAnchor, StoredFile
from evidence.quotes import Joined, find, place_at

FILE = StoredFile(id="f", matter_id="m", item_id="i", sha256="0", name="a.txt", size=1, media_type="text/plain", received_at="", received_by="")  # fmt: skip
LETTERS = st.text(st.sampled_from("ab é😀កាم \n."), max_size=60)
PAGES = st.lists(LETTERS, min_size=1, max_size=3)


def anchor(quote: str, *pages: str, which: int = 0) -> QuoteAnchor:
    place = find(quote, Joined(pages))[which]
    return anchored(("citations", "c"), FILE, None, place, "Alice")


@pytest.mark.parametrize(
    "quote",
    ["twisted", "😀 sad", "អ្នកលេងហ្វេសប៊ុក", "هذا ليس صحيحا", "café", "cafe\N{COMBINING ACUTE ACCENT}", "of two\nlines"],
)  # fmt: skip
def test_words_of_every_script_are_held_at_their_code_points(quote: str) -> None:
    text = f"😀 First {quote} and last."
    made = anchor(quote, "Page one.", text)
    joined = Joined(["Page one.", text])
    assert joined.text[made.start : made.end] == unicodedata.normalize("NFC", quote)
    assert (made.page, check(made, joined).state) == (2, MATCHES)


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("He said: it rained.", MATCHES),
        ("He said: it rained. More.", MATCHES),
        ("He  said: it rained.", MOVED),
        ("It is so: it rained. it rained.", MOVED),
        ("He said: it ra1ned.", LOST),
        ("He said: It rained.", LOST),
        ("He said: it rained", LOST),
        ("", LOST),
    ],
)
def test_words_match_at_their_place_move_or_are_lost(text: str, state: str) -> None:
    made = anchor("it rained.", "He said: it rained.")
    assert check(made, Joined([text])).state == state


def test_words_that_went_to_another_page_have_moved() -> None:
    made = anchor("It rained.", "One", "It rained.")
    found = check(made, Joined(["One It rained.", ""]))
    assert (found.state, found.place and found.place.page) == (MOVED, 1)
    assert check(made, Joined(["One", "It rained.", "Three"])).state == MATCHES


def test_of_several_places_the_one_among_the_same_words_is_the_likeliest() -> None:
    made = anchor("yes", "Did he? yes, he. Did she? yes, she.", which=1)
    joined = Joined(["Now. Did he? yes, he. Did it? yes, it. Did she? yes, she."])
    found = check(made, joined)
    assert (found.state, found.number) == (MOVED, 3)
    assert found.place is not None
    assert found.place.suffix == ", she."


def test_between_places_alike_the_nearest_is_the_likeliest() -> None:
    made = anchor("yes", "yes yes yes yes", which=2)
    places = find("yes", Joined(["- yes - yes - yes -"]))
    assert likeliest(made, places).start == 8


def test_a_choice_among_several_places_is_said() -> None:
    places = find("yes", Joined(["yes yes yes"]))
    assert choice(places) == "one of 3 places, the first taken"
    assert not choice(places[:1])


def test_an_anchor_is_of_the_same_words_only() -> None:
    made = anchor("It  rained.", "It rained.")
    assert is_of(made, "It rained.")
    assert not is_of(made, "it rained.")


@given(PAGES, st.data())
def test_what_is_anchored_is_found_again_in_the_same_text(pages: list[str], data: st.DataObject) -> None:  # fmt: skip
    joined = Joined(pages)
    start = data.draw(st.integers(0, max(0, len(joined.text) - 1)))
    end = data.draw(st.integers(start, len(joined.text)))
    place = place_at(joined, start, end)
    if place is None or not place.exact.strip():
        return
    made = anchored(("citations", "c"), FILE, None, place, "Alice")
    words = place.exact.strip()
    assert any(found.exact == words for found in find(words, joined))
    if words == place.exact:
        assert check(made, joined).state == MATCHES


@given(LETTERS, st.data())
def test_no_change_of_a_text_moves_a_quote_in_silence(text: str, data: st.DataObject) -> None:  # fmt: skip
    words = data.draw(st.sampled_from([*find("a", Joined([text])), *find("😀", Joined([text])), None]))  # fmt: skip
    if words is None:
        return
    made = anchored(("citations", "c"), FILE, None, words, "Alice")
    at = data.draw(st.integers(0, len(text)))
    gone = data.draw(st.integers(0, 4))
    joined = Joined([text[:at] + data.draw(LETTERS) + text[at + gone :]])
    found = check(made, joined)
    stands = joined.text[made.start : made.end] == made.exact
    assert (found.state == MATCHES) == stands
    assert (found.state == LOST) == (made.exact not in joined.text)
    assert found.state != MOVED or found.place in find(made.exact, joined)
