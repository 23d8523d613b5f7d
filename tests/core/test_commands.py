import json

import click
import pytest
from click.testing import CliRunner, Result

from core.commands import Commands
from core.errors import Invalid, Missing


@click.group(cls=Commands)
def group() -> None: ...


@group.command()
@click.option("--json", "as_json", is_flag=True)
@click.argument("what")
def fail(what: str, *, as_json: bool) -> None:
    raise {
        "missing": Missing("There is none."),
        "invalid": Invalid("Not so."),
        "disk": OSError("No room."),
    }[what]


def run(*words: str) -> Result:
    return CliRunner().invoke(group, ["fail", *words])


@pytest.mark.parametrize(
    ("what", "status", "code", "sentence"),
    [
        ("missing", 1, "missing", "There is none."),
        ("invalid", 2, "invalid", "Not so."),
        ("disk", 2, "unreadable", "No room."),
    ],
)
def test_a_refusal_is_a_sentence_a_status_and_one_json_value(
    what: str, status: int, code: str, sentence: str
) -> None:
    plain, asked = run(what), run(what, "--json")
    assert (plain.exit_code, plain.stdout, plain.stderr) == (
        status,
        "",
        f"{sentence}\n",
    )
    assert json.loads(asked.stdout) == {"error": {"code": code, "sentence": sentence}}
    assert (asked.exit_code, asked.stderr) == (status, f"{sentence}\n")


def test_wrong_use_stays_with_the_parser() -> None:
    assert run().exit_code == 2
