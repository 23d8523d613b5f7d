import pytest

from evidence.chains import faults
from evidence.custody import digest_of
from evidence.models import CustodyEvent

HASHES = {"f": "a" * 64}


def chain(*events: dict[str, str]) -> list[CustodyEvent]:
    """Make a chain whose digests and places are right, whatever it tells."""
    made: list[CustodyEvent] = []
    for position, told in enumerate(events, start=1):
        values = {"verb": "accessed", "file_id": "f", "before_sha256": HASHES["f"], "after_sha256": HASHES["f"], **told}  # fmt: skip
        event = CustodyEvent(
            id=str(position), matter_id="m", item_id="i", position=position, at="2026-11-24T09:00:00Z", actor="Alice",
            previous=made[-1].digest if made else "", digest="", **values,
        )  # fmt: skip
        event.digest = digest_of(event)
        made.append(event)
    return made


ARRIVAL = {"verb": "received", "before_sha256": ""}


def test_a_whole_chain_has_no_fault() -> None:
    text = {"verb": "derived", "reason": "its text", "after_sha256": "b" * 64}
    assert list(faults(chain(ARRIVAL, text, {}), HASHES)) == []


@pytest.mark.parametrize(("told", "fault"), [
    ({"verb": "burned"}, "has a verb that there is not: “burned”."),
    ({"after_sha256": "b" * 64}, "has other bytes after it than before, and no derivation says why."),
    ({"verb": "derived", "after_sha256": "b" * 64}, "has other bytes after it than before, and no derivation says why."),
    ({"before_sha256": "b" * 64, "after_sha256": "b" * 64}, "names another hash than that of the stored file."),
])  # fmt: skip
def test_a_handling_that_cannot_be_is_named_though_its_digest_is_right(
    told: dict[str, str], fault: str
) -> None:
    assert list(faults(chain(ARRIVAL, told), HASHES)) == [f"custody event 2 {fault}"]


def test_a_file_is_handled_only_after_it_came() -> None:
    assert list(faults(chain({}), HASHES)) == ["custody event 1 is about a file whose arrival is not in the chain."]  # fmt: skip
