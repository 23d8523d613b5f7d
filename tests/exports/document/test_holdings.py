from dataclasses import asdict
from typing import Any

from evidence.proving import Account
from exports.blocks import Block, Facts, Heading, in_words
from exports.document.book import book_of
from exports.document.holdings import holdings_part
from tests.exports.conftest import Likes, Printed, snapshot_of
from tests.kit.cases import Case


def part(case: Case, **accounts: Account) -> list[Block]:
    value: dict[str, Any] = snapshot_of(case)
    value["accounts"] = {number.replace("_", "-"): asdict(one) for number, one in accounts.items()}  # fmt: skip
    return holdings_part(book_of(value))


def told(blocks: list[Block]) -> list[str]:
    return [in_words(fact.runs) for block in blocks if isinstance(block, Facts) for fact in block.facts]  # fmt: skip


def test_a_sentence_that_holds_for_some_names_them_and_one_for_all_does_not() -> None:
    case = Case()
    case.add("evidence", title="One")
    case.add("evidence", title="Two")
    both = Account("mail", ("Headers.",), ("Who sent it.",))
    more = Account("mail", ("Headers.",), ("Who sent it.", "When."))
    assert told(part(case, E_001=both, E_002=more)) == ["Headers.", "Who sent it.When. (E-002)"]  # fmt: skip


def test_items_stand_under_the_manner_in_which_they_are_held() -> None:
    case = Case()
    case.add("evidence", title="One")
    case.add("evidence", title="Two")
    made = part(case, E_001=Account("not held", ("a",), ("b",)), E_002=Account("own capture", ("c",), ("d",)))  # fmt: skip
    titles = [block.title for block in made if isinstance(block, Heading) and block.level == 2]  # fmt: skip
    assert titles == ["Captured from its address by this program", "Known of, not held"]


def test_a_dossier_made_before_accounts_were_taken_has_no_such_part() -> None:
    case = Case()
    case.add("evidence", title="One")
    assert holdings_part(book_of(snapshot_of(case))) == []


def test_the_sample_says_it_of_every_item(likes: Likes, printed: Printed) -> None:
    accounts = printed.data["accounts"]
    assert set(accounts) == {f"E-{item.number:03d}" for item in likes.file.evidence}
    assert all(account["does_not"] for account in accounts.values())
