import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result

import claims.cli_log
import core.cli
from claims.tables.sample import load_sample
from core.commands import Commands
from core.house import House, open_house
from core.settings import read_settings
from tests.kit.authority import make_authority, serving

DOCS = Path(__file__).parents[2] / "docs"
Run = Callable[..., Result]


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with serving(make_authority(tmp_path / "tsa")) as authority:
        environ = {"CLAIMTRAIL_DATA": str(tmp_path / "var"), "CLAIMTRAIL_TSA_URL": authority.url}  # fmt: skip
        house = open_house(read_settings(environ, tmp_path))
        with house.database.transaction("console") as session:
            load_sample(session, house.files)
        pinned = authority.pinned.read_bytes()
        house.settings.tsa_certificates.write_bytes(pinned)
        yield house
        house.database.close()


@pytest.fixture
def run(house: House) -> Run:
    group: click.Group = Commands("claimtrail")
    claims.cli_log.register(group, house)
    core.cli.register(group, house)
    return lambda *words: CliRunner().invoke(group, ["log", *map(str, words)])


def grow(house: House, slug: str) -> None:
    from accounts.matters import describe, matter_by_slug

    with house.database.transaction("alice") as session:
        matter = matter_by_slug(session, slug)
        describe(session, matter, name="Grown", at_stake="", date_order="", language="")


def offline(proof: Path, head: str) -> subprocess.CompletedProcess[str]:
    found = re.search(r"```python\n(.+?)```", (DOCS / "log.md").read_text("utf-8"), re.DOTALL)  # fmt: skip
    assert found
    return subprocess.run([sys.executable, "-I", "-c", found[1], str(proof), head], check=False, capture_output=True, text=True)  # fmt: skip


def spoilt(value: Any) -> Iterator[Any]:
    """Give copies of a JSON value, each with one letter, number or item changed."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from ({**value, name: changed} for changed in spoilt(inner))
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from ([*value[:place], changed, *value[place + 1 :]] for changed in spoilt(inner))  # fmt: skip
    elif isinstance(value, int):
        yield value ^ 1
    elif isinstance(value, str):
        yield ("1" if value[:1] == "0" else "0") + value[1:]


def test_a_head_is_stamped_and_outlives_growth(run: Run, house: House) -> None:
    first = run("head", "likes", "--stamp", "--json")
    assert first.exit_code == 0, first.output
    head = json.loads(first.stdout)
    assert head["stamp"]["state"] == "granted"
    grow(house, "likes")
    later = json.loads(run("head", "likes", "--json").stdout)
    assert (later["size"], later["stamp"]["size"]) == (head["size"] + 1, head["size"])
    assert "granted" in run("head", "likes").stdout
    known = f"{head['size']}:{head['root']}"
    assert run("verify", "--head", known).exit_code == 0
    forged = run("verify", "--head", f"{head['size']}:{later['root']}")
    assert (forged.exit_code, "did not grow" in forged.stdout) == (1, True)


def test_a_proof_is_checked_here_and_with_python_alone(
    run: Run, house: House, tmp_path: Path
) -> None:
    run("head", "likes", "--stamp")
    grow(house, "likes")
    path = tmp_path / "proof.json"
    assert run("prove", "likes", "--record", "c-001", "--from", 10, "--values", "-o", path).exit_code == 0  # fmt: skip
    proof = json.loads(path.read_bytes())
    known = f"{proof['head']['size']}:{proof['head']['root']}"
    said = json.loads(run("verify", "--proof", path, "--head", known, "--json").stdout)
    assert said["valid"], said
    assert {check["passed"] for check in said["checks"]} == {True}
    assert {"growth", "time stamp", "known head"} <= {check["name"] for check in said["checks"]}  # fmt: skip
    alone = offline(path, known)
    assert (alone.stdout, alone.stderr) == ("fine\n", "")


def test_every_change_of_a_proof_file_is_found(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "proof.json"
    run("prove", "likes", "--entry", 5, "--from", 10, "--values", "-o", path)
    proof = json.loads(path.read_bytes())
    known = f"{proof['head']['size']}:{proof['head']['root']}"
    heads = ["--head", known, "--head", f"10:{proof['earlier']['root']}"]
    for changed in spoilt({**proof, "head": {**proof["head"], "at": 0}, "earlier": {**proof["earlier"], "at": 0}}):  # fmt: skip
        if changed["head"]["at"] or changed["earlier"]["at"]:
            continue  # told, not proven: only a time stamp covers a head's own time
        path.write_text(json.dumps(changed))
        assert run("verify", "--proof", path, *heads).exit_code, changed


@pytest.mark.parametrize("name", ["entries", "earlier"])
def test_python_alone_finds_what_was_changed(
    run: Run, tmp_path: Path, name: str
) -> None:
    path = tmp_path / "proof.json"
    run("prove", "likes", "--entry", 5, "--from", 10, "--values", "-o", path)
    proof = json.loads(path.read_bytes())
    known = f"{proof['head']['size']}:{proof['head']['root']}"
    node = proof["entries"][0]["path"] if name == "entries" else proof["earlier"]["path"]  # fmt: skip
    node[0] = "00" * 32
    path.write_text(json.dumps(proof))
    assert offline(path, known).returncode != 0


@pytest.mark.parametrize("first", [1, 2, 7, 8, 100, 256, 386])
def test_growth_is_proven_from_every_kind_of_size(
    run: Run, tmp_path: Path, first: int
) -> None:
    path = tmp_path / "grown.json"
    assert run("prove", "likes", "--from", first, "-o", path).exit_code == 0
    head = json.loads(path.read_bytes())["head"]
    known = f"{head['size']}:{head['root']}"
    assert run("verify", "--proof", path, "--head", known).exit_code == 0
    assert offline(path, known).stdout == "fine\n"


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (["head"], 2),
        (["head", "likes", "--house"], 2),
        (["head", "nowhere"], 1),
        (["prove", "likes", "--json"], 2),
        (["prove", "likes", "--entry", "1"], 2),
        (["prove", "likes", "--entry", "9999", "--json"], 1),
        (["prove", "likes", "--entry", "-1", "--json"], 1),
        (["prove", "likes", "--from", "9999", "--json"], 1),
        (["prove", "likes", "--from", "20", "--to", "10", "--json"], 1),
        (["prove", "likes", "--record", "C-999", "--json"], 1),
        (["verify", "--head", "12"], 2),
        (["verify", "--proof", "nowhere.json"], 2),
    ],
)
def test_wrong_use_and_no_have_their_statuses(
    run: Run, words: list[str], status: int
) -> None:
    assert run(*words).exit_code == status


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b'{"format": "claimtrail log proof 1"}', b"\xff"])  # fmt: skip
def test_what_is_no_proof_is_unreadable(
    run: Run, tmp_path: Path, content: bytes
) -> None:
    (tmp_path / "proof.json").write_bytes(content)
    assert run("verify", "--proof", tmp_path / "proof.json").exit_code == 2
