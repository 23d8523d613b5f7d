import subprocess
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.kit import house

ROOT = Path(__file__).parents[1]
MODULE = '"""What it is for."""\n'
LONG_FUNCTION = MODULE + "def reach():\n" + "    pass\n" * 40
LONG_TEST = "def test_reach():\n" + "    pass\n" * 30
HIDDEN = "no" + "qa"

BROKEN: list[tuple[house.Rule, str, str]] = [
    (house.a_file_is_short_enough_to_read, "claims/models.py", "x = 1\n" * 401),
    (
        house.a_file_is_short_enough_to_read,
        "tests/claims/test_models.py",
        "x = 1\n" * 401,
    ),
    (house.a_file_is_short_enough_to_read, "app.py", "x = 1\n" * 121),
    (house.a_file_is_short_enough_to_read, "templates/claims/list.html", "<p>\n" * 121),
    (house.a_function_is_short_enough_to_read, "claims/citing.py", LONG_FUNCTION),
    (
        house.a_function_is_short_enough_to_read,
        "claims/citing.py",
        LONG_FUNCTION.replace("def", "async def"),
    ),
    (
        house.a_function_is_short_enough_to_read,
        "tests/claims/test_citing.py",
        LONG_TEST,
    ),
    (house.a_name_says_what_is_inside, "claims/utils.py", MODULE),
    (house.a_name_says_what_is_inside, "claims/helpers/dates.py", MODULE),
    (house.a_name_says_what_is_inside, "templates/common/list.html", "<p>"),
    (house.a_module_opens_with_what_it_is_for, "claims/citing.py", "import json\n"),
    (house.a_module_opens_with_what_it_is_for, "tests/kit/house.py", "import json\n"),
    (
        house.only_the_database_commits,
        "claims/citing.py",
        MODULE + "session.commit()\n",
    ),
    (
        house.only_the_database_commits,
        "claims/citing.py",
        MODULE + "found.db.session.commit()\n",
    ),
    (house.nothing_is_deleted, "claims/citing.py", MODULE + "session.delete(claim)\n"),
    (
        house.nothing_is_deleted,
        "claims/citing.py",
        MODULE + "db.session.delete(claim)\n",
    ),
    (
        house.nothing_is_deleted,
        "claims/citing.py",
        MODULE + "session.execute(delete(Claim))\n",
    ),
    (
        house.nothing_is_deleted,
        "claims/citing.py",
        MODULE + "session.execute(sa.delete(Claim))\n",
    ),
    (house.an_exception_gives_its_reason, "claims/citing.py", f"x = 1  # {HIDDEN}\n"),
    (
        house.an_exception_gives_its_reason,
        "claims/citing.py",
        f"x = 1  # {HIDDEN}: S101\n",
    ),
    (
        house.an_exception_gives_its_reason,
        "tests/test_app.py",
        "x = 1  # type: ignore[misc]\n",
    ),
    (
        house.an_exception_gives_its_reason,
        "claims/citing.py",
        "x = 1  # type: ignore - it has always been so\n",
    ),
    (
        house.no_annotations_are_postponed,
        "claims/models.py",
        MODULE + "from __future__ import annotations\n",
    ),
    (
        house.nothing_points_to_one_machine,
        "Makefile",
        "include /wo" + "rk/main/rules\n",
    ),
    (
        house.nothing_points_to_one_machine,
        "README.md",
        "see https://py" + "pi.org/simple\n",
    ),
    (
        house.nothing_points_to_one_machine,
        "requirements/run.txt",
        "--index" + "-url https://npm" + "js.org\n",
    ),
    (house.what_browsers_get_can_be_read, "static/list.js", "x" * 401),
    (house.what_browsers_get_can_be_read, "static/list.min.js", "x"),
    (
        house.a_template_keeps_the_policy,
        "templates/base.html",
        '<p class="a" style="color: red">',
    ),
    (
        house.a_template_keeps_the_policy,
        "templates/base.html",
        '<p\n  onclick = "go()">',
    ),
    (
        house.a_template_keeps_the_policy,
        "templates/base.html",
        '<p {% if a > b %}hidden{% endif %} style="x">',
    ),
    (
        house.a_template_keeps_the_policy,
        "templates/base.html",
        '<script type="module" src="a.js">',
    ),
    (
        house.markup_is_escaped,
        "templates/claims/list.html",
        "{{ claim.statement | safe }}",
    ),
    (house.markup_is_escaped, "templates/claims/list.html", "{% autoescape false %}"),
    (house.markup_is_escaped, "claims/views.py", MODULE + "Markup(claim.statement)\n"),
    (house.a_test_is_a_plain_function, "tests/claims/__init__.py", ""),
    (
        house.a_test_is_a_plain_function,
        "tests/test_app.py",
        "class TestApp:\n    pass\n",
    ),
    (
        house.a_test_is_a_plain_function,
        "tests/test_app.py",
        'def test_it_works():\n    """It works."""\n',
    ),
    (house.a_test_writes_its_own_tables, "tests/claims/parties.csv", "key,name\n"),
]

