import pytest

from core.records import RecordLink
from evidence.corrections import CORRECTED, corrections_of
from evidence.origins import origins_of
from evidence.registers import DERIVATIONS


def link(owner: str, role: str, *, withdrawn: str = "") -> RecordLink:
    return RecordLink(
        matter_id="m", owner_id=owner, field="derives_from", target_id="first", role=role, position=0, withdrawn_at=withdrawn,
    )  # fmt: skip


@pytest.mark.parametrize("role", sorted(CORRECTED))
def test_an_item_is_told_what_its_publisher_said_later(role: str) -> None:
    assert corrections_of([link("later", role)], ["first", "later"]) == {"first": ((CORRECTED[role], "later"),)}  # fmt: skip


@pytest.mark.parametrize("role", sorted(set(DERIVATIONS) - set(CORRECTED)))
def test_no_other_derivation_corrects(role: str) -> None:
    assert corrections_of([link("later", role)], ["first", "later"]) == {}


def test_every_word_that_corrects_may_be_entered() -> None:
    assert set(CORRECTED) <= set(DERIVATIONS)


def test_a_correction_that_does_not_stand_says_nothing() -> None:
    assert corrections_of([link("later", "corrects", withdrawn="2026-11-24T09:00:00Z")], ["first", "later"]) == {}  # fmt: skip
    assert corrections_of([link("later", "corrects")], ["first"]) == {}


def test_several_corrections_stand_in_the_order_of_their_items() -> None:
    links = [link("b", "withdraws"), link("a", "corrects"), link("a", "corrects")]
    found = corrections_of(links, ["first", "a", "b"])
    assert found == {"first": (("corrected by", "a"), ("withdrawn by its publisher in", "b"))}  # fmt: skip


@pytest.mark.parametrize("role", sorted(CORRECTED))
def test_what_a_publisher_says_later_is_an_origin_of_its_own(role: str) -> None:
    found = origins_of(["first", "later"], [link("later", role)])
    assert found == {"first": {"first"}, "later": {"later"}}
