import io
import json
from collections.abc import Callable
from pathlib import Path

import click
import pikepdf
import pytest
from click.testing import CliRunner, Result

from accounts.matters import matter_by_slug
from evidence import cli_intake
from evidence.files import NAME_LIMIT, check_name
from evidence.intake import READY, REFUSED, plain_name, save_drafts, take_file
from evidence.models import Draft
from tests.kit.pages import Installation

PATHS = Path(__file__).parents[2] / "../shared/fixtures/path-traversal.txt"
NAMES = ["a\0b.txt", "\u202egnp.txt", "x" * 300 + ".txt", "ё" * 300, "CON", "..", "/", "", " ", "\ud800.txt", "سند.pdf", "../../etc/passwd"]  # fmt: skip


@pytest.fixture
def take(installation: Installation) -> Callable[[bytes, str], Draft]:
    with installation.house.database.reading() as session:
        matter = matter_by_slug(session, "harbour")
    return lambda content, name: take_file(installation.house, matter, io.BytesIO(content), name, "Alice")  # fmt: skip


@pytest.fixture
def run(installation: Installation) -> Callable[..., Result]:
    group = click.Group()
    cli_intake.register(group, installation.house)
    return lambda *words: CliRunner().invoke(group, ["intake", "harbour", *words])


def names() -> list[str]:
    given = PATHS.read_text("utf-8", errors="surrogateescape").splitlines() if PATHS.is_file() else []  # fmt: skip
    return NAMES + given


def test_every_name_becomes_one_that_a_file_may_have() -> None:
    for name in names():
        shown = plain_name(name)
        check_name(shown)
        assert len(shown.encode()) <= NAME_LIMIT


@pytest.mark.parametrize("name", NAMES)
def test_no_file_is_lost_for_its_name(
    installation: Installation, take: Callable[[bytes, str], Draft], name: str
) -> None:
    draft = take(b"bytes", name)
    assert draft.state == READY
    assert draft.name == name or f"It came as {ascii(name)[1:-1]}." in draft.reason
    with installation.house.database.transaction("Alice") as session:
        save_drafts(session, installation.house.files, {draft.id: {}}, {})


def test_nothing_is_refused_by_its_name(take: Callable[[bytes, str], Draft]) -> None:
    draft = take(b"", "empty.txt")
    assert (draft.name, draft.state, draft.reason) == ("empty.txt", REFUSED, "The file is empty.")  # fmt: skip


def pdf(number: int) -> bytes:
    made = pikepdf.new()
    for _ in range(number % 4 + 1):
        made.add_blank_page()
    made.docinfo["/Title"] = f"Paper {number}"
    kept = io.BytesIO()
    locked = pikepdf.Encryption(owner="o", user="u" if number % 3 else "") if number % 5 == 1 else False  # fmt: skip
    made.save(kept, encryption=locked, linearize=number % 2 == 0)
    content = kept.getvalue()
    return content[: len(content) // 2] if number % 5 == 2 else content


def test_forty_papers_whole_damaged_and_locked_all_come_in(
    take: Callable[[bytes, str], Draft],
) -> None:
    drafts = [take(pdf(number), f"{number}.pdf") for number in range(40)]
    assert {draft.state for draft in drafts} == {READY}


@pytest.mark.parametrize("number", [0, 1, 2, 11])
def test_a_paper_that_cannot_be_read_is_saved_all_the_same(
    installation: Installation, take: Callable[[bytes, str], Draft], number: int
) -> None:
    draft = take(pdf(number), "paper.pdf")
    with installation.house.database.transaction("Alice") as session:
        (item,) = save_drafts(session, installation.house.files, {draft.id: {}}, {})
    assert item.title == "paper.pdf"


def test_a_folder_and_a_link_come_in_by_command_and_a_duplicate_is_named(
    run: Callable[..., Result], tmp_path: Path
) -> None:
    (tmp_path / "box" / "in").mkdir(parents=True)
    (tmp_path / "box" / "b.txt").write_bytes(b"one")
    (tmp_path / "box" / "in" / "a.txt").write_bytes(b"two")
    (tmp_path / "box" / "link").symlink_to("/etc/passwd")
    box = str(tmp_path / "box")
    result = run(box, "https://example.org/a", "--json")
    told = json.loads(result.stdout)["taken"]
    assert [(one["name"], one["item"]) for one in told] == [("b.txt", "E-001"), ("a.txt", "E-002"), ("https://example.org/a", "E-003")]  # fmt: skip
    assert result.exit_code == 0
    again = run(box, "https://EXAMPLE.org/a#b")
    assert again.exit_code == 1
    assert again.stdout.splitlines()[0] == "b.txt: duplicate. It is E-001 already."
    assert again.stdout.splitlines()[2].endswith("duplicate. It is E-003 already.")


def test_a_path_that_is_not_there_is_said(run: Callable[..., Result]) -> None:
    result = run("/no/such")
    assert "There is no file /no/such." in str(result.exception)