KEPT: list[tuple[house.Rule, str, str]] = [
    (
        house.a_function_is_short_enough_to_read,
        "migrations/versions/0001_start.py",
        LONG_FUNCTION,
    ),
    (house.a_file_is_short_enough_to_read, "claims/models.py", "x = 1\n" * 400),
    (house.a_file_is_short_enough_to_read, "requirements/run.txt", "x\n" * 2000),
    (
        house.a_function_is_short_enough_to_read,
        "claims/citing.py",
        LONG_FUNCTION.removesuffix("    pass\n"),
    ),
    (house.only_the_database_commits, "core/db.py", MODULE + "session.commit()\n"),
    (house.nothing_is_deleted, "core/blobs.py", MODULE + "store.delete(path)\n"),
    (
        house.an_exception_gives_its_reason,
        "claims/citing.py",
        f"x = 1  # {HIDDEN}: S101 - the reason is here\n",
    ),
    (
        house.an_exception_gives_its_reason,
        "claims/citing.py",
        "x = 1  # type: ignore[misc]  # the stub is wrong\n",
    ),
    (house.an_exception_gives_its_reason, "claims/citing.py", f'x = "# {HIDDEN}"\n'),
    (
        house.a_template_keeps_the_policy,
        "templates/base.html",
        '<p class="on" data-on="x" title="style = good">',
    ),
    (
        house.a_template_keeps_the_policy,
        "templates/base.html",
        '<script nonce="{{ nonce }}" src="a.js">',
    ),
    (
        house.markup_is_escaped,
        "templates/claims/list.html",
        "{{ claim.statement }} is safe",
    ),
]


def tracked_files() -> list[str]:
    listed = subprocess.check_output(["git", "ls-files", "-z"], cwd=ROOT, text=True)
    return [path for path in listed.split("\0") if path and (ROOT / path).is_file()]


def readable(path: str) -> str | None:
    try:
        return (ROOT / path).read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return None  # a picture or another file that is not text


def names(cases: Iterable[tuple[house.Rule, str, str]]) -> list[str]:
    return [rule.__name__ for rule, _, _ in cases]


@pytest.fixture(scope="module")
def files() -> dict[str, str]:
    return {
        path: text for path in tracked_files() if (text := readable(path)) is not None
    }


@pytest.mark.parametrize("rule", house.RULES, ids=lambda rule: rule.__name__)
def test_the_house_keeps_its_rules(rule: house.Rule, files: dict[str, str]) -> None:
    assert [
        f"{path}: {fault}" for path, text in files.items() for fault in rule(path, text)
    ] == []


@pytest.mark.parametrize(("rule", "path", "text"), BROKEN, ids=names(BROKEN))
def test_a_broken_rule_is_found(rule: house.Rule, path: str, text: str) -> None:
    assert list(rule(path, text))


@pytest.mark.parametrize(("rule", "path", "text"), KEPT, ids=names(KEPT))
def test_a_kept_rule_is_not_called_broken(
    rule: house.Rule, path: str, text: str
) -> None:
    assert not list(rule(path, text))


def test_every_rule_is_seen_to_fail() -> None:
    assert {rule for rule, _, _ in BROKEN} == set(house.RULES)


def test_the_rules_are_held_against_the_files_of_the_project(
    files: dict[str, str],
) -> None:
    assert {"pyproject.toml", "core/__init__.py", "tests/conftest.py"} <= files.keys()
