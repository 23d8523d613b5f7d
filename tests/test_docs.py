import re
from pathlib import Path

import click
import pytest

from app import commands
from claims.registers import REGISTERS
from core.fields import Choice, Links
from core.house import House
from core.records import Register
from core.settings import read_settings

DOCS = Path(__file__).parents[1] / "docs"
TABLES = (DOCS / "tables.md").read_text("utf-8")
COMMANDS = (DOCS / "commands.md").read_text("utf-8")
GLOSSARY = (DOCS / "glossary.md").read_text("utf-8")
LETTERS = {"reliability": "A to F", "credibility": "1 to 6"}


def listed(table: str) -> list[str]:
    row = re.search(rf"^\| `{table}` \| (.+) \|$", TABLES, re.MULTILINE)
    assert row, table
    return row[1].split(", ")


@pytest.mark.parametrize("register", REGISTERS, ids=lambda register: register.table)
def test_the_page_on_tables_lists_every_field(register: Register) -> None:
    fields = {field.name for field in register.fields}
    fields |= {
        field.role_column
        for field in register.fields
        if isinstance(field, Links) and field.role_column
    }
    assert fields <= set(listed(register.table))


def test_the_page_on_tables_lists_every_closed_word() -> None:
    for register in REGISTERS:
        for field in register.fields:
            if isinstance(field, Choice):
                words = LETTERS.get(field.name) or ", ".join(field.words)
                assert f"| {register.table}.{field.name} | {words}" in TABLES


def test_every_command_is_documented_and_has_help(tmp_path: Path) -> None:
    group = commands(House(read_settings({"CLAIMTRAIL_DATA": str(tmp_path)}, tmp_path)))
    for name, command in group.commands.items():
        assert command.help, name
        inner = command.commands if isinstance(command, click.Group) else {"": command}
        for part, found in inner.items():
            assert found.help, f"{name} {part}"
            assert part in COMMANDS
        assert f"`claimtrail {name}" in COMMANDS, name


def test_every_register_has_its_letters_in_the_glossary() -> None:
    for register in REGISTERS:
        assert re.search(
            rf"^\| {register.noun.capitalize()} \| {register.letters} \|",
            GLOSSARY,
            re.MULTILINE,
        ), register.noun


def test_the_readme_is_short_enough_to_be_read() -> None:
    assert len((DOCS.parent / "README.md").read_text("utf-8").splitlines()) <= 150
