"""The house rules that no linter knows, each a function from a file's path and text to the faults it finds there."""

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import PurePath
from typing import Protocol


class Rule(Protocol):
    """A function that yields one sentence a fault."""

    __name__: str

    def __call__(self, path: str, text: str) -> Iterator[str]:
        """Look through one file."""


VAGUE = {
    "util",
    "utils",
    "helper",
    "helpers",
    "common",
    "service",
    "services",
    "manager",
    "managers",
}
GENERATED = "migrations/versions/"  # by Alembic, a line for each column
COMMITTING = {"core/db.py"}
DELETING = {"core/db.py"}
UNESCAPED = {  # file -> why its markup is known to be clean
    "claims/views_timeline.py": "the SVG is our own drawing's, which escapes every text in it",
}
ELSEWHERE = [  # a bracket in each, so that this file keeps its own rule
    r"(?<![\w.])/[w]ork/",
    r"(?<![\w.])/[r]oot/",
    r"pyp[i]\.org",
    r"pythonhoste[d]\.org",
    r"(deb|security)\.debia[n]\.org",
    r"npmj[s]\.(org|com)",
]
EXCEPTION = re.compile(r"\bnoqa\b|type:\s*ignore|pragma:\s*no")
REASONED = re.compile(
    r"(noqa: [A-Z]+\d+(, ?[A-Z]+\d+)*|type: ignore\[[\w, -]+\]|pragma: no \w+)\s*(#|-|:)\s*\S.{7,}"
)


def a_file_is_short_enough_to_read(path: str, text: str) -> Iterator[str]:
    """Hold modules to 400 lines (written migrations apart), templates and app.py, which only wires, to 120."""
    if path.startswith(GENERATED):
        return
    limit = 120 if path == "app.py" or path.startswith("templates/") else 400
    lines = len(text.splitlines())
    if lines > limit and (_is_python(path) or path.startswith("templates/")):
        yield f"{lines} lines, where {limit} is the limit"


def a_function_is_short_enough_to_read(path: str, text: str) -> Iterator[str]:
    """Hold functions to 40 lines and tests to 30, decorators not counted."""
    if path.startswith(GENERATED):
        return
    for function in _functions(path, text):
        limit = (
            30 if _is_test_module(path) and function.name.startswith("test_") else 40
        )
        lines = (function.end_lineno or function.lineno) - function.lineno + 1
        if lines > limit:
            yield f"line {function.lineno}: {function.name} has {lines} lines, where {limit} is the limit"


def a_name_says_what_is_inside(path: str, text: str) -> Iterator[str]:
    """Refuse files and folders named after nothing in the field."""
    for part in PurePath(path).parts:
        if part.split(".")[0] in VAGUE:
            yield f"the name {part} says nothing"


def a_module_opens_with_what_it_is_for(path: str, text: str) -> Iterator[str]:
    """Ask every module but a test module for a docstring."""
    if (
        _is_python(path)
        and not _is_test_module(path)
        and not ast.get_docstring(ast.parse(text))
    ):
        yield "no module docstring"


def only_the_database_commits(path: str, text: str) -> Iterator[str]:
    """Keep `.commit()` in one place, so that a write is one transaction with its log entry."""
    if _is_program(path) and path not in COMMITTING:
        yield from (
            f"line {call.lineno}: commits"
            for call in _calls(text)
            if _called(call).endswith(".commit")
        )


def nothing_is_deleted(path: str, text: str) -> Iterator[str]:
    """Refuse `session.delete()` and SQLAlchemy's `delete()`: records are withdrawn, not removed."""
    if not _is_program(path) or path in DELETING:
        return
    for call in _calls(text):
        if re.fullmatch(
            r"delete|(.*\.)?\w*session\.delete|(sa|sqlalchemy|sqlmodel)\.delete",
            _called(call),
        ):
            yield f"line {call.lineno}: deletes"


def an_exception_gives_its_reason(path: str, text: str) -> Iterator[str]:
    """Ask every `noqa`, `type: ignore` and `pragma: no …` for its code and, on the same line, its reason."""
    if not _is_python(path):
        return
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if (
            token.type == tokenize.COMMENT
            and EXCEPTION.search(token.string)
            and not REASONED.search(token.string)
        ):
            yield f"line {token.start[0]}: an exception without its reason"


