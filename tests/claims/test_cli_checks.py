import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result

from claims import cli_checks
from claims.checks import SEVERITIES
from claims.tables.sample import load_sample
from core.errors import Missing
from core.house import House
from core.settings import read_settings
from tests.kit.databases import SqliteDatabases


@pytest.fixture(scope="module")
def house(
    sqlite_databases: SqliteDatabases, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[House]:
    folder = tmp_path_factory.mktemp("checks")
    for url in sqlite_databases.fresh(folder):
        settings = {"CLAIMTRAIL_DATA": str(folder), "CLAIMTRAIL_DATABASE_URL": url}
        house = House(read_settings(settings, folder))
        with house.database.transaction("console") as session:
            load_sample(session, house.files)
        yield house
        house.database.close()


def ask(house: House, *words: str) -> Result:
    group = click.Group()
    cli_checks.register(group, house)
    return CliRunner().invoke(group, ["checks", *words])


@pytest.fixture(scope="module")
def found(house: House) -> list[dict[str, Any]]:
    result = ask(house, "likes", "--json")
    assert result.exit_code == 0
    told: list[dict[str, Any]] = json.loads(result.stdout)
    return told


def keys(finding: dict[str, Any]) -> list[str]:
    return [record["key"] for record in finding["records"]]


def of_rule(found: list[dict[str, Any]], rule: str) -> list[dict[str, Any]]:
    return [finding for finding in found if finding["rule"] == rule]


def test_every_finding_has_what_the_contract_promises(
    found: list[dict[str, Any]],
) -> None:
    for finding in found:
        assert set(finding) == {"rule", "severity", "records", "sentence"}
        assert finding["severity"] in SEVERITIES
        assert finding["records"]
        for record in finding["records"]:
            assert set(record) == {"kind", "number", "key", "title"}
            assert all(record.values())


def test_the_sample_shows_that_no_court_decided_the_first_claim(
    found: list[dict[str, Any]],
) -> None:
    undecided = of_rule(found, "claim-undecided")
    assert {"c1-bought", "r1-trial", "r2-appeal", "r3-order"} <= set(keys(undecided[0]))


def test_the_sample_shows_that_every_follower_figure_goes_back_to_one_origin(
    found: list[dict[str, Any]],
) -> None:
    (figures,) = of_rule(found, "figures-one-origin")
    assert keys(figures)[0] == "c1-bought"
    assert keys(figures)[-1] == "socialbakers-figures"
    counted = [row for row in figures["records"] if row["kind"] == "figure"]
    assert len(counted) == 19


def test_the_sample_shows_the_sums_that_differ_and_the_one_that_does_not_add_up(
    found: list[dict[str, Any]],
) -> None:
    (total,) = of_rule(found, "figures-sum")
    assert keys(total)[0] == "vna-total"
    differ = of_rule(found, "figures-differ")
    assert {"xinhua-total", "vna-total", "khmer-times-total"} <= {
        key for finding in differ for key in keys(finding)
    }
    assert of_rule(found, "figures-share") == []


def test_the_sample_shows_the_headline_that_was_reversed(
    found: list[dict[str, Any]],
) -> None:
    (reversed_,) = of_rule(found, "superseded-cited")
    assert keys(reversed_)[:2] == ["vice-2018-05-01", "vice-2018-05-08"]
    assert "r3-order" in keys(reversed_)


def test_nothing_drowns_what_the_sample_shows(found: list[dict[str, Any]]) -> None:
    assert len(found) <= 20
    assert not of_rule(found, "dates-order")


def test_people_read_the_same_findings_under_their_severities(
    house: House, found: list[dict[str, Any]]
) -> None:
    result = ask(house, "likes")
    assert result.exit_code == 0
    assert all(finding["sentence"] in result.stdout for finding in found)
    assert result.stdout.index("Contradictions") < result.stdout.index("Gaps")


def test_a_lost_original_blocks_with_status_one(house: House, tmp_path: Path) -> None:
    path = next(path for path in house.files.folder.rglob("*") if path.is_file())
    aside = path.rename(tmp_path / "aside")
    result = ask(house, "likes", "--json")
    aside.rename(path)
    assert result.exit_code == 1
    assert [finding["severity"] for finding in json.loads(result.stdout)] == ["blocks"]


def test_a_matter_that_is_not_there_is_refused(house: House) -> None:
    assert isinstance(ask(house, "nowhere").exception, Missing)


def test_an_empty_matter_has_nothing_to_find() -> None:
    assert cli_checks.lines([]) == ["No gap and no contradiction was found."]
