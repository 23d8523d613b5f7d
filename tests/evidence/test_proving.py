"""What an item proves and what it does not."""

from dataclasses import replace

import pytest

from evidence.proving import Holding, Visit, account_of, manner_of

HASH = "ab" * 32
FILE = Holding(
    kind="document", sha256=HASH, media_type="text/plain", received_at="2026-11-03T10:14:00Z", is_source_named=True,
    is_dated=True,
)  # fmt: skip
VISIT = Visit(
    is_whole=True, url="https://example.org/a", final_url="https://example.org/a", at="2026-11-03T10:14:00Z",
    clock="synchronised", status=200,
)  # fmt: skip


def said(holding: Holding) -> tuple[str, str]:
    account = account_of(holding)
    return " ".join(account.shows), " ".join(account.does_not)


@pytest.mark.parametrize(
    ("kind", "media", "manner"),
    [
        ("article", "image/png", "picture of a screen or of paper"),
        ("social media", "image/jpeg", "picture of a screen or of paper"),
        ("photo", "image/jpeg", "received file"),
        ("web page", "application/pdf", "print of a page"),
        ("judgment", "application/pdf", "received file"),
        ("email", "message/rfc822", "mail"),
        ("video", "video/mp4", "recording"),
        ("web page", "application/wacz", "archive by others"),
        ("note", "text/plain", "note"),
        ("judgment", "text/plain", "plain text about it"),
        ("", "text/plain", "received file"),
        ("note", "application/pdf", "note"),
    ],
)
def test_what_was_received_decides_the_manner(kind: str, media: str, manner: str) -> None:  # fmt: skip
    assert manner_of(replace(FILE, kind=kind, media_type=media)) == manner


def test_an_own_capture_outweighs_what_the_item_calls_itself() -> None:
    assert manner_of(replace(FILE, kind="note", visit=VISIT)) == "own capture"
    part = replace(VISIT, is_whole=False)
    assert manner_of(replace(FILE, visit=part)) == "capture in part"


def test_what_is_not_held_proves_nothing_of_its_words() -> None:
    shows, does_not = said(Holding(kind="article", unreadable=""))
    assert "knows of the item" in shows
    assert "no quotation from it can be checked" in does_not
    assert "SHA-256" not in shows


def test_an_unencrypted_answer_is_not_said_to_come_from_the_site() -> None:
    plain = replace(VISIT, url="http://example.org/a", final_url="")
    assert "That the answer came from that site" in said(replace(FILE, visit=plain))[1]
    assert "That the answer came from that site" not in said(replace(FILE, visit=VISIT))[1]  # fmt: skip


def test_a_redirect_is_told_with_both_addresses() -> None:
    moved = replace(VISIT, final_url="https://example.org/b")
    shows, _ = said(replace(FILE, visit=moved))
    assert "asked for https://example.org/a" in shows
    assert "sent it on to https://example.org/b" in shows


@pytest.mark.parametrize("state", ["not synchronised", "not known", ""])
def test_a_clock_that_nobody_set_leaves_the_time_open(state: str) -> None:
    _, does_not = said(replace(FILE, visit=replace(VISIT, clock=state)))
    assert "The exact time" in does_not


def test_a_changed_file_is_never_said_to_be_unchanged() -> None:
    shows, does_not = said(replace(FILE, fault="It has changed on disk."))
    assert "has not changed" not in shows
    assert "It has changed on disk." in does_not


def test_only_an_outside_stamp_proves_the_time_of_arrival() -> None:
    shows, does_not = said(FILE)
    assert "It was here before" not in shows
    assert "no outside authority has stamped the log" in does_not
    stamped = replace(FILE, entry=7, stamped_at="2026-11-04T00:00:00Z")
    shows, does_not = said(stamped)
    assert "It was here before 4 November 2026, 00:00 UTC" in shows
    assert "no outside authority" not in does_not


def test_a_reprint_is_no_second_source() -> None:
    _, does_not = said(replace(FILE, derives_from=(("excerpt of", "E-008"),)))
    assert "What E-008 says, a second time: this item is an excerpt of it." in does_not


def test_every_open_question_is_asked() -> None:
    poor = replace(
        FILE, is_source_named=False, is_dated=False, is_ocr=True, unread="pages 2 to 3 are pictures", opened_late=True,
        corrected_by=(("corrects", "E-009"),), withdrawn="Entered twice.",
    )  # fmt: skip
    _, does_not = said(poor)
    for words in ("no source is recorded", "no date is recorded", "by OCR", "pages 2 to 3", "before its chain", "E-009 corrects it", "Entered twice."):  # fmt: skip
        assert words in does_not


@pytest.mark.parametrize("word", ["true", "false", "proves that", "lie"])
def test_no_sentence_takes_a_side(word: str) -> None:
    for visit in (None, VISIT):
        shows, does_not = said(replace(FILE, visit=visit))
        assert word not in f"{shows} {does_not}".lower().replace("believe", "").split()