def no_annotations_are_postponed(path: str, text: str) -> Iterator[str]:
    """Refuse the future import that breaks the relationships of SQLModel."""
    if _is_python(path) and re.search(
        r"^from __future__ import .*annotations", text, re.MULTILINE
    ):
        yield "postpones annotations"


def nothing_points_to_one_machine(path: str, text: str) -> Iterator[str]:
    """Refuse paths of a developer's machine and addresses of package registries."""
    for number, line in enumerate(text.splitlines(), start=1):
        yield from (
            f"line {number}: {found[0]}"
            for pattern in ELSEWHERE
            if (found := re.search(pattern, line))
        )


def what_browsers_get_can_be_read(path: str, text: str) -> Iterator[str]:
    """Refuse minified files under static/."""
    if not path.startswith("static/"):
        return
    if ".min." in path:
        yield "a minified file"
    yield from (
        f"line {n}: over 400 characters"
        for n, line in enumerate(text.splitlines(), 1)
        if len(line) > 400
    )


def a_template_keeps_the_policy(path: str, text: str) -> Iterator[str]:
    """Refuse what the content security policy would: style and event attributes, and scripts without a nonce."""
    if not path.startswith("templates/"):
        return
    for tag in re.finditer(
        r"<[a-zA-Z](?:\{\{.*?\}\}|\{%.*?%\}|[^>])*>", text, re.DOTALL
    ):
        line = text.count("\n", 0, tag.start()) + 1
        if found := re.search(r"\s(style|on[a-z]+)\s*=", tag[0], re.IGNORECASE):
            yield f"line {line}: the attribute {found[1]}"
        if tag[0].lower().startswith("<script") and "nonce=" not in tag[0]:
            yield f"line {line}: a script without a nonce"


def markup_is_escaped(path: str, text: str) -> Iterator[str]:
    """Keep `|safe`, `Markup()` and switched-off escaping to the files listed with their reason."""
    if path in UNESCAPED:
        return
    if path.startswith("templates/"):
        pattern = r"\|\s*safe\b|autoescape\s+false"
    elif _is_program(path):
        pattern = r"\bMarkup\("
    else:
        return
    yield from (
        f"{found[0]} in a file that is not listed"
        for found in re.finditer(pattern, text)
    )


def a_test_is_a_plain_function(path: str, text: str) -> Iterator[str]:
    """Refuse test classes, docstrings of tests and packages of tests."""
    if path.startswith("tests/") and path.endswith("/__init__.py"):
        yield "tests are no package"
    if not _is_test_module(path):
        return
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.ClassDef) and node.name.startswith("Test"):
            yield f"line {node.lineno}: the class {node.name}"
        if (
            isinstance(node, ast.FunctionDef)
            and node.name.startswith("test_")
            and ast.get_docstring(node)
        ):
            yield f"line {node.lineno}: {node.name} has a docstring; its name is the sentence"


def a_test_writes_its_own_tables(path: str, text: str) -> Iterator[str]:
    """Refuse stored CSV under tests/: a test shows the rows that it is about."""
    if path.startswith("tests/") and path.endswith((".csv", ".tsv")):
        yield "a stored table"


RULES: tuple[Rule, ...] = (
    a_file_is_short_enough_to_read,
    a_function_is_short_enough_to_read,
    a_name_says_what_is_inside,
    a_module_opens_with_what_it_is_for,
    only_the_database_commits,
    nothing_is_deleted,
    an_exception_gives_its_reason,
    no_annotations_are_postponed,
    nothing_points_to_one_machine,
    what_browsers_get_can_be_read,
    a_template_keeps_the_policy,
    markup_is_escaped,
    a_test_is_a_plain_function,
    a_test_writes_its_own_tables,
)


def _is_python(path: str) -> bool:
    return path.endswith(".py")


def _is_test_module(path: str) -> bool:
    return (
        path.startswith("tests/")
        and PurePath(path).name.startswith("test_")
        and _is_python(path)
    )


def _is_program(path: str) -> bool:
    return _is_python(path) and not path.startswith("tests/")


def _functions(
    path: str, text: str
) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    if _is_python(path):
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield node


def _calls(text: str) -> Iterator[ast.Call]:
    return (node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Call))


def _called(call: ast.Call) -> str:
    return ast.unparse(call.func)
